import type { Ctx } from '@/server/platform/context/ctx'
import { conflict } from '@/server/platform/context/errors'
import { type Statement, sql } from '@/server/platform/database/sql'
import { goodsIn } from '@/server/platform/money/quantity'
import { loseReservations } from '../rules/quantities'
import { advance, type OrderRow } from './advance'
import type { Served, Waiting } from './serve'

/** Orders with reservations of these products; those with the latest promise lose them first when stock is missing. */
export function reservingOrders(
  ctx: Ctx,
  productIds: readonly string[],
  warehouseId: string | null,
): Statement<{ orderId: string }> {
  return sql`SELECT DISTINCT l.order_id FROM order_line l WHERE l.organisation_id = ${ctx.organisationId} AND l.product_id = ANY(${productIds}::uuid[]) AND l.reserved + l.backordered > 0
    AND l.warehouse_id = CASE WHEN ${warehouseId}::uuid IS NULL THEN (SELECT id FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND is_default) ELSE ${warehouseId}::uuid END`
}

const latestPromiseFirst = (a: OrderRow, b: OrderRow) =>
  (b.promisedOn ?? '9999').localeCompare(a.promisedOn ?? '9999') || b.orderedAt.getTime() - a.orderedAt.getTime()

/**
 * Turns reservations into backorders with a cause, latest promise first, because less stock is there than was promised.
 * Refuses with STALE when an order that has to lose units was not loaded.
 */
export function lose(
  ctx: Ctx,
  { orders, lines }: Pick<Waiting, 'orders' | 'lines'>,
  productId: string,
  quantity: number,
  cause: 'COUNTED' | 'BLOCKED' | 'EXPIRED' = 'COUNTED',
): Served {
  const result: Served = { statements: [], events: [], deltas: [] }
  let left = quantity
  for (const order of [...orders].sort(latestPromiseFirst)) {
    if (left <= 0) break
    const before = lines.filter((line) => line.orderId === order.id)
    const { lines: changed, lost } = loseReservations(
      before.filter((line) => line.productId === productId),
      left,
    )
    if (lost.size === 0) continue
    left -= [...lost.values()].reduce((sum, one) => sum + one, 0)
    const goods = goodsIn(before, (line) => lost.get(line.id) ?? 0)
    const after = before.map((line) => changed.find((other) => other.id === line.id) ?? line)
    const moved = advance(ctx, order, before, after)
    result.statements.push(...moved.statements)
    result.events.push(
      {
        name: 'order/reservation.lost',
        objects: [
          ['order', order.id],
          ['product', productId],
        ],
        payload: { ...goods, cause },
      },
      ...moved.events,
    )
    for (const line of before)
      if (lost.has(line.id))
        result.deltas.push({
          warehouseId: line.warehouseId,
          productId,
          reserved: -(lost.get(line.id) ?? 0),
          backordered: lost.get(line.id),
        })
  }
  // An order that reserved the product after our query is not loaded. The next attempt sees it.
  if (left > 0) conflict('STALE')
  return result
}
