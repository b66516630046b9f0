import { describe, expect, it } from 'vitest'
import { orderDays, orderedOn, type PastOrder } from './ordered'

const now = 20_800
const order = (changes: Partial<PastOrder> = {}): PastOrder => ({
  customerId: 'a',
  ordered: now - 1,
  from: now - 1,
  termsDays: 14,
  grossMinor: 100,
  cancelled: null,
  invoices: [],
  ...changes,
})
/** A hundred orders of long ago, a tenth of them invoiced after each of one to ten days. */
const usual = Array.from({ length: 100 }, (_, n) => {
  const ordered = now - 200 + n
  return order({ ordered, from: ordered, invoices: [{ on: ordered + 1 + (n % 10), minor: 100 }] })
})
const lags = (one: PastOrder, knownBefore?: number) =>
  orderedOn([...usual, one], now, knownBefore).map(({ dues }) => dues.map((due) => due - one.from - one.termsDays))

describe('an order that is not invoiced yet', () => {
  it('is expected on the days on which others were, each a fifth', () => {
    expect(lags(order({ from: now }))).toEqual([[1, 3, 5, 7, 9]])
    expect(lags(order({ from: now - 4 }))).toEqual([[4, 6, 7, 8, 10]])
    expect(lags(order({ from: now - 9, ordered: now - 9 }))).toEqual([[9, 9, 10, 10, 10]])
  })

  it('is expected within a fortnight when it has waited longer than any', () => {
    expect(lags(order({ from: now - 20, ordered: now - 20 }))).toEqual([[21, 24, 27, 30, 33]])
    expect(orderedOn([order()], now)).toEqual([
      { customerId: 'a', dues: [2, 5, 8, 11, 14].map((lag) => now - 1 + lag + 14), minor: 100, comes: 1 },
    ])
  })

  it('takes one of the days in turn where there are more than five hundred', () => {
    const many = (count: number) =>
      orderedOn([...usual, ...Array.from({ length: count }, () => order({ from: now }))], now).map(({ dues }) => dues)
    expect(many(500)[499]).toHaveLength(5)
    expect(
      many(501)
        .slice(0, 6)
        .map((dues) => dues.map((due) => due - now - 14)),
    ).toEqual([[1], [3], [5], [7], [9], [1]])
  })

  it('counts as much as of ended orders was invoiced, once twenty have ended', () => {
    const cancelled = (count: number) =>
      Array.from({ length: count }, () => order({ ordered: now - 50, from: now - 50, cancelled: now - 40 }))
    const comes = (...orders: PastOrder[]) => orderedOn([...orders, order()], now)[0]?.comes
    const paid = usual.slice(0, 15)
    expect(comes(...paid, ...cancelled(4))).toBe(1)
    expect(comes(...paid, ...cancelled(5))).toBe(0.75)
    const more = order({ ordered: now - 50, from: now - 50, invoices: [{ on: now - 40, minor: 300 }] })
    expect(comes(...paid, ...cancelled(4), more)).toBe(0.8)
    const later = order({ ordered: now - 50, from: now - 50, invoices: [{ on: now, minor: 100 }] })
    expect(comes(...paid, ...cancelled(5), later)).toBe(0.75)
    const half = order({
      ordered: now - 50,
      from: now - 50,
      cancelled: now - 1,
      invoices: [{ on: now - 9, minor: 50 }],
    })
    expect(comes(...paid, ...cancelled(4), half)).toBe(15.5 / 20)
    const nothing = Array.from({ length: 20 }, () => order({ grossMinor: 0, ordered: now - 50, from: now - 50 }))
    expect(comes(...nothing)).toBe(1)
  })

  it('is what is left of it at that moment, and nothing when it is gone', () => {
    const minor = (one: PastOrder, knownBefore?: number) => orderedOn([one], now, knownBefore).map((it) => it.minor)
    expect(minor(order({ invoices: [{ on: now - 1, minor: 40 }] }))).toEqual([60])
    expect(minor(order({ invoices: [{ on: now, minor: 40 }] }))).toEqual([100])
    expect(minor(order({ invoices: [{ on: now, minor: 40 }] }), now + 1)).toEqual([60])
    expect(minor(order({ invoices: [{ on: now - 1, minor: 100 }] }))).toEqual([])
    expect(minor(order({ ordered: now }))).toEqual([])
    expect(minor(order({ ordered: now }), now + 1)).toEqual([100])
    expect(minor(order({ cancelled: now - 1 }))).toEqual([])
    expect(minor(order({ cancelled: now }))).toEqual([100])
    expect(minor(order({ cancelled: now }), now + 1)).toEqual([])
    expect(orderDays).toBe(364)
  })
})
