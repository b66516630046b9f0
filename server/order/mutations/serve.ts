import { lockStock, moveStock } from '@/server/inventory/mutations/stock'
import { type FreeStock, freeStock, type StockDelta, type StockLevel } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { read, type Tx, transaction } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { goodsIn } from '@/server/platform/money/quantity'
import { servedFirst } from '../rules/atp'
import { waitsForRest } from '../rules/delivery'
import type { OrderLine } from '../rules/position'
import { arrivalOf, promiseClock } from '../rules/promise'
import { serveBackorders } from '../rules/quantities'
import { advance, linesOf, lockOrders, type OrderRow } from './advance'

/** At most this many lines are served by one receipt of goods. The next one or the sweep serves the others. */
const servedAtOnce = 500

/** Orders with lines that wait for these products in a warehouse and may be served: earliest planned day first, then earliest confirmation. Without a warehouse, the default one. */
export function waitingOrders(
  ctx: Ctx,
  productIds: readonly string[],
  warehouseId: string | null = null,
): Statement<{ orderId: string }> {
  return sql`SELECT DISTINCT order_id FROM (SELECT l.order_id FROM order_line l
      JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id AND o.credit_state IN ('PASSED', 'NOT_NEEDED')
    WHERE l.organisation_id = ${ctx.organisationId} AND l.product_id = ANY(${productIds}::uuid[]) AND l.backordered > 0
      AND l.warehouse_id = CASE WHEN ${warehouseId}::uuid IS NULL THEN (SELECT id FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND is_default) ELSE ${warehouseId}::uuid END
    ORDER BY l.planned_on NULLS LAST, l.confirmed_at, l.id LIMIT ${servedAtOnce}) AS first_come`
}

export interface Waiting {
  warehouseId: string
  /** The bin of received goods until they are put away. */
  receivingBinId: string | null
  orders: OrderRow[]
  lines: OrderLine[]
  levels: StockLevel[]
}

/** Locks orders by id and then stock. It finds waiting orders without a lock, and checks them again under the lock. */
export async function loadOrders(
  tx: Tx,
  productIds: string[],
  ordersOf: (ctx: Ctx) => Statement<{ orderId: string }>,
  warehouseId: string | null = null,
): Promise<Waiting> {
  const { ctx } = tx
  const [[warehouse], waiting] = await tx.run(
    sql<{
      id: string
      receivingBinId: string | null
    }>`SELECT id, receiving_bin_id FROM warehouse
      WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL AND CASE WHEN ${warehouseId}::uuid IS NULL THEN is_default ELSE id = ${warehouseId}::uuid END`,
    ordersOf(ctx),
  )
  if (!warehouse) return warehouseId ? notFound('warehouse') : refuse('NOT_SET_UP')
  const orderIds = waiting.map((row) => row.orderId)
  const [orders, lines, levels] = await tx.run(
    lockOrders(ctx, orderIds),
    linesOf(ctx, orderIds),
    lockStock(ctx, warehouse.id, productIds),
  )
  if (levels.length !== productIds.length) notFound('product')
  return { warehouseId: warehouse.id, receivingBinId: warehouse.receivingBinId, orders, lines, levels }
}

export interface Served {
  statements: Statement[]
  events: NewEvent[]
  deltas: StockDelta[]
}

/** Reserves free stock for the waiting lines of the loaded orders, each in its own warehouse, by their days and then by age. The same transaction writes each order's new stage. */
export function serve(ctx: Ctx, orders: readonly OrderRow[], lines: readonly OrderLine[], free: FreeStock): Served {
  const served: Served = { statements: [], events: [], deltas: [] }
  const released = orders.filter((order) => order.creditState === 'PASSED' || order.creditState === 'NOT_NEEDED')
  released.sort((a, b) => a.orderedAt.getTime() - b.orderedAt.getTime())
  const inTurn = released.flatMap((order) => lines.filter((line) => line.orderId === order.id)).sort(servedFirst)
  const { lines: all, served: given } = serveBackorders(inTurn, free)
  const changed = new Map(all.map((line) => [line.id, line]))
  for (const order of released) {
    const before = lines.filter((line) => line.orderId === order.id)
    const after = before.map((line) => changed.get(line.id) ?? line)
    const taken = new Map(before.flatMap(({ id }) => (given.has(id) ? [[id, given.get(id) ?? 0] as const] : [])))
    if (taken.size === 0) continue
    const moved = advance(ctx, order, before, after)
    const goods = goodsIn(before, (line) => taken.get(line.id) ?? 0)
    served.statements.push(...moved.statements)
    served.events.push(
      {
        name: 'order/backorder.allocated',
        objects: [['order', order.id]],
        payload: {
          ...goods,
          lines: taken.size,
          arrivesOn: waitsForRest(order.deliveryRule, after) ? null : arrivalOf(order, promiseClock(ctx)),
        },
      },
      ...moved.events,
    )
    for (const line of before) {
      const quantity = taken.get(line.id)
      if (quantity)
        served.deltas.push({
          warehouseId: line.warehouseId,
          productId: line.productId,
          reserved: quantity,
          backordered: -quantity,
        })
    }
  }
  return served
}

/** The default warehouse, and the others in which lines wait for these products. */
const servingPlaces = (ctx: Ctx, productIds: readonly string[]): Statement<{ id: string }> =>
  sql`SELECT w.id FROM warehouse w WHERE w.organisation_id = ${ctx.organisationId} AND w.archived_at IS NULL AND (w.is_default OR EXISTS (SELECT 1 FROM stock_level s
      WHERE s.organisation_id = w.organisation_id AND s.warehouse_id = w.id AND s.product_id = ANY(${productIds}::uuid[]) AND s.backordered > 0))
    ORDER BY w.is_default DESC, w.id`

/** Serves the lines that wait for these products from free stock of the same warehouse, after a cancellation, a release or a return freed it. */
export async function serveWaiting(ctx: Ctx, productIds: readonly string[]): Promise<{ served: number }> {
  const sorted = [...new Set(productIds)]
  if (sorted.length === 0) return { served: 0 }
  const [places] = await read(ctx, servingPlaces(ctx, sorted))
  let served = 0
  for (const { id } of places) served += await serveIn(ctx, id, sorted)
  return { served }
}

async function serveIn(ctx: Ctx, warehouseId: string, productIds: string[]): Promise<number> {
  return transaction(ctx, {}, async (tx) => {
    const ordersOf = (inner: Ctx) => waitingOrders(inner, productIds, warehouseId)
    const { orders, lines, levels } = await loadOrders(tx, productIds, ordersOf, warehouseId)
    const served = serve(ctx, orders, lines, freeStock(levels))
    if (served.deltas.length > 0)
      await tx.commit(...served.statements, moveStock(ctx, served.deltas), recordEvents(ctx, served.events))
    return served.deltas.length
  })
}
