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

declare const told: unique symbol

/**
 * A number of units as people say it, 1.25 for 1250 grams; never a quantity in smallest units. Only `inUnits` and `unitsOf` make one, and
 * whatever is told in a sentence, an event or a refusal asks for it, so that the compiler refuses a sentence that is wrong by a thousand.
 */
export type Units = number & { readonly [told]: true }

/** Goods in a sentence: how many units, and their unit when all of them are measured alike and not in pieces. */
export interface Goods {
  units: Units
  unit?: string
  /** How many products it is, where their units differ, so that no sum says anything; nought where nobody counted them. */
  mixed?: number
}

/** What is told about goods, by the names that sentences use. A parameter of such a name is in units. */
export type ToldGoods = Partial<
  Record<
    | 'units'
    | 'left'
    | 'free'
    | 'boxed'
    | 'least'
    | 'most'
    | 'standing'
    | 'received'
    | 'reserved'
    | 'backordered'
    | 'reservedAgain'
    | 'again'
    | 'lost'
    | 'over'
    | 'wanted'
    | 'next',
    Units
  >
>

/** A quantity as a decimal number of units: 1250 at three places is '1.25'. */
export function quantityToDecimal(quantity: number | bigint, places: number): Decimal {
  return places === 0 ? String(quantity) : plainDecimal(decimalOf(BigInt(quantity), places))
}

/** A quantity as a number of units, for events, mails and the public interface: 1250 at three places is 1.25. Exact to fifteen digits. */
export function inUnits(quantity: number, { places }: Pick<Measure, 'places'>): Units {
  return Number(quantityToDecimal(quantity, places)) as Units
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
): Units {
  const thousandths = parts.reduce((sum, part) => sum + BigInt(of(part)) * powerOfTen(3 - part.places), 0n)
  return Number(plainDecimal(decimalOf(thousandths, 3))) as Units
}

const alike = (a: { unit?: string }, b: { unit?: string }) => unitTold(a).unit === unitTold(b).unit

/** The same sum with its unit, when all that is in it is measured alike: 1.25 kg, 12 pieces. Of other goods, how many products they are. */
export function goodsIn<Part extends Measure & { productId?: string | null }>(
  parts: readonly Part[],
  of: (part: Part) => number,
): Goods {
  const there = parts.filter((part) => of(part) !== 0)
  const [first] = there
  const units = unitsOf(there, of)
  if (!first || there.every((part) => alike(part, first))) return { units, ...(first && unitTold(first)) }
  return { units, mixed: new Set(there.map((part) => part.productId ?? part)).size }
}

/** The goods of several shipments together. */
export function addGoods(parts: readonly Goods[]): Goods {
  const there = parts.filter(({ units }) => units !== 0)
  const units = unitsOf(
    there.map((part) => ({ places: 3, thousandths: Math.round(part.units * 1000) })),
    (part) => part.thousandths,
  )
  const [first] = there
  if (!first) return { units }
  const isMixed = there.some((part) => part.mixed !== undefined || !alike(part, first))
  return isMixed ? { units, mixed: 0 } : { units, ...unitTold(first) }
}

/** Some of goods: of mixed ones nobody counts the products. */
export const someOf = ({ mixed, ...goods }: Goods, units: Units): Goods => ({
  ...goods,
  units,
  ...(mixed !== undefined && { mixed: 0 }),
})

/** A quantity of one product as goods. */
export const asGoods = (quantity: number, of: Measure): Goods => ({ units: inUnits(quantity, of), ...unitTold(of) })

/** Whether a sentence speaks of goods as of one thing: one unit, or some of what is measured. */
export const isOne = ({ units, unit, mixed }: Goods): boolean =>
  unit !== undefined || (units === 1 && mixed === undefined)

/** Goods as an event keeps them. */
export const toldGoods = ({ units, unit, mixed }: { units?: unknown; unit?: unknown; mixed?: unknown }): Goods => ({
  units: Number(units ?? 0) as Units,
  ...(typeof unit === 'string' && { unit }),
  ...(typeof mixed === 'number' && { mixed }),
})

/** The unit as it is told beside a number of units; pieces need none. */
export const unitTold = ({ unit }: { unit?: string }): { unit?: string } =>
  unit === undefined || isPiece(unit) ? {} : { unit }

/** Whether a unit is only counted: by Recommendation 20 a piece has two codes. */
export const isPiece = (unit: string): boolean => unit === 'C62' || unit === 'H87'
