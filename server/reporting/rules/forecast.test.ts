import { describe, expect, it } from 'vitest'
import { backtest, heldPercent } from './backtest'
import { bankingDays } from './banking'
import type { Delays } from './curve'
import { dayNumber, dayOf } from './days'
import { forecast, type OpenMoney } from './forecast'
import { habitsOf } from './habits'
import { habitsKnown, openOn } from './known'
import { orderedOn, type PastOrder } from './ordered'
import { byPayerOf, type Past, type PastItem } from './past'

const today = '2026-11-23'
/** Every day is a banking day in these tests; others below cover weekends. */
const always = bankingDays({ workingWeekdays: new Set([1, 2, 3, 4, 5, 6, 7]), isHoliday: () => false }, 18_000, 22_000)
const weekdays = bankingDays({ workingWeekdays: new Set([1, 2, 3, 4, 5]), isHoliday: () => false }, 18_000, 22_000)
const of = (payers: ReadonlyMap<string, Delays>) => habitsOf(payers, always)
const punctual = of(new Map([['a', { paid: Array.from({ length: 90 }, () => 0), waiting: [] }]]))
const day = dayNumber
const item: OpenMoney = { customerId: 'a', due: day('2026-11-30'), openMinor: 100 }
const past = (changes: Partial<PastItem> = {}): PastItem => ({
  id: 'i',
  customerId: 'a',
  ordered: null,
  issued: day('2026-10-01'),
  due: day('2026-11-30'),
  amountMinor: 100,
  settled: null,
  taken: [],
  ...changes,
})

describe('the cash forecast', () => {
  it('expects the money of a punctual payer in the week of the due day', () => {
    const weeks = forecast([item], punctual, today)
    expect(weeks).toHaveLength(13)
    expect(weeks[1]).toEqual({
      weekOn: '2026-11-30',
      p10Minor: 100n,
      p50Minor: 100n,
      p90Minor: 100n,
      invoicedMinor: 100n,
    })
    expect(weeks.filter((week) => week.p90Minor > 0n)).toHaveLength(1)
  })

  it('gives the same result each time, whatever the order of the items', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ ...item, customerId: `${index % 3}`, openMinor: index }))
    const histories = of(
      new Map([
        ['0', { paid: [-5, 0, 3], waiting: [2] }],
        ['1', { paid: [10, 20, 40], waiting: [60] }],
      ]),
    )
    const told = forecast(many, histories, today)
    expect(forecast([...many].reverse(), histories, today)).toEqual(told)
    const band = told.find((week) => week.p90Minor > week.p10Minor)
    expect(band).toBeDefined()
  })

  it('counts payers who still have not paid', () => {
    const forgetful = of(new Map([['a', { paid: [0, 0], waiting: [] }]]))
    const mindful = of(new Map([['a', { paid: [0, 0], waiting: Array.from({ length: 60 }, () => 50) }]]))
    const middle = (histories: typeof forgetful) => forecast([item], histories, today)[1]?.p50Minor
    expect([middle(forgetful), middle(mindful)]).toEqual([100n, 0n])
  })
})

describe('banks that are closed', () => {
  it('count a weekend with the Monday after it for due days, and with the Friday before it for payments', () => {
    const [friday, saturday, monday] = [day('2026-11-27'), day('2026-11-28'), day('2026-11-30')]
    expect(weekdays.due(saturday)).toBe(weekdays.due(monday))
    expect(weekdays.due(monday) - weekdays.due(friday)).toBe(1)
    expect(weekdays.paid(saturday)).toBe(weekdays.paid(friday))
    expect(weekdays.paid(monday) - weekdays.due(saturday)).toBe(0)
  })

  it('put an invoice due on a Saturday completely into the next week', () => {
    const payers = new Map([['a', { paid: Array.from({ length: 90 }, (_, n) => n % 2), waiting: [] }]])
    const saturday = { ...item, due: day('2026-11-28') }
    const [blind, banking] = [habitsOf(payers, always), habitsOf(payers, weekdays)]
    expect(forecast([saturday], blind, today)[0]?.p90Minor).toBe(100n)
    expect(forecast([saturday], banking, today).map((week) => week.p90Minor)).toEqual([0n, 100n, ...Array(11).fill(0n)])
  })

  it('leave the rest of the running week', () => {
    const payers = new Map([['a', { paid: [-4, -3, -2, -1, 0], waiting: [] }]])
    const friday = { ...item, due: day('2026-11-27') }
    const chances = [today, '2026-11-27', '2026-11-28'].map(
      (on) => forecast([friday], habitsOf(payers, weekdays), on)[0],
    )
    expect(chances.map((week) => week?.p10Minor)).toEqual([100n, 100n, 0n])
  })
})

