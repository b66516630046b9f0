import { setImmediate } from 'node:timers/promises'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { countryDefaults } from '@/server/platform/place/country'
import type { Day } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { type BankingDays, bankingDays } from '../rules/banking'
import { dayNumber } from '../rules/days'
import { historyDays } from '../rules/known'
import { orderDays } from '../rules/ordered'
import { byPayerOf, type Past } from '../rules/past'

interface LoadedItem {
  id: string
  customerId: string
  orderId: string | null
  issuedOn: Day
  dueOn: Day
  settledOn: Day | null
  invoicedMinor: bigint
  /** The invoiced amount less paid deposits. */
  amountMinor: bigint
  taken: { on: Day; known: Day; minor: string; isMoney: boolean }[] | null
}

interface LoadedPromise {
  customerId: string
  amountMinor: bigint
  promisedOn: Day
  madeOn: Day
  endedOn: Day | null
  kept: boolean
}

/**
 * Invoices that were open at any time in the last two years, less paid deposits, with everything that reduced them and
 * when it was recorded.
 */
function items(ctx: Ctx): Statement<LoadedItem> {
  return sql`SELECT i.id, i.customer_id, i.issued_on, i.due_on, i.amount_minor AS invoiced_minor, i.amount_minor - a.deposited AS amount_minor, i.settled_on, i.order_id, a.taken
    FROM open_item i LEFT JOIN LATERAL (SELECT coalesce(sum(x.amount_minor) FILTER (WHERE x.source_kind = 'DEPOSIT'), 0)::bigint AS deposited, jsonb_agg(jsonb_build_object('on', x.effective_on, 'minor', x.amount_minor::text, 'isMoney', x.source_kind = 'RECEIPT',
        'known', greatest(x.effective_on, (x.recorded_at AT TIME ZONE ${ctx.organisation.timeZone})::date))) FILTER (WHERE x.source_kind <> 'DEPOSIT') AS taken FROM application x
      WHERE x.organisation_id = i.organisation_id AND x.open_item_id = i.id) AS a ON true
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

/** Orders on terms of the last months; cancelled ones with their amount before. */
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

/** Banks book on the working weekdays of their country, except its holidays, whatever days the organisation works. */
function bankingOf(ctx: Ctx): BankingDays {
  const { country } = ctx.organisation
  const calendar = workingCalendar({ country, workingWeekdays: countryDefaults(country).workingWeekdays })
  const today = dayNumber(ctx.today)
  return bankingDays(calendar, today - historyDays - orderDays, today + 2 * orderDays)
}

/** Everything that an organisation's forecast reads. */
export async function pastOf(ctx: Ctx): Promise<Past> {
  const [found, promised, disputed, ordered] = await read(ctx, items(ctx), promises(ctx), disputes(ctx), orders(ctx))
  const byId = new Map(ordered.map((order) => [order.id, pastOrder(order)]))
  // A million rows take seconds, in which others want to be answered.
  await setImmediate()
  const known = found.map(
    ({ id, customerId, orderId, issuedOn, dueOn, settledOn, invoicedMinor, amountMinor, taken }) => {
      const order = orderId === null ? undefined : byId.get(orderId)
      const issued = dayNumber(issuedOn)
      order?.invoices.push({ on: issued, minor: Number(invoicedMinor) })
      return {
        id,
        customerId,
        ordered: order?.ordered ?? null,
        issued,
        due: dayNumber(dueOn),
        settled: numberOf(settledOn),
        amountMinor: Number(amountMinor),
        taken: (taken ?? []).map(({ on, known, minor, isMoney }) => ({
          on: dayNumber(on),
          known: dayNumber(known),
          minor: Number(minor),
          isMoney,
        })),
      }
    },
  )
  await setImmediate()
  const byPayer = byPayerOf(known)
  await setImmediate()
  return {
    banking: bankingOf(ctx),
    items: known,
    byPayer,
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
