import { describe, expect, it } from 'vitest'
import { decimalOf, isDecimal, plainDecimal, roundedQuotient, scaled } from './decimal'
import { allocate, currencyExponent, extendedMinor, formatAmount, formatFigure, parseAmount } from './money'

// Unusual amounts that people type, and values that the arithmetic refuses.

describe('an amount typed', () => {
  it.each([
    [`${' '.repeat(59)}1`, 'EUR', 'en', 100n],
    ['999999999999999', 'EUR', 'en', 99_999_999_999_999_900n],
    ['+5', 'EUR', 'en', 500n],
    ['5+', 'EUR', 'en', 500n],
    ['5-', 'EUR', 'en', -500n],
    ['\u20135', 'EUR', 'en', -500n],
    ['5 usd', 'USD', 'en', 500n],
    ['$5', 'USD', 'en-GB', 500n],
    ['US$5', 'USD', 'en-GB', 500n],
    ['- € 5', 'EUR', 'de-DE', -500n],
    ["1'234", 'EUR', 'en', 123_400n],
    ["1'234'567.5", 'EUR', 'en', 123_456_750n],
    ['1\u2019234', 'EUR', 'en', 123_400n],
    ['1 234 567', 'EUR', 'en', 123_456_700n],
    ['12,34,567', 'EUR', 'en', 123_456_700n],
    ['123,456', 'EUR', 'en', 12_345_600n],
    ['1,234,567', 'EUR', 'en', 123_456_700n],
    ['12.5', 'EUR', 'fr-FR', 1_250n],
    ['12,5', 'EUR', 'fr-FR', 1_250n],
    ['1.234.567', 'EUR', 'de-DE', 123_456_700n],
    ['1.234', 'KWD', 'en', 1_234n],
    ['1 234,5', 'EUR', 'de-AT', 123_450n],
    ['12.5', 'SAR', 'ar-SA', 1_250n],
    ['1,234.5', 'EGP', 'ar-EG', 123_450n],
    ['١٬٢٣٤٫٥', 'EGP', 'ar-EG', 123_450n],
    ['؜-١٢٫٥', 'EGP', 'ar-EG', -1_250n],
    ['۱٬۲۳۴٫۵', 'EUR', 'fa-IR', 123_450n],
    ['१२,३४,५६७.५', 'NPR', 'ne-NP', 123_456_750n],
    ['৯৮', 'BDT', 'bn-BD', 9_800n],
    ['５', 'EUR', 'en', 500n],
    ['1.234,5', 'EUR', 'de-AT', 123_450n],
  ])('%j of %s in %s is %i', (text, currency, locale, minor) => {
    expect(parseAmount(text, currency, locale)).toBe(minor)
  })

  it.each([
    [`${' '.repeat(60)}1`, 'EUR', 'en'],
    ['-1-', 'EUR', 'en'],
    ['+1-', 'EUR', 'en'],
    ['1.', 'EUR', 'en'],
    ['.5', 'EUR', 'en'],
    ['1.2.3', 'EUR', 'en'],
    ['1.5,', 'EUR', 'en'],
    ['1.,5', 'EUR', 'en'],
    ['1.2,3', 'EUR', 'en'],
    ['1,5,6', 'EUR', 'de-DE'],
    ['1.234,56', 'EUR', 'fr-FR'],
    ['1.2,3', 'EUR', 'fr-FR'],
    ['١٫٢٫٣', 'EGP', 'ar-EG'],
    ["1,234'567", 'EUR', 'en'],
    ['12\u201934', 'EUR', 'en'],
    ['1234,567', 'EUR', 'en'],
    ['1,2345', 'EUR', 'en'],
    ['1,234,56', 'EUR', 'en'],
    ['123,45,678', 'EUR', 'en'],
    ['1,23,4567', 'EUR', 'en'],
    [',234', 'EUR', 'en'],
    ["'234", 'EUR', 'en'],
    ['x5', 'EUR', 'en'],
    ['5x', 'EUR', 'en'],
    ['5 EUR', 'GBP', 'en'],
    ['1.2345', 'KWD', 'en'],
  ])('%j of %s in %s is no amount', (text, currency, locale) => {
    expect(parseAmount(text, currency, locale)).toBeUndefined()
  })

  it.each(['en-GB', 'de-DE', 'fr-FR', 'de-CH', 'ar-EG', 'ar-SA', 'fa-IR', 'bn-BD', 'my-MM', 'ne-NP', 'hi-IN'])(
    'is read as it is shown in %s, with its currency and without',
    (locale) => {
      for (const minor of [123_456_789n, 5n, -1_250n])
        for (const show of [formatAmount, formatFigure])
          expect([minor, parseAmount(show(minor, 'EUR', locale), 'EUR', locale)]).toEqual([minor, minor])
    },
  )

  it('is read as in English when no locale is given', () => expect(parseAmount('1,234.5', 'EUR')).toBe(123_450n))
})

it.each([
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
  [2, 'EUR USD GBP XXX'],
])('%i places: %s', (places, codes) => {
  for (const code of codes.split(' ')) expect([code, currencyExponent(code)]).toEqual([code, places])
})

it('figures of one locale with several currencies are not confused with each other', () => {
  expect(['EUR', 'JPY', 'KWD', 'EUR'].map((currency) => formatFigure(1234n, currency, 'en'))).toEqual([
    '12.34',
    '1,234',
    '1.234',
    '12.34',
  ])
})

describe('is refused', () => {
  it.each([0, -1, 1.5, Number.MAX_SAFE_INTEGER + 1])('a price for %d units', (per) => {
    expect(() => extendedMinor('1', 1, per, 'EUR')).toThrow('price quantity below 1')
  })
  it('a split among no parts, or by negative weights', () => {
    expect(() => allocate(1n, [])).toThrow('nothing to allocate to')
    expect(() => allocate(1n, [2n, -1n])).toThrow('negative weight')
  })
  it('a division by zero', () => expect(() => roundedQuotient(1n, 0n)).toThrow('division by zero'))
  it('text that is no number, in words that show its beginning', () => {
    expect(() => scaled('x'.repeat(50))).toThrow(`not a decimal number: "${'x'.repeat(40)}"`)
  })
})

it('the rest goes to the largest remainders, and among equal ones to the first', () => {
  expect(allocate(7n, [1n, 1n, 1n, 1n, 1n])).toEqual([2n, 2n, 1n, 1n, 1n])
  expect(allocate(10n, [1n, 2n, 4n])).toEqual([1n, 3n, 6n])
  expect(allocate(10n, [3n, 3n, 1n])).toEqual([4n, 4n, 2n])
  expect(allocate(0n, [1n, 2n])).toEqual([0n, 0n])
  expect(allocate(-3n, [0n, 0n])).toEqual([-2n, -1n])
})

it('numbers beyond the allowed length', () => {
  for (const right of ['9'.repeat(30), `1.${'1'.repeat(20)}`, '-0.5', '+0']) expect(isDecimal(right)).toBe(true)
  for (const wrong of ['9'.repeat(31), `1.${'1'.repeat(21)}`, '1x', 'x1', '1.5.5']) expect(isDecimal(wrong)).toBe(false)
  expect([decimalOf(5n, 2), decimalOf(-5n, 2), decimalOf(-12n, 0), decimalOf(0n, 2)]).toEqual([
    '0.05',
    '-0.05',
    '-12',
    '0.00',
  ])
  expect(['10.00', '-10.10', '0.000', '-5'].map(plainDecimal)).toEqual(['10', '-10.1', '0', '-5'])
})
