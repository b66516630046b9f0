import { describe, expect, it } from 'vitest'
import { taughtBy } from './backtest'
import { type Lesson, learn, taught, unlearned } from './lessons'

const drawn = { p10Minor: 80n, p50Minor: 100n, p90Minor: 120n }
const lesson = (changes: Partial<Lesson> = {}): Lesson => ({ ...unlearned(), ...changes })

describe('a week by what was learned', () => {
  it.each<[string, Partial<typeof drawn>, Partial<Lesson>, bigint[]]>([
    ['nothing', {}, {}, [80n, 100n, 120n]],
    ['half came of as much as six such weeks', {}, { expectedMinor: 600, cameMinor: 0 }, [30n, 50n, 70n]],
    ['more came than was expected', {}, { expectedMinor: 600, cameMinor: 1200 }, [130n, 150n, 170n]],
    ['misses below', {}, { low: 2 }, [60n, 100n, 120n]],
    ['misses above', {}, { high: 3 }, [80n, 100n, 160n]],
    ['so many below that nothing is left', {}, { low: 6 }, [0n, 100n, 120n]],
    ['nothing is expected', { p10Minor: 0n, p50Minor: 0n }, { expectedMinor: 6, cameMinor: 12 }, [0n, 0n, 120n]],
  ])('%s', (_, band, learned, [p10Minor, p50Minor, p90Minor]) => {
    expect(taught({ ...drawn, ...band }, lesson(learned))).toEqual({ p10Minor, p50Minor, p90Minor })
  })

  const week = { weekOn: '2026-11-23', ...drawn, invoicedMinor: 40n }
  const lessons = [lesson({ expectedMinor: 600 }), lesson({ expectedMinor: 600, cameMinor: 1200 })]
  it.each([
    [1, 50n, 20n],
    [2, 150n, 60n],
    [9, 150n, 60n],
  ])('%i weeks ahead has the lesson of that distance, and the same part of it invoiced', (ahead, middle, invoiced) => {
    expect(taughtBy(lessons, week, ahead)).toMatchObject({ p50Minor: middle, invoicedMinor: invoiced })
  })

  it('stays unchanged without a lesson, and has no invoiced part when nothing is expected', () => {
    expect(taughtBy([], week, 1)).toBe(week)
    expect(taughtBy(lessons, { ...week, p50Minor: 0n }, 1).invoicedMinor).toBe(0n)
  })
})

describe('what a week that is over teaches', () => {
  // The side that was missed becomes wider by 0.55 of a half, the other by 0.45 of it, both less the tenth of misses that is allowed.
  const [wider, withIt, narrower] = [Math.exp(0.225), Math.exp(0.175), Math.exp(-0.05)]
  it.each([
    [79n, wider, withIt],
    [80n, narrower, narrower],
    [120n, narrower, narrower],
    [121n, withIt, wider],
  ])('%s came', (came, low, high) => {
    const [own, other] = learn([lesson(), lesson()], 1, drawn, came)
    expect(own?.low).toBeCloseTo(low, 12)
    expect(own?.high).toBeCloseTo(high, 12)
    expect(other?.low).toBeCloseTo(low ** 0.4, 12)
    expect(other?.high).toBeCloseTo(high ** 0.4, 12)
    expect([own?.expectedMinor, own?.cameMinor, other?.expectedMinor, other?.cameMinor]).toEqual([
      100,
      Number(came),
      0,
      0,
    ])
  })

  it('asks whether the week lay in the band that was told for it, so far ahead', () => {
    const [, second] = learn([lesson(), lesson({ low: 4 })], 2, drawn, 79n)
    expect(second?.low).toBeCloseTo(4 * narrower, 12)
  })

  it('counts less the longer ago it was', () => {
    const [again] = learn([lesson({ expectedMinor: 200, cameMinor: 40 })], 1, drawn, 100n)
    expect(again?.expectedMinor).toBeCloseTo(290, 9)
    expect(again?.cameMinor).toBeCloseTo(138, 9)
  })

  it('keeps each side between a fifth and five times its width', () => {
    const band = { p10Minor: 100n, p50Minor: 100n, p90Minor: 100n }
    expect(learn([lesson({ low: 4.9, high: 4.9 })], 1, band, 99n)).toMatchObject([{ low: 5, high: 5 }])
    expect(learn([lesson({ low: 0.201, high: 0.205 })], 1, band, 100n)).toMatchObject([{ low: 0.2, high: 0.2 }])
    expect(learn([lesson(), lesson({ low: 4.9, high: 4.99 })], 1, band, 101n)[1]).toMatchObject({ low: 5, high: 5 })
  })

  it('beyond the tried weeks changes only the width', () => {
    const [only] = learn([lesson()], 3, drawn, 60n)
    expect(only?.low).toBeCloseTo(wider ** 0.4, 12)
    expect(only?.expectedMinor).toBe(0)
  })
})
