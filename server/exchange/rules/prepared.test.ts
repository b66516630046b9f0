import { describe, expect, it } from 'vitest'
import { prepared } from './prepared'
import { textOfHtml } from './shop-text'

const table = (text: string) => text.split('\n').map((line) => line.trim().split(','))
const rows = (program: string | null, kind: string | null, text: string) => {
  const [heads = [], ...all] = table(text)
  return prepared(program, kind, heads, all).map((row) => row?.join(',') ?? null)
}

describe('rows as a program writes them', () => {
  it('of Shopify name each variant, and pictures alone are no product', () => {
    expect(
      rows(
        'Shopify',
        'PRODUCTS',
        `Handle,Title,Option1 Value,Option2 Value,Option3 Value,Variant SKU,Variant Price
        shirt,Shirt,Red,L,Silk,S-1,10
        shirt,,Blue,,,S-2,
        shirt,,,,,,11
        shirt,,,,,,
        mug,Mug,Default Title,,,M-1,5
        cap,,Green,,,C-1,7`,
      ),
    ).toEqual([
      'shirt,Shirt – Red / L / Silk,Red,L,Silk,S-1,10',
      'shirt,Shirt – Blue,Blue,,,S-2,',
      'shirt,Shirt,,,,,11',
      null,
      'mug,Mug,Default Title,,,M-1,5',
      'cap,Green,Green,,,C-1,7',
    ])
  })

  it('of WooCommerce are variations and simple products', () => {
    const text = `Type,SKU
      variable,A
      Grouped product,B
      variation,C
      simple,D
      variables,E`
    expect(rows('WooCommerce', 'PRODUCTS', text)).toEqual([null, null, 'variation,C', 'simple,D', 'variables,E'])
    expect(rows('WooCommerce', 'PRODUCTS', 'SKU\nA')).toEqual(['A'])
  })

  it.each([
    ['Shopify', 'Name,Outstanding Balance'],
    ['Xero', 'InvoiceNumber,InvoiceAmountDue'],
    ['Xero', 'invoicenumber,INVOICEAMOUNTDUE'],
  ])('of %s with %s have each invoice once', (program, heads) => {
    const text = `${heads}\n1,9\n1,9\n2,\n2,8\n,7`
    expect(rows(program, 'OPEN_INVOICES', text)).toEqual(['1,9', null, null, '2,8', null])
  })

  it.each([
    [
      'Xero',
      'InvoiceNumber,InvoiceAmountDue,Status',
      '1,9,Draft\n1,9,Awaiting Payment\n2,0.00,Paid\n3,£5.00,Voided',
      1,
    ],
    ['Zoho', 'Invoice Number,Balance,Invoice Status', '1,0.000,Closed\n2,7,Sent\n2,7,Sent\n3,7,draft', 1],
    ['Odoo', 'Number,Amount Due Signed,Status', '1,0,Posted\n2,10,Posted\n3,10,Cancelled', 1],
  ])('of %s leave out what is settled, and what is no claim', (program, heads, text, left) => {
    const taken = rows(program, 'OPEN_INVOICES', `${heads}\n${text}`).flatMap((row, at) => (row ? [at] : []))
    expect(taken).toEqual([left])
    expect(rows(program, 'OPEN_INVOICES', 'Invoice,Rest\n1,0')).toEqual(['1,0'])
  })

  it('of Sage are named by their reference, or by their own number where they have none, and settled ones are left out', () => {
    const text = 'No,Type,A/C,Ref,Outstanding\n45,SI,A,1004,120.00\n46,SA,A,,30.00\n47,SI,A,1005,0.00\n,,,,\n,SI,A,,5'
    expect(rows('Sage', 'OPEN_INVOICES', text)).toEqual([
      '45,SI,A,1004,120.00',
      '46,SA,A,46,30.00',
      null,
      null,
      ',SI,A,,5',
    ])
  })

  it('of Zoho are credits where they stand in the file of credit notes', () => {
    const text =
      'Credit Note Number,Balance,Credit Note Status\nC-1,30.00,Open\nC-1,30.00,Open\nC-2,-5,Open\nC-3,9,Void'
    expect(rows('Zoho', 'OPEN_INVOICES', text)).toEqual(['C-1,-30.00,Open', null, 'C-2,-5,Open', null])
  })

  it('of Shopify as it writes them today have type and text of their product, without markup', () => {
    expect(
      rows(
        'Shopify',
        'PRODUCTS',
        `URL handle,Title,Description,Product category,Type,SKU,Option1 value,Price
        wool,Blanket,<p>Lamb&#39;s <b>wool</b></p>,Home > Bedding > Blankets,Home,W-1,Grey,9
        wool,,,,,W-2,Blue,9
        wool,,,,,,,`,
      ),
    ).toEqual([
      "wool,Blanket – Grey,Lamb's wool,Blankets,Home,W-1,Grey,9",
      "wool,Blanket – Blue,Lamb's wool,Blankets,Home,W-2,Blue,9",
      null,
    ])
    expect(textOfHtml('<ul><li>a</li><li>b &lt; c &amp; d&nbsp;&#x41;&what;</li></ul>')).toBe(
      '– a\n– b < c & d A&what;',
    )
    expect(textOfHtml(`<p>${'x'.repeat(2000)}`)).toHaveLength(1000)
    expect(textOfHtml('5 < 6')).toBe('5 < 6')
  })

  it('of QuickBooks have the customer above them, and no sums', () => {
    const text = `,Date,Num,Open Balance
      Amy,,,
      ,1,1021,459.00
      Total for Amy,,,459.00
      Bob,,,
      ,2,1022,8
      TOTAL,,,467.00`
    expect(rows('QuickBooks', 'OPEN_INVOICES', text).filter(Boolean)).toEqual(['Amy,1,1021,459.00', 'Bob,2,1022,8'])
    expect(rows('QuickBooks', 'CUSTOMERS', 'Phone numbers\nPhone: (415) 1 Mobile: 2\n020 7')).toEqual([
      '(415) 1',
      '020 7',
    ])
  })

  it('of Odoo, Zoho and Xero are customers, with their tags, and with terms that say from when on they count', () => {
    expect(rows('Odoo', 'CUSTOMERS', 'Name,Tags\nA,x\n,y\n,z\nB,')).toEqual(['A,x, y, z', null, null, 'B,'])
    expect(rows('Odoo', 'PRODUCTS', 'Product Category\nAll / Saleable / Office')).toEqual(['Office'])
    expect(rows('Zoho', 'CUSTOMERS', 'Contact Type\ncustomer\nvendor')).toEqual(['customer', null])
    expect(
      rows('Xero', 'CUSTOMERS', 'DueDateSalesDay,DueDateSalesTerm\n30,DAYSAFTERBILLDATE\n20,OFFOLLOWINGMONTH'),
    ).toEqual(['30,DAYSAFTERBILLDATE', '20 OFFOLLOWINGMONTH,OFFOLLOWINGMONTH'])
  })

  it('of another program, or of another kind, stay as they are', () => {
    const text = 'Name,Outstanding Balance\n1,9\n1,9'
    expect(rows('Shopify', 'STOCK', text)).toEqual(['1,9', '1,9'])
    expect(rows(null, null, text)).toEqual(['1,9', '1,9'])
  })
})
