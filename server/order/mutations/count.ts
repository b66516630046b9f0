import { measuresOf } from '@/server/catalog/queries'
import { moveBins, moveStock, recordMovements } from '@/server/inventory/mutations/stock'
import { contentOf } from '@/server/inventory/queries/bins'
import { available, type StockLevel } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { transaction } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { goodsIn, inUnits, unitTold } from '@/server/platform/money/quantity'
import { loseReservations } from '../rules/quantities'
import type { CountInput } from '../schema'
import { advance, type OrderRow } from './advance'
import { loadOrders, type Served, serve, type Waiting } from './serve'

/** Orders with reservations of this product, latest promise first. The first ones lose it when the bin has less. */
function reservingOrders(ctx: Ctx, productId: string, warehouseId: string | null): Statement<{ orderId: string }> {
  return sql`SELECT DISTINCT l.order_id FROM order_line l WHERE l.organisation_id = ${ctx.organisationId} AND l.product_id = ${productId} AND l.reserved + l.backordered > 0
    AND l.warehouse_id = coalesce(${warehouseId}::uuid, (SELECT id FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND is_default))`
}

const latestPromiseFirst = (a: OrderRow, b: OrderRow) =>
  (b.promisedOn ?? '9999').localeCompare(a.promisedOn ?? '9999') || b.orderedAt.getTime() - a.orderedAt.getTime()

function lose(ctx: Ctx, { orders, lines }: Waiting, productId: string, quantity: number): Served {
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
        payload: { ...goods, cause: 'COUNTED' },
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

/**
 * Sets the counted quantity of a bin, in the default warehouse when none is named. A surplus serves backorders. A shortage turns reservations into backorders with a cause, latest
 * promise first. A count is never refused because of reservations. Refuses with NOT_FOUND (product, bin), NO_BIN, NOTHING_CHANGED.
 */
export async function count(
  ctx: Ctx,
  input: CountInput,
): Promise<{ onHand: number; difference: number; lost: number }> {
  return transaction(ctx, idempotent('order.count', input.idempotencyKey, input), async (tx) => {
    const { productId, warehouseId = null } = input
    const ordersOf = (inner: Ctx) => reservingOrders(inner, productId, warehouseId)
    const loaded = await loadOrders(tx, [productId], ordersOf, warehouseId)
    const level = loaded.levels[0] as StockLevel
    const binId = input.binId ?? level.homeBinId ?? refuse('NO_BIN')
    const [[bin], [measure]] = await tx.run(
      contentOf(ctx, loaded.warehouseId, [{ binId, productId: input.productId }]),
      measuresOf(ctx, [input.productId]),
    )
    if (!bin) notFound('bin')
    if (!measure) notFound('product')
    const difference = input.quantity - bin.quantity
    if (difference === 0) refuse('NOTHING_CHANGED')
    const free = available(level) + difference
    const moved =
      free < 0
        ? lose(ctx, loaded, input.productId, -free)
        : serve(ctx, loaded.orders, loaded.lines, new Map([[input.productId, free]]))
    const movement = { warehouseId: loaded.warehouseId, productId: input.productId, binId, quantity: difference }
    const event: NewEvent = {
      name: 'order/stock.counted',
      objects: [['product', input.productId]],
      payload: {
        ...unitTold(measure),
        difference: inUnits(difference, measure),
        quantity: inUnits(input.quantity, measure),
      },
    }
    return tx.conclude(
      { onHand: level.onHand + difference, difference, lost: free < 0 ? -free : 0 },
      ...moved.statements,
      moveStock(ctx, [{ ...movement, onHand: difference }, ...moved.deltas]),
      ...moveBins(ctx, [movement]),
      recordMovements(ctx, [{ ...movement, cause: 'COUNTED', objectType: 'product', objectId: input.productId }]),
      recordEvents(ctx, [event, ...moved.events]),
    )
  })
}
