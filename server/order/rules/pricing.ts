import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { type Discount, discounted, discountOf, isBelow, type OwnPrice } from '@/server/pricing/rules/discounts'
import { listedPrice, type PriceCandidate, type PriceOrigin, priceOfLine } from '@/server/pricing/rules/prices'
import type { OrderLine } from './position'

export interface PriceWish {
  quantity: number
  unitPrice?: string | undefined
  discount?: Discount | null | undefined
}

/** What of a product decides about its price. */
export interface PricedProduct extends OwnPrice {
  id: string
  sku: string
  /** For as many units as its own price; null: it has none. */
  floorPrice: string | null
}

/**
 * Prices lines on a day by the lists that are for their customer; a price that is wished goes before all of them, and a discount is taken
 * off. Refuses DISCOUNT_TOO_LARGE.
 */
export function pricer(candidates: readonly PriceCandidate[], day: string) {
  const byProduct = new Map<string, PriceCandidate[]>()
  for (const one of candidates) byProduct.set(one.productId, [...(byProduct.get(one.productId) ?? []), one])
  return (product: PricedProduct, wish: PriceWish) => {
    const listed = listedPrice(product, byProduct.get(product.id) ?? [], { quantity: wish.quantity, day })
    return priceOfLine(listed, wish.unitPrice, wish.discount) ?? refuse('DISCOUNT_TOO_LARGE', { sku: product.sku })
  }
}
export type Pricer = ReturnType<typeof pricer>

/** What a line keeps of its price; the list's name is looked up when it is shown. */
export const keptPrice = ({ priceListName: _, ...kept }: ReturnType<Pricer>) => kept

/** Whether a person who may not go below floor prices may give this price: one of a list that nobody took anything off always. */
export const underFloor = (product: PricedProduct, line: OwnPrice & PriceOrigin): boolean =>
  product.floorPrice !== null &&
  (line.priceSource === 'TYPED' || line.discountReasonId !== null) &&
  isBelow(line, { unitPrice: product.floorPrice, priceQuantity: product.priceQuantity })

/** Refuses BELOW_FLOOR where a price that somebody made is below the product's floor, and they may not go there. */
export function keepFloor(
  { permissions }: Pick<Ctx, 'permissions'>,
  product: PricedProduct,
  line: OwnPrice & PriceOrigin,
) {
  if (!underFloor(product, line) || permissions === 'ALL' || permissions.has('price.belowFloor')) return
  refuse('BELOW_FLOOR', { sku: product.sku, floorPrice: product.floorPrice })
}

/** Refuses NOT_FOUND where a discount names a reason that is not there, or is archived. */
export function knownReasons(
  wishes: readonly { discount?: Discount | null | undefined }[],
  reasons: readonly string[],
) {
  const known = new Set(reasons)
  if (wishes.some(({ discount }) => discount && !known.has(discount.reasonId))) notFound('discount reason')
}

/** A line with another price, typed now, or another discount, or none; what is not wished stays. Refuses DISCOUNT_TOO_LARGE. */
export function otherPrice(line: OrderLine, wish: Omit<PriceWish, 'quantity'>): OwnPrice & PriceOrigin {
  const { priceQuantity, listPrice, priceSource, priceListId, breakFrom } = line
  const gross = wish.unitPrice ?? line.grossPrice ?? line.unitPrice
  const after =
    discounted(gross, wish.discount === undefined ? discountOf(line) : wish.discount) ??
    refuse('DISCOUNT_TOO_LARGE', { position: line.position })
  const origin =
    wish.unitPrice === undefined
      ? { priceSource, priceListId, breakFrom }
      : { priceSource: 'TYPED' as const, priceListId: null, breakFrom: null }
  return { priceQuantity, listPrice, ...origin, ...after }
}
