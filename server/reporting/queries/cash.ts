import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Day } from '@/server/platform/time/calendar'
import { backtest, type ForecastTried, heldPercent } from '../rules/backtest'
import { dayNumber, forecast, forecastWeeks, type WeekExpected } from '../rules/forecast'
import { byPayerOf, historiesKnown, historyDays, openOn, type Past } from '../rules/known'
import { orderDays, orderedOn } from '../rules/ordered'

interface LoadedItem {
  id: string
  customerId: string
  orderId: string | null
  issuedOn: Day
  dueOn: Day
  settledOn: Day | null
  openMinor: bigint
  amountMinor: bigint
  paidOn: Day[] | null
  paidMinor: string[] | null
}

interface LoadedPromise {
  customerId: string
  amountMinor: bigint
  promisedOn: Day
  madeOn: Day
  endedOn: Day | null
  kept: boolean
}

/** Invoices that were open at some time in the last two years, with the money that came for them. */
function items(ctx: Ctx): Statement<LoadedItem> {
  return sql`SELECT i.id, i.customer_id, i.issued_on, i.due_on, i.open_minor, i.amount_minor, i.settled_on, i.order_id, a.paid_on, a.paid_minor
    FROM open_item i LEFT JOIN LATERAL (SELECT array_agg(x.effective_on::text) AS paid_on, array_agg(x.amount_minor::text) AS paid_minor FROM application x
      WHERE x.organisation_id = i.organisation_id AND x.open_item_id = i.id AND x.source_kind = 'RECEIPT') AS a ON true
    WHERE i.organisation_id = ${ctx.organisationId} AND i.kind = 'INVOICE' AND i.on_terms
      AND (i.settled_at IS NULL OR i.settled_at >= ${ctx.now}::timestamptz - make_interval(days => ${historyDays}))`
}

interface LoadedOrder {
  id: string
  payerId: string
  orderedOn: Day
  fromOn: Day
  termsDays: number
  grossMinor: bigint
  cancelledOn: Day | null
}

/** Orders on terms of the last months, those cancelled at what they were. */
function orders(ctx: Ctx): Statement<LoadedOrder> {
  return sql`SELECT o.id, o.payer_id, o.ordered_on, greatest(o.ordered_on, o.requested_on - s.transit_days) AS from_on, o.terms_days,
      (o.cancelled_at AT TIME ZONE ${ctx.organisation.timeZone})::date AS cancelled_on,
      CASE WHEN o.stage <> 'CANCELLED' THEN o.gross_minor ELSE (SELECT sum(round(l.net_minor * (100 + l.tax_rate) / 100)) FROM order_line l
        WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id)::bigint END AS gross_minor
    FROM sales_order o JOIN carrier_service s ON s.organisation_id = o.organisation_id AND s.id = o.carrier_service_id
    WHERE o.organisation_id = ${ctx.organisationId} AND o.terms_kind = 'NET' AND o.ordered_at >= ${ctx.now}::timestamptz - make_interval(days => ${orderDays})`
}

const promises = (ctx: Ctx): Statement<LoadedPromise> =>
  sql`SELECT customer_id, amount_minor, promised_on, (created_at AT TIME ZONE ${ctx.organisation.timeZone})::date AS made_on,
    (ended_at AT TIME ZONE ${ctx.organisation.timeZone})::date AS ended_on, state = 'KEPT' AS kept
    FROM promise_to_pay WHERE organisation_id = ${ctx.organisationId} AND state IN ('OPEN', 'KEPT', 'BROKEN') AND promised_on > ${ctx.today}::date - ${historyDays}::int`

interface LoadedDispute {
  openItemId: string
  raisedOn: Day
  endedOn: Day | null
}

const disputes = (ctx: Ctx): Statement<LoadedDispute> =>
  sql`SELECT open_item_id, (created_at AT TIME ZONE ${ctx.organisation.timeZone})::date AS raised_on, (ended_at AT TIME ZONE ${ctx.organisation.timeZone})::date AS ended_on
    FROM dispute WHERE organisation_id = ${ctx.organisationId} AND state IN ('OPEN', 'UPHELD', 'REJECTED', 'WITHDRAWN') AND created_at > ${ctx.now}::timestamptz - make_interval(days => ${historyDays})`

const numberOf = (day: Day | null) => (day === null ? null : dayNumber(day))

async function past(ctx: Ctx): Promise<Past> {
  const [found, promised, disputed, ordered] = await read(ctx, items(ctx), promises(ctx), disputes(ctx), orders(ctx))
  const byId = new Map(ordered.map((order) => [order.id, pastOrder(order)]))
  const known = found.map(({ id, customerId, orderId, issuedOn, dueOn, settledOn, ...item }) => {
    const order = orderId === null ? undefined : byId.get(orderId)
    const issued = dayNumber(issuedOn)
    order?.invoices.push({ on: issued, minor: Number(item.amountMinor) })
    return {
      id,
      customerId,
      ordered: order?.ordered ?? null,
      issued,
      due: dayNumber(dueOn),
      settled: numberOf(settledOn),
      openMinor: Number(item.openMinor),
      payments: (item.paidOn ?? []).map((on, index) => ({ on: dayNumber(on), minor: Number(item.paidMinor?.[index]) })),
    }
  })
  return {
    items: known,
    byPayer: byPayerOf(known),
    promises: promised.map(({ customerId, amountMinor, promisedOn, madeOn, endedOn, kept }) => ({
      customerId,
      amountMinor: Number(amountMinor),
      promised: dayNumber(promisedOn),
      made: dayNumber(madeOn),
      ended: numberOf(endedOn),
      kept,
    })),
    disputes: disputed.map(({ openItemId, raisedOn, endedOn }) => ({
      openItemId,
      raised: dayNumber(raisedOn),
      ended: numberOf(endedOn),
    })),
    orders: [...byId.values()],
  }
}

const pastOrder = (order: LoadedOrder) => ({
  customerId: order.payerId,
  ordered: dayNumber(order.orderedOn),
  from: dayNumber(order.fromOn),
  termsDays: order.termsDays,
  grossMinor: Number(order.grossMinor),
  cancelled: numberOf(order.cancelledOn),
  invoices: [] as { on: number; minor: number }[],
})

export interface CashExpected {
  weeks: WeekExpected[]
  /** Open invoices on terms. */
  items: number
  /** Orders on terms of which something is not invoiced yet. */
  orders: number
  payers: number
  /** The share of past weeks that the band held, in percent; null while there is too little past. */
  heldPercent: number | null
  tried: ForecastTried[]
}

/** The cash forecast from what is open and what is ordered, how every payer paid in the last two years, promises and disputes; and how the same way did in past weeks. */
export async function cashExpected(ctx: Ctx): Promise<CashExpected> {
  const known = await past(ctx)
  const today = dayNumber(ctx.today)
  const tried = backtest(known, ctx.today)
  const ordered = orderedOn(known.orders, today)
  return {
    weeks: forecast(openOn(known, today), historiesKnown(known, today), ctx.today, forecastWeeks, ordered),
    items: known.items.filter((item) => item.openMinor > 0).length,
    orders: ordered.length,
    payers: [...known.byPayer.values()].filter((own) => own.some((item) => item.settled !== null)).length,
    heldPercent: heldPercent(tried),
    tried,
  }
}
