import { besides } from '@/server/platform/money/beside'
import { currencyExponent, plainSigns, withMinus } from '@/server/platform/money/money'
import { decimalToQuantity, type Measure, quantityToDecimal } from '@/server/platform/money/quantity'
import {
  amountWords,
  cameWords,
  doneWords,
  goodsWords,
  priceFor,
  quantityWords,
  sumWords,
} from '@/server/platform/words/units'
import { gramsPerOunce, languageOf, weighsInPounds, weightWords } from '@/server/platform/words/words'

// Writes amounts, days and instants in the reader's language. The functions are pure: locale, currency and zone are parameters.

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function numberFormat(locale: string, options: Intl.NumberFormatOptions) {
  const key = `n ${locale} ${JSON.stringify(options)}`
  const kept = cache.get(key) ?? new Intl.NumberFormat(locale, options)
  cache.set(key, kept)
  return kept as Intl.NumberFormat
}

function dateFormat(asked: string, options: Intl.DateTimeFormatOptions) {
  const locale = languageOf(asked)
  const key = `d ${locale} ${JSON.stringify(options)}`
  const kept = cache.get(key) ?? new Intl.DateTimeFormat(locale, options)
  cache.set(key, kept)
  return kept as Intl.DateTimeFormat
}

/** Minor units as a plain decimal string: `decimalOf(-1205n, 2)` is `-12.05`. */
export function decimalOf(minor: bigint, digits: number): `${number}` {
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0')
  const whole = digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text
  return `${minor < 0n ? '-' : ''}${whole}` as `${number}`
}

export interface MoneyOptions {
  /** Leaves out the minor units, for headings and charts. */
  whole?: boolean
  /** `£184k`: for axes. */
  compact?: boolean
  /** Leaves out the currency, because a column head names it. */
  bare?: boolean
  /** Writes `+` before amounts above zero. */
  signed?: boolean
}

