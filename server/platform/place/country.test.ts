import { describe, expect, it } from 'vitest'
import { isDecimal } from '../money/decimal'
import { currencies } from '../money/money'
import { documentTotals } from '../money/tax'
import { isZone } from '../time/calendar'
import { countries, countryDefaults, isCountry, taxNumberOf } from './country'
import { COUNTRY_FACTS } from './country-facts'

const codes = countries().map((country) => country.code)

it('lists every country once, by name', () => {
  expect(codes.length).toBeGreaterThanOrEqual(249)
  expect(new Set(codes).size).toBe(codes.length)
  expect(countries('de').find((country) => country.code === 'DE')?.name).toBe('Deutschland')
  expect(isCountry('ZZ')).toBe(false)
  expect(() => countryDefaults('ZZ')).toThrow(RangeError)
})

it.each(codes)('an organisation in %s gets complete defaults', (country) => {
  const defaults = countryDefaults(country)
  expect(defaults.timeZones.filter((zone) => !isZone(zone))).toEqual([])
  expect(currencies()).toContain(defaults.currency)
  expect(defaults.timeZones.length).toBeGreaterThan(0)
  expect(Intl.getCanonicalLocales(defaults.locale)).toEqual([defaults.locale])
  expect(defaults.workingWeekdays.length).toBeGreaterThanOrEqual(5)
  expect(defaults.taxCategories.filter((category) => category.isDefault)).toHaveLength(1)
  expect(defaults.paymentTerms.filter((terms) => terms.isDefault)).toHaveLength(1)
  const keys = defaults.taxCategories.map((category) => `${category.code} ${category.rate}`)
  expect(new Set(keys).size).toBe(keys.length)
  for (const { code, rate } of defaults.taxCategories) {
    expect(isDecimal(rate)).toBe(true)
    documentTotals([{ netMinor: 100n, taxCategoryCode: code, taxRate: rate }])
  }
})

describe('tax', () => {
  it.each([
    ['GB', 'GBP', 'VAT', ['20', '5']],
    ['DE', 'EUR', 'USt', ['19', '7']],
    ['FR', 'EUR', 'TVA', ['20', '10', '5.5', '2.1']],
    ['FI', 'EUR', 'ALV', ['25.5', '13.5', '10']],
    ['CH', 'CHF', 'MWST', ['8.1', '3.8', '2.6']],
    ['CA', 'CAD', 'GST/HST', ['5', '13', '14', '15']],
    ['JP', 'JPY', '消費税', ['10', '8']],
    ['BG', 'EUR', 'ДДС', ['20', '9']],
  ])('of %s: %s, %s', (country, currency, taxName, rates) => {
    const defaults = countryDefaults(country)
    expect(defaults).toMatchObject({ currency, taxName, taxRatesKnown: true })
    const taxed = defaults.taxCategories.filter((category) => ['S', 'AA'].includes(category.code))
    expect(taxed.map((category) => category.rate)).toEqual(rates)
  })

  it('is asked of the owner where it differs from place to place or is unknown', () => {
    expect(countryDefaults('US').taxRatesKnown).toBe(false)
    expect(countryDefaults('KE')).toMatchObject({
      taxRatesKnown: false,
      currency: 'KES',
      timeZones: ['Africa/Nairobi'],
    })
  })

  it('has intra-community supply only in the EU', () => {
    const has = (country: string) => countryDefaults(country).taxCategories.some((category) => category.code === 'K')
    expect(Object.keys(COUNTRY_FACTS).filter(has)).toHaveLength(27)
    expect(has('GB')).toBe(false)
  })
})

it.each([
  ['US', 'America/New_York', 'en-US', [6, 7]],
  ['IN', 'Asia/Kolkata', 'en-IN', [7]],
  ['SA', 'Asia/Riyadh', 'ar-SA', [5, 6]],
  ['ES', 'Europe/Madrid', 'es-ES', [6, 7]],
])('%s is in %s, writes %s, rests on %s', (country, zone, locale, weekendDays) => {
  const defaults = countryDefaults(country)
  expect(defaults).toMatchObject({ locale, weekendDays })
  expect(defaults.timeZones[0]).toBe(zone)
})

it.each([
  ['GB', 'gb 123 4567 89', 'GB123456789'],
  ['GB', '123456789', 'GB123456789'],
  ['DE', 'DE-123.456.789', 'DE123456789'],
  ['CH', 'CHE-123.456.789 MWST', 'CHE123456789MWST'],
  ['GR', '123456789', 'EL123456789'],
  ['NL', 'NL123456789B01', 'NL123456789B01'],
  ['AU', '51 824 753 556', '51824753556'],
  ['KE', 'P051-234567-M', 'P051234567M'],
  ['DE', '12345', undefined],
  ['DE', 'FR12345678901', undefined],
  ['KE', '<script>', undefined],
  ['GB', '', undefined],
])('a tax number of %s: %j is %s', (country, text, expected) => expect(taxNumberOf(country, text)).toBe(expected))
