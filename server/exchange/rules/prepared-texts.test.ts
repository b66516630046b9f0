import { expect, it } from 'vitest'
import { prepared, widened } from './prepared'

const table = (text: string) => text.split('\n').map((line) => line.trim().split(';'))
/** Rows whose cells are divided by semicolons, because some of them hold commas. */
const rows = (program: string, kind: string, text: string) => {
  const [heads = [], ...all] = table(text)
  return prepared(program, kind, heads, all).map((row) => row?.join(';') ?? null)
}

it('products of WooCommerce have the last of their first path of categories, and texts without markup', () => {
  const text = `Type;SKU;Categories;Short description;Description
    simple;A;Clothing > Hats, Sale;<p>Warm</p>;<b>Lamb</b>\\n<i>wool</i>
    GROUPED;B;;;
    simple;C`
  expect(rows('WooCommerce', 'PRODUCTS', text)).toEqual(['simple;A;Hats;Warm;Lamb\nwool', null, 'simple;C'])
})

it('a row of an invoice without a number, or cut off before it, is none', () => {
  const text = 'Outstanding Balance;Name\n9;1\n9\n;2\n 0.00;3\n9;4'
  expect(rows('Shopify', 'OPEN_INVOICES', text)).toEqual(['9;1', null, null, null, '9;4'])
})

it('invoices of QuickBooks have a number and an amount, and the customer in whatever column is without a head', () => {
  const text = `;Num;Open Balance
    Amy; ; 
    ;1021;459
    ; ;9
    ;1022; 
    ;;9`
  expect(rows('QuickBooks', 'OPEN_INVOICES', text)).toEqual([null, 'Amy;1021;459', null, null, null])
  expect(rows('QuickBooks', 'OPEN_INVOICES', 'Num;Open Balance\n1021;459')).toEqual(['1021;459'])
})

it.each([
  ['Phone: (415) 1 Mobile: 2', '(415) 1'],
  ['main:020 7', '020 7'],
  ['PHONE: 7', '7'],
  ['Mobile: 1 Phone: 2', 'Mobile: 1 Phone: 2'],
  ['020 7', '020 7'],
])('of the telephones %j of a customer of QuickBooks the first is %j', (cell, phone) => {
  expect(rows('QuickBooks', 'CUSTOMERS', `Phone numbers\n${cell}`)).toEqual([phone])
})

it.each([
  ['30;DAYSAFTERBILLDATE', '30;DAYSAFTERBILLDATE'],
  ['30;daysafterbilldate', '30;daysafterbilldate'],
  ['20;OFFOLLOWINGMONTH', '20 OFFOLLOWINGMONTH;OFFOLLOWINGMONTH'],
  ['20;DAYSAFTERBILLDATES', '20 DAYSAFTERBILLDATES;DAYSAFTERBILLDATES'],
  [';OFFOLLOWINGMONTH', ';OFFOLLOWINGMONTH'],
  ['30;', '30;'],
])('the terms %j of Xero are read as %j', (cells, expected) => {
  expect(rows('Xero', 'CUSTOMERS', `DueDateSalesDay;DueDateSalesTerm\n${cells}`)).toEqual([expected])
})

it.each([
  ['vendor', null],
  ['Supplier', null],
  ['vendors', 'vendors'],
  ['customer', 'customer'],
  ['', ''],
])('a contact of Zoho that is a %j becomes %j', (type, expected) => {
  expect(rows('Zoho', 'CUSTOMERS', `Contact Type\n${type}`)).toEqual([expected])
})

it('customers of Odoo without a column of tags stay as they are', () => {
  expect(rows('Odoo', 'CUSTOMERS', 'Name;City\nA;x\n;y')).toEqual(['A;x', ';y'])
  expect(rows('Odoo', 'CUSTOMERS', 'Name;Tags\nA;\n;y\n;\nB;z')).toEqual(['A;y', null, ';', 'B;z'])
})

it('open invoices are none when nothing or blanks stand for what is open, or when they never were claims', () => {
  const xero = 'InvoiceNumber;Status;InvoiceAmountDue\n1; Draft ;9\n2;AUTHORISED;9\n3;VOIDED;9\n4;Draft sent;9'
  expect(rows('Xero', 'OPEN_INVOICES', xero)).toEqual([null, '2;AUTHORISED;9', null, '4;Draft sent;9'])
  const quickBooks = ';Open Balance;Num\nAmy; ;\n; ;1022\n;9;1023'
  expect(rows('QuickBooks', 'OPEN_INVOICES', quickBooks)).toEqual([null, null, 'Amy;9;1023'])
})

it.each(['Ref', 'Reference', 'Invoice Number'])('open items of Sage 50 without a %s have its own number', (head) => {
  const text = `No;${head};Outstanding\n7; ;5\n8;A1;5\n9;A2;0.00\n;;5\n10;A3;`
  expect(rows('Sage', 'OPEN_INVOICES', text)).toEqual(['7;7;5', '8;A1;5', null, ';;5', null])
})

it('stock of Shopify leaves out the locations where a product is not stocked', () => {
  expect(rows('Shopify', 'STOCK', 'SKU;On hand (current)\nA;not stocked\nB;0\nC;')).toEqual([null, 'B;0', 'C;'])
  expect(rows('Shopify', 'STOCK', 'SKU;On hand\nA;Not stocked\nB;4')).toEqual([null, 'B;4'])
})

it.each([
  ['Filters:Oil filter spin-on;;', 'Oil filter spin-on;Filters;'],
  ['Parts:Filters:Oil filter (deleted);;', 'Oil filter;Filters;archived'],
  ['Oil filter (deleted 2);Oils;Active', 'Oil filter;Oils;archived'],
  ['Filter: large;;Active', 'Filter: large;;Active'],
  ['(deleted);;', '(deleted);;archived'],
  ['Filters:Oil filter', 'Oil filter;Filters;'],
])('the product %j of QuickBooks becomes %j', (row, expected) => {
  expect(rows('QuickBooks', 'PRODUCTS', `Product/Service Name;Category;Status\n${row}`)).toEqual([expected])
})

it('a file of products of QuickBooks gets the columns that its names speak of, once', () => {
  const heads = ['Product/Service Name', 'status']
  expect(widened('QuickBooks', 'PRODUCTS', heads)).toEqual([...heads, 'Category'])
  expect(widened('QuickBooks', 'CUSTOMERS', heads)).toEqual(heads)
})
