import { expect, it } from 'vitest'
import type { Reading } from './decided'
import type { KnownProduct, ProductSurroundings } from './product-known'
import { decideProduct } from './products'

const reading: Reading = { decimalSign: '.', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }
const id = (nth: number) => `${nth}1111111-1111-4111-8111-111111111111`
const crate = {
  productId: id(8),
  sku: 'CRATE',
  name: 'Crate',
  per: 12,
  unit: 'C62',
  places: 0,
  unitPrice: '1.5',
  priceQuantity: 1,
}
const oil: KnownProduct = {
  ...{
    id: id(1),
    sku: 'OIL',
    gtin: null,
    name: 'Oil',
    kind: 'GOODS',
    taxCategoryId: id(5),
    archived: false,
    unitCost: null,
  },
  ...{ unitPrice: '10', priceQuantity: 1, floorPrice: null, weightGrams: 0, unit: 'LTR', places: 3, tracking: 'NONE' },
  ...{ refusesShort: false, minQuantity: 1500, multiple: 500, description: null, lengthMm: null, widthMm: null },
  ...{ heightMm: null, originCountry: null, tariffCode: null, packs: [], returnables: [crate] },
  ...{ categoryId: id(6), categoryName: 'Kitchen', successorId: id(7), successorSku: 'GREASE' },
}
const around: ProductSurroundings = {
  known: [
    { ...oil, id: id(2), sku: 'FAT', categoryId: null, categoryName: null, successorId: null, successorSku: null },
    oil,
  ],
  packaging: [],
  gtins: new Map(),
  taxes: [{ id: id(5), name: 'Normal', code: 'S', rate: '19', isDefault: true }],
  categories: [{ id: id(4), name: 'Garage', archived: false }],
  successors: [{ id: id(3), sku: 'WAX', successorSku: null }],
  toCome: new Map(),
}
const decide = (cells: Record<string, string>, of = around) =>
  decideProduct({ place: 1, group: null, cells: { sku: 'OIL', ...cells } }, of, reading)

it.each([
  [
    'a quantity in its units',
    { minQuantity: '2.5', multiple: '0.25' },
    [
      ['minQuantity', '1.5', '2.5'],
      ['multiple', '0.5', '0.25'],
    ],
  ],
  ['a category by its name, also one of products alone', { category: 'garage' }, [['category', 'Kitchen', 'Garage']]],
  ['a successor by its SKU, also one of products alone', { successor: 'wax' }, [['successor', 'GREASE', 'WAX']]],
  ['a price by its value', { unitPrice: '10.00', floorPrice: '7.50' }, [['floorPrice', '', '7.5']]],
])('a preview says %s', (_, cells, changes) => expect(decide(cells).changes).toEqual(changes))

it('says how it is packed before and after, by the SKU of packaging that is kept no longer', () => {
  const fewer = decide({ returnables: '-' })
  expect(fewer.changes).toEqual([['returnables', 'CRATE for 0.012', '']])
  expect(fewer.before).toMatchObject({ returnables: [{ returnableId: id(8), per: 12 }] })
  expect(fewer.write).toMatchObject({ returnables: [] })
  expect(decide({ name: 'Oil' }).outcome).toBe('SAME')
})

it('says of too many packs that their column is wrong', () => {
  const packs = Array.from({ length: 13 }, (_, nth) => ({ unit: `X${nth}`, quantity: nth + 2, gtin: null }))
  const { outcome, problems } = decide({ name: 'Salad oil' }, { ...around, known: [{ ...oil, packs }] })
  expect(outcome).toBe('WRONG')
  expect([...new Set(problems.map(({ field, code }) => `${field} ${code}`))]).toEqual(['otherPacks SAID'])
})
