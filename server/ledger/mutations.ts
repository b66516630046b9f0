import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { expectRows, insert, json, type Statement, sql } from '@/server/platform/database/sql'
import type { Day } from '@/server/platform/time/calendar'
import { imbalance, type PostingLine } from './rules'

export interface NewPosting {
  /** Set by a verb that also stores this id in an application. */
  id?: string
  cause:
    | 'INVOICE'
    | 'CREDIT_NOTE'
    | 'RECEIPT'
    | 'APPLICATION'
    | 'DEPOSIT'
    | 'WRITE_OFF'
    | 'REFUND'
    | 'REVERSAL'
    | 'MERGE'
    | 'OPENING'
  objectType: string
  objectId: string
  effectiveOn: Day
  reversesId?: string
  lines: readonly PostingLine[]
}

/**
 * Posts balanced entries in the ledger currency: debit positive, credit negative. Lines of nought are left out, and an
 * entry without lines is none. The database refuses an entry that does not balance (rule 5), and so does this.
 */
export function post(ctx: Ctx, ...postings: readonly NewPosting[]): Statement<never>[] {
  const entries = postings
    .map((posting) => ({
      ...posting,
      id: posting.id ?? newId(ctx.now),
      lines: posting.lines.filter((line) => line.amountMinor !== 0n),
    }))
    .filter((posting) => posting.lines.length > 0)
  for (const entry of entries)
    if (imbalance(entry.lines) !== 0n) throw new Error(`a posting of ${entry.cause} does not balance`)
  if (entries.length === 0) return []
  const currency = ctx.organisation.currency
  const heads = entries.map(({ id, cause, objectType, objectId, reversesId = null, effectiveOn }) => ({
    id,
    cause,
    objectType,
    objectId,
    reversesId,
    effectiveOn,
    recordedAt: ctx.now,
  }))
  const lines = entries.flatMap(({ id, effectiveOn, lines }) =>
    lines.map(({ accountCode, customerId = null, amountMinor, taxCode = null, taxRate = null }, index) => ({
      postingId: id,
      position: index + 1,
      accountCode,
      customerId,
      currency,
      amountMinor,
      rate: '1',
      ledgerAmountMinor: amountMinor,
      taxCode,
      taxRate,
      effectiveOn,
    })),
  )
  return [insert(ctx, 'posting', heads), insert(ctx, 'postingLine', lines)]
}

/** A posting with its lines. */
export interface StoredPosting {
  id: string
  lines: (Omit<PostingLine, 'amountMinor'> & { amountMinor: string })[]
}

/** The postings of an object that nothing has reversed, with their lines; what was booked on a customer who was merged since is their heir's. */
export function standingPostings(ctx: Ctx, objectType: string, objectId: string): Statement<StoredPosting> {
  return sql`SELECT p.id, jsonb_agg(jsonb_build_object('accountCode', l.account_code, 'customerId', coalesce(c.merged_into, l.customer_id), 'amountMinor', l.amount_minor::text,
      'taxCode', l.tax_code, 'taxRate', l.tax_rate::text) ORDER BY l.position) AS lines
    FROM posting p JOIN posting_line l ON l.organisation_id = p.organisation_id AND l.posting_id = p.id
    LEFT JOIN customer c ON c.organisation_id = l.organisation_id AND c.id = l.customer_id
    WHERE p.organisation_id = ${ctx.organisationId} AND p.object_type = ${objectType} AND p.object_id = ${objectId} AND p.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM posting r WHERE r.organisation_id = p.organisation_id AND r.reverses_id = p.id)
    GROUP BY p.id`
}

/**
 * Reverses postings: writes the same lines with opposite signs and names the reversed posting. The database refuses a
 * second reversal.
 */
export function reverse(
  ctx: Ctx,
  postings: readonly StoredPosting[],
  object: { objectType: string; objectId: string; effectiveOn: Day },
): Statement<never>[] {
  const reversals = postings.map(({ id, lines }) => ({
    ...object,
    cause: 'REVERSAL' as const,
    reversesId: id,
    lines: lines.map((line) => ({
      accountCode: line.accountCode,
      customerId: line.customerId ?? undefined,
      taxCode: line.taxCode ?? undefined,
      taxRate: line.taxRate ?? undefined,
      amountMinor: -BigInt(line.amountMinor),
    })),
  }))
  return post(ctx, ...reversals)
}

