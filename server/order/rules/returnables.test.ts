import { expect, it } from 'vitest'
import { pieces } from '@/server/platform/money/quantity'
import { noDiscount } from '@/server/pricing/rules/discounts'
import type { OrderLine } from './position'
import { newQuantities } from './quantities'
import {
  followGoods,
  foreseenDeposits,
  inReturnables,
  ownLines,
  packedParts,
  returnablesFor,
  standingDeposits,
  taxedAsGoods,
} from './returnables'

const line = (id: string, facts: Partial<OrderLine> = {}): OrderLine => ({
  ...newQuantities,
  ...pieces,
  ...noDiscount,
  id,
  orderId: 'o',
  position: 1,
  productId: 'beer',
  warehouseId: 'w',
  kind: 'GOODS',
  description: 'Beer',
  section: null,
  note: null,
  pack: null,
  packSize: null,
  ordered: 0,
  backordered: 0,
  reserved: 0,
  open: 0,
  unitPrice: '1',
  priceQuantity: 1,
  taxCode: 'S',
  taxRate: '20',
  netMinor: 0n,
  priceSource: 'PRODUCT',
  priceListId: null,
  breakFrom: null,
  listPrice: '1',
  ...facts,
})
const crates = line('crates', { kind: 'RETURNABLE', productId: 'crate', unitPrice: '1.5' })
const beer = (id: string, facts: Partial<OrderLine>) =>
  line(id, { returnables: [{ lineId: 'crates', per: 24 }], ...facts })

it.each([
  ['nothing', [], 0],
  ['less than one', [23], 0],
  ['one', [24], 1],
  ['whole ones alone', [71], 2],
  ['each line by itself', [23, 25], 1],
])('counts packaging for %s', (_, quantities, pieces) => {
  const lines = quantities.map((ordered, index) => beer(`b${index}`, { ordered }))
  expect(returnablesFor('crates', [...lines, line('cups', { ordered: 99 })], (one) => one.ordered)).toBe(pieces)
})

it.each([
  ['waits with its goods', { ordered: 48, reserved: 48 }, { ordered: 2, cancelled: 0, performed: 0, open: 2 }, 3_00n],
  ['leaves with its goods', { ordered: 48, shipped: 30 }, { ordered: 2, cancelled: 0, performed: 1, open: 1 }, 3_00n],
  ['is cancelled with its goods', { ordered: 48, cancelled: 1 }, { ordered: 2, cancelled: 1, open: 1 }, 3_00n],
  ['comes to nothing', { ordered: 10, shipped: 10 }, { ordered: 0, cancelled: 0, performed: 0, open: 0 }, 0n],
])('a deposit %s', (_, goods, quantities, netMinor) => {
  const [before, after] = followGoods([beer('b', goods), { ...crates, open: 7, invoiced: 1 }], 'EUR')
  expect(before).toMatchObject(goods)
  expect(after).toMatchObject({ ...quantities, netMinor, invoiced: 1 })
})

const article = { productId: 'crate', sku: 'C', name: 'Crate', per: 24, ...pieces, unitPrice: '1.50', priceQuantity: 1 }

it('one line has the deposits for all goods of one tax, and a line that stands in the order is used again', () => {
  let next = 0
  const make = (goods: readonly OrderLine[], standing: readonly OrderLine[] = []) =>
    inReturnables(goods, (one) => (one.productId === 'beer' ? [article] : []), {
      standing,
      newId: () => `n${next++}`,
      currency: 'EUR',
    })
  const goods = [
    line('a', {
      ordered: 24,
      position: 3,
      section: 'Drinks',
      discountPercent: '5',
      grossPrice: '2',
      pack: 'XCS',
      packSize: 24,
    }),
    line('b', { ordered: 48, position: 4 }),
    line('c', { ordered: 24, position: 5, taxRate: '10' }),
    line('d', { ordered: 24, position: 6, productId: 'cups' }),
    line('e', { ordered: 1, open: 1, position: 7, kind: 'SERVICE' }),
  ]
  const made = make(goods)
  expect(made.map((one) => one.returnables?.map(({ per }) => per))).toEqual([[24], [24], [24], [], [], [], []])
  const added = made.slice(5)
  expect(added.map((one) => [one.position, one.ordered, one.taxRate, one.netMinor])).toEqual([
    [8, 3, '20', 4_50n],
    [9, 1, '10', 1_50n],
  ])
  expect(added[0]).toMatchObject({
    description: 'Deposit: Crate',
    section: null,
    grossPrice: null,
    discountPercent: null,
    pack: null,
    packSize: null,
  })
  expect(made[0]?.returnables?.[0]?.lineId).toBe(added[0]?.id)
  expect(make([line('f', { ordered: 24 })], made)).toMatchObject([{ returnables: [{ lineId: added[0]?.id }] }])
  for (const other of [{ unitPrice: '2' }, { priceQuantity: 2 }, { taxCode: 'AA' }, { productId: 'box' }])
    expect(
      make(
        [line('g', { ordered: 24 })],
        made.map((one) => ({ ...one, ...other })),
      ).map((one) => [one.kind, one.ordered, one.unitPrice]),
    ).toEqual([
      ['GOODS', 24, '1'],
      ['RETURNABLE', 1, '1.50'],
    ])
})

it('parts of an order have the packaging of the goods in them', () => {
  const parts = [
    { line: beer('b', { ordered: 96 }), quantity: 50 },
    { line: crates, quantity: 0 },
    { line: line('cups'), quantity: 5 },
  ]
  expect(packedParts(parts).map((part) => part.quantity)).toEqual([50, 2, 5])
})

it('packaging is taxed as the goods that it goes with', () => {
  const lines = [line('cups'), beer('b', {}), crates]
  expect(taxedAsGoods(lines, ['S 20', 'S 10', 'Z 0'])).toEqual(['S 20', 'S 10', 'S 10'])
  expect(taxedAsGoods([crates], ['Z 0'])).toEqual(['Z 0'])
  const onPallets = beer('b', { returnables: ['pallets', 'crates'].map((lineId) => ({ lineId, per: 24 })) })
  expect(taxedAsGoods([onPallets, crates], ['S 10', 'Z 0'])).toEqual(['S 10', 'S 10'])
})

it('deposits are foreseen by article and tax, whole ones line by line', () => {
  const wish = (quantity: number, taxRate = '20') => ({ returnables: [article], quantity, taxCode: 'S', taxRate })
  const deposits = foreseenDeposits([wish(30), wish(47), wish(24, '10'), wish(23, '5')], 'EUR')
  expect(deposits.map((one) => [one.taxRate, one.quantity, one.netMinor])).toEqual([
    ['20', 2, 3_00n],
    ['10', 1, 1_50n],
  ])
})

it('the deposits of an order are those that are not cancelled, and its own lines are the others', () => {
  const lines = [beer('b', { ordered: 72 }), { ...crates, ordered: 3, cancelled: 1 }]
  expect(standingDeposits(lines, 'EUR')).toEqual([{ line: lines[1], quantity: 2, netMinor: 3_00n }])
  expect(ownLines(lines)).toEqual([lines[0]])
})
