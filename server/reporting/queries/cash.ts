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
  /** The first week is the rest of the running week. */
  weeks: WeekExpected[]
  /** What has come in this week so far for invoices on terms. */
  cameMinor: bigint
  /** Open invoices on terms. */
  items: number
  /** Orders on terms that are not invoiced completely. */
  orders: number
  payers: number
  /** The number of paid invoices from which payment habits are known. */
  paid: number
  /** The share of past weeks in which the band held, in percent; null while the past is too short. */
  heldPercent: number | null
  /** The range of percentages in which a correct band lies by chance. */
  luck: { low: number; high: number }
  tried: ForecastTried[]
}

/** The latest results of trying the forecast, by organisation. A result is valid for a week, unless the past changes. */
const kept = new Map<string, { mark: string; trial: Promise<Trial> }>()
const keptAtMost = 200

async function tryOut(past: Past, monday: Day): Promise<Trial> {
  const steps = backtestStepwise(past, monday)
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    // Computing many invoices takes long, so it pauses now and then to let other requests be answered.
    await setImmediate()
  }
}

/** How well the forecast did in past weeks: computed once for everything that happened before this week. */
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

/**
 * The cash forecast from open items and orders, the payment history of the last two years, promises and disputes; and
 * how well the same method did in past weeks.
 */
export async function cashExpected(ctx: Ctx): Promise<CashExpected> {
  const known = await pastOf(ctx)
  const today = dayNumber(ctx.today)
  const monday = weekOf(ctx.today)
  const { tried, lessons } = await trialOf(ctx, known, monday)
  const open = openOn(known, today, today + 1)
  const ordered = orderedOn(known.orders, today, today + 1)
  const habits = habitsKnown(known, today)
  const drawn = forecast(open, habits, ctx.today, forecastWeeks, ordered)
  const came = known.items.reduce((sum, item) => sum + moneyBetween(item, dayNumber(monday), today + 1), 0)
  return {
    weeks: drawn.map((week, index) => taughtBy(lessons, week, index + 1)),
    cameMinor: BigInt(came),
    items: new Set(open.map((item) => item.id)).size,
    orders: ordered.length,
    paid: habits.settled,
    payers: [...known.byPayer.values()].filter((own) => own.some((item) => item.settled !== null)).length,
    heldPercent: heldPercent(tried),
    luck: luckOf(tried),
    tried,
  }
}
