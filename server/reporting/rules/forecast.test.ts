import { describe, expect, it } from 'vitest'
import { addDays, weekOf } from '@/server/platform/time/calendar'
import { backtest, heldPercent } from './backtest'
import { type Delays, dayNumber, dayOf, forecast, historiesOf, type OpenMoney } from './forecast'
import { byPayerOf, openOn, type Past, type PastItem } from './known'
import { orderedOn, type PastOrder } from './ordered'

const today = '2026-11-23'
/** Histories of payers by name. */
function of(payers: ReadonlyMap<string, Delays>) {
  const all = [...payers.values()]
  const group = { paid: all.flatMap(({ paid }) => paid), waiting: all.flatMap(({ waiting }) => waiting) }
  return historiesOf(group, (payer) => payers.get(payer))
}
const punctual = of(new Map([['a', { paid: Array.from({ length: 90 }, () => 0), waiting: [] }]]))
const day = dayNumber
const item: OpenMoney = { customerId: 'a', due: day('2026-11-30'), openMinor: 100 }
const past = (changes: Partial<PastItem> = {}): PastItem => ({
  id: 'i',
  customerId: 'a',
  ordered: null,
  issued: day('2026-10-01'),
  due: day('2026-11-30'),
  openMinor: 100,
  settled: null,
  payments: [],
  ...changes,
})

