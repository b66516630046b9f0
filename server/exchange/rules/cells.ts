import { readDay } from '@/server/collection/rules/csv-days'
import { decimalToQuantity } from '@/server/platform/money/quantity'
import { type DecimalSign, readDecimal } from '@/server/platform/money/written'
import { countryCodes } from '@/server/platform/place/country'
import type { Day } from '@/server/platform/time/calendar'
import { fieldsOf, type KindName } from './fields'
import type { Mapping } from './heads'

/** Why a row cannot be taken: the field, and the code of a sentence with its parameters. */
export interface Problem {
  field: string
  code: string
  parameters?: Record<string, string | number>
}

/** How amounts and days of a file are written. */
export interface Manner {
  decimalSign: DecimalSign
  dayOrder: 'DMY' | 'MDY'
}

/** The cells of a row by field, trimmed; an empty cell says nothing and is left out. */
export type Cells = Readonly<Record<string, string>>

/** Fields of which an apostrophe is never the first letter, as it is of 't Hoen or '90s. */
const codes = /postcode|gtin|number|sku|phone|key$|^(lot|bin|tariffCode|successor|reference)$/i
/** Fields that name a record by its number or by its name, of which the number alone is a code. */
const named = /^(customer|supplier|payer|warehouse)$/

/** Shops write an apostrophe before a number or a postcode, so that a table program keeps its zeros. */
const plain = (key: string, text: string) =>
  codes.test(key) || (named.test(key) && /^'[\d\s./-]+$/.test(text)) ? text.replace(/^'(?=[\p{L}\d])/u, '') : text

export function cellsOf(kind: KindName, row: readonly string[], mapping: Mapping): Cells {
  return Object.fromEntries(
    fieldsOf(kind).flatMap(({ key }) => {
      const column = mapping[key]
      const text = column === undefined ? '' : plain(key, (row[column] ?? '').trim())
      return text === '' ? [] : [[key, text]]
    }),
  )
}

/** A table program writes an apostrophe before text that would be a formula; it is none of the text. */
export const withoutApostrophe = (text: string): string => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text)

/** The cells of a row without such apostrophes. */
export const withoutApostrophes = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).map(([field, text]) => [field, withoutApostrophe(text)]))

/** What begins as a formula is no name or number; amounts begin with + and - as well. */
const formula = /^=|^[@+-].*[(!|]/
/** What people write as they like is text, whatever it begins with: every file that goes out has an apostrophe before it. */
const freeText = /^(note|description|packerNote|driverNote|openingHours)$/
/** '+44 (0)20 7946 0000' is a telephone number. */
const telephone = /phone$/i

const isFormula = (field: string, text: string) =>
  !freeText.test(field) && (telephone.test(field) ? text.startsWith('=') : formula.test(text))
const failed = /^#(REF|N\/A|VALUE|NAME|DIV\/0|NULL|NUM)[!?]?$/i

/** Cells that are formulas, or the failed result of one. */
export function formulasIn(cells: Cells): Problem[] {
  return Object.entries(cells)
    .filter(([field, text]) => isFormula(field, text) || failed.test(text))
    .map(([field]) => ({ field, code: 'CELL_IS_FORMULA' }))
}

/** A number with its decimal places, '1234.5', or the problem. */
export function numberIn(field: string, text: string, { decimalSign }: Manner): string | Problem {
  const read = readDecimal(text, decimalSign)
  return read === null ? { field, code: 'NUMBER_UNREAD', parameters: { text: shown(text) } } : read
}

/** A whole number, or the problem. */
export function wholeIn(field: string, text: string, manner: Manner): number | Problem {
  const read = numberIn(field, text, manner)
  if (typeof read !== 'string') return read
  const whole = Number(read)
  return Number.isSafeInteger(whole) ? whole : { field, code: 'NUMBER_NOT_WHOLE', parameters: { text: shown(text) } }
}

/** A quantity of a product in its smallest units, or the problem. */
export function quantityIn(field: string, text: string, places: number, manner: Manner): number | Problem {
  const read = numberIn(field, text, manner)
  if (typeof read !== 'string') return read
  return (
    decimalToQuantity(read, places) ?? { field, code: 'QUANTITY_PLACES', parameters: { text: shown(text), places } }
  )
}

/** A day, or the problem. */
export function dayIn(field: string, text: string, { dayOrder }: Manner): Day | Problem {
  return readDay(text, dayOrder) ?? { field, code: 'DAY_UNREAD', parameters: { text: shown(text) } }
}

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'ja', 'oui', 'si', 'sí', 'wahr', 'vrai'])
const no = new Set(['no', 'n', 'false', '0', '', 'nein', 'non', 'falsch', 'faux'])

/** Yes or no, or the problem. */
export function yesIn(field: string, text: string): boolean | Problem {
  const plain = text.toLowerCase()
  if (yes.has(plain)) return true
  return no.has(plain) ? false : { field, code: 'YES_OR_NO', parameters: { text: shown(text) } }
}

const bare = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

let countries: Map<string, string> | undefined

/** Countries by code, and by what languages of trade call them. */
function countryNames(): Map<string, string> {
  if (countries) return countries
  const found = new Map<string, string>()
  for (const language of ['pl', 'pt', 'nl', 'it', 'es', 'fr', 'de', 'en']) {
    const names = new Intl.DisplayNames(language, { type: 'region' })
    for (const code of countryCodes()) found.set(bare(names.of(code) as string), code)
  }
  for (const code of countryCodes()) found.set(code.toLowerCase(), code)
  const also = {
    uk: 'GB',
    'u k': 'GB',
    usa: 'US',
    'u s a': 'US',
    'great britain': 'GB',
    england: 'GB',
    scotland: 'GB',
    wales: 'GB',
    'northern ireland': 'GB',
    'united states of america': 'US',
    eire: 'IE',
    'republic of ireland': 'IE',
    holland: 'NL',
    'the netherlands': 'NL',
    'czech republic': 'CZ',
  }
  for (const [name, code] of Object.entries(also)) found.set(name, code)
  countries = found
  return found
}

/** The code of a country that is named by code or name, or the problem. */
export function countryIn(field: string, text: string): string | Problem {
  return countryNames().get(bare(text)) ?? { field, code: 'COUNTRY_UNKNOWN', parameters: { text: shown(text) } }
}

/** A cell as a sentence quotes it. */
export const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text)

export const isProblem = (read: unknown): read is Problem =>
  typeof read === 'object' && read !== null && 'field' in read && 'code' in read
