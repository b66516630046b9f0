import { describe, expect, it } from 'vitest'
import { rowsToAsk } from './asked'
import { parseBankRows } from './csv'

const today = '2026-11-30'
const table = (...rows: string[]) =>
  parseBankRows(
    ['Date;Description;Name;Amount;D/C;Currency', ...rows].map((row) => row.split(';')),
    { currency: 'EUR' },
  )
const fine = '2026-11-02;INV-1;Rose;10.00;C;EUR'

describe('the currency of a row', () => {
  it.each([
    ['EUR', 'EUR', []],
    ['eur', 'EUR', []],
    ['€', 'EUR', []],
    ['', 'EUR', []],
    ['$', undefined, [3]],
    ['kr', undefined, [3]],
    ['US$', 'USD', [3]],
    ['LTL', 'LTL', [3]],
    ['Dollars', undefined, [3]],
  ])('%j is %s, and row %j is asked about', (cell, currency, asked) => {
    const statement = table(fine, `2026-11-03;x;A;7.00;C;${cell}`, fine)
    expect(statement.lines.find(({ row }) => row === 3)?.currency).toBe(currency)
    expect(rowsToAsk(statement, today).map(({ row }) => row)).toEqual(asked)
  })
})

describe('a sign of dollars', () => {
  it.each([
    ['USD', 'Amount', '$7.00', []],
    ['CAD', 'Amount', '-$7.00', []],
    ['EUR', 'Amount', '-$7.00', [2]],
    ['EUR', 'Amount ($)', '7.00', [2]],
    ['AUD', 'Amount ($)', '7.00', []],
    ['EUR', 'AMOUNT$', '7.00', [2]],
    ['EUR', 'Betrag in $', '7.00', [2]],
    ['USD', 'Amount (US$)', '7.00', []],
    ['USD', 'Amount [USD]', '7.00', []],
    ['EUR', 'Amount (€)', '7.00', []],
  ])('in an account in %s, under %j, %j asks about the rows %j', (currency, head, amount, asked) => {
    const statement = parseBankRows(
      [
        ['Date', head],
        ['2026-11-02', amount],
      ],
      { currency },
    )
    expect([statement.currency, rowsToAsk(statement, today).map(({ row }) => row)]).toEqual([currency, asked])
    expect(statement.lines.length).toBe(1 - asked.length)
  })
  it.each(['Amount [USD]', 'Amount_USD', 'Amount (US$)', 'Betrag in US$', 'AMOUNT (USD)'])(
    'or their code in the head %j makes a file one of dollars, also of an account in euro',
    (head) => {
      const rows = [
        ['Date', head],
        ['2026-11-02', '7.00'],
      ]
      expect(parseBankRows(rows, { currency: 'EUR' })).toMatchObject({ currency: 'USD', lines: [{ currency: 'USD' }] })
    },
  )
  it('is that of the currency which the row names', () => {
    const rows = [
      ['Date', 'Amount', 'Currency'],
      ['2026-11-02', '$7.00', 'USD'],
    ]
    expect(parseBankRows(rows, { currency: 'EUR' }).lines).toMatchObject([{ currency: 'USD', amountMinor: 700n }])
  })
})
