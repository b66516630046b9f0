import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstKept, kept } from '@/prisma/seed/promised'
import { cumulativeAtp, type Demand, dayFor, daysOfNew, planDays, servedFirst } from './atp'

const day = (index: number) => `2026-03-${String(index + 1).padStart(2, '0')}`
const [last, today] = [9, day(0)]

const days = [...Array(last + 1).keys()].map(day)
const units = fc.integer({ min: 1, max: 12 })
const anyDay = fc.integer({ min: 0, max: last }).map(day)
const someSupplies = fc.array(fc.record({ day: anyDay, units }), { maxLength: 5 })

describe('available to promise', () => {
  it.each([
    ['50/40/50/50 against 30/40/10', [50, 40, 50, 50], [30, 40, 10], [20, 20, 60, 110]],
    ['50/10/30 against 10/30/20', [50, 10, 30], [10, 30, 20], [20, 20, 30]],
    ['a later promise holds back what is free before it', [10, 0, 0], [0, 0, 8], [2, 2, 2]],
    ['nothing planned', [], [], []],
  ])('%s', (_, supply, demand, free) => expect(cumulativeAtp(supply, demand)).toEqual(free))

  it('finds the first possible day, and none when receipts are not enough or an earlier line waits without a day', () => {
    const supplies = [
      { day: day(4), units: 10 },
      { day: day(7), units: 50 },
    ]
    const promised = [{ day: day(7), units: 45 }]
    expect(dayFor(10, supplies, promised, today)).toBe(day(4))
    expect(dayFor(11, supplies, promised, today)).toBe(day(7))
    expect(dayFor(16, supplies, promised, today)).toBeNull()
    expect(dayFor(5, supplies, [...promised, { day: null, units: 100 }], today)).toBeNull()
    expect(dayFor(1, [{ day: '2026-02-01', units: 1 }], [], today)).toBe(today)
  })

  it('breaks no other promise and gives the earliest possible day, compared with a day-by-day trial', () => {
    fc.assert(
      fc.property(someSupplies, fc.array(units, { maxLength: 6 }), (supplies, wishes) => {
        const demands: Demand[] = []
        for (const wish of wishes) {
          const found = dayFor(wish, supplies, demands, today)
          expect(found).toBe(firstKept(days, supplies, demands, wish))
          demands.push({ day: found, units: wish })
          if (found === null) demands.pop()
          expect(kept(days, supplies, demands)).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('gives days that can be kept under every plan, and keeps each old day that still can be', () => {
    fc.assert(
      fc.property(someSupplies, someSupplies, fc.array(units, { maxLength: 6 }), (before, after, wishes) => {
        const lines = wishes.map((wish, index) => ({
          id: String(index),
          units: wish,
          plannedOn: null as string | null,
        }))
        const first = planDays(lines, before, today)
        const planned = lines.map((line) => ({ ...line, plannedOn: first.get(line.id) ?? null }))
        const anew = planDays(planned, after, today)
        const dated = planned.flatMap(({ id, units: wish }) =>
          anew.get(id) ? [{ day: anew.get(id) as string, units: wish }] : [],
        )
        expect(kept(days, after, dated)).toBe(true)
        const promised = planned.flatMap(({ plannedOn, units: wish }) =>
          plannedOn ? [{ day: plannedOn, units: wish }] : [],
        )
        if (kept(days, after, promised))
          for (const { id, plannedOn } of planned) if (plannedOn) expect(anew.get(id)).toBe(plannedOn)
        expect(planDays(planned, before, today)).toEqual(first)
      }),
      { numRuns: 400 },
    )
  })

  it('gives the next receipt to a line whose day has passed, and lets no larger line block a given promise', () => {
    const lines = [
      { id: 'large', units: 100, plannedOn: null },
      { id: 'promised', units: 5, plannedOn: day(1) },
      { id: 'later', units: 1, plannedOn: null },
    ]
    const supplies = [{ day: day(6), units: 50 }]
    const days = planDays(lines, supplies, day(3))
    expect([days.get('promised'), days.get('large'), days.get('later')]).toEqual([day(6), null, null])
  })

  it.each<[string, [string, number, number | null][], [number, number][], (number | null)[]]>([
    [
      'who was promised the earlier day keeps it',
      [
        ['late', 10, 5],
        ['soon', 10, 2],
      ],
      [[2, 10]],
      [null, 2],
    ],
    [
      'what can no longer be kept blocks nobody',
      [
        ['large', 100, 1],
        ['small', 5, 2],
      ],
      [[1, 50]],
      [null, 2],
    ],
    ['a day that passed stays when the goods are there today', [['passed', 5, -2]], [[-1, 5]], [-2]],
    ['a day that passed moves when they come tomorrow', [['passed', 5, -2]], [[1, 5]], [1]],
    ['a later day is not moved forward', [['patient', 5, 6]], [[1, 5]], [6]],
    [
      'two that wait are served as they were confirmed',
      [
        ['first', 5, null],
        ['second', 5, null],
      ],
      [
        [3, 5],
        [4, 5],
      ],
      [3, 4],
    ],
  ])('%s', (_, lines, supplies, days) => {
    const march = (index: number) => new Date(Date.UTC(2026, 2, index + 10)).toISOString().slice(0, 10)
    const planned = planDays(
      lines.map(([id, wish, on]) => ({ id, units: wish, plannedOn: on === null ? null : march(on) })),
      supplies.map(([on, come]) => ({ day: march(on), units: come })),
      march(0),
    )
    expect(lines.map(([id]) => planned.get(id))).toEqual(days.map((on) => (on === null ? null : march(on))))
  })
})

describe('the lines of a new order', () => {
  const pens = {
    supplies: [
      { day: day(2), units: 10 },
      { day: day(6), units: 10 },
    ],
    waiting: [
      { id: 'before', units: 4, plannedOn: day(2) },
      { id: 'beside', units: 1, plannedOn: null },
    ],
  }
  const daysOf = (...lines: [string, number][]) =>
    daysOfNew(
      lines.map(([productId, backordered]) => ({ productId, backordered })),
      new Map([['pen', pens]]),
      today,
    )
  it.each<[string, [string, number][], (string | null)[]]>([
    ['wait behind those who wait already', [['pen', 6]], [day(2)]],
    ['do not take what is promised', [['pen', 7]], [day(6)]],
    [
      'share what comes: two of one product are not both promised the same pieces',
      [
        ['pen', 6],
        ['pen', 6],
      ],
      [day(2), day(6)],
    ],
    [
      'get no day when more is wanted than comes',
      [
        ['pen', 10],
        ['pen', 6],
      ],
      [day(6), null],
    ],
    [
      'need no day when nothing is short',
      [
        ['pen', 0],
        ['pen', 6],
      ],
      [null, day(2)],
    ],
    ['get no day when nothing is planned of the product', [['ink', 1]], [null]],
  ])('%s', (_, lines, days) => expect(daysOf(...lines)).toEqual(days))
})

it('sorts lines by day, lines without a day last, and lines of one day by confirmation', () => {
  const lines = [
    { id: 'none' },
    { id: 'second', plannedOn: day(5) },
    { id: 'null', plannedOn: null },
    { id: 'first', plannedOn: day(2) },
    { id: 'third', plannedOn: day(5) },
  ]
  expect(lines.sort(servedFirst).map(({ id }) => id)).toEqual(['first', 'second', 'third', 'none', 'null'])
})
