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

it('whatever is called by a word of money or terms matters, and what only begins or ends like one does not', () => {
  const words =
    'Currency;ccy;Währung;Waehrung;Devise;Valuta;Moneda;Price;Prices;Preis;Preise;Listenpreis;Prix;Prezzo;Term;Terms;Zahlung;Zahlungsziel;Due days;Discount;Rabatt;Remise;Skonto;Cost;Costs;Limit;Kreditlimit;Tax;Taxable;VAT;MwSt;IVA;TVA;Net price 2;Price2'
  const others = 'Priced;Preiswert;Termin;Anzahlungen;Costume;Taxi;Private;Limited;Days due;Discounter;Reprices;Viva'
  const heads = `${words};${others}`.split(';')
  const found = weightyLeftOut('STOCK', heads, {})
  expect(found.map((column) => heads[column]).join(';')).toBe(words)
})

it('what another column says too matters by the number behind its name, and not by one inside it', () => {
  const heads = ['Customer', 'Contact', 'Contact 2', 'Contact3', 'Contact  12', 'Contact 2 name', '2 Contact', 'Person']
  const found = weightyLeftOut('CONTACTS', heads, { customer: 0, contactName: 1 })
  expect(found.map((column) => heads[column])).toEqual(['Contact 2', 'Contact3', 'Contact  12', 'Person'])
})

it('the file of a program has its currency too', () => {
  const heads = ['*ItemCode', 'ItemName', 'SalesUnitPrice', 'Currency']
  expect(recognised(heads)).toMatchObject({ program: 'Xero', mapping: { sku: 0, name: 1, unitPrice: 2, currency: 3 } })
  expect(recognised(heads.slice(0, 3)).mapping).toEqual({ sku: 0, name: 1, unitPrice: 2 })
})
