import { describe, expect, it } from 'vitest'
import {
  type Discount,
  discounted,
  discountOf,
  isBelow,
  lessPercent,
  noDiscount,
  withoutTax,
  withTax,
} from './discounts'

const reasonId = 'loyal'

it.each([
  ['9.99', '10', '8.991'],
  ['10', '0', '10'],
  ['10', '12.5', '8.75'],
  ['0.05', '33.333', '0.033334'],
  ['1200', '100', '0'],
  ['100', '10', '90'],
  ['0.000001', '50', '0.000001'],
  ['0.000001', '50.0001', '0'],
  ['100', '33.3333', '66.6667'],
])('%s less %s percent is %s', (price, percent, less) => expect(lessPercent(price, percent)).toBe(less))

it.each([
  ['23.80', '19', '20'],
  ['19.99', '19', '16.798319'],
  ['10', '0', '10'],
  ['107', '7.00', '100'],
  ['0', '19', '0'],
  ['1', '8.375', '0.922722'],
  ['0.000001', '100', '0.000001'],
  ['0.000001', '100.1', '0'],
])('%s that contains %s percent of tax is %s without it', (price, rate, net) =>
  expect(withoutTax(price, rate)).toBe(net),
)

it.each([
  ['20', '19', '23.8'],
  ['33.333333', '20', '39.9999996'],
  ['33.333333', '7.5', '35.833332975'],
  ['9.50', '0', '9.5'],
])('%s with %s percent of tax is %s, to the last place', (price, rate, gross) =>
  expect(withTax(price, rate)).toBe(gross),
)

describe('a price after its discount', () => {
  it.each<[string, string, Discount | null | undefined, object]>([
    ['without one', '10', null, { unitPrice: '10', ...noDiscount }],
    ['that nobody mentions', '10', undefined, { unitPrice: '10', grossPrice: null, discountReasonId: null }],
    [
      'in percent',
      '10',
      { percent: '12.5', reasonId },
      {
        unitPrice: '8.75',
        grossPrice: '10',
        discountPercent: '12.5',
        discountAmount: null,
        discountReasonId: reasonId,
      },
    ],
    [
      'as an amount',
      '10.5',
      { amount: '0.75', reasonId },
      {
        unitPrice: '9.75',
        grossPrice: '10.5',
        discountPercent: null,
        discountAmount: '0.75',
        discountReasonId: reasonId,
      },
    ],
    ['of all that it costs', '10', { amount: '10.00', reasonId }, { unitPrice: '0', discountAmount: '10.00' }],
    ['of nothing', '10', { percent: '0', reasonId }, { unitPrice: '10', grossPrice: '10', discountPercent: '0' }],
    ['of which nothing is said', '10', { reasonId }, { unitPrice: '10', grossPrice: '10', discountAmount: '0' }],
  ])('%s', (_, price, discount, after) => expect(discounted(price, discount)).toMatchObject(after))

  it.each([
    ['10', '10.01'],
    ['0', '0.01'],
    ['9.99', '10'],
  ])('of %s is none when %s is taken off', (price, amount) => {
    expect(discounted(price, { amount, reasonId })).toBeNull()
  })

  it('keeps nothing of a discount where there is none', () => {
    expect(noDiscount).toEqual({
      grossPrice: null,
      discountPercent: null,
      discountAmount: null,
      discountReasonId: null,
    })
  })
})

it.each<[string, Discount | null, string]>([
  ['none', null, '10'],
  ['a percentage', { percent: '5', reasonId }, '10'],
  ['an amount', { amount: '2', reasonId }, '10'],
])('the discount of a line can be given again: %s', (_, discount, price) => {
  const line = discounted(price, discount)
  expect(line && discountOf(line)).toEqual(discount)
})

it('a discount of which only the reason was kept takes nothing off', () => {
  expect(discountOf({ ...noDiscount, discountReasonId: reasonId })).toEqual({ amount: '0', reasonId })
})

it.each([
  ['9.99', 1, '10', 1, true],
  ['10', 1, '10', 1, false],
  ['10.00', 1, '10', 1, false],
  ['10.01', 1, '10', 1, false],
  ['99', 10, '10', 1, true],
  ['100', 10, '10', 1, false],
  ['1', 1, '99', 100, false],
  ['0.98', 1, '99', 100, true],
  ['1.5', 3, '0.51', 1, true],
  ['0.125', 1, '12.5', 100, false],
])('%s for %i is below %s for %i: %s', (unitPrice, priceQuantity, floor, floorQuantity, below) => {
  expect(isBelow({ unitPrice, priceQuantity }, { unitPrice: floor, priceQuantity: floorQuantity })).toBe(below)
})
