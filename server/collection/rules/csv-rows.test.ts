import { describe, expect, it } from 'vitest'
import { parseBankRows } from './csv'

const rows = (...lines: string[]) => lines.map((line) => line.split(';'))

describe('a table of a bank', () => {
  it.each<[string, string, unknown]>([
    ['in', '10.00;', 1000n],
    ['out', ';10.00', -1000n],
    ['out, with its minus', ';-10.00', -1000n],
    ['in, beside a dash', '10.00;-', 1000n],
    ['out, beside a long dash', '–;10.00', -1000n],
    ['in, beside nought', '10.00;0.00', 1000n],
    ['out, beside nought', '0.00;10.00', -1000n],
    ['of nought, in', '0.00;', 0n],
    ['of nought, out', ';0.00', 0n],
    ['with a minus among what comes in', '-10.00;', 'SIGN_CONTRADICTS'],
    ['with a minus behind among what comes in', '10.00-;', 'SIGN_CONTRADICTS'],
    ['marked as debit among what comes in', '10.00 DR;', 'SIGN_CONTRADICTS'],
    ['marked as credit among what goes out', ';10.00 CR', 'SIGN_CONTRADICTS'],
    ['in both columns', '10.00;5.00', 'TWO_AMOUNTS'],
    ['in words among what comes in', 'ten;', 'AMOUNT_NOT_UNDERSTOOD'],
    ['in words among what goes out', ';ten', 'AMOUNT_NOT_UNDERSTOOD'],
    ['in words beside a number', '10.00;ten', 'AMOUNT_NOT_UNDERSTOOD'],
  ])('with two columns has a movement %s: %s', (_, cells, found) => {
    const { lines, asked } = parseBankRows(rows('Date;Text;Paid in;Paid out', `2026-11-03;x;${cells}`), {
      currency: 'EUR',
    })
    expect([...lines.map((line) => line.amountMinor), ...asked.map(({ cause }) => cause)]).toEqual([found])
  })

  it('with two columns leaves out a row with neither', () => {
    const table = rows('Date;Text;Paid in;Paid out', '2026-11-03;x;;', '2026-11-03;y;-;-', '2026-11-03;z;1.00;')
    expect(parseBankRows(table, { currency: 'EUR' })).toMatchObject({ lines: [{ row: 4 }], asked: [], skipped: 2 })
  })

  it.each<[string, string, unknown]>([
    ['C', '7.00', 700n],
    ['D', '7.00', -700n],
    ['', '-7.00', -700n],
    ['', '7.00', 700n],
    ['D', '7.00 DR', -700n],
    ['C', '7.00 DR', 'SIGN_CONTRADICTS'],
    ['perhaps', '7.00', 'SIDE_NOT_UNDERSTOOD'],
    ['C', 'seven', 'AMOUNT_NOT_UNDERSTOOD'],
  ])('with the direction %j and the amount %j has %s', (direction, amount, found) => {
    const { lines, asked } = parseBankRows(rows('Date;D/C;Amount', `2026-11-03;${direction};${amount}`), {
      currency: 'EUR',
    })
    expect([...lines.map((line) => line.amountMinor), ...asked.map(({ cause }) => cause)]).toEqual([found])
  })

  it.each<[string, string, unknown]>([
    ['7.00', 'usd', 'USD'],
    ['7.00', 'LTL', 'LTL'],
    ['7.00', '', 'EUR'],
    ['7.00', '€', 'EUR'],
    ['7.00', '£', 'GBP'],
    ['$7.00', '', 'CURRENCY_DIFFERS'],
    ['£7.00', '', 'GBP'],
    ['£7.00', 'EUR', 'CURRENCY_DIFFERS'],
    ['7.00', 'what?', 'CURRENCY_DIFFERS'],
  ])('with the amount %j and the currency %j is %s', (amount, stated, found) => {
    const { lines, asked } = parseBankRows(rows('Date;Amount;Currency', `2026-11-03;${amount};${stated}`), {
      currency: 'EUR',
    })
    expect([...lines.map((line) => line.currency), ...asked.map(({ cause }) => cause)]).toEqual([found])
  })

  it.each([
    ['de02 1203 0000 0000', 'DE02120300000000'],
    ['12-3456/78', '12-3456/78'],
    ['1234', null],
    ['ABCDEF', null],
    ['', null],
    ['1234 !', null],
  ])('takes %j for the account %s', (cell, account) => {
    const table = rows('Date;Amount;Counterparty IBAN', `2026-11-03;1.00;${cell}`)
    expect(parseBankRows(table, { currency: 'EUR' }).lines[0]?.counterpartyIban).toBe(account)
  })

  it('takes a single column of counterparties for name and account', () => {
    const table = rows('Date;Amount;Counterparty', '2026-11-03;1.00;Rose Ltd', '2026-11-03;1.00;DE02120300000000202051')
    const read = parseBankRows(table, { currency: 'EUR' }).lines
    expect(read.map(({ counterparty, counterpartyIban }) => [counterparty, counterpartyIban])).toEqual([
      ['Rose Ltd', null],
      ['DE02120300000000202051', 'DE02120300000000202051'],
    ])
  })

  it('asks about a row whose day it cannot read, and leaves out a balance without one', () => {
    const table = rows('Date;Text;Amount', 'soon;x;7.00', ';Closing balance;9.00', '2026-11-03;y;1.00')
    const { lines, asked, skipped } = parseBankRows(table, { currency: 'EUR' })
    expect(asked).toEqual([
      expect.objectContaining({
        row: 2,
        cause: 'DAY_NOT_UNDERSTOOD',
        told: expect.objectContaining({ bookedOn: null, amountMinor: 700n, currency: 'EUR', reference: 'x' }),
        cells: ['soon', 'x', '7.00'],
      }),
    ])
    expect([lines.length, skipped]).toEqual([1, 1])
  })

  it('passes over heads that are printed again, and counts rows by their place in the file', () => {
    const table = rows('Date;Amount', '2026-11-03;1.00', 'Date;Amount', '2026-11-04;2.00')
    expect(parseBankRows(table, { currency: 'EUR' })).toMatchObject({
      lines: [{ row: 2 }, { row: 4 }],
      asked: [],
      skipped: 0,
    })
    const placed = parseBankRows(table, { currency: 'EUR', places: [7, 9, 12, 15] })
    expect(placed.lines.map(({ row }) => row)).toEqual([9, 15])
  })

  it('has the columns that a person names, with heads or without', () => {
    const columns = { bookedOn: 1, amount: 0, reference: [2] }
    const bare = rows('1.00;2026-11-03;INV-1', '2.00;2026-11-04;INV-2')
    const read = (table: string[][]) =>
      parseBankRows(table, { currency: 'EUR', columns }).lines.map(({ row, reference }) => [row, reference])
    expect(read(bare)).toEqual([
      [1, 'INV-1'],
      [2, 'INV-2'],
    ])
    expect(read([...rows('a;b;c', 'Amount;Date;Text'), ...bare])).toEqual([
      [3, 'INV-1'],
      [4, 'INV-2'],
    ])
  })

  it('is in the currency that most of its movements have, and of no account when its column has none', () => {
    const table = rows(
      'Date;Amount;Currency;Account',
      '2026-11-03;1.00;USD; ',
      '2026-11-03;1.00;USD;mine',
      '2026-11-03;1.00;GBP;DE75512108001245126199',
    )
    expect(parseBankRows(table, { currency: 'EUR' })).toMatchObject({ currency: 'USD', iban: null })
  })
})
