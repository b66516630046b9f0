import { setImmediate } from 'node:timers/promises'
import type { Ctx } from '@/server/platform/context/ctx'
import { type Day, weekOf } from '@/server/platform/time/calendar'
import { backtestStepwise, type ForecastTried, heldPercent, luckOf, type Trial, taughtBy } from '../rules/backtest'
import { dayNumber } from '../rules/days'
import { forecast, forecastWeeks, type WeekExpected } from '../rules/forecast'
import { habitsKnown, openOn } from '../rules/known'
import { orderedOn } from '../rules/ordered'
import { moneyBetween, type Past } from '../rules/past'
import { markOf, pastUntil } from '../rules/past-week'
import { pastOf } from './past'

export interface CashExpected {
  /** The first is what is left of the week that runs. */
  weeks: WeekExpected[]
  /** What has come in this week so far for invoices on terms. */
  cameMinor: bigint
  /** Open invoices on terms. */
  items: number
  /** Orders on terms of which something is not invoiced yet. */
  orders: number
  payers: number
  /** The share of past weeks that the band held, in percent; null while there is too little past. */
  heldPercent: number | null
  /** Between which percentages that of a right band lies, as luck has it. */
  luck: { low: number; high: number }
  tried: ForecastTried[]
}

/** Of the organisations asked for last, the trial of this week: it stays the same until its past is told otherwise. */
const kept = new Map<string, { mark: string; trial: Promise<Trial> }>()
const keptAtMost = 200

async function tryOut(past: Past, monday: Day): Promise<Trial> {
  const steps = backtestStepwise(past, monday)
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    // The reckoning of many invoices takes long. It pauses now and then, so that other requests are answered meanwhile.
    await setImmediate()
  }
}

/** How the forecast did in the weeks that are over: tried once for what happened until this week began. */
function trialOf({ organisationId }: Ctx, known: Past, monday: Day): Promise<Trial> {
  const past = pastUntil(known, dayNumber(monday))
  const mark = `${monday}/${markOf(past)}`
  const found = kept.get(organisationId)
  if (found?.mark === mark) return found.trial
  const trial = tryOut(past, monday)
  kept.delete(organisationId)
  kept.set(organisationId, { mark, trial })
  const [oldest] = kept.keys()
  if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest)
  return trial
}

/** The cash forecast from what is open and what is ordered, how every payer paid in the last two years, promises and disputes; and how the same way did in past weeks. */
export async function cashExpected(ctx: Ctx): Promise<CashExpected> {
  const known = await pastOf(ctx)
  const today = dayNumber(ctx.today)
  const monday = weekOf(ctx.today)
  const { tried, lessons } = await trialOf(ctx, known, monday)
  const open = openOn(known, today, today + 1)
  const ordered = orderedOn(known.orders, today, today + 1)
  const drawn = forecast(open, habitsKnown(known, today), ctx.today, forecastWeeks, ordered)
  const came = known.items.reduce((sum, item) => sum + moneyBetween(item, dayNumber(monday), today + 1), 0)
  return {
    weeks: drawn.map((week, index) => taughtBy(lessons, week, index + 1)),
    cameMinor: BigInt(came),
    items: new Set(open.map((item) => item.id)).size,
    orders: ordered.length,
    payers: [...known.byPayer.values()].filter((own) => own.some((item) => item.settled !== null)).length,
    heldPercent: heldPercent(tried),
    luck: luckOf(tried),
    tried,
  }
}
