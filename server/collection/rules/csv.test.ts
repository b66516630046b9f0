import { describe, expect, it } from 'vitest'
import { findHead, parseBankRows } from './csv'
import { dayOrder, readDay } from './csv-days'
import { currencyInHead, isBalance, plainHead, rankOf } from './csv-words'

it.each([
  ['1-2-2026', '2026-02-01', '2026-01-02'],
  ['01/02/26', '2026-02-01', '2026-01-02'],
  ['1.2.2026 09:15', '2026-02-01', '2026-01-02'],
  ['13/02/2026', '2026-02-13', null],
  ['02/13/2026', null, '2026-02-13'],
  ['2026/2/1', '2026-02-01', '2026-02-01'],
  ['2026.02.01T00:00', '2026-02-01', '2026-02-01'],
  ['20260201', '2026-02-01', '2026-02-01'],
  ['202602011', null, null],
  ['2026-02-011', null, null],
  ['1/2/20266', null, null],
  ['1 February 26', '2026-02-01', '2026-02-01'],
  ['01-DEC-2026', '2026-12-01', '2026-12-01'],
  ['1 Foo 2026', null, null],
  [' 2026-02-01 ', '2026-02-01', '2026-02-01'],
  ['', null, null],
])('%j is %s in Europe and %s in America', (text, european, american) => {
  expect([readDay(text, 'DMY'), readDay(text, 'MDY')]).toEqual([european, american])
})

it.each([
  [['12/12/2026'], true, 'MDY'],
  [['12/12/2026'], false, 'DMY'],
  [['13/12/2026'], true, 'DMY'],
  [['12/13/2026'], false, 'MDY'],
  [['x', '', '31.12.2026'], true, 'DMY'],
  [[], true, 'MDY'],
])('days like %j, American %s: %s', (column, american, order) => expect(dayOrder(column, american)).toBe(order))

describe('the heads of a table', () => {
  it.each([
    [['Date', 'Amount'], { bookedOn: 0, amount: 1 }],
    [['Betrag (EUR)', 'Buchungstag'], { bookedOn: 1, amount: 0 }],
    [['Value date', 'Booking date', 'Amount'], { bookedOn: 1, amount: 2 }],
    [['Date', 'Paid in', 'Paid out'], { bookedOn: 0, credit: 1, debit: 2 }],
    [['Date', 'Amount', 'Credit', 'Debit'], { bookedOn: 0, amount: 1, credit: undefined, debit: undefined }],
    [['Datum', 'Bij', 'Af', 'Counterparty', 'Name'], { counterpartyIban: 3, counterparty: 4 }],
    [['Date', 'Amount', 'Description', 'Memo', 'Transaction ID'], { reference: [2, 3], bankReference: 4 }],
    [['Date', 'Amount', 'Currency', 'D/C', 'Account'], { currency: 2, direction: 3, account: 4 }],
    [['Date', 'Crédit en CHF', 'Débit en CHF', 'Texte'], { credit: 1, debit: 2, reference: [3] }],
    // Nothing is known of the words of payers: what no head explains, and is no balance, is taken for them.
    [['Date', 'Amount', 'Zpráva', 'Saldo in CHF', ' ', 'Kind'], { reference: [2, 5] }],
    [['Date', 'Amount', 'Text', 'Kind'], { reference: [2] }],
  ])('%j', (heads, columns) => {
    expect(findHead([['a letter'], ['to', 'you'], heads])).toMatchObject({ at: 2, columns })
  })

  it.each([[['Date', 'Debit']], [['Amount', 'Text']], [['Date']]])('%j are not enough', (heads) =>
    expect(findHead([heads])).toBeNull(),
  )

  it('are looked for in the first forty rows', () => {
    const letter = (rows: number) => [...Array.from({ length: rows }, () => ['x', 'y']), ['Date', 'Amount']]
    expect(findHead(letter(39))?.at).toBe(39)
    expect(findHead(letter(40))).toBeNull()
  })

  it('are compared without accents, signs and case', () => {
    expect([plainHead(' Währung: '), plainHead('Straße/Ort'), plainHead('D/C')]).toEqual([
      'wahrung',
      'strasse ort',
      'd c',
    ])
    expect(['Amount CZK', 'Betrag (EUR)', 'bedrag in USD', 'Amount', 'Amount eur'].map(currencyInHead)).toEqual([
      'CZK',
      'EUR',
      'USD',
      undefined,
      undefined,
    ])
    expect(rankOf('Amount', 'amount')).toBe(0)
    expect(rankOf('Amount EUR', 'amount')).toBeGreaterThan(5)
    expect(rankOf('Date EUR', 'bookedOn')).toBeUndefined()
    expect(rankOf('Something', 'amount')).toBeUndefined()
  })
})

