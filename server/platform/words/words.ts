import { currencyExponent, formatAmount } from '../money/money'
import { type Measure, toldGoods } from '../money/quantity'
import { figure, goodsWords, quantityWords } from './units'

/** The language, currency and zone of an organisation. */
export interface Manner {
  currency: string
  locale: string
  timeZone: string
}

export type Parameters = Record<string, unknown>

/** Turns parameters into words: amounts in minor units, calendar days, counted units. */
export interface Say {
  money(minor: unknown, currency?: unknown): string
  /** A unit price, given as decimal text, with its currency: `£24.90`, `1.234,90 €`. */
  price(price: unknown, currency?: unknown): string
  /** A number in the organisation's way of writing: `1,234.5`, `1.234,5`. */
  number(number: unknown): string
  day(day: unknown): string
  /** Counted things: `2 lines`. Goods are said by `goods` or `quantity`. */
  units<Noun extends string>(count: unknown, one: Noun extends 'unit' ? never : Noun, many?: string): string
  /** Units as events and refusals tell them, with their unit when it is known: `1.25 kg`, `12 units`; `3 products` of mixed ones. */
  goods(units: unknown, unit?: unknown, mixed?: unknown): string
  /** A quantity of a product in its unit. */
  quantity(quantity: number, of: Measure): string
  /** A weight in grams, in the unit of the country. */
  weight(grams: unknown): string
}

/** The sentence for each code or event name, made from its parameters. There is one table per stage and language. */
export type Sentences = Record<string, (parameters: Parameters, say: Say) => string>

function amount(minor: unknown, currency: string, locale: string): string {
  if (typeof minor === 'bigint') return formatAmount(minor, currency, locale)
  if (typeof minor === 'number' && Number.isSafeInteger(minor)) return formatAmount(BigInt(minor), currency, locale)
  if (typeof minor === 'string' && /^-?\d+$/.test(minor)) return formatAmount(BigInt(minor), currency, locale)
  return '–'
}

/**
 * The locale for months and weekdays: English, because they stand in English sentences. The organisation's locale
 * decides figures and order only.
 */
export const languageOf = (locale: string): string => (locale.startsWith('en') ? locale : 'en-GB')

function calendarDay(day: unknown, locale: string, year?: 'numeric'): string {
  if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return '–'
  const format = new Intl.DateTimeFormat(languageOf(locale), {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year,
  })
  return format.format(new Date(`${day}T12:00:00Z`)).replaceAll(',', '')
}

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Weekdays by number, Monday is 1: `Mon, Wed and Fri`. */
export function weekdayWords(days: readonly number[]): string {
  const names = [...days].sort().map((day) => weekdayNames[day - 1] ?? '')
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names).replace(/, and /, ' and ')
}

export const gramsPerOunce = 28.349523125

/** Whether the country weighs goods in pounds; an organisation's locale is that of its country. */
export const weighsInPounds = (locale: string): boolean => /-(US|LR|MM)\b/.test(locale)

/** A weight in the country's units: `640 g`, `11.22 kg`, `7.05 oz`, `1.41 lb`. */
export function weightWords(grams: number, locale: string): string {
  const { format } = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const ounces = grams / gramsPerOunce
  if (weighsInPounds(locale)) return ounces < 16 ? `${format(ounces)}\u00a0oz` : `${format(ounces / 16)}\u00a0lb`
  return grams < 1000 ? `${format(grams)}\u00a0g` : `${format(grams / 1000)}\u00a0kg`
}

const isDecimal = (text: string) => /^-?\d+(\.\d+)?$/.test(text)

/** A unit price with at least the places of its currency, and at most six. */
function unitPrice(price: unknown, currency: string, locale: string): string {
  if (!isDecimal(String(price))) return '–'
  const places = currencyExponent(currency)
  const digits = { minimumFractionDigits: places, maximumFractionDigits: Math.max(places, 6) }
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(String(price) as `${number}`)
}

const written = (number: unknown, locale: string) =>
  isDecimal(String(number ?? 0)) ? figure(String(number ?? 0), locale) : String(number)

/** The functions that write words for an organisation. Values may come from JSON, so amounts may be text. */
export function speak({ currency, locale }: Manner): Say {
  return {
    money: (minor, other) => amount(minor, typeof other === 'string' ? other : currency, locale),
    price: (price, other) => unitPrice(price, typeof other === 'string' ? other : currency, locale),
    number: (number) => written(number, locale),
    day: (day) => calendarDay(day, locale),
    weight: (grams) => weightWords(Number(grams ?? 0), locale),
    units: (count, one, many = `${one}s`) => `${written(count, locale)} ${Number(count) === 1 ? one : many}`,
    goods: (units, unit, mixed) => goodsWords(toldGoods({ units, unit, mixed }), locale),
    quantity: (quantity, of) => quantityWords(quantity, of, locale),
  }
}

/** The same for mails and for what happened to a record: both are read years later, so their days have their year. */
export const speakForGood = (manner: Manner): Say => ({
  ...speak(manner),
  day: (day) => calendarDay(day, manner.locale, 'numeric'),
})
