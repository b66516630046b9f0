import { absolute, type Decimal, decimalOf, powerOfTen, roundedQuotient, scaled } from './decimal'

/** An ISO 4217 alphabetical code: 'EUR'. */
export type Currency = string

/** Minor units by ISO 4217. The CLDR tables behind Intl follow cash habits and differ for some currencies. */
const EXPONENTS: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

const exponentOf = new Map(
  Object.entries(EXPONENTS).flatMap(([exponent, codes]) => codes.split(' ').map((code) => [code, Number(exponent)])),
)

/** Number of decimal places of a currency's minor unit (ISO 4217): EUR 2, JPY 0, KWD 3. */
export function currencyExponent(currency: Currency): number {
  return exponentOf.get(currency) ?? 2
}

/** All currencies an organisation can choose, as ISO 4217 codes. */
export function currencies(): Currency[] {
  return Intl.supportedValuesOf('currency')
}

/** Minor units as an exact decimal: (12345n, 'EUR') → '123.45'; for XML, CSV and spreadsheets. */
export function minorToDecimal(minor: bigint, currency: Currency): Decimal {
  return decimalOf(minor, currencyExponent(currency))
}

/** A decimal amount in minor units, rounded half away from zero when it has more places than the currency. */
export function decimalToMinor(amount: Decimal, currency: Currency): bigint {
  const { units, places } = scaled(amount)
  return roundedQuotient(units * powerOfTen(currencyExponent(currency)), powerOfTen(places))
}

/**
 * Unit price × quantity ÷ price quantity in minor units, half away from zero. The price is per `priceQuantity` (1, 100,
 * 1000) units; the quantity is a whole number, or a decimal for measured goods.
 */
export function extendedMinor(
  unitPrice: Decimal,
  quantity: bigint | number | Decimal,
  priceQuantity: number,
  currency: Currency,
): bigint {
  const price = scaled(unitPrice)
  const count = scaled(String(quantity))
  if (!Number.isSafeInteger(priceQuantity) || priceQuantity < 1) throw new RangeError('price quantity below 1')
  return roundedQuotient(
    price.units * count.units * powerOfTen(currencyExponent(currency)),
    powerOfTen(price.places + count.places) * BigInt(priceQuantity),
  )
}

/** `rate` percent of an amount in minor units, half away from zero: (1050n, '20') → 210n. */
export function percentOf(minor: bigint, rate: Decimal): bigint {
  const { units, places } = scaled(rate)
  return roundedQuotient(minor * units, 100n * powerOfTen(places))
}

/**
 * Splits an amount in proportion to the weights so that the parts sum to it exactly (largest remainder; among equal
 * remainders the first part wins). Weights must not be negative; when all are zero, the amount is split evenly.
 */
export function allocate(minor: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0) throw new RangeError('nothing to allocate to')
  if (weights.some((weight) => weight < 0n)) throw new RangeError('negative weight')
  const sum = sumMinor(weights)
  const shares = sum === 0n ? weights.map(() => 1n) : weights
  const total = sum === 0n ? BigInt(weights.length) : sum
  const amount = absolute(minor)
  const parts = shares.map((share) => {
    const product = amount * share
    return { whole: product / total, rest: product % total }
  })
  let missing = amount - sumMinor(parts.map((part) => part.whole))
  for (const part of parts.toSorted((a, b) => Number(b.rest - a.rest))) {
    if (missing === 0n) break
    part.whole += 1n
    missing -= 1n
  }
  return parts.map((part) => (minor < 0n ? -part.whole : part.whole))
}

/** The sum of amounts of one currency. */
export function sumMinor(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n)
}

const formats = new Map<string, Intl.NumberFormat>()

function formatFor(locale: string, currency: Currency, style: 'currency' | 'decimal'): Intl.NumberFormat {
  const key = `${locale}|${currency}|${style}`
  let format = formats.get(key)
  if (!format) {
    const places = currencyExponent(currency)
    format = new Intl.NumberFormat(locale, {
      ...(style === 'currency' ? { style, currency } : {}),
      minimumFractionDigits: places,
      maximumFractionDigits: places,
    })
    formats.set(key, format)
  }
  return format
}

/** What was formatted, with a minus sign in place of the hyphen that most locales write. Every formatted amount and quantity passes here. */
export const withMinus = (text: string): string => text.replace('-', '−')

/** Minor units as people of the locale write money: (123456n, 'EUR', 'de-DE') → '1.234,56 €'. Exact at any size. */
export function formatAmount(minor: bigint, currency: Currency, locale: string): string {
  return withMinus(formatFor(locale, currency, 'currency').format(minorToDecimal(minor, currency) as `${number}`))
}

/** The amount without its currency, for a table column whose head names it: (123456n, 'EUR', 'de-DE') → '1.234,56'. */
export function formatFigure(minor: bigint, currency: Currency, locale: string): string {
  return withMinus(formatFor(locale, currency, 'decimal').format(minorToDecimal(minor, currency) as `${number}`))
}

