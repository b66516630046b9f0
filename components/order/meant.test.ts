import { expect, it } from 'vitest'
import type { AskedProduct } from '@/server/catalog/queries/found'
import { byCodeOf, codesOf, meantBy } from './meant'
import { readPasted } from './pasted'

const none = { packs: [], pack: null, picture: null, articleNumber: null, insteadOf: null }
const piece = { ...none, unit: 'C62', places: 0 }
const packs = [{ unit: 'XCS', quantity: 12, gtin: null }] as unknown as AskedProduct['packs']
const products: Omit<AskedProduct, 'code'>[] = [
  { ...piece, id: '1', sku: 'MG-1001', name: 'Robin Mug', packs },
  { ...piece, id: '2', sku: 'MG-1010', name: 'Water glass 350 ml' },
  { ...none, id: '3', sku: 'CB-01', name: 'Coffee beans', unit: 'KGM', places: 3 },
  { ...none, id: '4', sku: 'SV-02', name: 'Advice', unit: 'HUR', places: 2 },
  { ...piece, id: '5', sku: '5012345678900', name: 'Oak shelf 80 cm' },
]

/** What a row comes to: SKU, quantity in smallest units, price; or the reason. */
function taken(row: string, locale: string): string {
  const rows = readPasted(row, locale, 'EUR')
  const found = byCodeOf(
    codesOf(rows).flatMap((code) =>
      products.flatMap((one) => (code === one.sku || code === one.name ? [{ ...one, code }] : [])),
    ),
  )
  const line = meantBy(rows[0] ?? { row, readings: [] }, found)
  return 'why' in line ? line.why : [line.product.note, line.quantity, line.unitPrice].filter(Boolean).join(' ')
}

const other = (sign: string) => `“${sign}” is another currency: write the amount in EUR.`
const whole = 'MG-1010 is sold in whole numbers.'
const two = (number: string, first: string, second: string) =>
  `“${number}” may be one number or two: write “MG-1010; ${first}” or “MG-1010; ${second}”.`
const strange = (word: string) => `“${word}” is not understood: write “MG-1010; 12”, and nothing else.`

it.each([
  ['de', 'MG-1010 1 000', 'MG-1010 1000'],
  ['de', 'MG-1001 12,5', 'MG-1001 is sold in whole numbers.'],
  ['de', 'MG-1010: 1.000', 'MG-1010 1000'],
  ['de', '1.000 x MG-1010', 'MG-1010 1000'],
  ['de', 'MG-1010 x1.000', 'MG-1010 1000'],
  ['de', 'MG-1010 2.500 Stück', 'MG-1010 2500'],
  ['de', '2.500 Stk. MG-1010 à 3,40 €', 'MG-1010 2500 3.40'],
  ['de', 'MG-1010\t24\t3,40 EUR', 'MG-1010 24 3.40'],
  ['de', 'MG-1010;24;3,40;EUR', 'MG-1010 24 3.40'],
  ['de', 'MG-1010\t24\t$3.40', other('$')],
  ['de', 'MG-1010;24;3,40 USD', other('USD')],
  ['de', 'MG-1010;24;3,40;USD', other('USD')],
  ['de', 'MG-1010;24;3,40;$', other('$')],
  ['de', '24\tMG-1010\t£ 3,40', other('£')],
  ['de', '24 x MG-1010 @ $3.40', other('$')],
  ['de', '24 Stück MG-1010 à 3,40 CHF', other('CHF')],
  ['de', 'MG-1010 24 US$ 3.40', other('US$')],
  ['de', 'MG-1010: 24 pcs at 3.40 kr', other('kr')],
  ['de', 'MG-1010 1.234,00', 'MG-1010 1234'],
  ['de', 'MG-1010 1.234.567', 'MG-1010 1234567'],
  ['de', "MG-1010 1'000", 'MG-1010 1000'],
  ['de', 'MG-1010 1\u202f200', 'MG-1010 1200'],
  ['de', 'MG-1010 24 3,40', 'MG-1010 24 3.40'],
  ['de', 'MG-1010 24 1.234,50', 'MG-1010 24 1234.50'],
  ['de', 'MG-1010 24 340', two('24 340', '24340', '24; 340')],
  ['fr', 'MG-1010 24 340', 'MG-1010 24340'],
  ['de', 'MG-1010,24,3', two('24,3', '24,3', '24; 3')],
  ['de', 'MG-1010,24,3.40', 'MG-1010 24 3.40'],
  ['de', 'MG-1010;1.000;3,40', 'MG-1010 1000 3.40'],
  ['de', 'MG-1010\t24 340', 'MG-1010 24340'],
  ['de', 'MG-1010\t1,000', whole],
  ['de', 'MG-1010 24,00', 'MG-1010 24'],
  ['de', 'CB-01 1,25 kg', 'CB-01 1250'],
  ['de', 'CB-01 1,250', 'CB-01 1250'],
  ['de', 'CB-01 1.250', 'CB-01 1250000'],
  ['de', '1,2505 kg CB-01', 'CB-01 is sold with 3 decimal places.'],
  ['de', 'SV-02 1,5', 'SV-02 150'],
  ['de', 'SV-02 1,500', 'SV-02 is sold with 2 decimal places.'],
  ['de', '2 cases MG-1001', 'MG-1001 24'],
  ['de', '2,5 cases MG-1001', 'MG-1001 is sold in whole numbers.'],
  ['en', 'MG-1010 1,000', 'MG-1010 1000'],
  ['en', 'MG-1010: 1,000 pcs', 'MG-1010 1000'],
  ['en', 'MG-1010, 1,000', 'MG-1010 1000'],
  ['en', 'MG-1010 1,234.00', 'MG-1010 1234'],
  ['en', 'MG-1010 1.000', whole],
  ['en', 'MG-1010 12.5', whole],
  ['en', 'MG-1010 12,5', whole],
  ['en', 'MG-1010,1,200', two('1,200', '1,200', '1; 200')],
  ['en', 'MG-1010,24,3', 'MG-1010 24 3'],
  ['en', 'CB-01 1.25', 'CB-01 1250'],
  ['en', '5012345678900,6', '5012345678900 6'],
  ['en', 'Oak shelf 80 cm', '5012345678900 1'],
  ['en', 'Oak shelf 80 cm x 1,000', '5012345678900 1000'],
  ['en', 'MG-1010 Water glass 350 ml 24', 'MG-1010 24'],
  ['en', 'MG-1010 Water glass', 'MG-1010 1'],
  ['en', 'MG-1010 blue glass 24', 'MG-1010 24'],
  ['en', 'MG-1010 please', strange('please')],
  ['en', 'MG-1010 24 or 36', strange('24')],
  ['en', 'MG-1010 -3', strange('3')],
  ['en', 'MG-1010 24/48', strange('24/48')],
  ['en', 'MG-1010 24 10%', strange('24')],
  ['en', 'MG-1010 1.2.3', strange('1.2.3')],
  ['en', '2. MG-1010', strange('2')],
  ['en', '2. 24 x MG-1010', 'MG-1010 24'],
  ['en', 'MG-1010;24;3.40;12 left', strange('12')],
  ['en', 'MG-1010;24;3.40;blue', 'MG-1010 24 3.40'],
  ['en', 'MG-1010 0', strange('0')],
  ['en', 'MG-1010 12 007', 'MG-1010 12007'],
])('%s: %s', (locale, row, line) => {
  expect(taken(row, locale)).toBe(line)
})
