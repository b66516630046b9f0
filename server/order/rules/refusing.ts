import type { DeliveryRule } from '@/server/customer/schema'
import { refuse } from '@/server/platform/context/errors'
import { inUnits, unitTold } from '@/server/platform/money/quantity'
import type { ProductFacts } from '../queries/facts'
import type { OrderLine } from './position'

type Known = ReadonlyMap<string, Pick<ProductFacts, 'sku' | 'refusesShort'>>
type Short = Pick<OrderLine, 'productId' | 'backordered'>
type Wanted = Short & Pick<OrderLine, 'position' | 'reserved' | 'plannedOn' | 'unit' | 'places'>

/** The lines that may not wait for stock: short ones of an order, or of a product, that refuses what cannot be promised. */
export const strictLines = <Line extends Short>(rule: DeliveryRule, lines: readonly Line[], products: Known): Line[] =>
  lines.filter(
    (line) => line.backordered > 0 && (rule === 'REFUSE' || products.get(line.productId)?.refusesShort === true),
  )

/**
 * Such lines can be promised only when planned receipts bring what is short by a day. Refuses with CANNOT_PROMISE, which
 * says how many units there are now.
 */
export function mustBePromised(strict: readonly Wanted[], products: Known): void {
  for (const { productId, position, reserved, backordered, plannedOn, ...of } of strict)
    if (!plannedOn)
      refuse('CANNOT_PROMISE', {
        sku: products.get(productId)?.sku ?? '',
        position,
        wanted: inUnits(reserved + backordered, of),
        free: inUnits(reserved, of),
        ...unitTold(of),
        paths: [`lines.${position - 1}.quantity`],
      })
}
