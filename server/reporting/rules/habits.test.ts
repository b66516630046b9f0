import { describe, expect, it } from 'vitest'
import { bankingDays } from './banking'
import type { Delays } from './curve'
import { chances, horizonOf, type OpenMoney, orderChances } from './forecast'
import { habitsOf } from './habits'

const always = bankingDays({ workingWeekdays: new Set([1, 2, 3, 4, 5, 6, 7]), isHoliday: () => false }, 0, 1000)
const times = (count: number, day: number) => Array.from({ length: count }, () => day)
const of = (payers: Record<string, Partial<Delays>>, comes = 1) =>
  habitsOf(
    new Map(Object.entries(payers).map(([name, own]) => [name, { paid: [], waiting: [], ...own }])),
    always,
    comes,
  )

describe('how a payer pays', () => {
  it('is estimated by the payer’s own delays, the more the more there are, then by similar payers, then by all', () => {
    const habits = of({ a: { paid: times(10, 3) }, b: { paid: times(30, 20) }, c: { waiting: [5] } })
    const weights = (payer: string) => habits.partsOf(payer).map(({ weight }) => weight)
    const like = 10 / 11.5
    expect(weights('a')).toEqual([0.5, 0.5 * like, 0.5 * (1 - like)])
    expect(weights('b')[0]).toBe(0.75)
    expect([weights('c'), weights('nobody')]).toEqual([[1], [1]])
    expect(habits.partsOf('a')[0]?.curve).toEqual({ days: [3], paid: [1] })
    expect(habits.partsOf('nobody')[0]?.curve.days).toEqual([3, 20])
    expect(habits.partsOf('a')).toBe(habits.partsOf('a'))
    expect([habits.banking, habits.comes, of({}, 0.5).comes]).toEqual([always, 1, 0.5])
  })

  it('takes the payers with the nearest median as similar, until they have a hundred and twenty invoices', () => {
    const habits = of({
      a: { paid: times(60, 10) },
      near: { paid: times(59, 12) },
      below: { paid: times(60, 7) },
      far: { paid: times(60, 90) },
      single: { paid: [11] },
    })
    expect(habits.partsOf('a')[1]?.curve.days).toEqual([7, 10, 12])
    expect(habits.partsOf('far')[1]?.curve.days).toEqual([10, 12, 90])
    expect(habits.partsOf('below')[1]?.curve.days).toEqual([7, 10])
    // Of two that are equally near, the one that pays later.
    const tied = of({ a: { paid: times(60, 10) }, soon: { paid: times(60, 7) }, late: { paid: times(60, 13) } })
    expect(tied.partsOf('a')[1]?.curve.days).toEqual([10, 13])
  })

  it('finds the median of delays that are not in order', () => {
    const mixed = [...times(20, 2), ...times(20, 30), ...times(20, 2)]
    const habits = of({ mixed: { paid: mixed }, soon: { paid: times(60, 3) }, late: { paid: times(60, 29) } })
    expect(habits.partsOf('mixed')[1]?.curve.days).toEqual([2, 3, 30])
    const twice = of({ mixed: { paid: [30, 2] }, soon: { paid: times(118, 3) }, late: { paid: times(118, 29) } })
    expect(twice.partsOf('mixed')[1]?.curve.days).toEqual([2, 3, 30])
  })

  it('says how likely a payer still pays after waiting longer than ever', () => {
    const habits = of({
      others: { paid: [...times(6, 5), ...times(2, 30)], waiting: times(2, 40) },
      late: { paid: [3], waiting: [10] },
      gone: { paid: [3], waiting: [50] },
      usual: { paid: [20], waiting: [20] },
      fresh: { waiting: [] },
    })
    expect([habits.paysStill('usual'), habits.paysStill('nobody')]).toEqual([1, 1])
    expect(habits.paysStill('gone')).toBe(0)
    expect(habits.paysStill('late')).toBeCloseTo(17 / 35, 12)
  })

  it('is like that of all who paid more than once when these are few, and like that of all when nobody did', () => {
    const few = of({ soon: { paid: [3, 3] }, a: { paid: [5, 5] }, late: { paid: [9, 9] }, slow: { paid: [100] } })
    for (const payer of ['soon', 'a', 'late', 'slow'])
      expect(few.partsOf(payer)[1]?.curve.days, payer).toEqual([3, 5, 9])
    const once = of({ one: { paid: [3] }, other: { paid: [9] } })
    expect(once.partsOf('one')[1]?.curve).toEqual(once.partsOf('nobody')[0]?.curve)
  })

  it('is usual among all while few are known, when nobody counts as one who has stopped', () => {
    const own: Delays = { paid: [3], waiting: [50] }
    const habits = habitsOf(new Map([['a', own]]), always, 1, [10, 20])
    expect(habits.partsOf('nobody')).toEqual([{ curve: { days: [3, 10, 20], paid: expect.any(Array) }, weight: 1 }])
    expect(habits.partsOf('nobody')[0]?.curve.paid.at(-1)).toBe(1)
    expect(habits.partsOf('a')[0]?.curve).toEqual({ days: [3], paid: [0.5] })
    expect(habits.paysStill('a')).toBe(1)
  })
})

describe('the chance of each week', () => {
  // Paid on the due day or one of three weeks after it, each equally likely.
  const habits = of({ a: { paid: [0, 7, 14, 21] } })
  const item: OpenMoney = { customerId: 'a', due: 70, openMinor: 100 }
  const weeks = (more: Partial<OpenMoney> = {}, now = 70, by = habits) =>
    [...chances({ ...item, ...more }, by, horizonOf(by, now, now - (now % 7), 4))].map((one) => Number(one.toFixed(4)))
  it.each<[string, number[], number[]]>([
    ['from the day it is due', weeks(), [0.25, 0.25, 0.25, 0.25]],
    ['a week before it', weeks({ due: 77 }), [0, 0.25, 0.25, 0.25]],
    ['a week after it, given that it was not paid', weeks({ due: 63 }), [0.3333, 0.3333, 0.3333, 0]],
    ['in the middle of a week', weeks({}, 72), [0, 0.3333, 0.3333, 0.3333]],
    ['after all that was ever seen', weeks({ due: 7 }), [0.12, 0.1056, 0.0929, 0.0818]],
    [
      'with a promise that is kept half the time',
      weeks({ promise: { on: 78, kept: 0.5 } }),
      [0.125, 0.625, 0.125, 0.125],
    ],
    ['with one that is always kept, on the last day of a week', weeks({ promise: { on: 76, kept: 1 } }), [1, 0, 0, 0]],
    ['with one beyond these weeks', weeks({ promise: { on: 98, kept: 0.4 } }), [0.15, 0.15, 0.15, 0.15]],
    [
      'where half comes as money',
      weeks({}, 70, of({ a: { paid: [0, 7, 14, 21] } }, 0.5)),
      [0.125, 0.125, 0.125, 0.125],
    ],
  ])('%s', (_, told, expected) => expect(told).toEqual(expected))

  it('of an order follows its due days, each equally likely, reduced by the chance that it is invoiced', () => {
    const order = { customerId: 'a', dues: [70, 77], minor: 100, comes: 0.5 }
    expect([...orderChances(order, habits, horizonOf(habits, 70, 70, 3))]).toEqual([0.0625, 0.125, 0.125])
  })
})
