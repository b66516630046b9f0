import { expect, it } from 'vitest'
import { pieces } from '@/server/platform/money/quantity'
import type { Reading } from './decided'
import { returnablesIn, returnablesSaid } from './product-returnables'

const reading: Reading = { decimalSign: ',', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }
const packaging = [
  { id: 'c', sku: 'CRATE' },
  { id: 'b', sku: 'B-033' },
  { id: 'k', sku: 'K:1' },
]
const stood = [{ productId: 'c', sku: 'CRATE', name: 'Crate', per: 12, ...pieces, unitPrice: '1.5', priceQuantity: 1 }]
const skuOf = (id: string) => packaging.find((one) => one.id === id)?.sku
const read = (text: string | undefined, places = 0) => {
  const { returnables, problems } = returnablesIn(
    text === undefined ? {} : { returnables: text },
    stood,
    packaging,
    places,
    reading,
  )
  return problems.length > 0 ? problems.map((one) => one.code) : returnablesSaid(returnables, skuOf, places)
}

it.each<[string | undefined, string | string[]]>([
  [undefined, 'CRATE for 12'],
  ['', 'CRATE for 12'],
  ['  ', 'CRATE for 12'],
  ...['-', '–', 'no', 'NONE', 'nein', 'kein', 'keine', ' none '].map((none) => [none, ''] as [string, string]),
  ['none of it', ['RETURNABLE_UNREAD']],
  ['say no', ['RETURNABLE_UNREAD']],
  ['crate for 24; B-033 for 1', 'B-033 for 1; CRATE for 24'],
  ['CRATE:24', 'CRATE for 24'],
  ['K:1 for 2', 'K:1 for 2'],
  ['CRATE: for 24', 'CRATE for 24'],
  ['CRATE JE 24 ;; ; b-033  per  2 \n', 'B-033 for 2; CRATE for 24'],
  ['CRATE for 1.200', 'CRATE for 1200'],
  ['CRATE for 24 bottles', ['RETURNABLE_UNREAD']],
  ['one CRATE for 24', ['RETURNABLE_UNREAD']],
  ['CRÅTE for 24', 'CRATE for 24'],
  ['CRATE for 24; PALLET for 40; BOX', ['RETURNABLE_UNKNOWN', 'RETURNABLE_UNREAD']],
  ['B-033 per 1\nCRATE = 6', 'B-033 for 1; CRATE for 6'],
  ['PALLET for 40', ['RETURNABLE_UNKNOWN']],
  ['CRATE', ['RETURNABLE_UNREAD']],
  ['CRATE for 1,5', ['QUANTITY_PLACES']],
])('a cell %j says %j', (text, expected) => expect(read(text)).toEqual(expected))

it('counts in the places of the product', () => expect(read('CRATE for 1,5', 1)).toBe('CRATE for 1.5'))

it('reads what it can, quotes what it cannot, and names packaging that is gone by its id', () => {
  const cells = { returnables: 'CRATE for 6; BOX; PALLET for 40' }
  const { returnables, problems } = returnablesIn(cells, stood, packaging, 0, reading)
  expect(returnables).toEqual([{ returnableId: 'c', per: 6 }])
  const field = 'returnables'
  expect(problems).toEqual([
    { field, code: 'RETURNABLE_UNREAD', parameters: { text: 'BOX' } },
    { field, code: 'RETURNABLE_UNKNOWN', parameters: { sku: 'PALLET' } },
  ])
  expect(returnablesIn({ returnables: '-' }, stood, packaging, 0, reading)).toEqual({ returnables: [], problems: [] })
  expect(
    returnablesSaid(
      [
        { returnableId: 'gone', per: 1 },
        { returnableId: 'c', per: 1 },
      ],
      skuOf,
      0,
    ),
  ).toBe('CRATE for 1; gone for 1')
})
