import { plainDecimal } from '../money/decimal'
import type { Measure } from '../money/quantity'
import { placeLines } from '../place/place'
import type { Day } from '../time/calendar'
import { priceFor } from '../words/units'

/**
 * Papers are in English whatever the locale; the order of day and month is the one that English has in the
 * organisation's country.
 */
export const PAPER_LANGUAGE = 'en'

/** A day with its year: 29 Nov 2026, or Nov 29, 2026 where that order is usual. */
export function dayOnPaper(day: Day, locale: string): string {
  const manner = locale.startsWith('en') ? locale : 'en-GB'
  const format = new Intl.DateTimeFormat(manner, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  return format.format(new Date(`${day}T12:00:00Z`))
}

/** The price per unit or per price quantity: `12.50 / 100`, `4.20 / kg`. The head of the column names the currency. */
export function priceOnPaper(unitPrice: string, priceQuantity: number, of: Measure, locale: string): string {
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 6 })
  const price = format.format(plainDecimal(unitPrice) as `${number}`)
  const given = priceFor(priceQuantity, of, locale)
  return given ? `${price} ${given.replace('per', '/')}` : price
}

const countries = new Intl.DisplayNames(PAPER_LANGUAGE, { type: 'region' })

/** The name of a country, or the code itself when no country has it. */
export function countryOnPaper(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code
}

export interface Address {
  addressLine?: string | null
  addressExtra?: string | null
  postcode?: string | null
  city?: string | null
  region?: string | null
  country: string
}

/** The lines of an address; the country comes last when the reader is in another country. */
export function addressOnPaper(address: Address, abroad: boolean): string[] {
  const { addressLine, addressExtra, country } = address
  const lines = [addressLine, addressExtra, ...placeLines(address), abroad ? countryOnPaper(country) : null]
  return lines.filter((line): line is string => Boolean(line))
}
