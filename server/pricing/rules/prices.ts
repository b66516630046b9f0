import { compareDecimals, type Decimal } from '@/server/platform/money/decimal'
import { type Discount, discounted, type KeptDiscount, lessPercent, type OwnPrice, withoutTax } from './discounts'

/** The audiences of price lists, the most specific first. */
export const audiences = ['CUSTOMER', 'GROUP', 'ALL'] as const
export type Audience = (typeof audiences)[number]

/** The source of a line's price. EARLIER: the line is older than this field. */
export const priceSources = ['PRODUCT', 'LIST', 'TYPED', 'EARLIER'] as const
export type PriceSource = (typeof priceSources)[number]

/** An entry of a list that may apply to a line: a fixed price, or a percentage off the product's own. */
export interface PriceCandidate {
  productId: string
  listId: string
  listName: string
  audience: Audience
  validFrom: string
  validTo: string | null
  fromQuantity: number
  unitPrice: Decimal | null
  priceQuantity: number | null
  percentOff: Decimal | null
  /** The rate, in percent, of the tax that the fixed price contains; null: it contains none. */
  containsTax: Decimal | null
}

/** The price of a line before any discount, with its source. */
export interface ListedPrice extends OwnPrice {
  source: 'PRODUCT' | 'LIST'
  listId: string | null
  listName: string | null
  breakFrom: number | null
}

export const holdsOn = (list: { validFrom: string; validTo: string | null }, day: string): boolean =>
  list.validFrom <= day && (list.validTo === null || day <= list.validTo)

/** Negative when the first of two entries comes before the second: the more specific list, the larger break, the newer list. */
function precedence(a: PriceCandidate, b: PriceCandidate): number {
  if (a.audience !== b.audience) return audiences.indexOf(a.audience) - audiences.indexOf(b.audience)
  if (a.fromQuantity !== b.fromQuantity) return b.fromQuantity - a.fromQuantity
  if (a.validFrom !== b.validFrom) return a.validFrom < b.validFrom ? 1 : -1
  return a.listId < b.listId ? 1 : -1
}

/**
 * The price of so many units of a product on a day (docs/prices.md): of the entries that hold on that day and whose break is
 * reached, the one of the customer's list goes before that of their group's, and that before one for all, then the larger break, then the newer list; without any the
 * product's own price. A price that contains tax is asked without it. The candidates are entries of lists that are for this customer.
 */
export function listedPrice(
  product: OwnPrice & { id: string },
  candidates: readonly PriceCandidate[],
  { quantity, day }: { quantity: number; day: string },
): ListedPrice {
  const own = { unitPrice: product.unitPrice, priceQuantity: product.priceQuantity }
  const [first] = candidates
    .filter((one) => one.productId === product.id && one.fromQuantity <= quantity && holdsOn(one, day))
    .sort(precedence)
  if (!first) return { ...own, source: 'PRODUCT', listId: null, listName: null, breakFrom: null }
  const { unitPrice, priceQuantity, percentOff, containsTax } = first
  const price =
    unitPrice !== null && priceQuantity !== null
      ? { unitPrice: containsTax === null ? unitPrice : withoutTax(unitPrice, containsTax), priceQuantity }
      : { ...own, unitPrice: lessPercent(own.unitPrice, percentOff ?? '0') }
  return { ...price, source: 'LIST', listId: first.listId, listName: first.listName, breakFrom: first.fromQuantity }
}

/** The source of its price that a line stores. */
export interface PriceOrigin extends KeptDiscount {
  priceSource: PriceSource
  priceListId: string | null
  /** The quantity from which the list has this price. */
  breakFrom: number | null
  /** The price by lists and product, even when another one was typed; null when it is not known. */
  listPrice: Decimal | null
}

/**
 * The price of a line and its origin: one that was typed goes before all lists, for as many units as they have it for; a discount
 * is taken off either. Null when more is taken off than there is.
 */
export function priceOfLine(
  listed: ListedPrice,
  typed: Decimal | undefined,
  discount?: Discount | null,
): (OwnPrice & PriceOrigin & { priceListName: string | null }) | null {
  const priced = beforeDiscount(listed, typed)
  const after = discounted(priced.unitPrice, discount)
  return after && { ...priced, ...after }
}

function beforeDiscount(listed: ListedPrice, typed: Decimal | undefined) {
  const { unitPrice, priceQuantity, source, listId, listName, breakFrom } = listed
  if (typed !== undefined && compareDecimals(typed, unitPrice) !== 0)
    return {
      unitPrice: typed,
      priceQuantity,
      priceSource: 'TYPED' as const,
      priceListId: null,
      priceListName: null,
      breakFrom: null,
      listPrice: unitPrice,
    }
  const origin = { priceSource: source, priceListId: listId, priceListName: listName, breakFrom, listPrice: unitPrice }
  return { unitPrice, priceQuantity, ...origin }
}
