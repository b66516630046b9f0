import { setImmediate } from 'node:timers/promises'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
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
  /** The moment as of which it was computed beforehand; null when it is of now. */
  toldAt: Date | null
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

/**
 * How well the forecast did in past weeks: computed once for everything that happened before this week, or once for
 * each `day`.
 */
function trialOf({ organisationId }: Ctx, known: Past, monday: Day, day?: Day): Promise<Trial> {
  const found = kept.get(organisationId)
  if (day && found?.mark === day) return found.trial
  const past = pastUntil(known, dayNumber(monday))
  const mark = day ?? `${monday}/${markOf(past)}`
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
 * how well the same method did in past weeks, tried once for each `day` if one is given.
 */
export async function reckonCash(ctx: Ctx, day?: Day): Promise<CashExpected> {
  const known = await pastOf(ctx)
  await setImmediate()
  const today = dayNumber(ctx.today)
  const monday = weekOf(ctx.today)
  const { tried, lessons } = await trialOf(ctx, known, monday, day)
  const open = openOn(known, today, today + 1)
  const ordered = orderedOn(known.orders, today, today + 1)
  await setImmediate()
  const habits = habitsKnown(known, today)
  await setImmediate()
  const drawn = forecast(open, habits, ctx.today, forecastWeeks, ordered)
  const came = known.items.reduce((sum, item) => sum + moneyBetween(item, dayNumber(monday), today + 1), 0)
  return {
    toldAt: null,
    weeks: drawn.map((week, index) => taughtBy(lessons, week, index + 1)),
    cameMinor: BigInt(came),
    items: new Set(open.map((item) => item.id)).size,
    orders: ordered.length,
    paid: habits.settled,
    payers: habits.payers,
    heldPercent: heldPercent(tried),
    luck: luckOf(tried),
    tried,
  }
}

/**
 * The forecast of an organisation with more items than this takes longer than a person waits, and the program answers
 * nobody meanwhile. The worker computes it every hour; `due_organisations` has the same number.
 */
export const manyItems = 10_000

export const hasMany = (ctx: Ctx, many: number): Statement<{ isMany: boolean }> =>
  sql`SELECT EXISTS (SELECT 1 FROM open_item WHERE organisation_id = ${ctx.organisationId} OFFSET ${many}::int) AS is_many`

const told = (answer: string): CashExpected =>
  JSON.parse(answer, (key, value) => (key.endsWith('Minor') ? BigInt(value) : value))

/** The cash forecast, computed now or beforehand; null when it must be computed beforehand and was not yet. */
export async function cashExpected(ctx: Ctx, many = manyItems): Promise<CashExpected | null> {
  const [[before], [size]] = await read(
    ctx,
    sql<{
      toldAt: Date
      answer: string
    }>`SELECT told_at, answer::text FROM cash_forecast WHERE organisation_id = ${ctx.organisationId}`,
    hasMany(ctx, many),
  )
  if (!size?.isMany) return reckonCash(ctx)
  return before ? { ...told(before.answer), toldAt: before.toldAt } : null
}
