import { expect, it } from 'vitest'
import { pieces } from '@/server/platform/money/quantity'
import type { Reading } from './decided'
import { returnablesIn, returnablesSaid } from './product-returnables'

const reading: Reading = { decimalSign: ',', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }
const packaging = [
  { id: 'c', sku: 'CRATE' },
  { id: 'b', sku: 'B-033' },
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

it.each([
  [undefined, 'CRATE for 12'],
  ['', 'CRATE for 12'],
  ['-', ''],
  ['none', ''],
  ['crate for 24; B-033 for 1', 'B-033 for 1; CRATE for 24'],
  ['CRATE:24', 'CRATE for 24'],
  ['B-033 per 1\nCRATE = 6', 'B-033 for 1; CRATE for 6'],
  ['PALLET for 40', ['RETURNABLE_UNKNOWN']],
  ['CRATE', ['RETURNABLE_UNREAD']],
  ['CRATE for 1,5', ['QUANTITY_PLACES']],
])('a cell %j says %j', (text, expected) => expect(read(text)).toEqual(expected))

it('counts in the places of the product', () => expect(read('CRATE for 1,5', 1)).toBe('CRATE for 1.5'))
