import { describe, expect, it } from 'vitest'
import { dayOrder, readDay } from './csv-days'
import { currencyInHead, isBalance, plainHead, rankOf, signInHead, withoutCurrency } from './csv-words'

describe('the head of a column', () => {
  it.each([
    ['Af / Bij', 'af bij'],
    [' Währung ', 'wahrung'],
    ['Größe (1)', 'grosse 1'],
    ['Trans.Date', 'trans date'],
  ])('%j is compared as %j', (head, plain) => expect(plainHead(head)).toBe(plain))

  it.each([
    ['Limit GBP', 'Limit'],
    ['Limit (£)', 'Limit'],
    ['Price in EUR', 'Price'],
    ['Price [USD]', 'Price'],
    ['Price VAT', 'Price VAT'],
    ['EUR', 'EUR'],
  ])('%j is %j without its currency', (head, bare) => expect(withoutCurrency(head)).toBe(bare))

  it.each([
    ['Amount CZK', 'CZK'],
    ['Amount CZK ', 'CZK'],
    ['Betrag (EUR)', 'EUR'],
    ['bedrag in USD', 'USD'],
    ['Amount [USD]', 'USD'],
    ['Amount_USD', 'USD'],
    ['Amount/USD ', 'USD'],
    ['Amount-USD', 'USD'],
    ['AMOUNT_LCY', undefined],
    ['Amount[USD] 2', undefined],
    ['Amount_USD_EUR', 'EUR'],
    ['Amount', undefined],
    ['Amount CZKs', undefined],
    ['Amount EUR value', undefined],
    ['amount czk', undefined],
  ])('%j names the currency %j', (head, currency) => expect(currencyInHead(head)).toBe(currency))

  it.each([
    ['Amount ($)', '$'],
    ['Amount US$', 'US$'],
    ['Amount£', '£'],
    ['AMOUNT$', '$'],
    ['BETRÄGE€', '€'],
    ['Amount', undefined],
  ])('%j has the sign of money %j', (head, sign) => expect(signInHead(head)).toBe(sign))

  it('ranks a word before later words, and a word with a currency after all words alone', () => {
    const ranks = ['Amount', 'Betrag', 'net amount', 'Amount (EUR)', 'Betrag EUR'].map((head) => rankOf(head, 'amount'))
    expect(ranks).toEqual(ranks.toSorted((a, b) => Number(a) - Number(b)))
    expect(new Set(ranks).size).toBe(5)
    expect(ranks[0]).toBe(0)
  })

  it('may name a currency where it is of an amount, and nowhere else', () => {
    expect(rankOf('Haben (EUR)', 'credit')).toBeGreaterThan(0)
    expect(rankOf('Soll in EUR', 'debit')).toBeGreaterThan(0)
    for (const head of ['Credit [USD]', 'Credit_USD', 'Credit US$', 'Credit (A$)', 'credit in €', 'Credit [US$] '])
      expect(rankOf(head, 'credit')).toBe(rankOf('Credit EUR', 'credit'))
    for (const head of ['Credit €5', 'Credit_LCY', 'Credit within €', 'Credit ABC$', 'Credit (US$)s'])
      expect(rankOf(head, 'credit')).toBeUndefined()
    expect(rankOf('Date EUR', 'bookedOn')).toBeUndefined()
    expect(rankOf('Colour EUR', 'amount')).toBeUndefined()
    expect(rankOf('', 'amount')).toBeUndefined()
  })
})

it.each([
  ['Opening balance', true],
  [' Saldo: ', true],
  ['Balance EUR', true],
  ['Endsaldo 31.12.2026', true],
  ['Closing balance as of 2026-12-31', true],
  ['Saldo vom 31.12.2026 EUR', true],
  ['TOTAL', true],
  ['Balance INV-7', false],
  ['Balance EUR 5', false],
  ['Balance XYZ', false],
  ['Balance 31.12.2026 INV-7', false],
  ['Likutis laikotarpio pabaigoje', true],
  ['Likutis', true],
  ['Closing 31.12.2026 balance', false],
  ['To:tal', false],
  ['Subtotal', false],
  ['In total', false],
  ['Total Gas Limited', false],
  ['', false],
])('%j between the movements is a balance: %j', (text, balance) => expect(isBalance(text)).toBe(balance))

it.each([
  ['2026-04-03', 'MDY', '2026-04-03'],
  [' 2026/4/3 ', 'MDY', '2026-04-03'],
  ['2026-04-03T10:00:00Z', 'DMY', '2026-04-03'],
  ['20260403', 'MDY', '2026-04-03'],
  ['3 Apr 2026', 'MDY', '2026-04-03'],
  ['3-april-26', 'MDY', '2026-04-03'],
  ['03.04.2026', 'DMY', '2026-04-03'],
  ['03/04/26', 'MDY', '2026-03-04'],
  ['3.4.2026 10:15', 'DMY', '2026-04-03'],
  ['31.04.2026', 'DMY', null],
  ['13/13/2026', 'DMY', null],
  ['x2026-04-03', 'DMY', null],
  ['2026-04-031', 'DMY', null],
  ['120260403', 'DMY', null],
  ['Fri 3 Apr 2026', 'DMY', null],
  ['3 Apr 20261', 'DMY', null],
  ['3 Foo 2026', 'DMY', null],
  ['no 03.04.2026', 'DMY', null],
  ['03.04.20261', 'DMY', null],
  ['', 'DMY', null],
] as const)('%j written %s is the day %j', (text, order, day) => expect(readDay(text, order)).toBe(day))

it.each([
  [['03/04/2026', '13/04/2026'], true, 'DMY'],
  [['03/04/2026', '04/13/2026'], false, 'MDY'],
  [[' 03/13/26'], false, 'MDY'],
  [['12/12/2026'], true, 'MDY'],
  [['12/12/2026'], false, 'DMY'],
  [['no 03/13/2026', 'x'], false, 'DMY'],
  [['03/13/2', '3/13/202'], false, 'MDY'],
  [['03/13/2'], false, 'DMY'],
  [[], true, 'MDY'],
] as const)('the days %j, in America %j, are written %s', (column, american, order) =>
  expect(dayOrder(column, american)).toBe(order),
)
