import { expect, it } from 'vitest'
import type { KindName } from './fields'
import { proposed, recognised, weightyLeftOut } from './heads'

it.each<[KindName, string, string]>([
  ['PRODUCTS', 'SKU;Name;Price;Price 2;Colour;Compare at price', 'Price 2;Compare at price'],
  ['PRODUCTS', 'SKU;Name;Price;Currency;Currency', 'Currency'],
  ['PRODUCTS', 'SKU;Name;Price;Verkaufspreis 2;Preisgruppe;Priceless', 'Verkaufspreis 2'],
  ['PRODUCTS', 'SKU;Name;Price;Name 2;Unit 2', 'Name 2'],
  ['CUSTOMERS', 'Name;Payment terms;Payment terms;Payment terms 2;Total spent', 'Payment terms;Payment terms 2'],
  ['CUSTOMERS', 'Name;Zahlungsziel;Skonto;Discount %', 'Skonto;Discount %'],
  ['OPEN_INVOICES', 'Invoice number;Customer;Balance;Tax amount;Memo', 'Tax amount'],
  ['PRODUCTS', 'SKU;Name;Price;Variant Taxable;Charge tax', 'Variant Taxable;Charge tax'],
  ['CUSTOMERS', 'Name;Term;Zahlungsart;Kundenlimit;Hobby', 'Term;Zahlungsart;Kundenlimit'],
  ['PRODUCTS', 'SKU;Name;Price;Name 12', 'Name 12'],
  ['PRICES', 'Price list;SKU;Price', ''],
])('of a file of %s with %s, what is left out and matters is %s', (kind, heads, left) => {
  const columns = heads.split(';')
  const found = weightyLeftOut(kind, columns, proposed(kind, columns))
  expect(found.map((column) => columns[column]).join(';')).toBe(left)
})

it('the file of a program has its currency too, unless that column says something else', () => {
  const heads = ['*ItemCode', 'ItemName', 'SalesUnitPrice', 'Currency']
  expect(recognised(heads)).toMatchObject({ program: 'Xero', mapping: { sku: 0, name: 1, unitPrice: 2, currency: 3 } })
  expect(recognised(heads.slice(0, 3)).mapping).toEqual({ sku: 0, name: 1, unitPrice: 2 })
})
