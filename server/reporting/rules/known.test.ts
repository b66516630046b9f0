import { describe, expect, it } from 'vitest'
import { bankingDays } from './banking'
import { habitsKnown, openOn } from './known'
import { byPayerOf, type Past, type PastItem, type TakenOff } from './past'
import { leastHistory } from './usual'

const now = 2000
const always = bankingDays({ workingWeekdays: new Set([1, 2, 3, 4, 5, 6, 7]), isHoliday: () => false }, 0, 3000)
const item = (id: string, changes: Partial<PastItem> = {}): PastItem => ({
  id,
  customerId: 'a',
  ordered: null,
  issued: now - 40,
  due: now - 10,
  amountMinor: 100,
  settled: null,
  taken: [],
  ...changes,
})
const took = (on: number, minor: number, isMoney = true): TakenOff => ({ on, known: on, minor, isMoney })
const past = (items: PastItem[], more: Partial<Past> = {}): Past => ({
  banking: always,
  items,
  byPayer: byPayerOf(items),
  promises: [],
  disputes: [],
  orders: [],
  ...more,
})
/** What is known of how the payer pays who has enough of each: the paid ones of these, and the share that comes as money. */
const known = (...items: PastItem[]) => {
  const enough = items.flatMap((one) => Array.from({ length: leastHistory }, () => one))
  const { settled, comes } = habitsKnown(past(enough), now)
  return [settled / leastHistory, comes]
}
const paid = (on: number) => ({ settled: on, taken: [took(on, 100)] })

describe('how payers paid, as known on a day', () => {
  it('counts invoices that were issued and paid before it, for two years', () => {
    expect(known(item('1', paid(now - 1)))).toEqual([1, 1])
    expect(known(item('1', paid(now)))).toEqual([0, 1])
    expect(known(item('1', { ...paid(now - 1), issued: now - 1 }))).toEqual([1, 1])
    expect(known(item('1', { ...paid(now - 1), issued: now }))).toEqual([0, 1])
    expect(known(item('1', { ...paid(now - 730), issued: 1 }))).toEqual([1, 1])
    expect(known(item('1', { ...paid(now - 731), issued: 1 }))).toEqual([0, 1])
    expect(known(item('1'))).toEqual([0, 1])
  })

  it('counts as payers whose payments are known those of these invoices, and nobody else', () => {
    const of = (customerId: string, changes: Partial<PastItem>) => item(customerId, { customerId, ...changes })
    const credited = { settled: now - 5, taken: [took(now - 5, 100, false)] }
    const items = [of('open', {}), of('today', paid(now)), of('credited', credited), of('long ago', paid(now - 731))]
    const counted = (more: PastItem[]) => {
      const { settled, payers } = habitsKnown(past([...items, ...more]), now)
      return [settled, payers]
    }
    expect(counted([])).toEqual([0, 0])
    expect(counted([item('1', paid(now - 1)), item('2', paid(now - 3))])).toEqual([2, 1])
  })

  it('takes an invoice without money as one that waited until it was credited', () => {
    const credited = item('1', { settled: now - 5, taken: [took(now - 5, 100, false)] })
    expect(known(credited)).toEqual([0, 0])
    expect(known(credited, item('2', paid(now - 1)))).toEqual([1, 0.5])
    expect(known(item('1', { settled: now - 5, taken: [took(now - 5, 30, false), took(now - 5, 70)] }))).toEqual([
      1, 0.7,
    ])
  })

  it('does not count what was credited of an invoice that is settled later', () => {
    expect(known(item('1', { settled: now, taken: [took(now - 5, 30, false), took(now, 70)] }))).toEqual([0, 1])
  })

  it('does not count money that was recorded later', () => {
    const late = { on: now - 5, known: now, minor: 100, isMoney: true }
    expect(known(item('1', { settled: now - 5, taken: [late] }))).toEqual([0, 1])
  })
})

