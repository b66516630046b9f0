import type { DeliveryRule } from '@/server/customer/schema'
import { refuse } from '@/server/platform/context/errors'
import { inUnits, unitTold } from '@/server/platform/money/quantity'
import type { ProductFacts } from '../queries/facts'
import type { OrderLine } from './position'

type Known = ReadonlyMap<string, Pick<ProductFacts, 'sku' | 'refusesShort'>>
type Short = Pick<OrderLine, 'productId' | 'backordered'>
type Wanted = Short & Pick<OrderLine, 'position' | 'reserved' | 'plannedOn' | 'unit' | 'places'>

/** The short lines that may not wait for stock, because the order or the product is set so. */
export const strictLines = <Line extends Short>(rule: DeliveryRule, lines: readonly Line[], products: Known): Line[] =>
  lines.filter(
    (line) => line.backordered > 0 && (rule === 'REFUSE' || products.get(line.productId)?.refusesShort === true),
  )

/**
 * Refuses with CANNOT_PROMISE when no planned receipt covers the short units of such a line. The refusal names the free
 * units.
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
