import { addDays, type Day, weekOf } from '@/server/platform/time/calendar'
import { dayNumber } from './days'
import { forecast, type WeekExpected } from './forecast'
import { habitsKnown, openOn } from './known'
import { type Band, type Lesson, learn, taught, unlearned } from './lessons'
import { orderedOn } from './ordered'
import { moneyBetween, type Past } from './past'
import { leastHistory } from './usual'

/** One week that was forecast from an earlier Monday, and the actual money for the invoices and orders known on that Monday. */
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
 * The number of Mondays from which the forecast is tried, and the number of weeks of each. The more Mondays, the less
 * the share of weeks held depends on chance.
 */
const triedOrigins = 44
const triedWeeks = 4
/** From this many earlier Mondays it only learns. */
const learnedOrigins = 8

/** A forecast week before earlier weeks corrected it. */
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
    // A week without expected and without actual money proves nothing about the band.
    if (p90Minor === 0n && actualMinor === 0n) return []
    return [{ originOn, weekOn, p10Minor, p50Minor, p90Minor, ahead: index + 1, actualMinor }]
  })
}

export interface Trial {
  tried: ForecastTried[]
  /** What has been learned by today for each week ahead; weeks further ahead use the last one. */
  lessons: readonly Lesson[]
}

/** The forecast of the week this far ahead, corrected by what was learned. */
export const taughtBy = (lessons: readonly Lesson[], week: WeekExpected, ahead: number): WeekExpected => {
  const lesson = lessons[Math.min(ahead, lessons.length) - 1]
  if (!lesson) return week
  const told = taught(week, lesson)
  const share = Number(week.p50Minor) > 0 ? Number(week.invoicedMinor) / Number(week.p50Minor) : 0
  return { ...told, invoicedMinor: BigInt(Math.round(Number(told.p50Minor) * share)) }
}

/**
 * Tries the forecast on the past by rolling origin: it forecasts from each of the last Mondays with what was known
 * then, and compares with the money that came. By each Monday it has learned from the weeks that were over. It yields
 * after each Monday, so that a server can answer others in between.
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

/** Tries the forecast on the past without pauses. */
export function backtest(past: Past, today: Day): Trial {
  const steps = backtestStepwise(past, today)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

/** The share of weeks in which a band should hold, in percent. */
const aim = 80
/** The number of standard deviations within which nineteen of twenty results lie. */
const mostly = 1.96

/**
 * The range of percentages in which the share of a correct band lies by chance. The four forecasts of one week hold or
 * miss together, so they count as one.
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
