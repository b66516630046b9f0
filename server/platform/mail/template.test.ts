import { expect, it } from 'vitest'
import { type MailContent, renderMail } from './template'

const content: MailContent = {
  title: 'Your order SO-1042 is confirmed',
  greeting: 'Dear Anna,',
  paragraphs: ['Thank you for your order.\nIt arrives on 25 November.'],
  facts: [
    ['Order', 'SO-1042'],
    ['Your number', 'PO <7>'],
  ],
  table: {
    columns: [{ label: 'Product' }, { label: 'Quantity', align: 'end' }, { label: 'Net', align: 'end' }],
    rows: [
      ['Mug & saucer', '12', '£30.60'],
      ['Tea towel', '6', '£15.30'],
    ],
    totals: [['Total', '', '£55.08']],
  },
  button: { label: 'See your order', url: 'https://octet.example/portal/abc?a=1&b="2"' },
  footer: ['Octet Trading Ltd, 1 High Street, Leeds'],
  brand: { name: 'Octet Trading', color: '#ffcc00' },
}

it('says the same in HTML and in text', () => {
  const { html, text } = renderMail(content)
  for (const words of ['SO-1042', 'Dear Anna,', '£55.08', 'See your order', '1 High Street']) {
    expect(html).toContain(words)
    expect(text).toContain(words)
  }
  expect(text).toMatchInlineSnapshot(`
    "Your order SO-1042 is confirmed
    ===============================

    Dear Anna,

    Thank you for your order.
    It arrives on 25 November.

    Order:       SO-1042
    Your number: PO <7>

    Product       Quantity     Net
    ------------------------------
    Mug & saucer        12  £30.60
    Tea towel            6  £15.30
    ------------------------------
    Total                   £55.08

    See your order:
    https://octet.example/portal/abc?a=1&b="2"

    -- 
    Octet Trading
    Octet Trading Ltd, 1 High Street, Leeds
    "
  `)
})

it('writes what else a product says below its row in text, so that figures stay in their columns', () => {
  const rows = [
    ['Cup & saucer\nCUP-1\n3 of them wait for new stock', '30', '£300.00'],
    ['A tea of the second flush from the gardens of Darjeeling\nTEA-1', '6', '£15.30'],
  ]
  const { text } = renderMail({ ...content, table: { ...content.table!, rows } })
  expect(text.slice(text.indexOf('Product'), text.indexOf('See your'))).toMatchInlineSnapshot(`
    "Product                             Quantity      Net
    -----------------------------------------------------
    Cup & saucer                              30  £300.00
      CUP-1
      3 of them wait for new stock
    A tea of the second flush from the         6   £15.30
      gardens of Darjeeling
      TEA-1
    -----------------------------------------------------
    Total                                          £55.08

    "
  `)
})

it('escapes every word', () => {
  const hostile = `"><script>alert('x')</script>`
  const { html } = renderMail({
    language: hostile,
    preview: hostile,
    title: hostile,
    greeting: hostile,
    paragraphs: [hostile],
    facts: [[hostile, hostile]],
    table: { columns: [{ label: hostile }], rows: [[hostile]], totals: [[hostile]] },
    button: { label: hostile, url: `https://x.example/${hostile}` },
    closing: [hostile],
    footer: [hostile],
    brand: { name: hostile, color: `red;}${hostile}` },
  })
  expect(html).not.toContain('<script')
  expect(html.match(/&quot;&gt;&lt;script&gt;/g)!.length).toBeGreaterThan(12)
})

it('writes dark text on a light button and keeps links to the web', () => {
  expect(renderMail(content).html).toContain('color:#000000')
  expect(renderMail({ ...content, brand: { name: 'x', color: '#102030' } }).html).toContain('color:#ffffff')
  expect(() => renderMail({ ...content, button: { label: 'x', url: 'javascript:alert(1)' } })).toThrow(RangeError)
})
