import { expect, it } from 'vitest'
import type { ProductSurroundings } from './product-known'
import { categoryIn, successorIn } from './product-related'

const around = {
  categories: [
    { id: 'iron', name: 'Iron', archived: false },
    { id: 'steel', name: 'Steel', archived: true },
  ],
  successors: [
    { id: 'a', sku: 'A', successorSku: 'B' },
    { id: 'b', sku: 'B', successorSku: null },
    { id: 'q', sku: '=Q', successorSku: null },
    { id: 'x', sku: 'X', successorSku: 'Y' },
    { id: 'y', sku: 'Y', successorSku: 'X' },
  ],
  toCome: new Map([
    ['b', null],
    ['new', 'Next'],
    ['next', null],
    ['a', 'New'],
  ]),
} as unknown as ProductSurroundings

it.each([
  [{}, null, {}],
  [{ category: 'IRON' }, null, { id: 'iron' }],
  [{ category: "'=Brass" }, null, { made: '=Brass' }],
  [{ category: 'x'.repeat(101) }, null, { made: 'x'.repeat(100) }],
  [{ category: 'steel' }, 'iron', { problem: { field: 'category', code: 'CATEGORY_ARCHIVED' } }],
  [{ category: 'steel' }, 'steel', { id: 'steel' }],
])('the category of %j, of a product in %s, is %j', (cells, own, expected) => {
  expect(categoryIn(cells, around, own)).toEqual(expected)
})

const circle = { problem: { field: 'successor', code: 'SUCCESSOR_CIRCLE' } }
it.each([
  ['none where the row says none', { sku: 'B' }, {}],
  ['one that is there', { sku: 'C', successor: "'=q" }, { id: 'q' }],
  ['one that the file makes', { sku: 'C', successor: 'New' }, { made: 'New' }],
  [
    'nothing that nobody knows',
    { sku: 'C', successor: '=Z' },
    { problem: { field: 'successor', code: 'SUCCESSOR_UNKNOWN', parameters: { text: '=Z' } } },
  ],
  ['not itself', { sku: "'=q", successor: "'=Q" }, circle],
  ['nothing that leads back to it by what the file says', { sku: 'NEXT', successor: 'a' }, circle],
  ['what led back to it before the file said otherwise', { sku: 'B', successor: 'A' }, { id: 'a' }],
  ['nothing that leads back to it as it is there', { sku: 'y', successor: 'X' }, circle],
  ['one whose own successors go round without it', { sku: 'C', successor: 'X' }, { id: 'x' }],
  ['one for a row without a SKU, which another rule refuses', { successor: 'B' }, { id: 'b' }],
])('takes as successor %s', (_, cells, expected) => expect(successorIn(cells, around)).toEqual(expected))
