import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import { type WorkInput, workInput } from '../schema'

export interface CreditWorkRow {
  id: string
  number: string
  customerId: string
  customerName: string
  payerId: string
  currency: string
  grossMinor: bigint
  waitsFor: 'CREDIT_DECISION' | 'CREDIT_HOLD' | 'PAYMENT'
  stageSince: Date
  limitMinor: bigint | null
  exposureMinor: bigint
  holds: string[] | null
  cause: string | null
  points: number | null
  leastChange: { missingPoints: number; factors: string[]; overMinor: string } | null
  /** When its reserved stock is released. */
  expiresAt: Date | null
  proformaNumber: string | null
  /** The last day to pay it; then the order lapses. */
  expiresOn: string | null
  /** Why the order did not lapse although that day is over. */
  heldBack: string | null
}

/**
 * Orders that wait for a credit decision, the end of a hold or a payment, each with its reason. The longest waiting
 * comes first.
 */
export async function creditWork(ctx: Ctx, asked: WorkInput): Promise<Page<CreditWorkRow>> {
  const input = workInput.parse(asked)
  let list = tables
    .selectFrom('salesOrder as o')
    .select(['o.id', 'o.stageSince'])
    .where('o.organisationId', '=', ctx.organisationId)
    .where('o.stage', '=', 'CREDIT')
  if (input.q)
    list = list.where(
      'o.id',
      'in',
      raw<string>`(SELECT id FROM search_orders(${input.q}, 200) UNION SELECT id FROM search_orders_by_product(${input.q}, 300) UNION (SELECT f.id FROM sales_order f WHERE f.organisation_id = ${ctx.organisationId}
        AND f.stage = 'CREDIT' AND f.customer_id IN (SELECT id FROM search_customers(${input.q}, 50)) LIMIT 500))`,
    )
  if (input.waitsFor) list = list.where('o.waitsFor', '=', input.waitsFor)
  const sorted = byKey(list, { value: 'o.stageSince', type: 'timestamptz', id: 'o.id' }, input)
  const [found] = await read(ctx, query(sorted.$castTo<{ id: string; stageSince: Date }>()))
  const page = pageOf(found, input, (row) => cursorOf(row.stageSince, row.id))
  const ids = page.rows.map((row) => row.id)
  const [rows] = await read(
    ctx,
    sql<CreditWorkRow>`SELECT o.id, o.number, o.customer_id, c.name AS customer_name, o.payer_id, o.currency, o.gross_minor, o.waits_for, o.stage_since,
        a.limit_minor, a.committed_minor + a.shipped_not_invoiced_minor + a.open_minor - a.unapplied_minor AS exposure_minor,
        (SELECT array_agg(h.cause ORDER BY h.placed_at) FROM credit_hold h WHERE h.organisation_id = a.organisation_id AND h.customer_id = a.customer_id AND h.ended_at IS NULL) AS holds,
        d.cause, d.points, d.least_change, d.expires_at, f.number AS proforma_number, f.expires_on, f.held_back
      FROM sales_order o
      JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id
      JOIN credit_account a ON a.organisation_id = o.organisation_id AND a.customer_id = o.payer_id
      LEFT JOIN proforma f ON f.organisation_id = o.organisation_id AND f.order_id = o.id AND f.state = 'OPEN'
      LEFT JOIN LATERAL (SELECT x.cause, x.points, x.least_change, x.expires_at FROM credit_decision x
        WHERE x.organisation_id = o.organisation_id AND x.order_id = o.id AND x.state = 'REFERRED' ORDER BY x.created_at DESC LIMIT 1) AS d ON true
      WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ANY(${ids}::uuid[]) ORDER BY o.stage_since, o.id`,
  )
  return { ...page, rows }
}
