import { describe, expect, it } from 'vitest'
import { bankingDays } from './banking'
import { curveOf, paidBefore } from './curve'
import { dayNumber, dayOf } from './days'

it.each([
  ['1970-01-01', 0],
  ['1970-01-02', 1],
  ['2026-11-23', 20_780],
])('%s is the day number %i', (day, number) => {
  expect([dayNumber(day), dayNumber(day), dayOf(number)]).toEqual([number, number, day])
})

describe('banking days in a row', () => {
  // From Monday 23 November to Sunday 6 December 2026.
  const from = dayNumber('2026-11-23')
  const days = bankingDays({ workingWeekdays: new Set([1, 2, 3, 4, 5]), isHoliday: () => false }, from, from + 13)
  it.each([
    ['the first Tuesday', 1, 2, 2],
    ['its Friday', 4, 5, 5],
    ['its Saturday', 5, 5, 6],
    ['its Sunday', 6, 5, 6],
    ['the second Monday', 7, 6, 6],
    ['the last Sunday', 13, 10, 11],
    ['the day after', 14, 10, 11],
    ['a week after the last', 20, 15, 15],
    ['the day before the first', -1, -1, -1],
    ['a week before the first', -7, -5, -5],
  ])('%s', (_, after, paid, due) => expect([days.paid(from + after), days.due(from + after)]).toEqual([paid, due]))
})

describe('the share paid off by a day', () => {
  it.each([
    ['each of three days', [9, 1, 4], [], [1, 4, 9], [1 / 3, 2 / 3, 1]],
    ['two on one day', [3, 1, 1], [], [1, 3], [2 / 3, 1]],
    ['one that waits from between', [5, 1], [3], [1, 5], [1 / 3, 1]],
    ['one that waits from the same day', [1], [1], [1], [1 / 2]],
    ['ones that wait for longer', [1, 2], [20, 10], [1, 2], [1 / 4, 1 / 2]],
    ['ones that had not waited so long', [10, 12], [2, 1], [10, 12], [1 / 2, 1]],
    ['nothing', [], [5], [], []],
  ])('of %s', (_, paid, waiting, days, shares) => {
    const curve = curveOf({ paid, waiting })
    expect(curve.days).toEqual(days)
    expect(curve.paid).toHaveLength(shares.length)
    curve.paid.forEach((share, index) => {
      expect(share).toBeCloseTo(shares[index] as number, 12)
    })
  })

  it.each([
    [0, 0],
    [1, 0],
    [2, 0.2],
    [3, 0.2],
    [4, 0.5],
    [7, 0.5],
    [8, 0.9],
    [100, 0.9],
  ])('in fewer than %i days is %f', (day, share) => {
    expect(paidBefore({ days: [1, 3, 7], paid: [0.2, 0.5, 0.9] }, day)).toBe(share)
    expect(paidBefore({ days: [], paid: [] }, day)).toBe(0)
  })
})
