import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Day } from '@/server/platform/time/calendar'
import type { ReceiptRow } from './lists'

export interface ReceiptRecord extends ReceiptRow {
  orderNumber: string | null
  recordedAt: Date
  reverseReason: string | null
  bankLineId: string | null
  bankReference: string | null
  bankName: string | null
  applied: {
    id: string
    documentId: string
    number: string
    amountMinor: bigint
    effectiveOn: Day
    reversal: boolean
  }[]
}

/** A receipt with what it paid. */
export async function receiptRecord(ctx: Ctx, id: string): Promise<ReceiptRecord> {
  const [[head], applied] = await read(
    ctx,
    sql<
      Omit<ReceiptRecord, 'applied'>
    >`SELECT r.id, r.number, r.customer_id, c.name AS customer_name, r.order_id, o.number AS order_number, r.method, r.received_on, r.currency, r.amount_minor,
        r.unapplied_minor, r.reference, r.reversed_at, r.reverse_reason, r.recorded_at, r.bank_line_id, b.reference AS bank_reference, b.counterparty AS bank_name
      FROM receipt r JOIN customer c ON c.organisation_id = r.organisation_id AND c.id = r.customer_id
      LEFT JOIN sales_order o ON o.organisation_id = r.organisation_id AND o.id = r.order_id
      LEFT JOIN bank_line b ON b.organisation_id = r.organisation_id AND b.id = r.bank_line_id
      WHERE r.organisation_id = ${ctx.organisationId} AND r.id = ${id}`,
    sql<
      ReceiptRecord['applied'][number]
    >`SELECT a.id, i.document_id, i.number, a.amount_minor, a.effective_on, a.reverses_id IS NOT NULL AS reversal
      FROM application a JOIN open_item i ON i.organisation_id = a.organisation_id AND i.id = a.open_item_id
      WHERE a.organisation_id = ${ctx.organisationId} AND a.source_id = ${id} ORDER BY a.recorded_at, a.id`,
  )
  if (!head) notFound('receipt')
  return { ...head, applied }
}

export interface PromiseRow {
  id: string
  customerId: string
  customerName: string
  amountMinor: bigint
  promisedOn: Day
  state: string
  note: string | null
  createdAt: Date
}

export interface DisputeRow {
  id: string
  openItemId: string
  documentId: string
  number: string
  customerId: string
  customerName: string
  cause: string
  note: string | null
  openMinor: bigint
  createdAt: Date
}

/** Promises and disputes that stand, the oldest first: the desk's list of agreements. */
export async function agreements(
  ctx: Ctx,
  customerId: string | null,
): Promise<{ promises: PromiseRow[]; disputes: DisputeRow[] }> {
  const [promises, disputes] = await read(
    ctx,
    sql<PromiseRow>`SELECT p.id, p.customer_id, c.name AS customer_name, p.amount_minor, p.promised_on, p.state, p.note, p.created_at
      FROM promise_to_pay p JOIN customer c ON c.organisation_id = p.organisation_id AND c.id = p.customer_id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.state = 'OPEN' AND (${customerId}::uuid IS NULL OR p.customer_id = ${customerId}::uuid) ORDER BY p.promised_on LIMIT 200`,
    sql<DisputeRow>`SELECT d.id, d.open_item_id, i.document_id, i.number, d.customer_id, c.name AS customer_name, d.cause, d.note, i.open_minor, d.created_at
      FROM dispute d JOIN open_item i ON i.organisation_id = d.organisation_id AND i.id = d.open_item_id
      JOIN customer c ON c.organisation_id = d.organisation_id AND c.id = d.customer_id
      WHERE d.organisation_id = ${ctx.organisationId} AND d.state = 'OPEN' AND (${customerId}::uuid IS NULL OR d.customer_id = ${customerId}::uuid) ORDER BY d.created_at LIMIT 200`,
  )
  return { promises, disputes }
}
