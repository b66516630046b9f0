import { available, type StockLevel } from '@/server/inventory/rules'
import { type ServedBecause, type ServingPlace, servingPlace } from '@/server/inventory/rules/serving'
import { notFound } from '@/server/platform/context/errors'
import type { BuyerFacts, ProductFacts } from '../queries/facts'
import type { ShipTo } from '../schema'

interface Asked {
  warehouseId?: string
  lines: readonly { productId: string; quantity: number }[]
}

type Level = Pick<StockLevel, 'warehouseId' | 'productId' | 'onHand' | 'reserved' | 'picked' | 'blocked'>

/**
 * The warehouse that serves an order: the requested one, otherwise the one by the organisation's rule; undefined when
 * there is none. Refuses with NOT_FOUND when the requested one is not in use.
 */
export function servedFrom(
  { warehouses, servingRule }: Pick<BuyerFacts, 'warehouses' | 'servingRule'>,
  asked: Asked,
  to: Pick<ShipTo, 'country' | 'postcode'>,
  products: ReadonlyMap<string, Pick<ProductFacts, 'kind'>>,
  levels: readonly Level[],
): { place: ServingPlace; because: ServedBecause } | undefined {
  if (asked.warehouseId) {
    const place = warehouses.find((one) => one.id === asked.warehouseId) ?? notFound('warehouse')
    return { place, because: 'CHOSEN' }
  }
  const wanted = new Map<string, number>()
  for (const { productId, quantity } of asked.lines)
    if (products.get(productId)?.kind === 'GOODS') wanted.set(productId, (wanted.get(productId) ?? 0) + quantity)
  const free = new Map(levels.map((level) => [`${level.warehouseId}/${level.productId}`, available(level)]))
  return servingPlace(warehouses, {
    rule: servingRule,
    to,
    wanted,
    free: (warehouseId, productId) => free.get(`${warehouseId}/${productId}`) ?? 0,
  })
}
