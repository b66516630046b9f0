import { type Decimal, decimalOf, plainDecimal, powerOfTen, scaled } from './decimal'

/**
 * How a product is measured. Inside the program every quantity of it is a whole number of its smallest unit, 1250 for 1.25 kg at three
 * places, and a price quantity counts smallest units too; nobody who multiplies or adds has to know the places.
 */
export interface Measure {
  /** What one of it is, by UN/ECE Recommendation 20: 'C62', 'KGM'. */
  unit: string
  /** Decimal places of its quantities, 0 to 3. */
  places: number
}

/** Whole pieces. */
export const pieces: Measure = { unit: 'C62', places: 0 }

/** A quantity as a decimal number of units: 1250 at three places is '1.25'. */
export function quantityToDecimal(quantity: number | bigint, places: number): Decimal {
  return places === 0 ? String(quantity) : plainDecimal(decimalOf(BigInt(quantity), places))
}

/** A quantity as a number of units, for events, mails and the public interface: 1250 at three places is 1.25. Exact to fifteen digits. */
export function inUnits(quantity: number, { places }: Pick<Measure, 'places'>): number {
  return Number(quantityToDecimal(quantity, places))
}

/** A decimal number of units as a quantity; null when it has more places than the product, or is too large. */
export function decimalToQuantity(decimal: Decimal, places: number): number | null {
  const { units, places: written } = scaled(plainDecimal(decimal))
  if (written > places) return null
  const quantity = Number(units * powerOfTen(places - written))
  return Number.isSafeInteger(quantity) ? quantity : null
}

/** The smallest units of one unit: 1000 at three places. */
export const smallestOf = ({ places }: Pick<Measure, 'places'>): number => 10 ** places

/** A sum over products, each in its own unit: 12 pieces and 1.25 kg are 13.25 units. */
export function unitsOf<Part extends Pick<Measure, 'places'>>(
  parts: readonly Part[],
  of: (part: Part) => number,
): number {
  const thousandths = parts.reduce((sum, part) => sum + BigInt(of(part)) * powerOfTen(3 - part.places), 0n)
  return Number(plainDecimal(decimalOf(thousandths, 3)))
}
