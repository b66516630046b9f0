import { describe, expect, it, test } from 'vitest'
import {
  decimalOf,
  formatAge,
  formatCount,
  formatDay,
  formatInstant,
  formatMoney,
  formatWeight,
  rateText,
  readDecimal,
  readMoney,
  readWeight,
  weightText,
} from './format'

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('amounts', () => {
  test.each([
    [0n, 2, '0.00'],
    [-5n, 2, '-0.05'],
    [1205n, 2, '12.05'],
    [1205n, 0, '1205'],
    [1205n, 3, '1.205'],
  ])('%s with %s digits is %s', (minor, digits, text) => expect(decimalOf(minor, digits)).toBe(text))

  test.each([
    [123450n, 'GBP', 'en-GB', '£1,234.50'],
    [123450n, 'EUR', 'de-DE', '1.234,50 €'],
    [1234n, 'JPY', 'en-GB', '¥1,234'],
    [-41260n, 'GBP', 'en-GB', '−£412.60'],
    [900719925474099312345n, 'GBP', 'en-GB', '£9,007,199,254,740,993,123.45'],
  ])('%s %s in %s is %s', (minor, currency, locale, text) =>
    expect(plain(formatMoney(minor, currency, locale))).toBe(text),
  )

  test('short, whole, bare and signed', () => {
    expect(formatMoney(18_422_000n, 'GBP', 'en-GB', { compact: true })).toBe('£184.2k')
    expect(formatMoney(18_422_050n, 'GBP', 'en-GB', { whole: true })).toBe('£184,221')
    expect(formatMoney(100n, 'GBP', 'en-GB', { bare: true })).toBe('1.00')
    expect(formatMoney(100n, 'GBP', 'en-GB', { signed: true })).toBe('+£1.00')
  })

  test.each([
    ['1,234.50', 'GBP', 'en-GB', 123450n],
    ['1234.5', 'GBP', 'en-GB', 123450n],
    ['1.234,50', 'EUR', 'de-DE', 123450n],
    ['1.234', 'EUR', 'de-DE', 123400n],
    ['1,234', 'GBP', 'en-GB', 123400n],
    ['12,5', 'GBP', 'en-GB', 1250n],
    ['£ 12', 'GBP', 'en-GB', 1200n],
    ['-0.05', 'GBP', 'en-GB', -5n],
    ['.5', 'GBP', 'en-GB', 50n],
    ['1234', 'JPY', 'ja-JP', 1234n],
    ['1’234.50', 'CHF', 'de-CH', 123450n],
    ['1 234,50', 'EUR', 'fr-FR', 123450n],
    ['12.345', 'GBP', 'en-GB', null],
    ['12 kr', 'SEK', 'sv-SE', 1200n],
    ['$12', 'GBP', 'en-GB', null],
    ['12,50 $', 'EUR', 'de-DE', null],
    ['USD 12', 'EUR', 'de-DE', null],
    ['12 kr', 'EUR', 'de-DE', null],
    ['12.5', 'JPY', 'ja-JP', null],
    ['twelve', 'GBP', 'en-GB', null],
    ['', 'GBP', 'en-GB', null],
    ['-', 'GBP', 'en-GB', null],
  ])('%s typed as %s in %s is %s', (text, currency, locale, minor) =>
    expect(readMoney(text, currency, locale)).toBe(minor),
  )

  test.each([
    ['24,90', 'de-DE', '24.90'],
    ['24.90', 'de-DE', '24.90'],
    ['24,90', 'en-GB', '24.90'],
    ['1.234', 'de-DE', '1234'],
    ['1.234,5', 'de-DE', '1234.5'],
    ['1.234', 'en-GB', '1.234'],
    ['0,125', 'de-DE', '0.125'],
    ['0,125', 'en-GB', '0.125'],
    ['1 234,5', 'fr-FR', '1234.5'],
    ['12,34,567.5', 'en-IN', '1234567.5'],
    ['24.90', 'ar-SA', '24.90'],
    ['٢٤٫٩٠', 'ar-SA', '24.90'],
    ['١٬٢٣٤', 'ar-SA', '1234'],
    ['1’234.50', 'de-CH', '1234.50'],
    ['12.34.56', 'de-DE', null],
    ['1,2,3', 'en-GB', null],
    ['1.234,5,6', 'de-DE', null],
    ['12,5 kg', 'de-DE', null],
    ['', 'de-DE', null],
  ])('%j in %s is the number %s', (text, locale, decimal) => expect(readDecimal(text, locale)).toBe(decimal))

  test('what is shown can be typed in again', () => {
    for (const [currency, locale] of [
      ['GBP', 'en-GB'],
      ['EUR', 'de-DE'],
      ['EUR', 'fr-FR'],
      ['CHF', 'de-CH'],
      ['KWD', 'en-GB'],
      ['INR', 'en-IN'],
      ['SAR', 'ar-SA'],
      ['KWD', 'ar-KW'],
      ['AFN', 'fa-AF'],
      ['NPR', 'ne-NP'],
      ['BDT', 'bn-BD'],
    ] as const)
      for (const minor of [0n, 1n, 99n, 1000n, 123456n, 100000000n, -2550n])
        expect(readMoney(formatMoney(minor, currency, locale, { bare: true }), currency, locale)).toBe(minor)
  })
})