/** An amount in minor units in the reader's notation. It is exact for any size, because it uses no floating point. */
export function formatMoney(minor: bigint, currency: string, locale: string, options: MoneyOptions = {}) {
  const digits = currencyExponent(currency)
  const shown = options.compact || options.whole ? 0 : digits
  const format = numberFormat(locale, {
    ...(options.bare ? { style: 'decimal' } : { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
    minimumFractionDigits: shown,
    maximumFractionDigits: options.compact ? 1 : shown,
    ...(options.compact && { notation: 'compact', minimumFractionDigits: 0 }),
    ...(options.signed && { signDisplay: 'exceptZero' }),
  })
  return withMinus(format.format(decimalOf(minor, digits)))
}

/** The decimal mark of the locale, `.` or `,`. */
export const decimalMark = (locale: string) =>
  plainSigns(
    numberFormat(locale, {})
      .formatToParts(1.5)
      .find((part) => part.type === 'decimal')?.value ?? '.',
  )

/**
 * Reads a number as a person typed it (`1.234,50`, `1,234.5`, `24,9`) as a plain decimal (`1234.50`); null when it is
 * no number. Digits of every script are read. The last mark is the decimal mark, unless the locale uses it between thousands and three digits follow.
 */
export function readDecimal(text: string, locale: string): string | null {
  const bare = plainSigns(text)
    .trim()
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/(?<=\d)[\s'\u2019](?=\d{3})/g, '')
  const match = /^(-?)([\d.,]+)$/.exec(bare)
  const written = match?.[2]
  if (!written || !/\d/.test(written)) return null
  const last = Math.max(written.lastIndexOf('.'), written.lastIndexOf(','))
  const thousands = /^[1-9]\d{0,2}([.,]\d{2,3})*[.,]\d{3}$/.test(written) && written[last] !== decimalMark(locale)
  const isDecimal = last >= 0 && !thousands
  const whole = isDecimal ? written.slice(0, last) : written
  const fraction = isDecimal ? written.slice(last + 1) : ''
  const marks = new Set(whole.replace(/\d/g, ''))
  if (marks.size > 1 || (isDecimal && marks.has(written[last] as string))) return null
  if (marks.size > 0 && !/^\d{1,3}([.,]\d{2,3})*[.,]\d{3}$/.test(whole)) return null
  const units = whole.replace(/[.,]/g, '') || '0'
  return `${match[1]}${units}${fraction && `.${fraction}`}`
}

/** A plain decimal as a field of the locale shows it: `24.9` is `24,9` in German. */
export const decimalText = (decimal: string, locale: string) => decimal.replace('.', decimalMark(locale))

/** A rate in percent without useless zeros: `19 %`, `5,5 %`. */
export const rateText = (rate: string, locale: string) =>
  `${decimalText(rate.includes('.') ? rate.replace(/\.?0+$/, '') : rate, locale)}\u00a0%`

/**
 * Reads an amount as a person typed it (`1.234,50`, `£1,234.5`, `12`) as minor units; null when it is no amount of this
 * currency, or one of another is written beside it.
 */
export function readMoney(text: string, currency: string, locale: string): bigint | null {
  const digits = currencyExponent(currency)
  const { bare, other } = besides(text, currency)
  const decimal = other === null ? readDecimal(bare, locale) : null
  const [whole = '', fraction = ''] = (decimal ?? '').replace('-', '').split('.')
  if (decimal === null || fraction.length > digits) return null
  const minor = BigInt(`${whole}${fraction.padEnd(digits, '0')}`)
  return decimal.startsWith('-') ? -minor : minor
}

/** A unit price as a field shows it: with at least the places of its currency, and no zeros after those. */
export function priceText(price: string, currency: string): string {
  const [whole = '0', places = ''] = price.split('.')
  const shown = places.replace(/0+$/, '').padEnd(currencyExponent(currency), '0')
  return shown ? `${whole}.${shown}` : whole
}

/** A unit price, given as decimal text, as people read it: `£12.50 per 100`, `£4.20 per kg`; it shows up to six places. */
export function formatUnitPrice(price: string, priceQuantity: number, of: Measure, currency: string, locale: string) {
  const places = price.replace(/0+$/, '').split('.')[1]?.length ?? 0
  const digits = { minimumFractionDigits: Math.max(currencyExponent(currency), places), maximumFractionDigits: 6 }
  const shown = numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...digits,
  }).format(price as `${number}`)
  const given = priceFor(priceQuantity, of, locale)
  return given ? `${shown} ${given}` : shown
}

/** A count with its noun: `1 line`, `1,200 lines` in the locale. Goods are no count: `quantityOf`, `sumOf` and `goodsText` say them. */
export const countOf = <Noun extends string>(
  count: number,
  noun: Noun extends `${string}unit` ? never : Noun,
  locale?: string,
) => `${locale ? formatCount(count, locale) : count} ${count === 1 ? noun : `${noun}s`}`

/** A whole number with its unit, `84 points`. Quantities of goods are written by `formatQuantity`. */
export const formatCount = (count: number | bigint, locale: string, unit?: string) =>
  numberFormat(locale, {}).format(count) + (unit ? `\u00a0${unit}` : '')

/** A quantity of a product: `1.25 kg`, `12`. */
export const formatQuantity = quantityWords

/** A quantity of a product in a sentence: `1.25 kg`, `12 units`. */
export const quantityOf = amountWords

/** The goods of several lines in a sentence: `1.25 kg`, `12 units`. */
export const sumOf = sumWords

/** Goods as an answer or an event tells them: `1.25 kg`, `12 units`. */
export const goodsText = goodsWords

/** How much of lines is done: `3 of 5`, `0.5 of 1.25 kg`, `1 of 2 lines`. */
export const doneText = doneWords

/** How much of a list came: `3 of 5`, `1 of 2 lines`. */
export const cameText = cameWords

/** A quantity as a field shows it, without its unit: 1250 at three places is `1,25` in German. */
export const quantityText = (quantity: number, of: Measure, locale: string) =>
  decimalText(quantityToDecimal(quantity, of.places), locale)

/** Reads a quantity as a person typed it, in whole smallest units; null when it is none, or has more places than the product. */
export function readQuantity(text: string, of: Measure, locale: string): number | null {
  const decimal = readDecimal(text, locale)
  return decimal === null || decimal.startsWith('-') || decimal.length > 20
    ? null
    : decimalToQuantity(decimal, of.places)
}

/** A weight in the unit of the country: `640 g`, `11.22 kg`, `1.41 lb`. */
export const formatWeight = weightWords

const gramsOf: Readonly<Record<string, number>> = { g: 1, kg: 1000, oz: gramsPerOunce, lb: 16 * gramsPerOunce }

/**
 * Reads a typed weight as whole grams: in kilograms or pounds by country, or in the unit behind the number (`800 g`,
 * `2.4 kg`, `12 oz`, `2 lb 4 oz`). Null when it is no weight.
 */
export function readWeight(text: string, locale: string): number | null {
  const match = /^([^a-z]*\d)\s*(?:(kg|g|oz|lb)s?\.?)?(?:(?<=lbs?\.?)\s*([\d.,]+)\s*oz\.?)?$/i.exec(text.trim())
  const [, first = '', unit = weighsInPounds(locale) ? 'lb' : 'kg', ounces = '0'] = match ?? []
  const [whole = null, rest = null] = [first, ounces].map((part) => readDecimal(part, locale))
  if (whole === null || rest === null || whole.startsWith('-')) return null
  return Math.round(Number(whole) * (gramsOf[unit.toLowerCase()] as number) + Number(rest) * gramsPerOunce)
}

/** Grams as a field of the country shows them, in kilograms or pounds; the text is read back as the same grams. */
export function weightText(grams: number, locale: string): string {
  const units = grams / (weighsInPounds(locale) ? gramsPerOunce * 16 : 1000)
  const texts = [2, 3, 4].map((places) => decimalText(String(Number(units.toFixed(places))), locale))
  return texts.find((text) => readWeight(text, locale) === grams) ?? (texts.at(-1) as string)
}

export type DayStyle = 'weekday' | 'short' | 'long'

/** A calendar day. The year is left out when it is the year of `today`. `weekday`: Tue 24 Nov. `long`: Tuesday 24 November 2026. */
export function formatDay(day: string, locale: string, style: DayStyle = 'short', today?: string) {
  const long = style === 'long'
  return dateFormat(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: long ? 'long' : 'short',
    ...(style !== 'short' && { weekday: long ? 'long' : 'short' }),
    ...((long || !today || day.slice(0, 4) !== today.slice(0, 4)) && { year: 'numeric' }),
  })
    .format(new Date(`${day}T12:00:00Z`))
    .replaceAll(',', '')
}

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export const dayOf = (at: Date, timeZone: string) =>
  dateFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

