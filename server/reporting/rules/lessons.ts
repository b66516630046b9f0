import type { WeekExpected } from './forecast'

/**
 * What a forecast has learned from the weeks that it was tried on: how much of its middle came in, and how much wider or
 * narrower than drawn each side of the band has to be to hold nine weeks of ten.
 */
export interface Lesson {
  /** Of the weeks known, the later the more: what was expected and what came. */
  expectedMinor: number
  cameMinor: number
  low: number
  high: number
}

export type Band = Pick<WeekExpected, 'p10Minor' | 'p50Minor' | 'p90Minor'>

/** A week missed on one side widens that side by a quarter; a week held narrows it by a fortieth. */
const step = 0.25
/** What one distance ahead has learned of the width, the others take up by this power: a week is missed by several at once. */
const shared = 0.4
/** The share of weeks that may lie beyond each side. */
const beyond = 0.1
const narrowest = 0.2
const widest = 5
/** What is half a year old counts for a quarter. */
const fading = 0.95
/** The middle is moved as if so many weeks had come in as expected. */
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
const turn = (isBeyond: boolean) => Math.exp(step * ((isBeyond ? 1 : 0) - beyond))

/** What is known after a week is over that was so many ahead: `drawn` as it was drawn, and the money that came. */
export function learn(lessons: readonly Lesson[], ahead: number, drawn: Band, cameMinor: bigint): Lesson[] {
  const own = lessons[ahead - 1] ?? unlearned()
  const { p10Minor, p90Minor } = taught(drawn, own)
  const [low, high] = [turn(cameMinor < p10Minor), turn(cameMinor > p90Minor)]
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
