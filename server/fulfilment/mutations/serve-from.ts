import { moveStock } from '@/server/inventory/mutations/stock'
import { available, split } from '@/server/inventory/rules'
import { advance, linesOf, lockOrder } from '@/server/order/mutations/advance'
import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { type Goods, goodsIn, type Units } from '@/server/platform/money/quantity'
import { openTasksOf, otherAt } from '../queries/floor'
import { leftOf, mustBeMine, shrink } from '../rules/picking'
import type { ServeFromInput } from '../schema/transfer'
import { writeTasks } from './write-tasks'

const goodsOf = (lines: readonly OrderLine[]) => lines.filter((line) => line.kind === 'GOODS')

/** The lines as another warehouse serves them: what it can promise now is reserved there, the rest waits. */
function elsewhere(lines: readonly OrderLine[], warehouseId: string, free: Map<string, number>): OrderLine[] {
  return lines.map((line) => {
    if (line.kind !== 'GOODS') return { ...line, warehouseId }
    const left = free.get(line.productId) ?? 0
    const { reserved, backordered } = split(line.reserved + line.backordered, left)
    free.set(line.productId, left - reserved)
    return { ...line, warehouseId, reserved, backordered, released: 0, plannedOn: null }
  })
}

/**
 * Serves a whole order from another warehouse, as long as nothing of it is picked: its reservations and pick tasks here end, and what is
 * free there is reserved. An order whose lines are divided between warehouses comes together in one. Refuses with NOT_FOUND (order, warehouse), SAME_WAREHOUSE, PICKING_BEGUN, SOMEBODY_IS_ON_IT, STALE.
 */
export async function serveFrom(
  ctx: Ctx,
  input: ServeFromInput,
): Promise<{ orderId: string; warehouse: string; backordered: Units } & Omit<Goods, 'units'>> {
  const { orderId, warehouseId } = input
  return transaction(ctx, idempotent('fulfilment.serveFrom', input.idempotencyKey, input), async (tx) => {
    const [[order], lines, open, [other], [place]] = await tx.run(
      lockOrder(ctx, orderId),
      linesOf(ctx, [orderId]),
      openTasksOf(ctx, orderId),
      otherAt(ctx, orderId),
      sql<{
        name: string
      }>`SELECT name FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND id = ${warehouseId} AND archived_at IS NULL FOR SHARE`,
    )
    if (!order) notFound('order')
    if (!place) notFound('warehouse')
    if ([order, ...lines].every((one) => one.warehouseId === warehouseId)) refuse('SAME_WAREHOUSE')
    if (order.stage === 'CANCELLED') conflict('STALE')
    if (lines.some((line) => line.picked + line.packed + line.shipped + line.toPutBack > 0)) refuse('PICKING_BEGUN')
    if (open.length > 0) mustBeMine(other)
    const goods = goodsOf(lines)
    const productIds = [...new Set(goods.map((line) => line.productId))]
    // One order of locks for all: product by product, and of each the warehouses by id.
    const [levels] = await tx.run(
      sql<
        Parameters<typeof available>[0] & { warehouseId: string; productId: string }
      >`SELECT warehouse_id, product_id, on_hand, reserved, picked, blocked FROM stock_level
        WHERE organisation_id = ${ctx.organisationId} AND warehouse_id = ANY(${[...new Set([...goods.map((line) => line.warehouseId), warehouseId])]}::uuid[]) AND product_id = ANY(${productIds}::uuid[])
        ORDER BY product_id, warehouse_id FOR NO KEY UPDATE`,
    )
    const free = new Map(
      levels.flatMap((level) =>
        level.warehouseId === warehouseId ? [[level.productId, available(level)] as const] : [],
      ),
    )
    // What is reserved of it there already comes free with the rest, and is divided again.
    for (const line of goods)
      if (line.warehouseId === warehouseId) free.set(line.productId, (free.get(line.productId) ?? 0) + line.reserved)
    const after = elsewhere(lines, warehouseId, free)
    const moved = advance(ctx, { ...order, warehouseId }, lines, after)
    const { units: backordered, ...of } = goodsIn(after, (line) => line.backordered)
    // A day that was known until now is not known any more, unless one is found there.
    const unkept = backordered > 0 && lines.every((line) => line.backordered === 0 || line.plannedOn)
    return tx.conclude(
      { orderId, warehouse: place.name, backordered, ...of },
      ...moved.statements,
      expectRows(
        1,
        sql`UPDATE sales_order SET warehouse_id = ${warehouseId}, served_because = 'CHOSEN' WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId} AND warehouse_id = ${order.warehouseId}`,
      ),
      expectRows(
        lines.length,
        sql`UPDATE order_line SET warehouse_id = ${warehouseId} WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`,
      ),
      ...writeTasks(
        ctx,
        open.map((task) => shrink(task, leftOf(task))),
      ),
      moveStock(ctx, [
        ...goods.map((line) => ({
          ...line,
          reserved: -line.reserved,
          backordered: -line.backordered,
          onHand: 0,
          picked: 0,
        })),
        ...goodsOf(after).map((line) => ({ ...line, onHand: 0, picked: 0 })),
      ]),
      recordEvents(ctx, [
        {
          name: 'fulfilment/order.servedFrom',
          objects: [
            ['order', orderId],
            ['customer', order.customerId],
            ...productIds.slice(0, 40).map((id) => ['product', id] as const),
          ],
          payload: { warehouse: place.name, backordered, ...of, ...(unkept && { unkept }) },
        },
        ...moved.events,
      ]),
    )
  })
}
