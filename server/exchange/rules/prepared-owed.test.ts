import { describe, expect, it } from 'vitest'
import { prepared } from './prepared'

const rows = (program: string, kind: string, text: string) => {
  const [heads = [], ...all] = text.split('\n').map((line) => line.split(','))
  return prepared(program, kind, heads, all).map((row) => row?.join(',') ?? null)
}

describe('rows of open invoices without a number', () => {
  it.each([
    [
      'QuickBooks',
      ',Date,Transaction Type,Num,Open Balance',
      'Amy,,,,',
      ',1/2,Payment,,-50.00',
      'Amy,1/2,Payment,Payment 1/2 50.00 Amy,-50.00',
    ],
    [
      'QuickBooks',
      ',Date,Transaction Type,Num,Open Balance',
      'Amy,,,,',
      ',1/2,Journal Entry,,70',
      'Amy,1/2,Journal Entry,,70',
    ],
    ['QuickBooks', ',Date,Transaction Type,Num,Open Balance', 'Amy,,,,', 'Total for Amy,,,,70', null],
    [
      'QuickBooks',
      'Customer,Transaction Type,Num,Open Balance',
      'Amy,,,',
      'Total Gas,Invoice,7,70',
      'Total Gas,Invoice,7,70',
    ],
    [
      'Xero',
      'ContactName,InvoiceNumber,InvoiceDate,InvoiceAmountDue,Type',
      'Amy,1,3,9,ACCREC',
      'Bob,,4,5,ACCRECPREPAYMENT',
      'Bob,ACCRECPREPAYMENT 4 5 Bob,4,5,ACCRECPREPAYMENT',
    ],
    ['Xero', 'ContactName,InvoiceNumber,InvoiceDate,InvoiceAmountDue', 'Amy,1,3,9', 'Bob,,4,5', 'Bob,,4,5'],
    ['Xero', 'ContactName,InvoiceNumber,InvoiceDate,InvoiceAmountDue', 'Amy,1,3,9', 'Bob,1,4,5', 'Bob,1,4,5'],
    ['Zoho', 'Customer Name,Invoice Number,Balance', 'Amy,1,9', 'Bob,,4', 'Bob,,4'],
    ['Odoo', 'Partner,Number,Amount Due Signed', 'Amy,/,9', 'Bob,/,4', 'Bob,,4'],
    ['Odoo', 'Partner,Number,Amount Due Signed', 'Amy,1,9', ',,4', null],
    ['Odoo', 'Partner,Number,Amount Due Signed', 'Amy,1,9', 'Amy,1,4', null],
    ['Odoo', 'Partner,Number,Amount Due Signed', 'Amy,1,9', ',1,4', null],
    ['Xero', 'ContactName,InvoiceNumber,InvoiceDate,InvoiceAmountDue', 'Amy,1,3,9', 'Grand Total,,4,5', null],
    ['Xero', 'ContactName,InvoiceNumber,InvoiceDate,InvoiceAmountDue', 'Amy,1,3,9', 'Sub-total,,4,5', null],
    [
      'QuickBooks',
      'Name,Date,Transaction Type,Num,Open Balance',
      'Amy,1/1,Invoice,7,9',
      'Bob,1/2,Payment,,-5',
      'Bob,1/2,Payment,Payment 1/2 5 Bob,-5',
    ],
    ['Sage', 'Customer Name,Invoice Number,Type,Outstanding', 'Amy,1,SI,9', 'Bob,,SA,4', 'Bob,SA 4 Bob,SA,4'],
  ])('of %s with %s: below %j the row %j is %j', (program, heads, above, row, expected) => {
    expect(rows(program, 'OPEN_INVOICES', [heads, above, row].join('\n')).at(-1)).toBe(expected)
  })

  it('of QuickBooks are two payments where two are equal', () => {
    const text = ',Date,Transaction Type,Num,Open Balance\nAmy,,,,\n,1/2,Payment,,-5\n,1/2,Payment,,-5'
    expect(rows('QuickBooks', 'OPEN_INVOICES', text).slice(1)).toEqual([
      'Amy,1/2,Payment,Payment 1/2 5 Amy,-5',
      'Amy,1/2,Payment,Payment 1/2 5 Amy 2,-5',
    ])
  })
})
