import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareDecimals, isDecimal, plainDecimal, roundedQuotient } from './decimal'
import {
  allocate,
  currencies,
  currencyExponent,
  decimalToMinor,
  extendedMinor,
  formatAmount,
  formatFigure,
  minorToDecimal,
  parseAmount,
  percentOf,
  sumMinor,
} from './money'

const amount = fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n })
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('currencies', () => {
  it.each([
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['CLF', 4],
    ['HUF', 2],
    ['IQD', 3],
    ['ISK', 0],
  ])('%s has %i places', (currency, places) => expect(currencyExponent(currency)).toBe(places))

  it('lists the currencies that can be chosen', () =>
    expect(currencies()).toEqual(expect.arrayContaining(['EUR', 'GBP', 'USD', 'JPY'])))
})

describe('decimals', () => {
  it.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [5n, -2n, -3n],
    [4n, 3n, 1n],
    [-1n, 3n, 0n],
    [1n, 2n, 1n],
  ])('%i ÷ %i is %i, half away from zero', (n, d, expected) => expect(roundedQuotient(n, d)).toBe(expected))

  it.each([
    ['020.50', '20.5'],
    ['+3', '3'],
    ['-0.00', '0'],
    ['100', '100'],
    ['0.100', '0.1'],
  ])('%s is written %s', (text, expected) => expect(plainDecimal(text)).toBe(expected))

  it.each(['1e3', '.5', '1.', '1,5', '', ' 1', 'NaN', '--1'])('%j is no decimal', (text) => {
    expect(isDecimal(text)).toBe(false)
    expect(() => plainDecimal(text)).toThrow(RangeError)
  })

  it('compares by value', () => {
    expect(compareDecimals('20', '20.00')).toBe(0)
    expect(compareDecimals('-1', '0.5')).toBe(-1)
    expect(compareDecimals('5.5', '5.45')).toBe(1)
  })
})

describe('prices and percentages', () => {
  it.each([
    ['2.55', 6n, 1, 'GBP', 1530n],
    ['0.333333', 3n, 1, 'EUR', 100n],
    ['12.345', 100n, 1000, 'EUR', 123n],
    ['1.005', 1n, 1, 'EUR', 101n],
    ['1.005', -1n, 1, 'EUR', -101n],
    ['150.5', 1n, 1, 'JPY', 151n],
    ['0.0005', 1n, 1, 'KWD', 1n],
    ['3', '1.25', 1, 'EUR', 375n],
  ] as const)('%s × %s per %i in %s is %i', (price, quantity, per, currency, expected) =>
    expect(extendedMinor(price, quantity, per, currency)).toBe(expected),
  )

  it.each([
    [1050n, '20', 210n],
    [1n, '50', 1n],
    [-1n, '50', -1n],
    [999n, '5.5', 55n],
    [100n, '0', 0n],
    [10n ** 18n, '25', 25n * 10n ** 16n],
  ])('%i at %s %% is %i', (minor, rate, expected) => expect(percentOf(minor, rate)).toBe(expected))

  it('is symmetric for negative amounts', () =>
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 30_000 }), (minor, rate) => {
        const percent = `${Math.floor(rate / 1000)}.${String(rate % 1000).padStart(3, '0')}`
        expect(percentOf(-minor, percent)).toBe(-percentOf(minor, percent))
      }),
    ))
})

describe('allocate', () => {
  it.each([
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    [5n, [0n, 0n], [3n, 2n]],
    [10n, [0n, 7n, 3n], [0n, 7n, 3n]],
    [1n, [1n, 9n], [0n, 1n]],
  ])('%s by %s is %s', (minor, weights, parts) => expect(allocate(minor, weights)).toEqual(parts))

  it('always sums to the whole, each part within one unit of its share', () =>
    fc.assert(
      fc.property(
        amount,
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 30 }),
        (minor, weights) => {
          const parts = allocate(minor, weights)
          expect(sumMinor(parts)).toBe(minor)
          const total = sumMinor(weights)
          if (total === 0n) return
          parts.forEach((part, index) => {
            const error = part * total - minor * weights[index]!
            expect(error < total && error > -total).toBe(true)
          })
        },
      ),
    ))
})