interface Separators {
  decimal: string
  /** '.', ',' or "'" between thousands; spaces count as apostrophes. */
  groups: string[]
}

const separatorsOf = new Map<string, Separators>()

/** Some locales group plain figures and money differently (de-AT '1 234' and '€ 1.234'); both forms are read. */
function separators(locale: string): Separators {
  let found = separatorsOf.get(locale)
  if (!found) {
    const parts = (['decimal', 'currency'] as const).flatMap((style) =>
      formatFor(locale, 'EUR', style).formatToParts(1234567.5),
    )
    const signs = (type: string) => parts.filter((part) => part.type === type).map((part) => plainSigns(part.value))
    found = {
      decimal: signs('decimal')[0] ?? '.',
      groups: [...new Set([...signs('group').filter((sign) => /[.,]/.test(sign)), "'"])],
    }
    separatorsOf.set(locale, found)
  }
  return found
}

/** Digits and separators of every script as those of ours, without marks of direction: '١٬٢٣٤٫٥' → '1,234.5'. */
export function plainSigns(text: string): string {
  return text
    .replace(/\p{Nd}/gu, plainDigit)
    .replace(/\p{Cf}/gu, '')
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', ',')
    .replaceAll('\u2019', "'")
}

// The ten digits of a script stand in a row, from the first or the seventh of sixteen places.
function plainDigit(digit: string): string {
  const place = (digit.codePointAt(0) as number) % 16
  const first = String.fromCodePoint((digit.codePointAt(0) as number) - place)
  return String(/\p{Nd}/u.test(first) ? place : place - 6)
}

const SPACES_WITHIN = /(?<=\d)\s(?=\d)/g
const GROUPS_OF_THREE = /^\d{1,3}(?:,\d{3})+$/
const GROUPS_OF_INDIA = /^\d{1,2}(?:,\d{2})*,\d{3}$/

/**
 * Reads an amount that a person typed or imported into minor units; undefined when it is not certainly an amount:
 * unknown letters, more places than the currency has, misplaced groups, or more than 15 digits. Accepts the separators
 * of the locale ('1.234,56' in de; also a decimal point without groups, unless the locale uses it for groups), a sign
 * before or after, the currency's code or symbol, spaces or apostrophes between thousands, and the digits of any script.
 */
export function parseAmount(text: string, currency: Currency, locale = 'en'): bigint | undefined {
  if (text.length > 60) return undefined
  const signed = withoutCurrency(plainSigns(text), currency, locale)
    .replace(/[\u2212\u2013]/g, '-')
    .replace(SPACES_WITHIN, "'")
    .replace(/\s/g, '')
  const match = /^([+-]?)([\d.,']+)([+-]?)$/.exec(signed)
  if (!match || (match[1] && match[3])) return undefined
  const number = plainNumber(match[2]!, separators(locale))
  if (number === undefined) return undefined
  const [whole = '', fraction = ''] = number.split('.')
  if (whole.length > 15 || fraction.length > currencyExponent(currency)) return undefined
  const minor = decimalToMinor(number, currency)
  return match[1] === '-' || match[3] === '-' ? -minor : minor
}

/** Removes the currency's code or symbol from either end; a sign may stand outside it ('-€ 12'). */
function withoutCurrency(text: string, currency: Currency, locale: string): string {
  const written = text.trim().toUpperCase()
  for (const name of [currency, symbolOf(currency, locale), symbolOf(currency, 'en')]) {
    const at = written.indexOf(name.toUpperCase())
    if (at < 0) continue
    const [before, after] = [written.slice(0, at), written.slice(at + name.length)]
    if (!/\d/.test(before) || !/\d/.test(after)) return before + after
  }
  return written
}

function symbolOf(currency: Currency, locale: string): string {
  const parts = formatFor(locale, currency, 'currency').formatToParts(0)
  return plainSigns(parts.find((part) => part.type === 'currency')?.value ?? currency)
}

/** '1.234,56' with the separators of a locale → '1234.56'; undefined when groups are misplaced or mixed. */
function plainNumber(text: string, { decimal, groups }: Separators): string | undefined {
  const point = !groups.includes('.') && !text.includes(',') ? '.' : decimal
  const pieces = text.split(point)
  if (pieces.length > 2) return undefined
  const [whole = '', fraction] = pieces
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return undefined
  const group = groups.find((sign) => whole.includes(sign)) ?? ','
  const usual = group === ',' ? whole : whole.includes(',') ? '' : whole.replaceAll(group, ',')
  const grouped = usual.includes(',')
  if (grouped ? !GROUPS_OF_THREE.test(usual) && !GROUPS_OF_INDIA.test(usual) : !/^\d+$/.test(usual)) return undefined
  return `${usual.replaceAll(',', '')}${fraction === undefined ? '' : `.${fraction}`}`
}
