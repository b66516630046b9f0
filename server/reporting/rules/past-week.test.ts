import { describe, expect, it } from 'vitest'
import { weekOf } from '@/server/platform/time/calendar'
import { makePast } from '@/server/simulation/demo/payments'
import { backtest } from './backtest'
import { dayNumber } from './days'
import { historyDays } from './known'
import { orderDays } from './ordered'
import { byPayerOf, type Past } from './past'
import { markOf, pastUntil } from './past-week'

const monday = '2026-11-23'
const start = dayNumber(monday)
const on = (today: string) => makePast({ seed: 'one week', today, days: dayNumber(today) - start + 790 })
const sunday = on('2026-11-29')
const told = pastUntil(sunday, start)

describe('the past until a week began', () => {
  it('contains everything that the trial needs', () => {
    expect(weekOf('2026-11-29')).toBe(monday)
    const [whole, cut] = [backtest(on('2026-11-29'), '2026-11-29'), backtest(told, monday)]
    expect(cut.tried.map(({ originOn, ahead, actualMinor }) => [originOn, ahead, actualMinor])).toEqual(
      whole.tried.map(({ originOn, ahead, actualMinor }) => [originOn, ahead, actualMinor]),
    )
    expect(cut.lessons).toHaveLength(whole.lessons.length)
  })

  it('is the same on each day of the week, in whatever order it was read', () => {
    for (const today of [monday, '2026-11-26']) expect(markOf(pastUntil(on(today), start))).toBe(markOf(told))
    const items = [...told.items].reverse()
    expect(markOf({ ...told, items, byPayer: byPayerOf(items) })).toBe(markOf(told))
    expect(markOf(pastUntil(on('2026-11-29'), start + 7))).not.toBe(markOf(told))
  })

  const [first, ...others] = told.items as [(typeof told.items)[number], ...typeof told.items]
  const open = { ...first, ordered: null, settled: null, taken: [] }
  // Until the end of the week, the oldest that counts is of these days.
  const [from, orderedFrom] = [start + 7 - historyDays, start + 7 - orderDays]
  const promise = { customerId: '1', amountMinor: 5, promised: start + 9, made: start - 9, ended: null, kept: false }
  const dispute = { openItemId: first.id, raised: start - 5, ended: null }
  const order = {
    ...(told.orders[0] as (typeof told.orders)[number]),
    ordered: start - 5,
    cancelled: null,
    invoices: [],
  }
  const world: Past = { ...told, items: [open, ...others], promises: [promise], disputes: [dispute], orders: [order] }
  const money = (on: number, known: number) => [{ on, known, minor: first.amountMinor, isMoney: true }]
  it.each<[string, Partial<Past>, 'the same' | 'another']>([
    ['money of this week', { items: [{ ...open, settled: start, taken: money(start, start) }, ...others] }, 'the same'],
    ['an invoice of this week', { items: [...world.items, { ...open, id: 'new', issued: start }] }, 'the same'],
    ['an order of this week', { orders: [order, { ...order, ordered: start }] }, 'the same'],
    ['one cancelled this week', { orders: [{ ...order, cancelled: start }] }, 'the same'],
    ['one invoiced this week', { orders: [{ ...order, invoices: [{ on: start, minor: 1 }] }] }, 'the same'],
    ['a promise kept this week', { promises: [{ ...promise, ended: start, kept: true }] }, 'the same'],
    ['a promise of this week', { promises: [promise, { ...promise, made: start }] }, 'the same'],
    ['a dispute over this week', { disputes: [{ ...dispute, ended: start }] }, 'the same'],
    ['one raised this week', { disputes: [dispute, { ...dispute, raised: start }] }, 'the same'],
    ['a promise for too long ago', { promises: [promise, { ...promise, promised: from - 1 }] }, 'the same'],
    ['a promise for long ago', { promises: [promise, { ...promise, promised: from }] }, 'another'],
    ['a dispute of too long ago', { disputes: [dispute, { ...dispute, raised: from - 1 }] }, 'the same'],
    ['a dispute of long ago', { disputes: [dispute, { ...dispute, raised: from }] }, 'another'],
    ['an order of too long ago', { orders: [order, { ...order, ordered: orderedFrom - 1 }] }, 'the same'],
    ['an order of long ago', { orders: [order, { ...order, ordered: orderedFrom }] }, 'another'],
    ['an invoice ordered too long ago', { items: [{ ...open, ordered: orderedFrom - 1 }, ...others] }, 'the same'],
    ['an invoice ordered long ago', { items: [{ ...open, ordered: orderedFrom }, ...others] }, 'another'],
    ['money told now that came before', { items: [{ ...open, taken: money(start - 1, start) }, ...others] }, 'another'],
    ['another amount', { items: [{ ...open, amountMinor: 1 }, ...others] }, 'another'],
    ['a promise kept before', { promises: [{ ...promise, ended: start - 1, kept: true }] }, 'another'],
    ['a dispute over before', { disputes: [{ ...dispute, ended: start - 1 }] }, 'another'],
    ['an order cancelled before', { orders: [{ ...order, cancelled: start - 1 }] }, 'another'],
    ['an order invoiced before', { orders: [{ ...order, invoices: [{ on: start - 1, minor: 1 }] }] }, 'another'],
  ])('with %s', (_, change, expected) => {
    const mark = (past: Past) => markOf(pastUntil(past, start))
    expect(mark({ ...world, ...change }) === mark(world) ? 'the same' : 'another').toBe(expected)
  })
})
