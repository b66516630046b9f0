import type { WeekExpected } from './forecast'

/**
 * What a forecast has learned from the weeks on which it was tried: how much of the median came in, and by which factor
 * each side of the band must be wider or narrower to hold in nine weeks of ten.
 */
export interface Lesson {
  /** The expected and the actual money of the known weeks; recent weeks weigh more. */
  expectedMinor: number
  cameMinor: number
  low: number
  high: number
}

export type Band = Pick<WeekExpected, 'p10Minor' | 'p50Minor' | 'p90Minor'>

/** A week missed on one side widens that side by a quarter and the other by a fifth; a week held narrows both by a twentieth. */
const step = 0.5
/** The part of what a side learns that comes from its own misses; the rest comes from those of the other side. */
const own = 0.55
/**
 * What is learned about the width at one distance ahead also changes the other distances, with this power, because
 * several are missed together.
 */
const shared = 0.4
/** The share of weeks that may lie beyond each side. */
const beyond = 0.1
const narrowest = 0.2
const widest = 5
/** The weight of a week decreases by this factor each week; after half a year it is a quarter. */
const fading = 0.95
/** The median moves as if this many weeks had come in exactly as expected before. */
const priorWeeks = 6

export const unlearned = (): Lesson => ({ expectedMinor: 0, cameMinor: 0, low: 1, high: 1 })

/** The ratio of the money that came to the money that was expected. */
function shareOf({ expectedMinor, cameMinor }: Lesson, middle: number): number {
  const prior = priorWeeks * Math.max(middle, 1)
  return (cameMinor + prior) / (expectedMinor + prior)
}

/** Moves and widens a week's band by what earlier weeks taught. */
export function taught<Week extends Band>(week: Week, lesson: Lesson): Week {
  const drawn = Number(week.p50Minor)
  const middle = drawn * shareOf(lesson, drawn)
  const low = middle - (drawn - Number(week.p10Minor)) * lesson.low
  const high = middle + (Number(week.p90Minor) - drawn) * lesson.high
  const whole = (minor: number) => BigInt(Math.round(Math.max(0, minor)))
  return { ...week, p10Minor: whole(low), p50Minor: whole(middle), p90Minor: whole(high) }
}

const within = (width: number) => Math.min(widest, Math.max(narrowest, width))
const turn = (isBeyond: boolean, isBeyondOther: boolean) =>
  Math.exp(step * ((isBeyond ? own : 0) + (isBeyondOther ? 1 - own : 0) - beyond))

/** Learns from a week that is over: `drawn` is the forecast before correction, then the money that came. */
export function learn(lessons: readonly Lesson[], ahead: number, drawn: Band, cameMinor: bigint): Lesson[] {
  const { p10Minor, p90Minor } = taught(drawn, lessons[ahead - 1] ?? unlearned())
  const [isBelow, isAbove] = [cameMinor < p10Minor, cameMinor > p90Minor]
  const [low, high] = [turn(isBelow, isAbove), turn(isAbove, isBelow)]
  return lessons.map((lesson, index) =>
    index === ahead - 1
      ? {
          expectedMinor: lesson.expectedMinor * fading + Number(drawn.p50Minor),
          cameMinor: lesson.cameMinor * fading + Number(cameMinor),
          low: within(lesson.low * low),
          high: within(lesson.high * high),
        }
      : { ...lesson, low: within(lesson.low * low ** shared), high: within(lesson.high * high ** shared) },
  )
}