describe('the cash forecast', () => {
  it('expects a punctual payer in the week of the due day', () => {
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

  it('tells the same story twice, whatever the order of the items', () => {
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

  it('does not forget those who still have not paid', () => {
    const forgetful = of(new Map([['a', { paid: [0, 0], waiting: [] }]]))
    const mindful = of(new Map([['a', { paid: [0, 0], waiting: Array.from({ length: 60 }, () => 50) }]]))
    const middle = (histories: typeof forgetful) => forecast([item], histories, today)[1]?.p50Minor
    expect([middle(forgetful), middle(mindful)]).toEqual([100n, 0n])
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
    items: [past(), past({ id: 'j', due: day('2026-12-30'), openMinor: 300 })],
    byPayer: new Map(),
    promises: [promise],
    disputes: [],
    orders: [],
  }

  it('moves only what was promised, the oldest due first, and never another payer’s', () => {
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

  it('believes promises as often as they were kept', () => {
    const broken = Array.from({ length: 16 }, () => ({ ...promise, ended: day('2026-11-10') }))
    expect(openOn(two, day(today))[0]?.promise?.kept).toBe(0.5)
    expect(openOn({ ...two, promises: [promise, ...broken] }, day(today))[0]?.promise?.kept).toBe(0.1)
  })

  it('puts what is disputed behind the time that disputes took', () => {
    const dispute = { openItemId: 'i', raised: day('2026-11-20'), ended: null }
    const ended = { openItemId: 'x', raised: day('2026-06-01'), ended: day('2026-07-01') }
    const open = openOn({ ...two, promises: [], disputes: [dispute, ended] }, day(today))
    expect(open.find((one) => one.openMinor === 100)?.due).toBe(day('2026-12-20'))
  })

  it('knows on an earlier day only what was known then', () => {
    const paid = past({ settled: day('2026-11-10'), openMinor: 0, payments: [{ on: day('2026-11-10'), minor: 100 }] })
    const world: Past = { items: [paid], byPayer: new Map(), promises: [promise], disputes: [], orders: [] }
    expect(openOn(world, day('2026-11-10'))).toMatchObject([{ openMinor: 100 }])
    expect(openOn(world, day('2026-11-11'))).toEqual([])
    expect(openOn(world, day('2026-10-15'))[0]?.promise).toBeUndefined()
  })
})

describe('the forecast tried on the past', () => {
  /** Payers who pay so many days after the due day, drawn by a plain repeatable rule. */
  const items = (late: (n: number) => number): PastItem[] =>
    Array.from({ length: 900 }, (_, n) => {
      const issued = day('2025-12-01') + Math.floor(n / 2.6)
      const due = issued + 30
      const settled = due + late(n)
      const minor = 500 + ((n * 7919) % 1000)
      const open = settled > day(today)
      return {
        ...past({ id: `${n}`, customerId: `${n % 40}`, issued, due }),
        openMinor: open ? minor : 0,
        settled: open ? null : settled,
        payments: open ? [] : [{ on: settled, minor }],
      }
    })
  const of = (items: readonly PastItem[]): Past => ({
    items,
    byPayer: byPayerOf(items),
    promises: [],
    disputes: [],
    orders: [],
  })
  const world = (late: (n: number) => number) => of(items(late))
  const mixed = (n: number) => ((n * 2_654_435_761) >>> 7) % 60

  it('holds about four weeks of five where payers go on as before', () => {
    const tried = backtest(world(mixed), today)
    expect(tried.length).toBeGreaterThan(90)
    expect(heldPercent(tried)).toBeGreaterThan(70)
    expect(heldPercent(tried)).toBeLessThan(92)
  })

  it('says so where they do not: everybody pays six weeks later from September on', () => {
    const changed = world((n) => mixed(n) + (n > 600 ? 42 : 0))
    expect(heldPercent(backtest(changed, today))).toBeLessThan(heldPercent(backtest(world(mixed), today)) as number)
  })

  it('looks at whole weeks that are over, and has no opinion without a past', () => {
    for (const { weekOn, originOn } of backtest(world(mixed), today)) {
      expect(addDays(weekOn, 7) <= today).toBe(true)
      expect([weekOf(weekOn), weekOf(originOn)]).toEqual([weekOn, originOn])
    }
    expect(heldPercent(backtest(of([]), today))).toBeNull()
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
  /** Every order of the past was invoiced two days after it came, or so many of a hundred were cancelled. */
  const usual = (cancelledOf = 0) =>
    Array.from({ length: 100 }, (_, n) => {
      const ordered = day('2026-05-01') + n
      const cancelled = n % 100 < cancelledOf ? ordered + 1 : null
      return order({ ordered, from: ordered, cancelled, invoices: cancelled ? [] : [{ on: ordered + 2, minor: 100 }] })
    })
  const now = day(today)

  it('comes by its dispatch, its terms and its payer’s habit, apart from what is invoiced', () => {
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

  it('waits for the day it is wished for, and counts less as orders are cancelled', () => {
    const wished = order({ from: now + 30 })
    expect(orderedOn([...usual(), wished], now)[0]?.dues[0]).toBe(now + 30 + 2 + 14)
    const comes = orderedOn([...usual(25), wished], now)[0]?.comes
    expect(comes).toBeCloseTo(0.75, 2)
  })

  it('is only what is left of it, and nothing of what was cancelled, ordered or invoiced later is known before', () => {
    const part = order({ invoices: [{ on: now - 3, minor: 40 }] })
    expect(orderedOn([part], now)).toMatchObject([{ minor: 60 }])
    expect(orderedOn([part], now - 3)).toMatchObject([{ minor: 100 }])
    expect(orderedOn([order({ cancelled: now - 2 })], now)).toEqual([])
    expect(orderedOn([order({ cancelled: now - 2 })], now - 2)).toHaveLength(1)
    expect(orderedOn([order({ ordered: now })], now)).toEqual([])
  })

  it('that waits longer than any ever did is expected soon', () => {
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
        openMinor: open ? 100 : 0,
        settled: open ? null : settled,
        payments: open ? [] : [{ on: settled, minor: 100 }],
      }
    })
    const world: Past = { items, byPayer: byPayerOf(items), promises: [], disputes: [], orders }
    const whole = backtest(world, today)
    const came = (tried: typeof whole) => tried.reduce((sum, week) => sum + week.actualMinor, 0n)
    const blind = { ...world, orders: [], items: items.map((one) => ({ ...one, ordered: null })) }
    expect(came(whole)).toBeGreaterThan(came(backtest(blind, today)))
    expect(heldPercent(whole)).toBeGreaterThan(65)
  })
})
