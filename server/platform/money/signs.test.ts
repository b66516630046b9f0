import { describe, expect, it } from 'vitest'
import { decimalSignOf, readSide, readWritten, sideWords } from './written'

// Every sign and word that a bank writes beside an amount, one by one.

const signs: Record<string, string> = {
  EUR: '€ EUR eur',
  GBP: '£ GBP',
  INR: '₹ INR',
  TRY: '₺',
  RUB: '₽',
  KRW: '₩',
  ILS: '₪',
  VND: '₫',
  THB: '฿',
  NGN: '₦',
  PHP: '₱',
  UAH: '₴',
  USD: 'US$ USD',
  AUD: 'A$ AU$',
  CAD: 'C$ CA$',
  NZD: 'NZ$',
  HKD: 'HK$',
  SGD: 'S$',
  BRL: 'R$',
  PLN: 'zł ZŁ',
  CZK: 'Kč',
  HUF: 'Ft',
  CHF: 'Fr. SFr CHF',
  RON: 'lei',
  BGN: 'лв',
}
const named = Object.entries(signs).flatMap(([code, written]) =>
  written.split(' ').map((sign) => [sign, code] as const),
)

it.each(named)('%s names %s, before the amount and behind it', (sign, currency) => {
  for (const text of [`${sign} 5`, `5 ${sign}`])
    expect(readWritten(text, '.', 'JPY')).toEqual({
      minor: currency === 'KRW' || currency === 'VND' ? 5n : 500n,
      side: null,
      currency,
      otherSign: null,
    })
})

const sides = {
  IN: 'c cr crdt k h haben credit kredit gutschrift bij in avoir haber abono avere wplata inkomend incoming + Haben CR.',
  OUT: 'd dr db dbit s soll debit debet lastschrift belastung af out debe cargo dare wyplata uitgaand outgoing c/d - − – Soll DR.',
}
it.each(Object.entries(sides))('%s: %s', (side, words) => {
  for (const word of words.split(' ')) expect([word, readSide(` ${word} `)]).toEqual([word, side])
})
it('the words of each side are exactly these', () => {
  expect(Object.values(sideWords).map((words) => words.size)).toEqual([18, 18])
  for (const word of ['x', 'crx', '--', 'in out', 'd.r', '.'])
    expect(readSide(word)).toBe(word === '.' ? null : 'NOT_UNDERSTOOD')
})

describe('an amount', () => {
  it.each([
    ['5,-', ',', 500n, null],
    ['5.-', ',', 500n, null],
    ['5,--', ',', 500n, 'OUT'],
    ['EUR .50', '.', 50n, null],
    ['EUR,50', ',', 'NOT_UNDERSTOOD', null],
    [',50', ',', 50n, null],
    ['-.50', '.', 50n, 'OUT'],
    ['1.50', '.', 150n, null],
    ['0.00', '.', 0n, null],
    ['007', '.', 700n, null],
    ['5 -CR', '.', 'CONTRADICTS', null],
    ['CR 5 CR', '.', 500n, 'IN'],
    ['(5) DR', '.', 500n, 'OUT'],
    ['(5) CR', '.', 'CONTRADICTS', null],
    ['((5))', '.', 'NOT_UNDERSTOOD', null],
    [')5(', '.', 'NOT_UNDERSTOOD', null],
    ['++5', '.', 'CONTRADICTS', null],
    ['()5', '.', 'NOT_UNDERSTOOD', null],
    ['EUR 5 EUR', '.', 500n, null],
    ['999999999999999', '.', 99_999_999_999_999_900n, null],
    ['1000000000000000', '.', 'NOT_UNDERSTOOD', null],
    ["1'234'567", '.', 123_456_700n, null],
    ['1 234', '.', 123_400n, null],
    ['123,45,678', '.', 'NOT_UNDERSTOOD', null],
    ["1'234,567", '.', 'NOT_UNDERSTOOD', null],
    ['1234,567', '.', 'NOT_UNDERSTOOD', null],
    ['1,23,4567', '.', 'NOT_UNDERSTOOD', null],
    ['5 5', '.', 'NOT_UNDERSTOOD', null],
    ['USDX 5', '.', 'NOT_UNDERSTOOD', null],
    ['$5 USD', '.', 500n, null],
    ['$5 EUR', '.', 'CONTRADICTS', null],
    ['1.5 5', '.', 'NOT_UNDERSTOOD', null],
    ['12 EUR 34', '.', 'NOT_UNDERSTOOD', null],
    ['\uff0d5', '.', 500n, 'OUT'],
    ['\u207b5', '.', 500n, 'OUT'],
    ['1\u02bc234', '.', 123_400n, null],
  ] as const)('%j with decimal %j', (text, decimal, minor, side) => {
    const found = readWritten(text, decimal, 'EUR')
    expect(typeof found === 'string' ? found : [found?.minor, found?.side]).toEqual(
      typeof minor === 'string' ? minor : [minor, side],
    )
  })
})

describe('the decimal sign of a column', () => {
  it.each([
    [['5'], 'EUR', '.'],
    [['0.123'], 'EUR', '.'],
    [['0,123'], 'EUR', ','],
    [['10,123'], 'EUR', '.'],
    [['10,123'], 'KWD', '.'],
    [['10.123'], 'KWD', '.'],
    [['1 234,500', '10,123'], 'KWD', ','],
    [['1234,567', '1,234', '1,234'], 'EUR', ','],
    [['123,456'], 'EUR', '.'],
    [['1,5', '10.123'], 'KWD', ','],
    [['1,2345'], 'EUR', ','],
    [['1.234.567,8'], 'EUR', ','],
    [['1.234,5', '1,234', '1,234'], 'EUR', ','],
    [['Rs.12,345'], 'EUR', '.'],
    [['1,234,567.8'], 'EUR', '.'],
    [['1,234,567'], 'EUR', '.'],
    [['1.234', '1.234', '1,234'], 'EUR', ','],
    [['1,234', '1,234', '1.234'], 'EUR', '.'],
    [['1.5', '1,5'], 'EUR', '.'],
    [['1.5', '1,5', '2,5'], 'EUR', ','],
    [['Rs.1,5'], 'EUR', ','],
    [['12,-', '1.234'], 'EUR', ','],
    [[',50'], 'EUR', ','],
    [['Rs.0,123', '1,234', '1,234'], 'EUR', ','],
    [['0,123', '1,234', '1,234'], 'EUR', ','],
    [['Rs.1.5'], 'EUR', '.'],
    [['1,5', '1,234', '1,234'], 'EUR', ','],
    [['1.234.567', '1,234', '1,234'], 'EUR', ','],
    [['123', '456', '1.234'], 'EUR', ','],
  ])('%j of %s is %j', (column, currency, sign) => {
    expect(decimalSignOf(column, currency)).toBe(sign)
  })
})