describe('what is open on a day', () => {
  const promise = {
    customerId: 'a',
    amountMinor: 100,
    promised: day('2026-12-15'),
    made: day('2026-11-01'),
    ended: null,
    kept: false,
  }
  const two: Past = {
    banking: always,
    items: [past(), past({ id: 'j', due: day('2026-12-30'), amountMinor: 300 })],
    byPayer: new Map(),
    promises: [promise],
    disputes: [],
    orders: [],
  }

  it('moves only the promised part, the oldest due first, and never another payer’s items', () => {
    const open = openOn(two, day(today))
    expect(open.map(({ openMinor, promise }) => [openMinor, promise && dayOf(promise.on)])).toEqual([
      [100, '2026-12-15'],
      [300, undefined],
    ])
    const part = openOn({ ...two, promises: [{ ...promise, amountMinor: 40 }] }, day(today))
    expect(part.map(({ openMinor, promise }) => [openMinor, promise && dayOf(promise.on)])).toEqual([
      [40, '2026-12-15'],
      [60, undefined],
      [300, undefined],
    ])
    expect(openOn({ ...two, promises: [{ ...promise, customerId: 'b' }] }, day(today)).some((one) => one.promise)).toBe(
      false,
    )
  })

  it('trusts promises as often as they were kept', () => {
    const broken = Array.from({ length: 16 }, () => ({ ...promise, ended: day('2026-11-10') }))
    expect(openOn(two, day(today))[0]?.promise?.kept).toBe(0.5)
    expect(openOn({ ...two, promises: [promise, ...broken] }, day(today))[0]?.promise?.kept).toBe(0.1)
  })

  it('includes today’s promises, disputes and settlements', () => {
    const now = day(today)
    const world = (made: number, ended: number | null): Past => ({
      ...two,
      promises: [{ ...promise, made, ended }],
      disputes: [{ openItemId: 'j', raised: made, ended }],
    })
    const known = (past: Past, before: number) =>
      openOn(past, now, before).map((one) => [one.promise !== undefined, one.due > day('2026-12-30')])
    const late = { ...world(now, null), items: [past({ due: now - 9 }), past({ id: 'j', due: now - 9 })] }
    expect(openOn(late, now, now + 1).map(({ due, promise }) => [due - now, promise?.on])).toEqual([
      [-9, promise.promised],
      [21, undefined],
    ])
    expect(openOn(late, now).every(({ due, promise }) => due === now - 9 && !promise)).toBe(true)
    const over = [
      [false, false],
      [false, false],
    ]
    expect([known(world(now - 5, now), now + 1), known(world(now, null), now)]).toEqual([over, over])
  })

  it('puts a disputed invoice behind the time that disputes took', () => {
    const dispute = { openItemId: 'i', raised: day('2026-11-20'), ended: null }
    const ended = { openItemId: 'x', raised: day('2026-06-01'), ended: day('2026-07-01') }
    const open = openOn({ ...two, promises: [], disputes: [dispute, ended] }, day(today))
    expect(open.find((one) => one.openMinor === 100)?.due).toBe(day('2026-12-20'))
  })

  it('includes on an earlier day only what was known then', () => {
    const taken = { on: day('2026-11-10'), known: day('2026-11-10'), minor: 100, isMoney: true }
    const paid = past({ settled: day('2026-11-10'), taken: [taken] })
    const world: Past = { ...two, items: [paid], promises: [promise] }
    expect(openOn(world, day('2026-11-10'))).toMatchObject([{ openMinor: 100 }])
    expect(openOn(world, day('2026-11-11'))).toEqual([])
    expect(openOn(world, day('2026-10-15'))[0]?.promise).toBeUndefined()
  })

  it('excludes on an earlier day what was credited, written off or recorded later', () => {
    const on = day('2026-11-10')
    const credited = past({ settled: on, taken: [{ on, known: on, minor: 100, isMoney: false }] })
    const found = past({ id: 'k', settled: on, taken: [{ on, known: on + 5, minor: 100, isMoney: true }] })
    const world: Past = { ...two, items: [credited, found], promises: [] }
    expect(openOn(world, on).map((one) => one.openMinor)).toEqual([100, 100])
    expect(openOn(world, on + 1).map((one) => [one.id, one.openMinor])).toEqual([['k', 100]])
    expect(openOn(world, on + 6)).toEqual([])
    expect(openOn(world, on, on + 1)).toHaveLength(1)
  })

  it('counts of a settled invoice only the share that was paid in money', () => {
    const on = day('2026-11-10')
    const settled = (id: string, isMoney: boolean) =>
      past({ id, due: on - 3, settled: on, taken: [{ on, known: on, minor: 100, isMoney }] })
    const items = Array.from({ length: 20 }, (_, nth) => settled(`${nth}`, nth < 15))
    const known = (some: typeof items) => habitsKnown({ ...two, items: some, byPayer: byPayerOf(some) }, on + 1)
    expect(known(items)).toMatchObject({ settled: 15, comes: 0.75 })
    // Fewer than twenty say nothing of what comes.
    expect(known(items.slice(1))).toMatchObject({ settled: 14, comes: 1 })
  })
})