/** The open amount of a payer for one document, locked. */
export interface OpenItem {
  id: string
  customerId: string
  kind: 'INVOICE' | 'CREDIT_NOTE'
  documentId: string
  orderId: string | null
  number: string
  issuedOn: Day
  dueOn: Day
  amountMinor: bigint
  openMinor: bigint
  overdueSince: Day | null
  /** True after a payment of it was taken back. */
  reopened: boolean
}

/** Locks the unsettled items of a payer, oldest due first; the lock on the payer's credit account comes before. */
export function lockOpenItems(ctx: Ctx, payerId: string): Statement<OpenItem> {
  return sql`SELECT i.id, i.customer_id, i.kind, i.document_id, i.order_id, i.number, i.issued_on, i.due_on, i.amount_minor, i.open_minor, i.overdue_since,
      EXISTS (SELECT 1 FROM application a WHERE a.organisation_id = i.organisation_id AND a.open_item_id = i.id AND a.reverses_id IS NOT NULL) AS reopened
    FROM open_item i WHERE i.organisation_id = ${ctx.organisationId} AND i.customer_id = ${payerId} AND i.settled_at IS NULL
    ORDER BY i.due_on, i.id LIMIT 5000 FOR NO KEY UPDATE`
}

/** Locks items by id, settled ones too. */
export function lockItems(ctx: Ctx, ids: readonly string[]): Statement<OpenItem> {
  return sql`SELECT i.id, i.customer_id, i.kind, i.document_id, i.order_id, i.number, i.issued_on, i.due_on, i.amount_minor, i.open_minor, i.overdue_since,
      EXISTS (SELECT 1 FROM application a WHERE a.organisation_id = i.organisation_id AND a.open_item_id = i.id AND a.reverses_id IS NOT NULL) AS reopened
    FROM open_item i WHERE i.organisation_id = ${ctx.organisationId} AND i.id = ANY(${ids}::uuid[]) ORDER BY i.due_on, i.id FOR NO KEY UPDATE`
}

export interface NewApplication {
  openItemId: string
  sourceKind: 'RECEIPT' | 'DEPOSIT' | 'CREDIT_NOTE' | 'WRITE_OFF' | 'REFUND'
  /** The receipt, the other item of a credit, the posting of a write-off, or the refund. */
  sourceId: string
  /** What the item is lowered by: positive on invoices, negative on credit notes; a reversal has the opposite sign. */
  amountMinor: bigint
  postingId?: string
  reversesId?: string
}

/**
 * Applies money or credit to items whose rows are locked: writes the applications and each item's open amount. An item
 * that reaches zero is settled on `effectiveOn`; a settled item that is raised is open again. The table refuses more
 * than is open.
 */
export function applyToItems(ctx: Ctx, applications: readonly NewApplication[], effectiveOn: Day): Statement<never>[] {
  const applied = applications.filter((application) => application.amountMinor !== 0n)
  if (applied.length === 0) return []
  const sums = new Map<string, bigint>()
  for (const { openItemId, amountMinor } of applied) sums.set(openItemId, (sums.get(openItemId) ?? 0n) + amountMinor)
  const deltas = [...sums].map(([id, amount]) => ({ id, amount }))
  return [
    insert(
      ctx,
      'application',
      applied.map((application) => applicationRow(ctx, application, effectiveOn)),
    ),
    expectRows(
      deltas.length,
      sql`UPDATE open_item i SET open_minor = i.open_minor - d.amount,
        settled_at = CASE WHEN i.open_minor = d.amount THEN ${ctx.now}::timestamptz END,
        settled_on = CASE WHEN i.open_minor = d.amount THEN ${effectiveOn}::date END,
        overdue_since = CASE WHEN i.open_minor <> d.amount THEN i.overdue_since END
      FROM jsonb_to_recordset(${json(deltas)}) AS d(id uuid, amount bigint)
      WHERE i.organisation_id = ${ctx.organisationId} AND i.id = d.id`,
    ),
  ]
}

function applicationRow(ctx: Ctx, application: NewApplication, effectiveOn: Day) {
  const { openItemId, sourceKind, sourceId, amountMinor, postingId = null, reversesId = null } = application
  return {
    id: newId(ctx.now),
    openItemId,
    sourceKind,
    sourceId,
    amountMinor,
    postingId,
    reversesId,
    effectiveOn,
    recordedAt: ctx.now,
  }
}
