import { describe, expect, it } from 'vitest'
import type { Ctx } from '@/server/platform/context/ctx'
import { Refusal } from '@/server/platform/context/errors'
import { noDiscount } from '@/server/pricing/rules/discounts'
import type { PriceCandidate } from '@/server/pricing/rules/prices'
import type { OrderLine } from './position'
import {
  keepFloor,
  keepSold,
  keptPrice,
  knownReasons,
  otherPrice,
  type PricedProduct,
  type PriceWish,
  pricer,
  saysAll,
  underFloor,
} from './pricing'

const pen: PricedProduct = { id: 'pen', sku: 'P-1', unitPrice: '12', priceQuantity: 1, floorPrice: '8' }
const ink: PricedProduct = { id: 'ink', sku: 'I-1', unitPrice: '5', priceQuantity: 10, floorPrice: null }
const cap = { ...ink, id: 'cap', unitPrice: '3' }
const entry = (change: Partial<PriceCandidate>): PriceCandidate => ({
  productId: 'pen',
  listId: 'l1',
  listName: 'Spring',
  audience: 'ALL',
  validFrom: '2026-03-01',
  validTo: '2026-03-31',
  fromQuantity: 1,
  unitPrice: '10',
  priceQuantity: 1,
  percentOff: null,
  containsTax: null,
  ...change,
})
const entries = [entry({}), entry({ fromQuantity: 100, unitPrice: '9' }), entry({ productId: 'ink', unitPrice: '4' })]

/** The code and the facts of a refusal. */
function refusal(act: () => unknown) {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.parameters }
    throw error
  }
  return null
}

describe('the price of a line', () => {
  const priced = (wish: Partial<PriceWish>, day = '2026-03-15', product = pen) =>
    pricer(entries, day)(product, { quantity: 1, ...wish })
  it.each<[string, Parameters<typeof priced>, object]>([
    ['by the list of its day', [{}], { unitPrice: '10', priceSource: 'LIST', breakFrom: 1, listPrice: '10' }],
    ['by the break that its quantity reaches', [{ quantity: 100 }], { unitPrice: '9', breakFrom: 100 }],
    ['by the product when the list is over', [{}, '2026-04-01'], { unitPrice: '12', priceSource: 'PRODUCT' }],
    ['by the entries of its own product', [{}, '2026-03-15', ink], { unitPrice: '4', priceListId: 'l1' }],
    ['by its own price when no list has it', [{}, '2026-03-15', cap], { unitPrice: '3', priceListId: null }],
    ['as it was typed', [{ unitPrice: '11' }], { unitPrice: '11', priceSource: 'TYPED', listPrice: '10' }],
    [
      'less what is taken off',
      [{ discount: { percent: '10', reasonId: 'r' } }],
      { unitPrice: '9', grossPrice: '10', discountPercent: '10', discountReasonId: 'r', priceSource: 'LIST' },
    ],
  ])('%s', (_, asked, expected) => expect(priced(...asked)).toMatchObject(expected))

  it('never below nothing', () => {
    const discount = { amount: '10.01', reasonId: 'r' }
    expect(refusal(() => priced({ discount }))).toEqual({ code: 'DISCOUNT_TOO_LARGE', sku: 'P-1' })
    expect(priced({ discount: { ...discount, amount: '10' } }).unitPrice).toBe('0')
  })

  it('keeps the id of the price list, and not its name, which may change', () => {
    const kept = keptPrice(priced({}))
    expect(kept).toMatchObject({ priceListId: 'l1', unitPrice: '10' })
    expect(Object.keys(kept)).not.toContain('priceListName')
  })
})

describe('the floor price', () => {
  const line = (change: object) => ({
    unitPrice: '7.99',
    priceQuantity: 1,
    priceSource: 'TYPED' as const,
    priceListId: null,
    breakFrom: null,
    listPrice: '12',
    ...noDiscount,
    ...change,
  })
  it.each<[string, object, string | null, boolean]>([
    ['is passed by a typed price below it', {}, '8', true],
    ['is kept by a typed price at it', { unitPrice: '8' }, '8', false],
    ['is passed by a discount on a list price', { priceSource: 'LIST', discountReasonId: 'r' }, '8', true],
    ['is not asked about a list that nobody took anything off', { priceSource: 'LIST' }, '8', false],
    ['is not asked about the product’s own price', { priceSource: 'PRODUCT' }, '8', false],
    ['is for as many units as the product’s price', { priceQuantity: 10, unitPrice: '79' }, '8', true],
    ['is not there', {}, null, false],
  ])('%s', (_, change, floorPrice, under) => {
    expect(underFloor({ ...pen, floorPrice }, line(change))).toBe(under)
  })

  it('refuses a lower price without the permission, and names the floor', () => {
    const may = (permissions: Ctx['permissions'], unitPrice = '7.99') =>
      refusal(() => keepFloor({ permissions }, pen, line({ unitPrice })))
    expect(may(new Set(['order.read'] as const))).toEqual({ code: 'BELOW_FLOOR', sku: 'P-1', floorPrice: '8' })
    expect(may(new Set(['order.read'] as const), '8')).toBeNull()
    expect(may(new Set(['price.belowFloor'] as const))).toBeNull()
    expect(may('ALL')).toBeNull()
  })
})