describe('what was open on a day, as known then', () => {
  const open = (items: PastItem[], more: Partial<Past> = {}, knownBefore?: number) =>
    openOn(past(items, more), now, knownBefore).map(({ id, due, openMinor, promise }) => [
      id,
      due,
      openMinor,
      ...(promise ? [promise.on, promise.kept] : []),
    ])

  it('is what was issued before it and not reduced by then', () => {
    const items = [
      item('open'),
      item('part', { taken: [took(now - 1, 30)] }),
      item('later', { settled: now, taken: [took(now, 100, false)] }),
      item('gone', paid(now - 1)),
      item('new', { issued: now }),
      item('other', { customerId: 'b' }),
    ]
    expect(open(items)).toEqual([
      ['open', now - 10, 100],
      ['part', now - 10, 70],
      ['later', now - 10, 100],
      ['other', now - 10, 100],
    ])
    expect(open(items, {}, now + 1).map(([id]) => id)).toEqual(['open', 'part', 'new', 'other'])
  })

  it('moves a disputed invoice behind the usual length of a dispute', () => {
    const dispute = (openItemId: string, raised: number, ended: number | null = null) => ({ openItemId, raised, ended })
    const items = [item('1')]
    expect(open(items, { disputes: [dispute('1', now - 1)] })).toEqual([['1', now + 20, 100]])
    expect(open(items, { disputes: [dispute('1', now - 60)] })).toEqual([['1', now, 100]])
    expect(open([item('1', { due: now + 50 })], { disputes: [dispute('1', now - 1)] })).toEqual([['1', now + 50, 100]])
    expect(open(items, { disputes: [dispute('1', now)] })).toEqual([['1', now - 10, 100]])
    expect(open(items, { disputes: [dispute('1', now - 9, now - 1)] })).toEqual([['1', now - 10, 100]])
    expect(open(items, { disputes: [dispute('1', now - 9, now)] })).toEqual([['1', now + 12, 100]])
    const ended = [dispute('x', now - 50, now - 10), dispute('y', now - 12, now - 10), dispute('z', now - 9, now - 4)]
    expect(open(items, { disputes: [...ended, dispute('1', now - 1)] })).toEqual([['1', now + 4, 100]])
  })

  it('moves the promised part to its day, the oldest due first', () => {
    const promise = (promised: number, amountMinor: number, more: object = {}) => ({
      customerId: 'a',
      amountMinor,
      promised,
      made: now - 3,
      ended: null,
      kept: false,
      ...more,
    })
    const items = [item('young', { due: now - 1 }), item('old', { due: now - 20 }), item('b', { customerId: 'b' })]
    const promises = [promise(now + 9, 50), promise(now + 2, 80)]
    expect(open(items, { promises })).toEqual([
      ['old', now - 20, 80, now + 2, 0.5],
      ['old', now - 20, 20, now + 9, 0.5],
      ['young', now - 1, 30, now + 9, 0.5],
      ['young', now - 1, 70],
      ['b', now - 10, 100],
    ])
    const one = [item('1')]
    const plain = [['1', now - 10, 100]]
    expect(open(one, { promises: [promise(now - 1, 100)] })).toEqual(plain)
    expect(open(one, { promises: [promise(now, 100)] })).toEqual([['1', now - 10, 100, now, 0.5]])
    expect(open(one, { promises: [promise(now + 1, 100, { made: now })] })).toEqual(plain)
    expect(open(one, { promises: [promise(now + 1, 100, { ended: now - 1 })] })).toEqual(plain)
    const judged = [true, true, false].map((kept) => promise(now - 9, 1, { ended: now - 5, kept }))
    const soon = promise(now - 9, 1, { ended: now, kept: true })
    expect(open(one, { promises: [...judged, soon, promise(now + 1, 100)] })).toEqual([
      ['1', now - 10, 100, now + 1, 4 / 7],
    ])
  })
})
