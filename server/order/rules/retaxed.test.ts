import { expect, it } from 'vitest'
import { ownPriced } from '@/prisma/seed/priced'
import { pieces } from '@/server/platform/money/quantity'
import type { OrderLine } from './position'
import { newQuantities } from './quantities'
import { retaxedLine } from './retaxed'

const line = (change: Partial<OrderLine>): OrderLine => ({
  ...newQuantities,
  ...ownPriced,
  ...pieces,
  id: 'line',
  orderId: 'order',
  position: 1,
  productId: 'product',
  warehouseId: 'house',
  kind: 'GOODS',
  description: 'Ink',
  ordered: 3,
  backordered: 0,
  reserved: 3,
  open: 0,
  priceQuantity: 1,
  unitPrice: '120',
  listPrice: '120',
  taxCode: 'O',
  taxRate: '0',
  netMinor: 360_00n,
  ...change,
})
const tax = (taxCode: string, taxRate: string) => ({ taxCode, taxRate })
const list = { currency: 'EUR', withTax: true }
const taxed = { taxCode: 'S', taxRate: '20', unitPrice: '100', listPrice: '100', netMinor: 300_00n }

it.each<[string, Partial<OrderLine>, ReturnType<typeof tax>, Partial<OrderLine>]>([
  ['the seller was registered', {}, tax('S', '20'), taxed],
  [
    'of three places the seller was registered',
    { unitPrice: '12.3' },
    tax('S', '23'),
    { unitPrice: '10', netMinor: 30_00n },
  ],
  [
    'the seller is no longer registered',
    taxed,
    tax('O', '0'),
    { unitPrice: '120', listPrice: '120', netMinor: 360_00n },
  ],
  ['the rate changed', taxed, tax('S', '25'), { unitPrice: '96', listPrice: '96', netMinor: 288_00n }],
  ['the rate became nought', taxed, tax('Z', '0'), { unitPrice: '120', taxCode: 'Z' }],
  ['the rate was reduced', taxed, tax('AA', '0.5'), { unitPrice: '119.402985', netMinor: 358_21n }],
  ['the customer owes the tax now', taxed, tax('AE', '0'), { ...taxed, ...tax('AE', '0') }],
  ['the customer owes the tax no longer', { ...taxed, ...tax('AE', '0') }, tax('S', '20'), taxed],
  ['a part was cancelled', { cancelled: 1 }, tax('S', '20'), { unitPrice: '100', netMinor: 200_00n }],
  ['it has no list price', { listPrice: null }, tax('S', '20'), { unitPrice: '100', listPrice: null }],
])('a price with tax in it stays what is paid when %s', (_, before, now, after) =>
  expect(retaxedLine(line(before), now, list)).toMatchObject({ ...now, ...after }),
)

it.each<[string, Partial<OrderLine>, Partial<OrderLine>]>([
  [
    'percent',
    { discountPercent: '10' },
    { unitPrice: '90', grossPrice: '100', discountPercent: '10', netMinor: 270_00n },
  ],
  [
    'an amount',
    { discountAmount: '12' },
    { unitPrice: '90', grossPrice: '100', discountAmount: '10', netMinor: 270_00n },
  ],
  ['all of it', { discountAmount: '120' }, { unitPrice: '0', discountAmount: '100', netMinor: 0n }],
])('takes the tax out of a price less %s before and after', (_, discount, after) => {
  const before = line({ unitPrice: '108', grossPrice: '120', discountReasonId: 'loyal', ...discount })
  expect(retaxedLine(before, tax('S', '20'), list)).toMatchObject({ ...after, discountReasonId: 'loyal' })
})

it('leaves a price without tax as it is, whatever its tax becomes', () =>
  expect(retaxedLine(line({}), tax('S', '20'), { ...list, withTax: false })).toEqual(line(tax('S', '20'))))