describe('reading and writing amounts', () => {
  it.each([
    [123456n, 'EUR', 'de-DE', '1.234,56 €'],
    [-5n, 'USD', 'en-US', '−$0.05'],
    [-410n, 'GBP', 'en-GB', '−£4.10'],
    [1234n, 'JPY', 'en-GB', 'JP¥1,234'],
    [1234567n, 'KWD', 'en-GB', 'KWD 1,234.567'],
    [12345678901234567890n, 'EUR', 'en-IE', '€123,456,789,012,345,678.90'],
  ])('%i %s in %s', (minor, currency, locale, text) => expect(plain(formatAmount(minor, currency, locale))).toBe(text))

  it('writes figures without the currency', () => expect(plain(formatFigure(123456n, 'SEK', 'sv-SE'))).toBe('1 234,56'))

  it.each([
    ['1234.56', 'EUR', 'en', 123456n],
    ['1,234.56', 'EUR', 'en', 123456n],
    ['1.234,56', 'EUR', 'de-DE', 123456n],
    ['1 234,56 €', 'EUR', 'fr-FR', 123456n],
    ['12.50', 'EUR', 'fr-FR', 1250n],
    ["CHF 1'234.05", 'CHF', 'de-CH', 123405n],
    ['-€12', 'EUR', 'en-IE', -1200n],
    ['€ −12,5', 'EUR', 'nl-NL', -1250n],
    ['12,50-', 'EUR', 'de-DE', -1250n],
    ['1,23,456.70', 'INR', 'en-IN', 12345670n],
    ['1,000', 'JPY', 'en', 1000n],
    ['£0.01', 'GBP', 'en-GB', 1n],
    ['-0.00', 'EUR', 'en', 0n],
  ])('reads %j of %s in %s', (text, currency, locale, minor) => expect(parseAmount(text, currency, locale)).toBe(minor))

  it.each([
    ['1.234', 'EUR', 'en'],
    ['1.234', 'EUR', 'fr-FR'],
    ['12.50', 'EUR', 'de-DE'],
    ['1,23', 'EUR', 'en'],
    ['1.5', 'JPY', 'en'],
    ['1e3', 'EUR', 'en'],
    ['', 'EUR', 'en'],
    ['-', 'EUR', 'en'],
    ['1-2', 'EUR', 'en'],
    ['1€2', 'EUR', 'en'],
    ['1 2', 'EUR', 'en'],
    ['1.234 567', 'EUR', 'de-DE'],
    ['--1', 'EUR', 'en'],
    ['Infinity', 'EUR', 'en'],
    ['1234567890123456', 'EUR', 'en'],
    ['1'.repeat(61), 'EUR', 'en'],
    ['$5', 'EUR', 'en'],
  ])('does not guess %j of %s in %s', (text, currency, locale) =>
    expect(parseAmount(text, currency, locale)).toBeUndefined(),
  )

  it('reads back every amount that it writes', () =>
    fc.assert(
      fc.property(
        amount,
        fc.constantFrom('EUR', 'JPY', 'KWD', 'CHF', 'INR', 'SEK'),
        fc.constantFrom(
          'en-GB',
          'de-DE',
          'fr-FR',
          'de-CH',
          'de-AT',
          'nl-NL',
          'sv-SE',
          'pl-PL',
          'pt-PT',
          'en-IN',
          'es-ES',
          'it-IT',
          'en-ZA',
          'da-DK',
          'fi-FI',
          'nb-NO',
          'cs-CZ',
        ),
        (minor, currency, locale) => {
          expect(parseAmount(formatAmount(minor, currency, locale), currency, locale)).toBe(minor)
          expect(parseAmount(formatFigure(minor, currency, locale), currency, locale)).toBe(minor)
          expect(decimalToMinor(minorToDecimal(minor, currency), currency)).toBe(minor)
        },
      ),
    ))
})
