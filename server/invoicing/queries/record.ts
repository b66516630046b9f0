import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Day } from '@/server/platform/time/calendar'
import { lessEmpties } from '../rules/empties'
import { type CreditableAdjustment, type CreditableLine, creditableAdjustments, creditableLines } from './credit'
import { outOfInvoice } from './empties'
import { documentTaxesOf, type IssuedDocument, issuedDocument } from './printed'

export interface ItemState {
  id: string
  openMinor: bigint
  overdueSince: Day | null
  settledOn: Day | null
  disputeId: string | null
  disputeCause: string | null
}

/** Money or credit applied to a document, or reversed. */
export interface AppliedRow {
  id: string
  sourceKind: string
  sourceId: string
  sourceNumber: string | null
  /** The receipt, or the document of the other item. */
  recordId: string | null
  amountMinor: bigint
  effectiveOn: Day
  reversal: boolean
}

export interface InvoiceRecord extends Omit<IssuedDocument, 'lines' | 'adjustments'> {
  adjustments: CreditableAdjustment[]
  /** Of deposits, `cameBack` are not given back again: their empties came back before. */
  lines: (CreditableLine & { cameBack: number })[]
  item: ItemState
  applied: AppliedRow[]
  creditNotes: { id: string; number: string; issuedOn: Day; grossMinor: bigint }[]
  mail: { state: string; sentAt: Date | null; failure: string | null } | null
}

/** What is open of a document. */
export function itemOf(ctx: Ctx, documentId: string): Statement<ItemState> {
  return sql`SELECT i.id, i.open_minor, i.overdue_since, i.settled_on, d.id AS dispute_id, d.cause AS dispute_cause FROM open_item i
    LEFT JOIN LATERAL (SELECT id, cause FROM dispute WHERE organisation_id = i.organisation_id AND open_item_id = i.id AND state = 'OPEN' ORDER BY created_at LIMIT 1) d ON true
    WHERE i.organisation_id = ${ctx.organisationId} AND i.document_id = ${documentId}`
}

/** What was applied to a document, and taken back. */
export function appliedTo(ctx: Ctx, documentId: string): Statement<AppliedRow> {
  return sql`SELECT a.id, a.source_kind, a.source_id, coalesce(r.number, s.number, f.number) AS source_number, coalesce(r.id, s.document_id) AS record_id, a.amount_minor, a.effective_on, a.reverses_id IS NOT NULL AS reversal
    FROM application a JOIN open_item i ON i.organisation_id = a.organisation_id AND i.id = a.open_item_id
    LEFT JOIN receipt r ON r.organisation_id = a.organisation_id AND r.id = a.source_id
    LEFT JOIN open_item s ON s.organisation_id = a.organisation_id AND s.id = a.source_id
    LEFT JOIN refund f ON f.organisation_id = a.organisation_id AND f.id = a.source_id
    WHERE a.organisation_id = ${ctx.organisationId} AND i.document_id = ${documentId} ORDER BY a.recorded_at, a.id`
}

/** An invoice or credit note with its lines, what was applied to it, what corrects it, and whether it was sent. */
export async function invoiceRecord(ctx: Ctx, id: string): Promise<InvoiceRecord> {
  const [[head], lines, adjustments, taxes, out, [item], applied, creditNotes, [mail]] = await read(
    ctx,
    issuedDocument(ctx, id),
    creditableLines(ctx, id),
    creditableAdjustments(ctx, id),
    documentTaxesOf(ctx, id),
    outOfInvoice(ctx, id),
    itemOf(ctx, id),
    appliedTo(ctx, id),
    sql<
      InvoiceRecord['creditNotes'][number]
    >`SELECT id, number, issued_on, gross_minor FROM invoice WHERE organisation_id = ${ctx.organisationId} AND corrects_id = ${id} ORDER BY issued_at, id`,
    sql<
      NonNullable<InvoiceRecord['mail']>
    >`SELECT state, sent_at, failure FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${id} AND object_type IN ('invoice', 'creditNote')
      ORDER BY created_at DESC LIMIT 1`,
  )
  if (!head || !item) notFound('invoice')
  return { ...head, lines: lessEmpties(lines, out), adjustments, taxes, item, applied, creditNotes, mail: mail ?? null }
}