describe('what is ordered and not invoiced yet', () => {
  const order = (changes: Partial<PastOrder> = {}): PastOrder => ({
    customerId: 'a',
    ordered: day('2026-11-16'),
    from: day('2026-11-16'),
    termsDays: 14,
    grossMinor: 100,
    cancelled: null,
    invoices: [],
    ...changes,
  })
  /** Invoices every past order two days after it was placed, or cancels this percentage of them. */
  const usual = (cancelledOf = 0) =>
    Array.from({ length: 100 }, (_, n) => {
      const ordered = day('2026-05-01') + n
      const cancelled = n % 100 < cancelledOf ? ordered + 1 : null
      return order({ ordered, from: ordered, cancelled, invoices: cancelled ? [] : [{ on: ordered + 2, minor: 100 }] })
    })
  const now = day(today)

  it('comes by its dispatch, its terms and its payer’s habit, apart from invoices', () => {
    const fresh = order({ ordered: now - 1, from: now - 1 })
    const ordered = orderedOn([...usual(), fresh], now)
    expect(ordered).toMatchObject([{ minor: 100, comes: 1, dues: Array(5).fill(now + 1 + 14) }])
    const weeks = forecast([item], punctual, today, undefined, ordered)
    expect(weeks.map((week) => [week.p50Minor, week.invoicedMinor]).slice(0, 4)).toEqual([
      [0n, 0n],
      [100n, 100n],
      [100n, 0n],
      [0n, 0n],
    ])
  })

  it('waits for its wished day, and counts less the more orders are cancelled', () => {
    const wished = order({ from: now + 30 })
    expect(orderedOn([...usual(), wished], now)[0]?.dues[0]).toBe(now + 30 + 2 + 14)
    const comes = orderedOn([...usual(25), wished], now)[0]?.comes
    expect(comes).toBeCloseTo(0.75, 2)
  })

  it('counts only the part that is left, and on an earlier day nothing that was cancelled, ordered or invoiced later', () => {
    const part = order({ invoices: [{ on: now - 3, minor: 40 }] })
    expect(orderedOn([part], now)).toMatchObject([{ minor: 60 }])
    expect(orderedOn([part], now - 3)).toMatchObject([{ minor: 100 }])
    expect(orderedOn([order({ cancelled: now - 2 })], now)).toEqual([])
    expect(orderedOn([order({ cancelled: now - 2 })], now - 2)).toHaveLength(1)
    expect(orderedOn([order({ ordered: now })], now)).toEqual([])
  })

  it('that has waited longer than any order before is expected soon', () => {
    const late = order({ ordered: day('2026-06-01'), from: day('2026-06-01') })
    const dues = orderedOn([...usual(), late], now)[0]?.dues ?? []
    expect(Math.min(...dues)).toBeGreaterThanOrEqual(now + 14)
    expect(Math.max(...dues)).toBeLessThanOrEqual(now + 14 + 14)
  })

  it('is tried on the past with the money that came for it', () => {
    const orders = Array.from({ length: 600 }, (_, n) => {
      const ordered = day('2026-01-01') + Math.floor(n / 2)
      return order({
        customerId: `${n % 20}`,
        ordered,
        from: ordered,
        invoices: [{ on: ordered + 2 + (n % 5), minor: 100 }],
      })
    })
    const items = orders.map(({ customerId, ordered, invoices }, n) => {
      const issued = invoices[0]?.on ?? 0
      const settled = issued + 14 + ((n * 31) % 12)
      const open = settled >= now
      return {
        ...past({ id: `${n}`, customerId, ordered, issued, due: issued + 14 }),
        settled: open ? null : settled,
        taken: open ? [] : [{ on: settled, known: settled, minor: 100, isMoney: true }],
      }
    })
    const world: Past = { banking: always, items, byPayer: byPayerOf(items), promises: [], disputes: [], orders }
    const whole = backtest(world, today).tried
    const came = (tried: typeof whole) => tried.reduce((sum, week) => sum + week.actualMinor, 0n)
    const blind = { ...world, orders: [], items: items.map((one) => ({ ...one, ordered: null })) }
    expect(came(whole)).toBeGreaterThan(came(backtest(blind, today).tried))
    expect(heldPercent(whole)).toBeGreaterThan(65)
  })
})
