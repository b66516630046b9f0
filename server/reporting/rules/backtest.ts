import { addDays, type Day, weekOf } from '@/server/platform/time/calendar'
import { dayNumber } from './days'
import { forecast, type WeekExpected } from './forecast'
import { habitsKnown, openOn } from './known'
import { type Band, type Lesson, learn, taught, unlearned } from './lessons'
import { orderedOn } from './ordered'
import { moneyBetween, type Past } from './past'

/** One week that was forecast from an earlier Monday, and what really came in for the invoices and orders known on it. */
export interface ForecastTried {
  originOn: Day
  weekOn: Day
  /** 1 = the week that begins at the origin. */
  ahead: number
  p10Minor: bigint
  p50Minor: bigint
  p90Minor: bigint
  actualMinor: bigint
  held: boolean
}

/**
 * How many Mondays the forecast is tried from, and how many weeks of each forecast are looked at. The more Mondays, the less the
 * share of weeks held is luck.
 */
const triedOrigins = 44
const triedWeeks = 4
/** From so many Mondays before those it learns alone. */
const learnedOrigins = 8
/** So many settled invoices must be known before a forecast is worth trying. */
const leastHistory = 20

/** A week as it was drawn, before anything was learned from others. */
interface Drawn extends Band {
  originOn: Day
  weekOn: Day
  ahead: number
  actualMinor: bigint
}

function drawnFrom(past: Past, originOn: Day, today: Day): Drawn[] {
  const origin = dayNumber(originOn)
  const habits = habitsKnown(past, origin)
  if (habits.settled < leastHistory) return []
  const weeks = forecast(openOn(past, origin), habits, originOn, triedWeeks, orderedOn(past.orders, origin))
  const items = past.items.filter(
    ({ issued, ordered, settled }) =>
      (issued < origin || (ordered !== null && ordered < origin)) && (settled === null || settled >= origin),
  )
  return weeks.flatMap(({ weekOn, p10Minor, p50Minor, p90Minor }, index) => {
    const end = addDays(weekOn, 7)
    if (end > today) return []
    const actualMinor = BigInt(
      items.reduce((sum, item) => sum + moneyBetween(item, dayNumber(weekOn), dayNumber(end)), 0),
    )
    // Nothing expected and nothing come: no proof of a band.
    if (p90Minor === 0n && actualMinor === 0n) return []
    return [{ originOn, weekOn, p10Minor, p50Minor, p90Minor, ahead: index + 1, actualMinor }]
  })
}

export interface Trial {
  tried: ForecastTried[]
  /** What was learned by today for each week ahead; weeks further ahead have the last one's. */
  lessons: readonly Lesson[]
}

/** The forecast's week so many ahead with what was learned for it. */
export const taughtBy = (lessons: readonly Lesson[], week: WeekExpected, ahead: number): WeekExpected => {
  const lesson = lessons[Math.min(ahead, lessons.length) - 1]
  if (!lesson) return week
  const told = taught(week, lesson)
  const share = Number(week.p50Minor) > 0 ? Number(week.invoicedMinor) / Number(week.p50Minor) : 0
  return { ...told, invoicedMinor: BigInt(Math.round(Number(told.p50Minor) * share)) }
}

/**
 * Tries the forecast on the past by rolling origin: from each of the last Mondays, with what was known then, against what came in
 * afterwards. From the weeks that were over by a Monday it had learned how wide its band must be, as it has by today. Stops
 * after each Monday, so that whoever serves others may do so in between.
 */
export function* backtestStepwise(past: Past, today: Day): Generator<void, Trial> {
  const monday = weekOf(today)
  let lessons: Lesson[] = Array.from({ length: triedWeeks }, unlearned)
  const tried: ForecastTried[] = []
  let untold: Drawn[] = []
  const learnUntil = (day: Day) => {
    for (const drawn of untold)
      if (addDays(drawn.weekOn, 7) <= day) lessons = learn(lessons, drawn.ahead, drawn, drawn.actualMinor)
    untold = untold.filter(({ weekOn }) => addDays(weekOn, 7) > day)
  }
  for (let back = triedOrigins + learnedOrigins; back >= 1; back--) {
    const originOn = addDays(monday, -7 * back)
    learnUntil(originOn)
    const drawn = drawnFrom(past, originOn, today)
    untold.push(...drawn)
    yield
    if (back > triedOrigins) continue
    for (const week of drawn) {
      const told = taught(week, lessons[week.ahead - 1] as Lesson)
      const held = told.actualMinor >= told.p10Minor && told.actualMinor <= told.p90Minor
      tried.push({ ...told, held })
    }
  }
  learnUntil(today)
  return { tried, lessons }
}

/** The same in one go. */
export function backtest(past: Past, today: Day): Trial {
  const steps = backtestStepwise(past, today)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

/** The share of weeks that a band is to hold, in percent. */
const aim = 80
/** Nineteen of twenty lie within so many times what luck makes of it. */
const mostly = 1.96

/**
 * Between which percentages the share of weeks held by a right band lies, as luck has it: the four forecasts of a week hold or
 * miss together, so that they say no more than one.
 */
export function luckOf(tried: readonly ForecastTried[]): { low: number; high: number } {
  const weeks = Math.max(1, new Set(tried.map(({ weekOn }) => weekOn)).size)
  const spread = mostly * Math.sqrt((aim * (100 - aim)) / weeks)
  return { low: Math.max(0, aim - spread), high: Math.min(100, aim + spread) }
}

/** The share of tried weeks that lay inside their band, in percent; null when none could be tried. */
export function heldPercent(tried: readonly ForecastTried[]): number | null {
  return tried.length === 0 ? null : (tried.filter((one) => one.held).length / tried.length) * 100
}