describe('time', () => {
  test('a day keeps its date in every zone and drops this year', () => {
    expect(formatDay('2026-11-24', 'en-GB', 'weekday', '2026-11-23')).toBe('Tue 24 Nov')
    expect(formatDay('2025-11-24', 'en-GB', 'short', '2026-11-23')).toBe('24 Nov 2025')
    expect(formatDay('2026-11-24', 'en-GB', 'long')).toBe('Tuesday 24 November 2026')
  })

  test('a day is in the language of the sentences, whatever the country of the figures', () => {
    expect(formatDay('2026-11-29', 'de-DE', 'long')).toBe('Sunday 29 November 2026')
    expect(formatDay('2026-12-02', 'ja-JP', 'weekday', '2026-11-29')).toBe('Wed 2 Dec')
    expect(formatDay('2026-12-02', 'en-US', 'short', '2026-11-29')).toBe('Dec 2')
    expect(formatInstant(new Date('2026-12-02T10:00:00Z'), 'fr-FR', 'Europe/Paris')).toBe('2 Dec 11:00')
  })

  test('an instant is shown in the zone of the organisation', () => {
    const at = new Date('2026-11-23T23:30:00Z')
    expect(formatInstant(at, 'en-GB', 'Europe/London', 'time')).toBe('23:30')
    expect(formatInstant(at, 'en-GB', 'Asia/Tokyo')).toBe('24 Nov 08:30')
  })

  test.each([
    [30_000, 'now'],
    [5 * 60_000, '5 min'],
    [3 * 3_600_000, '3 h'],
    [47 * 3_600_000, '47 h'],
    [72 * 3_600_000, '3 d'],
    [-72 * 3_600_000, 'in 3 d'],
  ])('%s ms is %s', (milliseconds, text) => expect(plain(formatAge(milliseconds))).toBe(text))

  test.each([
    [640, 'en-GB', '640 g'],
    [11_220, 'de-DE', '11,22 kg'],
    [200, 'en-US', '7.05 oz'],
    [640, 'en-US', '1.41 lb'],
  ])('%s g in %s is %s', (grams, locale, text) => expect(plain(formatWeight(grams, locale))).toBe(text))

  test('a weight shown in a field is read back as the same grams', () => {
    for (const locale of ['en-US', 'en-GB', 'de-DE'])
      for (const grams of [1, 12, 453, 454, 2400, 31_750])
        expect(readWeight(weightText(grams, locale), locale)).toBe(grams)
  })

  test('a field shows no more digits than the grams need', () => {
    expect([weightText(1021, 'en-US'), weightText(400, 'de-DE'), weightText(31_500, 'en-GB')]).toEqual([
      '2.25',
      '0,4',
      '31.5',
    ])
  })

  test.each([
    ['2,5', 'de-DE', 2500],
    ['0.4', 'en-GB', 400],
    ['800 g', 'en-GB', 800],
    ['1.200 g', 'de-DE', 1200],
    ['2,4 KG', 'de-DE', 2400],
    ['1.5', 'en-US', 680],
    ['12 oz', 'en-US', 340],
    ['2 lb 4 oz', 'en-US', 1021],
    ['2lbs 4oz', 'en-US', 1021],
    ['3 kg', 'en-US', 3000],
    ['2 kg 4 oz', 'en-US', null],
    ['-1', 'en-GB', null],
    ['heavy', 'en-US', null],
    ['g', 'en-GB', null],
    ['', 'en-GB', null],
  ])('%s in %s is so many grams: %s', (text, locale, grams) => expect(readWeight(text, locale)).toBe(grams))

  test('writes a quantity with its unit', () => expect(plain(formatCount(1148, 'en-GB', 'units'))).toBe('1,148 units'))
})

it.each([
  ['19.0000', 'de-DE', '19\u00a0%'],
  ['5.5000', 'fr-FR', '5,5\u00a0%'],
  ['8.875', 'en-US', '8.875\u00a0%'],
  ['0', 'en-GB', '0\u00a0%'],
  ['20', 'en-GB', '20\u00a0%'],
])('a rate of %s in %s reads %s', (rate, locale, words) => expect(rateText(rate, locale)).toBe(words))
