import {
  type Decimal,
  decimalOf,
  plainDecimal,
  powerOfTen,
  roundedQuotient,
  scaled,
} from '@/server/platform/money/decimal'

/** A price per `priceQuantity` units. */
export interface OwnPrice {
  unitPrice: Decimal
  priceQuantity: number
}

/** Unit prices have six places. */
const pricePlaces = 6

/** A unit price less a percentage, rounded half away from zero to six places: ('9.99', '10') → '8.991'. */
export function lessPercent(unitPrice: Decimal, percent: Decimal): Decimal {
  const [price, off] = [scaled(unitPrice), scaled(percent)]
  const kept = 100n * powerOfTen(off.places) - off.units
  const units = roundedQuotient(
    price.units * kept * powerOfTen(pricePlaces),
    powerOfTen(price.places + off.places) * 100n,
  )
  return decimalOf(units, pricePlaces).replace(/\.?0+$/, '')
}

/**
 * What is left of a price that contains a tax of so many percent, rounded half away from zero to six places:
 * ('23.80', '19') → '20'.
 */
export function withoutTax(price: Decimal, rate: Decimal): Decimal {
  const [asked, percent] = [scaled(price), scaled(rate)]
  const whole = 100n * powerOfTen(percent.places) + percent.units
  const units = roundedQuotient(
    asked.units * 100n * powerOfTen(percent.places + pricePlaces),
    whole * powerOfTen(asked.places),
  )
  return plainDecimal(decimalOf(units, pricePlaces))
}

/** A price with a tax of so many percent, not rounded: ('20', '19') → '23.8'. */
export function withTax(price: Decimal, rate: Decimal): Decimal {
  const [asked, percent] = [scaled(price), scaled(rate)]
  const units = asked.units * (100n * powerOfTen(percent.places) + percent.units)
  return plainDecimal(decimalOf(units, asked.places + percent.places + 2))
}

/** A discount on a price: a percentage, or an amount for the same number of units as the price. It always has a reason. */
export interface Discount {
  percent?: Decimal | undefined
  amount?: Decimal | undefined
  reasonId: string
}

/** The discount that a line stores. The unit price of the line is the price after it. */
export interface KeptDiscount {
  /** The price before the discount; null where there is none. */
  grossPrice: Decimal | null
  discountPercent: Decimal | null
  discountAmount: Decimal | null
  discountReasonId: string | null
}

export const noDiscount: KeptDiscount = {
  grossPrice: null,
  discountPercent: null,
  discountAmount: null,
  discountReasonId: null,
}

/** A price after its discount, with the facts that the line stores; null when the discount is more than the price. */
export function discounted(
  grossPrice: Decimal,
  discount: Discount | null | undefined,
): ({ unitPrice: Decimal } & KeptDiscount) | null {
  if (!discount) return { unitPrice: grossPrice, ...noDiscount }
  const { percent, amount, reasonId: discountReasonId } = discount
  if (percent !== undefined) {
    const unitPrice = lessPercent(grossPrice, percent)
    return { unitPrice, grossPrice, discountPercent: percent, discountAmount: null, discountReasonId }
  }
  const [price, off] = [scaled(grossPrice), scaled(amount ?? '0')]
  const units = price.units * powerOfTen(off.places) - off.units * powerOfTen(price.places)
  if (units < 0n) return null
  const unitPrice = plainDecimal(decimalOf(units, price.places + off.places))
  return { unitPrice, grossPrice, discountPercent: null, discountAmount: amount ?? '0', discountReasonId }
}

/** The discount of a line, in the form in which it can be given again. */
export function discountOf({ discountPercent, discountAmount, discountReasonId }: KeptDiscount): Discount | null {
  if (discountReasonId === null) return null
  return discountPercent === null
    ? { amount: discountAmount ?? '0', reasonId: discountReasonId }
    : { percent: discountPercent, reasonId: discountReasonId }
}

/** Whether a price is below another, each for its own number of units. */
export function isBelow(price: OwnPrice, floor: OwnPrice): boolean {
  const [a, b] = [scaled(price.unitPrice), scaled(floor.unitPrice)]
  return (
    a.units * powerOfTen(b.places) * BigInt(floor.priceQuantity) <
    b.units * powerOfTen(a.places) * BigInt(price.priceQuantity)
  )
}
