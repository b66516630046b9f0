import { describe, expect, it } from 'vitest'
import { bankingDays } from './banking'
import { dayNumber as day } from './days'
import { byPayerOf, moneyBefore, moneyBetween, type Past, type PastItem, reckonedOf, takenBefore } from './past'

const weekdays = bankingDays({ workingWeekdays: new Set([1, 2, 3, 4, 5]), isHoliday: () => false }, 20_000, 21_000)
const [monday, friday, saturday] = [day('2026-11-23'), day('2026-11-27'), day('2026-11-28')]
const item = (id: string, changes: Partial<PastItem> = {}): PastItem => ({
  id,
  customerId: 'a',
  ordered: null,
  issued: monday - 30,
  due: monday,
  amountMinor: 100,
  settled: null,
  taken: [],
  ...changes,
})
const past = (...items: PastItem[]): Past => ({
  banking: weekdays,
  items,
  byPayer: byPayerOf(items),
  promises: [],
  disputes: [],
  orders: [],
})
const taken = [
  { on: monday, known: monday + 1, minor: 30, isMoney: true },
  { on: monday + 1, known: monday + 1, minor: 20, isMoney: false },
  { on: friday, known: monday + 3, minor: 50, isMoney: true },
]

describe('an item of the past', () => {
  it('belongs to its payer, in the order in which items were read', () => {
    const items = [item('1'), item('2', { customerId: 'b' }), item('3')]
    const of = (payers: ReadonlyMap<string, readonly PastItem[]>) =>
      [...payers].map(([payer, own]) => [payer, own.map(({ id }) => id).join()])
    expect(of(byPayerOf(items))).toEqual([
      ['a', '1,3'],
      ['b', '2'],
    ])
    const { payers, items: each } = reckonedOf(past(...items))
    expect([...payers].map(([payer, own]) => [payer, own.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ])
    expect(each.map((one) => one.item.id)).toEqual(['1', '2', '3'])
  })

  it('is reckoned in banking days: a Friday’s money for a Monday comes four days late, a Saturday’s too', () => {
    const of = (settled: number | null, due = monday) => {
      const [one] = reckonedOf(past(item('1', { settled, due, taken }))).items
      return [one?.paidAfter, one?.endedAfter]
    }
    expect(of(friday)).toEqual([4, 4])
    expect(of(saturday)).toEqual([4, 5])
    expect(of(monday, saturday)).toEqual([-5, -5])
    expect(of(null)).toEqual([0, 0])
  })

  it('is reduced by what was known before a day, and of that by money', () => {
    const [one] = reckonedOf(past(item('1', { taken }))).items
    if (!one) throw new Error('no item')
    const days = [monday, monday + 1, monday + 2, monday + 3, monday + 4, monday + 5]
    expect(days.map((on) => takenBefore(one, on))).toEqual([0, 0, 50, 50, 100, 100])
    expect(days.map((on) => moneyBefore(one, on))).toEqual([0, 0, 30, 30, 80, 80])
    expect(one).toMatchObject({ toldOn: monday + 4, takenMinor: 100, moneyMinor: 80 })
    expect(reckonedOf(past(item('2'))).items[0]).toMatchObject({ toldOn: 0, takenMinor: 0, moneyMinor: 0 })
  })

  it('got money from one day on and before another', () => {
    const of = (from: number, to: number) => moneyBetween(item('1', { taken }), from, to)
    expect([of(monday, friday), of(monday, friday + 1), of(monday + 1, friday + 1), of(monday, monday)]).toEqual([
      30, 80, 50, 0,
    ])
  })

  it('is reckoned once for each past', () => {
    const one = past(item('1'))
    expect(reckonedOf(one)).toBe(reckonedOf(one))
    expect(reckonedOf(past(item('1')))).not.toBe(reckonedOf(one))
    expect(reckonedOf(one).payers.get('a')?.[0]).toBe(reckonedOf(one).items[0])
  })
})