it.each([
  ['Opening balance', true],
  ['Closing balance 30.11.2026:', true],
  ['Summe', true],
  ['TOTAL', true],
  ['Closing balance EUR', true],
  ['Saldo per 30.11.2026 EUR', true],
  ['Kontostand am 2026-11-30', true],
  ['Likutis pabaigoje', true],
  ['Balance INV-1001', false],
  ['Balance INV', false],
  ['Total 4711', false],
  ['Sum for Rose Ltd', false],
  ['Total of everything that was paid', false],
  ['Balance of INV-1 and INV-2, thank you', false],
  ['INV-1', false],
])('%s is no movement: %s', (text, balance) => expect(isBalance(text)).toBe(balance))

describe('a table of a bank', () => {
  const rows = (...lines: string[]) => lines.map((line) => line.split(';'))
  it('holds what its columns say, and what they say of the whole', () => {
    const table = rows(
      'Date;Description;Memo;Amount;Name;Counterparty IBAN;Transaction ID;Account;Currency',
      '2026-11-03; INV-1 ;INV-1;10.00; Rose  Ltd ;de02 1203 0000; T 1 ;DE75 5121 0800 1245 1261 99;eur',
      '2026-11-02;INV-2;thanks;-5.00;;x;;;',
      '2026-11-01;Closing balance;;5.00;;;;;',
    )
    expect(parseBankRows(table, { currency: 'GBP' })).toEqual({
      format: 'CSV',
      iban: 'DE75512108001245126199',
      currency: 'EUR',
      fromOn: '2026-11-02',
      toOn: '2026-11-03',
      openingMinor: null,
      closingMinor: null,
      asked: [],
      skipped: 1,
      lines: [
        {
          row: 2,
          bookedOn: '2026-11-03',
          amountMinor: 1000n,
          currency: 'EUR',
          reference: 'INV-1',
          counterparty: 'Rose Ltd',
          counterpartyIban: 'DE0212030000',
          bankReference: 'T 1',
        },
        {
          row: 3,
          bookedOn: '2026-11-02',
          amountMinor: -500n,
          currency: 'GBP',
          reference: 'INV-2 thanks',
          counterparty: '',
          counterpartyIban: null,
          bankReference: null,
        },
      ],
    })
  })

  it('loses no payment because its payer wrote of a balance or a total', () => {
    const table = rows(
      'Date;Description;Amount;Name;Counterparty IBAN',
      '2026-11-03;Balance;10.00;Rose Ltd;',
      '2026-11-03;Total;11.00;;DE02120300000000202051',
      '2026-11-03;Balance INV-7;12.00;;',
      '2026-11-03;Balance;13.00;;',
    )
    const { lines, skipped } = parseBankRows(table, { currency: 'EUR' })
    expect([lines.map(({ amountMinor }) => amountMinor), skipped]).toEqual([[1000n, 1100n, 1200n], 1])
  })

  it.each([
    ['the head of the amount', 'Date;Amount CHF', 'CHF'],
    ['the head of what comes in', 'Date;Credit (CHF)', 'CHF'],
    ['who asks, where it says none', 'Date;Amount', 'EUR'],
  ])('is in the currency of %s', (_, heads, currency) => {
    expect(parseBankRows(rows(heads, '2026-11-03;1.00'), { currency: 'EUR' })).toMatchObject({
      currency,
      lines: [{ currency }],
    })
  })

  it('reads its days as the others of its column, or as the country does', () => {
    const days = (american: boolean, ...lines: string[]) =>
      parseBankRows(rows('Date;Amount', ...lines), { currency: 'USD', american }).lines.map((line) => line.bookedOn)
    expect(days(true, '03/04/2026;1.00')).toEqual(['2026-03-04'])
    expect(days(false, '03/04/2026;1.00')).toEqual(['2026-04-03'])
    expect(days(true, '03/04/2026;1.00', '13/04/2026;1.00')).toEqual(['2026-04-03', '2026-04-13'])
  })

  it('shows its last rows where its columns are unclear, and says where no row is a movement', () => {
    const five = rows('a;b', 'c;d', 'e;f', 'g;h', `${'i'.repeat(80)};j`)
    const sample = [
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
      ['i'.repeat(60), 'j'],
    ]
    expect(() => parseBankRows(five, { currency: 'EUR' })).toThrow(
      expect.objectContaining({ code: 'COLUMNS_UNCLEAR', parameters: { sample } }),
    )
    expect(() => parseBankRows(rows('Date;Amount', 'x;'), { currency: 'EUR' })).toThrow(
      expect.objectContaining({
        code: 'FILE_NOT_UNDERSTOOD',
        parameters: { detail: 'no row has both a day and an amount' },
      }),
    )
  })
})
