import { nextSold, type SoldIn } from '@/server/catalog/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import type { Measure } from '@/server/platform/money/quantity'
import { inUnits, unitTold } from '@/server/platform/money/quantity'
import { type Discount, discounted, discountOf, isBelow, type OwnPrice } from '@/server/pricing/rules/discounts'
import { listedPrice, type PriceCandidate, type PriceOrigin, priceOfLine } from '@/server/pricing/rules/prices'
import type { ProductFacts } from '../queries/facts'
import type { OrderLine } from './position'

export interface PriceWish {
  quantity: number
  unitPrice?: string | undefined
  discount?: Discount | null | undefined
}

/** The facts of a product that decide its price. */
export interface PricedProduct extends OwnPrice {
  id: string
  sku: string
  /** For the same number of units as its own price; null when it has none. */
  floorPrice: string | null
}

/**
 * Prices lines on a day by the price lists of their customer. A typed price comes before all lists. A discount is taken off either.
 * Refuses with DISCOUNT_TOO_LARGE.
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

/** Refuses QUANTITY_NOT_SOLD, naming the next quantity that is sold, below a product's minimum or between its multiples. */
export function keepSold(product: SoldIn & Measure & { sku: string }, quantity: number) {
  const { sku } = product
  const next = nextSold(quantity, product)
  if (next !== quantity) refuse('QUANTITY_NOT_SOLD', { sku, next: inUnits(next, product), ...unitTold(product) })
}

/** The part of a price that a line stores. The name of the list is read when it is shown. */
export const keptPrice = ({ priceListName: _, ...kept }: ReturnType<Pricer>) => kept

/** Whether a price that a person made is below the product's floor. A list price without a discount never is. */
export const underFloor = (product: PricedProduct, line: OwnPrice & PriceOrigin): boolean =>
  product.floorPrice !== null &&
  (line.priceSource === 'TYPED' || line.discountReasonId !== null) &&
  isBelow(line, { unitPrice: product.floorPrice, priceQuantity: product.priceQuantity })

/** Refuses with BELOW_FLOOR when a person made a price below the product's floor without the permission for that. */
export function keepFloor(
  { permissions }: Pick<Ctx, 'permissions'>,
  product: PricedProduct,
  line: OwnPrice & PriceOrigin,
) {
  if (!underFloor(product, line) || permissions === 'ALL' || permissions.has('price.belowFloor')) return
  refuse('BELOW_FLOOR', { sku: product.sku, floorPrice: product.floorPrice })
}

/** Refuses a line that names no product and lacks its text or its price, and one of packaging, whose deposit goes with its goods. */
export function saysAll(
  product: Pick<ProductFacts, 'freeText' | 'sku' | 'kind'>,
  wish: { description?: string; unitPrice?: string },
): void {
  if (product.kind === 'RETURNABLE') refuse('RETURNABLE_ALONE', { sku: product.sku })
  if (product.freeText && !(wish.description && wish.unitPrice !== undefined))
    refuse('FREE_TEXT_INCOMPLETE', { sku: product.sku })
}

/** Refuses with NOT_FOUND when the reason of a discount does not exist or is archived. */
export function knownReasons(
  wishes: readonly { discount?: Discount | null | undefined }[],
  reasons: readonly string[],
) {
  const known = new Set(reasons)
  if (wishes.some(({ discount }) => discount && !known.has(discount.reasonId))) notFound('discount reason')
}

/** The price of a line after a change: another typed price, another discount, or none. The rest stays. Refuses with DISCOUNT_TOO_LARGE. */
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
