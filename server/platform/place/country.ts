import type { Currency } from '../money/money'
import type { Terms } from '../time/working-days'
import { COUNTRY_FACTS, type CountryFacts, CURRENCY_OF_COUNTRY } from './country-facts'

/** UNCL5305: standard, reduced, zero, exempt, reverse charge, intra-community supply, export, out of scope. */
type TaxCategoryCode = 'S' | 'AA' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O'

interface TaxCategoryDefault {
  code: TaxCategoryCode
  name: string
  rate: string
  isDefault: boolean
}

interface PaymentTermsDefault extends Terms {
  code: string
  name: string
  isDefault: boolean
}

export interface CountryDefaults {
  /** ISO 3166-1 alpha-2. */
  country: string
  currency: Currency
  /** IANA zones, the usual one first. */
  timeZones: string[]
  /** BCP 47. */
  locale: string
  taxName: string
  taxNumberLabel: string
  /** False where the rate is unknown or differs from place to place; the owner must enter it. */
  taxRatesKnown: boolean
  taxCategories: TaxCategoryDefault[]
  paymentTerms: PaymentTermsDefault[]
  invoicePrefix: string
  creditNotePrefix: string
  /** ISO weekdays, 1 Monday … 7 Sunday. */
  workingWeekdays: number[]
  weekendDays: number[]
}

/** Prefixes of invoices and credit notes by the language of the country. */
const PREFIXES: Record<string, [invoice: string, creditNote: string]> = {
  de: ['RE-', 'GS-'],
  fr: ['FA-', 'AV-'],
  es: ['F-', 'R-'],
  it: ['FT-', 'NC-'],
  pt: ['FT-', 'NC-'],
  pl: ['FV-', 'FK-'],
}

/** True for an ISO 3166-1 country in which an organisation can be. */
export function isCountry(code: string): boolean {
  return CURRENCY_OF_COUNTRY.has(code)
}

/** The codes of all countries in which an organisation can be. */
export const countryCodes = (): string[] => [...CURRENCY_OF_COUNTRY.keys()]

/** All countries with their names in a language, sorted by name, for a form. */
export function countries(locale = 'en'): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const { compare } = new Intl.Collator(locale)
  return [...CURRENCY_OF_COUNTRY.keys()]
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => compare(a.name, b.name))
}

/**
 * What a new organisation of a country starts with; the owner can change all of it. Rates are known for the countries
 * in `country-facts.ts`; elsewhere the standard rate starts at 0 and `taxRatesKnown` is false. Throws a RangeError for
 * a code that is no country.
 */
export function countryDefaults(country: string): CountryDefaults {
  const currency = CURRENCY_OF_COUNTRY.get(country)
  if (!currency) throw new RangeError(`no country: ${JSON.stringify(country)}`)
  const facts = COUNTRY_FACTS[country]
  const region = new Intl.Locale(`und-${country}`) as unknown as RegionLocale
  const likely = region.maximize()
  const locale = facts?.locale ?? `${likely.language}-${country}`
  const weekendDays = weekendOf(region)
  const [invoicePrefix, creditNotePrefix] = PREFIXES[locale.slice(0, 2)] ?? ['INV-', 'CN-']
  return {
    country,
    currency,
    timeZones: facts?.zones ?? zonesOf(region),
    locale,
    taxName: facts?.tax ?? 'VAT',
    taxNumberLabel: facts?.numberLabel ?? 'Tax number',
    taxRatesKnown: facts !== undefined && facts.rates[0] !== '0',
    taxCategories: taxCategories(facts),
    paymentTerms: paymentTerms(),
    invoicePrefix,
    creditNotePrefix,
    workingWeekdays: [1, 2, 3, 4, 5, 6, 7].filter((weekday) => !weekendDays.includes(weekday)),
    weekendDays,
  }
}

function taxCategories(facts: CountryFacts | undefined): TaxCategoryDefault[] {
  const rates = facts?.rates ?? ['0']
  const named = rates.map((rate, index): TaxCategoryDefault => {
    const name = facts?.rateNames?.[index] ?? (index === 0 ? 'Standard rate' : 'Reduced rate')
    const code = index === 0 || facts?.rateNames ? 'S' : 'AA'
    return { code, name: rate === '0' ? name : `${name} ${rate} %`, rate, isDefault: index === 0 }
  })
  const untaxed: [TaxCategoryCode, string][] = [
    ['Z', 'Zero rate'],
    ['E', 'Exempt'],
    ['AE', 'Reverse charge'],
    ...(facts?.eu ? [['K', 'Intra-community supply'] as [TaxCategoryCode, string]] : []),
    ['G', facts?.eu ? 'Export outside the EU' : 'Export'],
    ['O', 'Outside the scope of tax'],
  ]
  return [...named, ...untaxed.map(([code, name]) => ({ code, name, rate: '0', isDefault: false }))]
}

function paymentTerms(): PaymentTermsDefault[] {
  return [
    { code: 'PREPAID', name: 'Prepaid', kind: 'PREPAID', dueDays: 0, isDefault: false },
    { code: 'CASH', name: 'Cash on collection', kind: 'CASH', dueDays: 0, isDefault: false },
    { code: 'NET14', name: '14 days net', kind: 'NET', dueDays: 14, isDefault: false },
    { code: 'NET30', name: '30 days net', kind: 'NET', dueDays: 30, isDefault: true },
  ]
}

/**
 * A tax number as documents print it: capitals without blanks, dots and hyphens, with the country's letters before it.
 * Undefined when it has the wrong shape for that country; whether it exists is not checked.
 */
export function taxNumberOf(country: string, text: string): string | undefined {
  const facts = COUNTRY_FACTS[country]
  const number = text.toUpperCase().replace(/[\s.\-/]/g, '')
  if (!facts?.numberFormat) return /^[A-Z0-9+*]{4,20}$/.test(number) ? number : undefined
  const letters = country === 'GR' ? 'EL' : country
  return [number, `${letters}${number}`].find((candidate) => facts.numberFormat?.test(candidate))
}

/** Old and new runtimes name the same facts differently. */
interface RegionLocale {
  maximize(): Intl.Locale
  timeZones?: string[]
  getTimeZones?(): string[]
  weekInfo?: { weekend: number[] }
  getWeekInfo?(): { weekend: number[] }
}

/** Zone names of the database behind Intl that were renamed since. */
const RENAMED: Record<string, string> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Asia/Rangoon': 'Asia/Yangon',
  'Europe/Kiev': 'Europe/Kyiv',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
}

function zonesOf(region: RegionLocale): string[] {
  const zones = region.getTimeZones?.() ?? region.timeZones ?? []
  return zones.length > 0 ? zones.map((zone) => RENAMED[zone] ?? zone) : ['UTC']
}

function weekendOf(region: RegionLocale): number[] {
  return [...((region.getWeekInfo?.() ?? region.weekInfo)?.weekend ?? [6, 7])]
}
