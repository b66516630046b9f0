import { expect, it } from 'vitest'
import { limitOfBoth, type Merged, type Moving, mergeRefusal, movedPayload, movingColumns } from './merging'

const plain: Merged = {
  id: 'a',
  mergedInto: null,
  archivedAt: null,
  currency: 'EUR',
  payerId: null,
  paysForOthers: false,
}
const day = new Date('2026-05-20')

it.each([
  ['two customers', {}, {}, undefined],
  ['one with itself', {}, { id: 'a' }, 'MERGE_INTO_ITSELF'],
  ['one that was merged before', { mergedInto: 'x' }, {}, 'MERGED_ALREADY'],
  ['into one that was merged itself', {}, { mergedInto: 'x' }, 'HEIR_MERGED'],
  ['an archived one', { archivedAt: day }, {}, undefined],
  ['into an archived one', {}, { archivedAt: day }, 'HEIR_ARCHIVED'],
  ['two with different currencies', {}, { currency: 'USD' }, 'MERGE_CURRENCIES'],
  ['into one for whom another pays', {}, { payerId: 'x' }, undefined],
  [
    'one who pays for others, into one for whom another pays',
    { paysForOthers: true },
    { payerId: 'x' },
    'HEIR_HAS_PAYER',
  ],
  ['one who pays for others, into one for whom it pays', { paysForOthers: true }, { payerId: 'a' }, undefined],
  ['one who pays for others, into one who pays for itself', { paysForOthers: true }, {}, undefined],
])('merging %s: %j, %j gives %s', (_case, from, into, refusal) => {
  expect(mergeRefusal({ ...plain, ...from }, { ...plain, id: 'b', ...into })).toBe(refusal)
})

it.each([
  [null, null, null],
  [500n, null, 500n],
  [null, 300n, 300n],
  [500n, 300n, 800n],
  [0n, 300n, 300n],
])('limits of %s and %s are together %s', (one, other, both) => {
  expect(limitOfBoth(one, other)).toBe(both)
})

it('moves documents and records of people, and neither postings nor what the database moves', () => {
  const places = movingColumns.map((place) => place.join('.'))
  expect(places).toHaveLength(16)
  expect(places).toEqual(expect.arrayContaining(['open_item.customer_id', 'sales_order.payer_id', 'mail.customer_id']))
  expect(places).not.toContain('posting_line.customer_id')
  expect(places).not.toContain('invoice.payer_id')
})

it('tells of a merge the orders, documents and money, and of the rest what there is', () => {
  const moved = { orders: 0, invoices: 1, receipts: 2, openMinor: 5n, exposureMinor: 7n }
  const rest = { quotes: 0, contacts: 3, addresses: 1, priceLists: 0, notes: 0, files: 0 }
  const moving = { ...moved, ...rest, articles: 4, promises: 1, disputes: 1, holds: 1, unappliedMinor: 0n } as Moving
  expect(movedPayload(moving)).toEqual({ ...moved, contacts: 3, addresses: 1 })
})
