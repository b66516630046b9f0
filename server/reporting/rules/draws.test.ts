import { describe, expect, it } from 'vitest'
import { newDraws } from './draws'

const drawn = (amounts: { minor: number; chance: number[] }[], parts: number[], weeks = 2, seed = 7) => {
  const draws = newDraws(weeks, seed)
  draws.add(amounts)
  return draws.percentiles(...parts)
}
const alike = (count: number, minor: number, chance: number[]) =>
  Array.from({ length: count }, () => ({ minor, chance }))

describe('the draws of money', () => {
  it('of the same facts are the same, whatever else was drawn', () => {
    const amounts = Array.from({ length: 9 }, (_, nth) => ({ minor: 100 * (nth + 1), chance: [0.3, 0.4] }))
    expect(drawn(amounts, [0.1, 0.5, 0.9])).toEqual(drawn(amounts, [0.1, 0.5, 0.9]))
    expect(drawn(amounts, [0.1, 0.5, 0.9])).toEqual([
      [300n, 1300n, 2500n],
      [700n, 1800n, 3000n],
    ])
    expect(drawn(amounts, [0.1, 0.5, 0.9], 2, 8)).not.toEqual(drawn(amounts, [0.1, 0.5, 0.9]))
  })

  it('put what is certain into its week, and what has no chance into none', () => {
    expect(drawn([{ minor: 120, chance: [0, 1] }], [0, 0.5, 1])).toEqual([
      [0n, 0n, 0n],
      [120n, 120n, 120n],
    ])
    expect(drawn([{ minor: 120, chance: [0, 0] }], [0, 1])).toEqual([
      [0n, 0n],
      [0n, 0n],
    ])
    expect(drawn([{ minor: 120, chance: [1] }], [0, 1], 1)).toEqual([[120n, 120n]])
  })

  it('put an amount into one week at most, as often as its chance says', () => {
    const [first, second] = drawn([{ minor: 120, chance: [0.5, 0.3] }], [0.4, 0.6, 0.75, 0.65])
    expect(first).toEqual([0n, 120n, 120n, 120n])
    expect(second?.slice(0, 3)).toEqual([0n, 0n, 120n])
    const both = newDraws(1, 7)
    both.add([{ minor: 120, chance: [0.5] }])
    both.add([{ minor: 120, chance: [0.5] }])
    expect(both.percentiles(0.1, 0.5, 0.9)).toEqual([[0n, 120n, 240n]])
  })

  it('are not disturbed by whoever asks before all amounts are added', () => {
    const amounts = Array.from({ length: 9 }, (_, nth) => ({ minor: 100 * (nth + 1), chance: [0.3] }))
    const asked = newDraws(1, 7)
    for (const amount of amounts) {
      asked.add([amount])
      asked.percentiles(0.5)
    }
    const parts = [0.1, 0.25, 0.5, 0.75, 0.9, 1]
    expect(asked.percentiles(...parts)).toEqual(drawn(amounts, parts, 1))
  })

  it('of up to a thousand amounts are made one by one', () => {
    const amounts = alike(1000, 100, [0.5])
    const halves = newDraws(1, 7)
    halves.add(amounts.slice(500))
    halves.add(amounts.slice(500))
    expect(drawn(amounts, [0.1, 0.5, 0.9], 1)).toEqual(halves.percentiles(0.1, 0.5, 0.9))
  })

  it('of more amounts are made one by one for the largest, and have the same middle and width for the rest', () => {
    const parts = [0.1, 0.5, 0.9]
    const [[low, middle, high] = []] = drawn(alike(4000, 100, [0.5]), parts, 1) as [bigint[]]
    // 4,000 coins of 100: in the middle 200,000, with a width of 3,162.
    expect(Math.abs(Number(middle) - 200_000)).toBeLessThan(700)
    expect(Math.abs(Number(high) - Number(low) - 2 * 1.2816 * 3162)).toBeLessThan(1200)
    const huge = [...alike(1500, 1, [0.5]), { minor: 1_000_000, chance: [0.5] }, ...alike(1500, 1, [0.5])]
    const [[without, withIt] = []] = drawn(huge, [0.4, 0.6], 1) as [bigint[]]
    expect([Number(without) < 2000, Number(withIt) > 1_000_000, Number(withIt) < 1_002_000]).toEqual([true, true, true])
    expect(drawn(alike(1001, 100, [0]), parts, 1)).toEqual([[0n, 0n, 0n]])
  })
})
