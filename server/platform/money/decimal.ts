/** A decimal number as text, '12.5'. Unit prices and rates are never binary floats. */
export type Decimal = string

/** units ÷ 10^places */
interface Scaled {
  units: bigint
  places: number
}

const DECIMAL = /^([+-]?)(\d{1,30})(?:\.(\d{1,20}))?$/

/** The exact value of a decimal; a RangeError when the text is not one. */
export function scaled(decimal: Decimal): Scaled {
  const match = DECIMAL.exec(decimal)
  if (!match) throw new RangeError(`not a decimal number: ${JSON.stringify(decimal.slice(0, 40))}`)
  const [, sign, whole, fraction = ''] = match
  const units = BigInt(whole + fraction)
  return { units: sign === '-' ? -units : units, places: fraction.length }
}

export function powerOfTen(places: number): bigint {
  return 10n ** BigInt(places)
}

/** Whether a text is a decimal number, such as '12', '-0.5' or '+3.125'. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text)
}

/** Compares two decimals exactly: -1, 0 or 1; '20' equals '20.00'. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const [left, right] = [scaled(a), scaled(b)]
  const difference = left.units * powerOfTen(right.places) - right.units * powerOfTen(left.places)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** A decimal without a plus sign or superfluous zeros: '020.50' → '20.5', '-0' → '0'. */
export function plainDecimal(decimal: Decimal): Decimal {
  const { units, places } = scaled(decimal)
  const text = decimalOf(units, places)
  return places === 0 ? text : text.replace(/\.?0+$/, '')
}

/** numerator ÷ denominator, rounded half away from zero to a whole number. Every amount of the program is rounded this way. */
export function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('division by zero')
  const negative = numerator < 0n !== denominator < 0n
  const [n, d] = [absolute(numerator), absolute(denominator)]
  const rounded = (2n * n + d) / (2n * d)
  return negative ? -rounded : rounded
}

export function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}

/** units ÷ 10^places as text: (12345n, 2) → '123.45'. */
export function decimalOf(units: bigint, places: number): Decimal {
  const digits = absolute(units)
    .toString()
    .padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return units < 0n ? `-${text}` : text
}
