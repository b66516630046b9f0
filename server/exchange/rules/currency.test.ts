import { expect, it } from 'vitest'
import { currencyOfHeads, currencyWrong, moneyIn } from './currency'
import type { KindName } from './fields'

it.each<[string, string, string]>([
  ['$11.00', 'EUR', 'OTHER_CURRENCY $'],
  ['$11.00', 'CAD', '11'],
  ['USD 11.00', 'EUR', 'OTHER_CURRENCY USD'],
  ['€ 11.50', 'EUR', '11.5'],
  ['11.00', 'EUR', '11'],
  ['eleven', 'EUR', 'NUMBER_UNREAD undefined'],
])('a price %j in %s is %s', (text, currency, expected) => {
  const read = moneyIn('unitPrice', text, { decimalSign: '.', dayOrder: 'DMY', currency })
  expect(typeof read === 'string' ? read : `${read.code} ${read.parameters?.currency}`).toBe(expected)
})

it.each<[string | undefined, string, boolean]>([
  [undefined, 'EUR', false],
  ['eur', 'EUR', false],
  ['€', 'EUR', false],
  ['$', 'USD', false],
  ['kr', 'SEK', false],
  ['$', 'EUR', true],
  ['£', 'EUR', true],
  ['USD', 'EUR', true],
  ['Euro', 'EUR', true],
])('the currency %j of a row in %s is wrong: %s', (currency, ours, wrong) =>
  expect(currencyWrong(currency === undefined ? {} : { currency }, { currency: ours })).toEqual(
    wrong ? [{ field: 'currency', code: 'OTHER_CURRENCY', parameters: { currency } }] : [],
  ),
)

it.each<[KindName, string[], Record<string, number>, string | undefined]>([
  ['PRODUCTS', ['SKU', 'Price (USD)'], { sku: 0, unitPrice: 1 }, 'USD'],
  ['PRODUCTS', ['SKU', 'Price ($)'], { sku: 0, unitPrice: 1 }, '$'],
  ['PRODUCTS', ['SKU', 'Cost in GBP'], { sku: 0, cost: 1 }, 'GBP'],
  ['CUSTOMERS', ['SKU', 'Limit €'], { limit: 1 }, '€'],
  ['PRODUCTS', ['Floor price CHF', 'Price EUR'], { unitPrice: 1, floorPrice: 0 }, 'EUR, CHF'],
  ['PRODUCTS', ['SKU', 'Price incl. VAT'], { sku: 0, unitPrice: 1 }, undefined],
  ['PRODUCTS', ['SKU (USD)', 'Price'], { sku: 0, unitPrice: 1 }, undefined],
  ['PRODUCTS', ['Price (USD)'], {}, undefined],
  ['OPEN_INVOICES', ['Open balance (USD)'], { rest: 0 }, 'USD'],
  ['OPEN_ORDERS', ['Rest USD'], { rest: 0 }, undefined],
])('of %s the heads %j with the columns %j are in %s', (kind, heads, mapping, currency) =>
  expect(currencyOfHeads(kind, heads, mapping)).toBe(currency),
)
