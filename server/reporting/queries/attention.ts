import type { Ctx } from '@/server/platform/ctx'
import type { Permission } from '@/server/platform/permissions'
import { read } from '@/server/platform/run'
import { sql } from '@/server/platform/sql'

export type AttentionKind =
  | 'REFERRED'
  | 'HELD'
  | 'UNPAID'
  | 'SHORT'
  | 'LATE'
  | 'NOT_INVOICED'
  | 'UNMATCHED'
  | 'OVERDUE'
  | 'QUOTE'

/** One thing on somebody's work list: why it is there, since when, and which record. */
export interface Attention {
  kind: AttentionKind
  objectType: 'order' | 'shipment' | 'bankLine' | 'customer' | 'quote'
  id: string
  label: string
  amountMinor: bigint | null
  since: Date
}

const seenWith: Record<AttentionKind, Permission> = {
  REFERRED: 'credit.read',
  HELD: 'credit.read',
  UNPAID: 'order.read',
  SHORT: 'order.read',
  LATE: 'order.read',
  NOT_INVOICED: 'invoice.read',
  UNMATCHED: 'collection.read',
  OVERDUE: 'receivable.read',
  QUOTE: 'order.read',
}

const shownOfEach = 5

/** What needs a person, over all stages that this person may see, the longest waiting of each kind. */
export async function attention(ctx: Ctx): Promise<Attention[]> {
  const { organisationId: id, permissions } = ctx
  const [rows] = await read(
    ctx,
    sql<Attention>`WITH waiting AS (
      SELECT CASE o.waits_for WHEN 'CREDIT_DECISION' THEN 'REFERRED' WHEN 'CREDIT_HOLD' THEN 'HELD' ELSE 'UNPAID' END AS kind, 'order' AS object_type, o.id,
        o.number || ' ' || c.name AS label, o.gross_minor AS amount_minor, o.stage_since AS since
        FROM sales_order o JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id WHERE o.organisation_id = ${id} AND o.stage = 'CREDIT'
      UNION ALL SELECT CASE WHEN o.waits_for = 'STOCK' THEN 'SHORT' ELSE 'LATE' END, 'order', o.id, o.number || ' ' || c.name, o.gross_minor, o.stage_since
        FROM sales_order o JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id
        WHERE o.organisation_id = ${id} AND o.stage IN ('FULFILMENT', 'SHIPPING') AND (o.waits_for = 'STOCK' OR o.promised_on < ${ctx.today})
      UNION ALL SELECT 'NOT_INVOICED', 'shipment', s.id, s.number, NULL, s.dispatched_at FROM shipment s
        WHERE s.organisation_id = ${id} AND s.state IN ('DISPATCHED', 'DELIVERED') AND s.invoice_id IS NULL AND s.dispatched_at < ${ctx.now}::timestamptz - interval '5 minutes'
      UNION ALL SELECT 'UNMATCHED', 'bankLine', b.id, coalesce(b.counterparty, b.reference), b.amount_minor, b.booked_on::timestamptz FROM bank_line b
        WHERE b.organisation_id = ${id} AND b.state = 'UNMATCHED' AND b.amount_minor > 0
      UNION ALL SELECT 'OVERDUE', 'customer', c.id, c.name, sum(i.open_minor)::bigint, min(i.due_on)::timestamptz FROM open_item i
        JOIN customer c ON c.organisation_id = i.organisation_id AND c.id = i.customer_id
        WHERE i.organisation_id = ${id} AND i.settled_at IS NULL AND i.kind = 'INVOICE' AND i.due_on < ${ctx.today} GROUP BY c.id, c.name
      UNION ALL SELECT 'QUOTE', 'quote', q.id, q.number || ' ' || c.name, q.gross_minor, q.created_at FROM quote q
        JOIN customer c ON c.organisation_id = q.organisation_id AND c.id = q.customer_id WHERE q.organisation_id = ${id} AND q.state = 'DRAFT')
    SELECT kind, object_type, id, label, amount_minor, since FROM (SELECT w.*, row_number() OVER (PARTITION BY kind ORDER BY since) AS place FROM waiting w) AS placed
    WHERE place <= ${shownOfEach} ORDER BY since`,
  )
  return rows.filter((row) => permissions === 'ALL' || permissions.has(seenWith[row.kind]))
}

export interface FirstSteps {
  products: boolean
  stock: boolean
  customers: boolean
  orders: boolean
  legal: boolean
}

/** What a new organisation has done of what it takes to be paid; asked of the rows, never kept. */
export async function firstSteps(ctx: Ctx): Promise<FirstSteps> {
  const { organisationId: id } = ctx
  const [[row]] = await read(
    ctx,
    sql<FirstSteps>`SELECT EXISTS (SELECT 1 FROM product WHERE organisation_id = ${id}) AS products, EXISTS (SELECT 1 FROM stock_movement WHERE organisation_id = ${id}) AS stock,
      EXISTS (SELECT 1 FROM customer WHERE organisation_id = ${id}) AS customers, EXISTS (SELECT 1 FROM sales_order WHERE organisation_id = ${id}) AS orders,
      (SELECT legal_name IS NOT NULL AND address_line IS NOT NULL AND (tax_number IS NOT NULL OR tax_registered IS FALSE) FROM organisation WHERE id = ${id}) AS legal`,
  )
  return row as FirstSteps
}