it('refuses a discount whose reason does not exist or is archived', () => {
  const wish = (reasonId: string) => ({ discount: { percent: '1', reasonId } })
  const kept = ['loyal', 'damaged']
  expect(() => knownReasons([{}, { discount: null }, wish('loyal'), wish('damaged')], kept)).not.toThrow()
  for (const [wishes, there] of [
    [[wish('loyal'), wish('gone')], kept],
    [[wish('loyal')], []],
  ] as const)
    expect(refusal(() => knownReasons(wishes, there))).toEqual({ code: 'NOT_FOUND', noun: 'discount reason' })
})

describe('a changed price of a line', () => {
  const listed = {
    position: 3,
    unitPrice: '9',
    priceQuantity: 1,
    grossPrice: '10',
    discountPercent: '10',
    discountAmount: null,
    discountReasonId: 'loyal',
    priceSource: 'LIST',
    priceListId: 'l1',
    breakFrom: 5,
    listPrice: '10',
  } as OrderLine
  const plain = { ...listed, ...noDiscount, unitPrice: '10' } as OrderLine
  const fromList = { priceSource: 'LIST', priceListId: 'l1', breakFrom: 5, listPrice: '10', priceQuantity: 1 }
  const typed = { priceSource: 'TYPED', priceListId: null, breakFrom: null, listPrice: '10', priceQuantity: 1 }
  it.each<[string, OrderLine, Omit<PriceWish, 'quantity'>, object]>([
    ['nothing is wished', plain, {}, { ...fromList, ...noDiscount, unitPrice: '10' }],
    ['the discount stays', listed, {}, { ...fromList, unitPrice: '9', grossPrice: '10', discountPercent: '10' }],
    ['typed, less the same discount', listed, { unitPrice: '20' }, { ...typed, unitPrice: '18', grossPrice: '20' }],
    ['typed, without a discount', plain, { unitPrice: '20' }, { ...typed, ...noDiscount, unitPrice: '20' }],
    ['the discount is taken away', listed, { discount: null }, { ...fromList, ...noDiscount, unitPrice: '10' }],
    [
      'another discount, of the price before the old one',
      listed,
      { discount: { amount: '3', reasonId: 'damaged' } },
      { ...fromList, unitPrice: '7', grossPrice: '10', discountAmount: '3', discountReasonId: 'damaged' },
    ],
  ])('%s', (_, line, wish, expected) => expect(otherPrice(line, wish)).toMatchObject(expected))

  it('never below nothing', () => {
    const discount = { amount: '11', reasonId: 'damaged' }
    expect(refusal(() => otherPrice(listed, { discount }))).toEqual({ code: 'DISCOUNT_TOO_LARGE', position: 3 })
  })
})

it('refuses a quantity between the multiples of a product, and names the next possible one', () => {
  const sold = { sku: 'P-1', unit: 'C62', places: 0, minQuantity: 12, multiple: 6 } as const
  expect(refusal(() => keepSold(sold, 18))).toBeNull()
  expect(refusal(() => keepSold(sold, 6))).toMatchObject({ code: 'QUANTITY_NOT_SOLD', sku: 'P-1', next: 12 })
  expect(refusal(() => keepSold(sold, 13))).toMatchObject({ next: 18 })
  const measured = { ...sold, unit: 'KGM', places: 3, minQuantity: 1, multiple: 250 }
  expect(refusal(() => keepSold(measured, 1600))).toMatchObject({ next: 1.75, unit: 'KGM' })
})

it.each([
  ['a product', false, {}, null],
  ['free text with its text and price', true, { description: 'Repair', unitPrice: '5' }, null],
  ['free text without its text', true, { unitPrice: '5' }, 'FREE_TEXT_INCOMPLETE'],
  ['free text with an empty text', true, { description: '', unitPrice: '5' }, 'FREE_TEXT_INCOMPLETE'],
  ['free text without its price', true, { description: 'Repair' }, 'FREE_TEXT_INCOMPLETE'],
])('a line of %s', (_, freeText, wish, code) => {
  expect(refusal(() => saysAll({ sku: 'TEXT', freeText, kind: 'SERVICE' }, wish))).toEqual(
    code && { code, sku: 'TEXT' },
  )
})

it('refuses a line of packaging alone, whatever it says', () => {
  const crate = { sku: 'CRATE', freeText: false, kind: 'RETURNABLE' } as const
  expect(refusal(() => saysAll(crate, { description: 'Crate', unitPrice: '5' }))).toEqual({
    code: 'RETURNABLE_ALONE',
    sku: 'CRATE',
  })
})
