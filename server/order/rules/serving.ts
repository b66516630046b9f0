import type { DeliveryRule } from '@/server/customer/schema'
import { type FreeStock, freeStock, type StockLevel, stockKey } from '@/server/inventory/rules'
import {
  dividedPlaces,
  nearestFirst,
  type ServedBecause,
  type ServingPlace,
  servingPlace,
} from '@/server/inventory/rules/serving'
import { notFound } from '@/server/platform/context/errors'
import type { BuyerFacts, ProductFacts } from '../queries/facts'
import type { ShipTo } from '../schema'
import { deliveries } from './delivery'

interface Asked {
  warehouseId?: string
  lines: readonly { productId: string; quantity: number }[]
  deliveryRule: DeliveryRule
}

type Level = Pick<StockLevel, 'warehouseId' | 'productId' | 'onHand' | 'reserved' | 'picked' | 'blocked'>

export interface Served {
  /** The warehouse of the order: the only one, or the nearest of those between which its lines are divided. */
  place: ServingPlace
  because: ServedBecause
  /** The warehouse that serves the lines of a product; services are performed from that of the order. */
  of: (productId: string) => ServingPlace
}

/**
 * The warehouse that serves an order, and that of each product: the requested one, otherwise by the organisation's rule; undefined when
 * there is none. By the rule SPLIT the products are divided between warehouses when none has everything and the order may leave in
 * parts; the lines of one product stay together. Refuses with NOT_FOUND when the requested one is not in use.
 */
export function servedFrom(
  { warehouses, servingRule }: Pick<BuyerFacts, 'warehouses' | 'servingRule'>,
  asked: Asked,
  to: Pick<ShipTo, 'country' | 'postcode'>,
  products: ReadonlyMap<string, Pick<ProductFacts, 'kind'>>,
  levels: readonly Level[],
): Served | undefined {
  if (asked.warehouseId) {
    const place = warehouses.find((one) => one.id === asked.warehouseId) ?? notFound('warehouse')
    return { place, because: 'CHOSEN', of: () => place }
  }
  const wanted = new Map<string, number>()
  for (const { productId, quantity } of asked.lines)
    if (products.get(productId)?.kind === 'GOODS') wanted.set(productId, (wanted.get(productId) ?? 0) + quantity)
  const there: FreeStock = freeStock(levels)
  const free = (warehouseId: string, productId: string) => there.get(stockKey({ warehouseId, productId })) ?? 0
  const one = servingPlace(warehouses, { rule: servingRule, to, wanted, free })
  const mayDivide = servingRule === 'SPLIT' && deliveries[asked.deliveryRule].leaves === 'AS_IT_COMES'
  const divided = mayDivide ? dividedPlaces(warehouses, { to, wanted, free }) : undefined
  if (!divided) return one && { ...one, of: () => one.place }
  const place = nearestFirst([...new Set(divided.values())], to)[0] as ServingPlace
  return { place, because: 'SPLIT', of: (productId) => divided.get(productId) ?? place }
}

/** The warehouse that serves a product of an order: the one of its other lines of that product, otherwise the order's. */
export const servedAt = (
  order: { warehouseId: string },
  lines: readonly { productId: string; warehouseId: string }[],
  productId: string,
): string => lines.find((line) => line.productId === productId)?.warehouseId ?? order.warehouseId
