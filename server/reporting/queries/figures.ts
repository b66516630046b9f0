import { addDays } from '@/server/platform/calendar'
import type { Ctx } from '@/server/platform/ctx'
import { read } from '@/server/platform/run'
import { sql } from '@/server/platform/sql'
import { collectionEffectiveness, dso, share } from '../rules'

interface Amounts {
  openMinor: bigint
  notDueMinor: bigint
  overdueMinor: bigint
  salesMinor: bigint
  openingMinor: bigint
  closingMinor: bigint
  cashDays: number | null
  settledItems: number
  dueOrders: number
  onTimeOrders: number
  assumedOrders: number
  lines: number
  fullLines: number
}

export interface Figures extends Amounts {
  periodDays: number
  dsoDays: number | null
  bestPossibleDsoDays: number | null
  addDays: number | null
  ceiPercent: number | null
  otifPercent: number | null
  fillPercent: number | null
}

/** Top figures of the last `periodDays` days, each by the formula of its trade; amounts in minor units of the ledger currency. */
export async function figures(ctx: Ctx, periodDays: number): Promise<Figures> {
  const from = addDays(ctx.today, -periodDays)
  const { organisationId: id, today } = ctx
  const [[found]] = await read(
    ctx,
    sql<Amounts>`SELECT open.*, sales.*, ledger.*, cash.*, delivered.*, filled.* FROM
      (SELECT coalesce(sum(open_minor), 0)::bigint AS open_minor, coalesce(sum(open_minor) FILTER (WHERE due_on >= ${today}), 0)::bigint AS not_due_minor,
        coalesce(sum(open_minor) FILTER (WHERE due_on < ${today}), 0)::bigint AS overdue_minor
        FROM open_item WHERE organisation_id = ${id} AND settled_at IS NULL) AS open,
      (SELECT coalesce(sum(amount_minor), 0)::bigint AS sales_minor FROM open_item WHERE organisation_id = ${id} AND on_terms AND issued_on > ${from}) AS sales,
      (SELECT coalesce(sum(ledger_amount_minor) FILTER (WHERE effective_on <= ${from}), 0)::bigint AS opening_minor, coalesce(sum(ledger_amount_minor), 0)::bigint AS closing_minor
        FROM posting_line WHERE organisation_id = ${id} AND account_code = 'RECEIVABLE') AS ledger,
      (SELECT (sum(i.amount_minor * (i.settled_on - o.ordered_on)) / nullif(sum(i.amount_minor), 0))::float8 AS cash_days, count(*)::int AS settled_items
        FROM open_item i JOIN sales_order o ON o.organisation_id = i.organisation_id AND o.id = i.order_id
        WHERE i.organisation_id = ${id} AND i.kind = 'INVOICE' AND i.settled_on > ${from}) AS cash,
      (SELECT count(*)::int AS due_orders, count(*) FILTER (WHERE delivered_at < (promised_on + 1)::timestamp AT TIME ZONE ${ctx.organisation.timeZone})::int AS on_time_orders,
        count(*) FILTER (WHERE delivery_assumed)::int AS assumed_orders
        FROM sales_order WHERE organisation_id = ${id} AND promised_on > ${from} AND promised_on < ${today} AND stage <> 'CANCELLED') AS delivered,
      (SELECT count(*)::int AS lines, count(*) FILTER (WHERE coalesce(first.quantity, 0) >= l.ordered - l.cancelled)::int AS full_lines FROM order_line l
        JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id
        LEFT JOIN LATERAL (SELECT x.quantity FROM shipment_line x JOIN shipment s ON s.organisation_id = x.organisation_id AND s.id = x.shipment_id
          WHERE x.organisation_id = l.organisation_id AND x.order_line_id = l.id AND s.dispatched_at = o.dispatched_at LIMIT 1) AS first ON true
        WHERE l.organisation_id = ${id} AND l.kind = 'GOODS' AND o.dispatched_at >= ${from}::date AND o.ordered_on > ${from}) AS filled`,
  )
  const facts = found as Amounts
  const dsoDays = dso(facts.openMinor, facts.salesMinor, periodDays)
  const bestPossibleDsoDays = dso(facts.notDueMinor, facts.salesMinor, periodDays)
  return {
    ...facts,
    periodDays,
    dsoDays,
    bestPossibleDsoDays,
    addDays: dsoDays === null || bestPossibleDsoDays === null ? null : dsoDays - bestPossibleDsoDays,
    ceiPercent: collectionEffectiveness(facts.openingMinor, facts.salesMinor, facts.closingMinor, facts.notDueMinor),
    otifPercent: share(facts.onTimeOrders, facts.dueOrders),
    fillPercent: share(facts.fullLines, facts.lines),
  }
}
