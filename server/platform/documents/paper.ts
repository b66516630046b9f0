import { placeLines } from '../place/place'
import type { Day } from '../time/calendar'
import type { LabelSize, PageSize } from './definition'

/** Papers are written in English whatever the locale; days follow the order that English has in the organisation's country. */
export const PAPER_LANGUAGE = 'en'

/** A day with its year: 29 Nov 2026, or Nov 29, 2026 where that is the custom. */
export function dayOnPaper(day: Day, locale: string): string {
  const manner = locale.startsWith('en') ? locale : 'en-GB'
  const format = new Intl.DateTimeFormat(manner, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  return format.format(new Date(`${day}T12:00:00Z`))
}

const countries = new Intl.DisplayNames(PAPER_LANGUAGE, { type: 'region' })

/** The name of a country; the code itself when it is none. */
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

/** The lines of an address, the country named last where the reader is in another. */
export function addressOnPaper(address: Address, abroad: boolean): string[] {
  const { addressLine, addressExtra, country } = address
  const lines = [addressLine, addressExtra, ...placeLines(address), abroad ? countryOnPaper(country) : null]
  return lines.filter((line): line is string => Boolean(line))
}

/** Where Letter is the usual paper (CLDR); the rest of the world has A4. */
const LETTER = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '))

interface Sizes {
  country: string
  paperSize: PageSize | null
  labelSize: LabelSize | null
}

/** The paper that an organisation chose, else what is usual in its country. */
export const pageSizeOf = ({ paperSize, country }: Pick<Sizes, 'paperSize' | 'country'>): PageSize =>
  paperSize ?? (LETTER.has(country) ? 'LETTER' : 'A4')

export const labelSizeOf = ({ labelSize, country }: Pick<Sizes, 'labelSize' | 'country'>): LabelSize =>
  labelSize ?? (LETTER.has(country) ? '4X6' : '100X150')