export type InstantStyle = 'time' | 'short' | 'long'

/** An instant in a time zone. `time`: 09:12. `short`: 23 Nov 09:12, with its year when that is not the year of `today`. `long`: with weekday, year and zone. */
export function formatInstant(
  at: Date,
  locale: string,
  timeZone: string,
  style: InstantStyle = 'short',
  today?: string,
) {
  const year = dateFormat('en-GB', { timeZone, year: 'numeric' }).format(at)
  return dateFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(style !== 'time' && { day: 'numeric', month: 'short' }),
    ...(style === 'short' && today && year !== today.slice(0, 4) && { year: 'numeric' }),
    ...(style === 'long' && { weekday: 'short', year: 'numeric', timeZoneName: 'short' }),
  })
    .format(at)
    .replaceAll(',', '')
}

/** An age in one unit: `3 d`, `4 h`, `12 min`, `now`. A negative age is written `in 3 d`. */
export function formatAge(milliseconds: number) {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000)
  const text =
    minutes < 1
      ? 'now'
      : minutes < 60
        ? `${minutes}\u00a0min`
        : minutes < 48 * 60
          ? `${Math.floor(minutes / 60)}\u00a0h`
          : `${Math.floor(minutes / 1440)}\u00a0d`
  return milliseconds < 0 && minutes > 0 ? `in ${text}` : text
}

/** A measured number with one place behind the mark: `14.6`, `14,6`. */
export const formatTenths = (value: number, locale: string) =>
  withMinus(numberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value))

/** A share as percent, `93.8 %`. */
export const formatPercent = (fraction: number, locale: string, digits = 1) =>
  numberFormat(locale, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    fraction,
  )
