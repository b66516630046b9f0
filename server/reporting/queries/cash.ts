import type { Day } from '@/server/platform/calendar'
import type { Ctx } from '@/server/platform/ctx'
import { read } from '@/server/platform/run'
import { type Statement, sql } from '@/server/platform/sql'
import { backtest, type ForecastTried, heldPercent } from '../rules/backtest'
import { dayNumber, forecast, type WeekExpected } from '../rules/forecast'
import { byPayerOf, historiesKnown, historyDays, openOn, type Past } from '../rules/known'

interface LoadedItem {
  id: string
  customerId: string
  issuedOn: Day
  dueOn: Day
  settledOn: Day | null
  openMinor: bigint
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
  return sql`SELECT i.id, i.customer_id, i.issued_on, i.due_on, i.open_minor, i.settled_on, a.paid_on, a.paid_minor
    FROM open_item i LEFT JOIN LATERAL (SELECT array_agg(x.effective_on::text) AS paid_on, array_agg(x.amount_minor::text) AS paid_minor FROM application x
      WHERE x.organisation_id = i.organisation_id AND x.open_item_id = i.id AND x.source_kind = 'RECEIPT') AS a ON true
    WHERE i.organisation_id = ${ctx.organisationId} AND i.kind = 'INVOICE' AND i.on_terms
      AND (i.settled_at IS NULL OR i.settled_at >= ${ctx.now}::timestamptz - make_interval(days => ${historyDays}))`
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
  const [found, promised, disputed] = await read(ctx, items(ctx), promises(ctx), disputes(ctx))
  const known = found.map(({ id, customerId, issuedOn, dueOn, settledOn, openMinor, paidOn, paidMinor }) => ({
    id,
    customerId,
    issued: dayNumber(issuedOn),
    due: dayNumber(dueOn),
    settled: numberOf(settledOn),
    openMinor: Number(openMinor),
    payments: (paidOn ?? []).map((on, index) => ({ on: dayNumber(on), minor: Number(paidMinor?.[index]) })),
  }))
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
  }
}

export interface CashExpected {
  weeks: WeekExpected[]
  /** Open invoices on terms. */
  items: number
  payers: number
  /** The share of past weeks that the band held, in percent; null while there is too little past. */
  heldPercent: number | null
  tried: ForecastTried[]
}

/** The cash forecast from what is open, how every payer paid in the last two years, promises and disputes; and how the same way did in past weeks. */
export async function cashExpected(ctx: Ctx): Promise<CashExpected> {
  const known = await past(ctx)
  const today = dayNumber(ctx.today)
  const tried = backtest(known, ctx.today)
  return {
    weeks: forecast(openOn(known, today), historiesKnown(known, today), ctx.today),
    items: known.items.filter((item) => item.openMinor > 0).length,
    payers: [...known.byPayer.values()].filter((own) => own.some((item) => item.settled !== null)).length,
    heldPercent: heldPercent(tried),
    tried,
  }
}
