import { describe, expect, it } from 'vitest'
import { addDays, weekOf } from '@/server/platform/calendar'
import { backtest, heldPercent } from './backtest'
import { type Delays, dayNumber, dayOf, forecast, historiesOf, type OpenMoney } from './forecast'
import { byPayerOf, openOn, type Past, type PastItem } from './known'

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
    expect(weeks[1]).toEqual({ weekOn: '2026-11-30', p10Minor: 100n, p50Minor: 100n, p90Minor: 100n })
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
    const world: Past = { items: [paid], byPayer: new Map(), promises: [promise], disputes: [] }
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
  const of = (items: readonly PastItem[]): Past => ({ items, byPayer: byPayerOf(items), promises: [], disputes: [] })
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
