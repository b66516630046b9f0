import { lockStock, moveBins, moveStock, recordMovements } from '@/server/inventory/mutations'
import { available, type StockDelta, type StockLevel } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/ctx'
import { notFound, refuse } from '@/server/platform/errors'
import { type NewEvent, recordEvents } from '@/server/platform/events'
import { idempotent } from '@/server/platform/idempotency'
import { newId } from '@/server/platform/ids'
import { type Tx, transaction } from '@/server/platform/run'
import { type Statement, sql } from '@/server/platform/sql'
import { loseReservations, type OrderLine, serveBackorders } from '../rules'
import type { CountInput, ReceiveInput } from '../schema'
import { advance, linesOf, lockOrders, type OrderRow } from './advance'

/** Lines served in one receipt of goods; more are served by the next one or by the sweep. */
const servedAtOnce = 500

/** Orders with lines that wait for these products and may be served, oldest confirmation first. */
function waitingOrders(ctx: Ctx, productIds: readonly string[]): Statement<{ orderId: string }> {
  return sql`SELECT DISTINCT order_id FROM (SELECT l.order_id FROM order_line l
      JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id AND o.credit_state IN ('PASSED', 'NOT_NEEDED', 'REFERRED', 'HELD')
      JOIN warehouse w ON w.organisation_id = l.organisation_id AND w.id = l.warehouse_id AND w.is_default
    WHERE l.organisation_id = ${ctx.organisationId} AND l.product_id = ANY(${productIds}::uuid[]) AND l.backordered > 0
    ORDER BY l.confirmed_at, l.id LIMIT ${servedAtOnce}) AS first_come`
}

interface Loaded {
  warehouseId: string
  orders: OrderRow[]
  lines: OrderLine[]
  levels: StockLevel[]
}

/** Locks in the one order: orders by id, then stock. Who waits is asked first, without a lock, and looked at again under it. */
async function load(
  tx: Tx,
  productIds: string[],
  ordersOf: (ctx: Ctx) => Statement<{ orderId: string }>,
): Promise<Loaded> {
  const { ctx } = tx
  const [[warehouse], waiting] = await tx.run(
    sql<{ id: string }>`SELECT id FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND is_default`,
    ordersOf(ctx),
  )
  if (!warehouse) refuse('NOT_SET_UP')
  const orderIds = waiting.map((row) => row.orderId)
  const [orders, lines, levels] = await tx.run(
    lockOrders(ctx, orderIds),
    linesOf(ctx, orderIds),
    lockStock(ctx, warehouse.id, productIds),
  )
  if (levels.length !== productIds.length) notFound('product')
  return { warehouseId: warehouse.id, orders, lines, levels }
}

interface Served {
  statements: Statement[]
  events: NewEvent[]
  deltas: StockDelta[]
}

/** Serves waiting lines of the loaded orders from what is free; each order moves on in the same transaction. */
export function serve(
  ctx: Ctx,
  orders: readonly OrderRow[],
  lines: readonly OrderLine[],
  free: Map<string, number>,
): Served {
  const served: Served = { statements: [], events: [], deltas: [] }
  for (const order of [...orders].sort((a, b) => a.orderedAt.getTime() - b.orderedAt.getTime())) {
    const before = lines.filter((line) => line.orderId === order.id)
    const { lines: after, served: taken } = serveBackorders(before, free)
    if (taken.size === 0) continue
    const moved = advance(ctx, order, before, after)
    const units = [...taken.values()].reduce((sum, quantity) => sum + quantity, 0)
    served.statements.push(...moved.statements)
    served.events.push(
      { name: 'order/backorder.allocated', objects: [['order', order.id]], payload: { units, lines: taken.size } },
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

/**
 * Takes goods in and serves waiting backorders at once, first come first served, in the same transaction.
 * Refuses with NOT_FOUND (product without stock), NO_BIN, NOT_SET_UP.
 */
export async function receive(
  ctx: Ctx,
  input: ReceiveInput,
): Promise<{ goodsReceiptId: string; units: number; served: number }> {
  const productIds = [...new Set(input.lines.map((line) => line.productId))]
  return transaction(ctx, idempotent('order.receive', input.idempotencyKey, input), async (tx) => {
    const { warehouseId, orders, lines, levels } = await load(tx, productIds, (inner) =>
      waitingOrders(inner, productIds),
    )
    const goodsReceiptId = newId(ctx.now)
    const byProduct = new Map(levels.map((level) => [level.productId, level]))
    const free = new Map(levels.map((level) => [level.productId, available(level)]))
    const arrived = input.lines.map((line) => {
      const binId = line.binId ?? byProduct.get(line.productId)?.homeBinId ?? refuse('NO_BIN')
      free.set(line.productId, (free.get(line.productId) ?? 0) + line.quantity)
      return { warehouseId, productId: line.productId, binId, quantity: line.quantity }
    })
    const served = serve(ctx, orders, lines, free)
    const units = arrived.reduce((sum, line) => sum + line.quantity, 0)
    const objects = [
      ['goodsReceipt', goodsReceiptId] as const,
      ...productIds.slice(0, 50).map((id) => ['product', id] as const),
    ]
    const event: NewEvent = {
      name: 'order/goods.received',
      objects,
      payload: { units, products: productIds.length, reference: input.reference ?? null },
    }
    await tx.commit(
      ...served.statements,
      moveStock(ctx, [...arrived.map((line) => ({ ...line, onHand: line.quantity })), ...served.deltas]),
      ...moveBins(ctx, arrived),
      recordMovements(
        ctx,
        arrived.map((line) => ({
          ...line,
          cause: 'RECEIVED' as const,
          objectType: 'goodsReceipt',
          objectId: goodsReceiptId,
        })),
      ),
      recordEvents(ctx, [event, ...served.events]),
    )
    return { goodsReceiptId, units, served: served.deltas.length }
  })
}

/** Orders that have this product reserved, latest promise first: who loses it when the shelf has less. */
function reservingOrders(ctx: Ctx, productId: string): Statement<{ orderId: string }> {
  return sql`SELECT DISTINCT l.order_id FROM order_line l WHERE l.organisation_id = ${ctx.organisationId} AND l.product_id = ${productId} AND l.reserved + l.backordered > 0`
}

const latestPromiseFirst = (a: OrderRow, b: OrderRow) =>
  (b.promisedOn ?? '9999').localeCompare(a.promisedOn ?? '9999') || b.orderedAt.getTime() - a.orderedAt.getTime()

function lose(ctx: Ctx, { orders, lines }: Loaded, productId: string, quantity: number): Served {
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
    const units = [...lost.values()].reduce((sum, one) => sum + one, 0)
    left -= units
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
        payload: { units, cause: 'COUNTED' },
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
  if (left > 0) refuse('PICKED_ABOVE_COUNT', { missing: left })
  return result
}

/**
 * Sets what was counted in a bin. More serves waiting backorders; less turns reservations, latest promise first, into backorders with a
 * cause: the truth on the shelf is never refused. Refuses with NOT_FOUND (product), NO_BIN, NOTHING_CHANGED.
 */
export async function count(
  ctx: Ctx,
  input: CountInput,
): Promise<{ onHand: number; difference: number; lost: number }> {
  return transaction(ctx, idempotent('order.count', input.idempotencyKey, input), async (tx) => {
    const loaded = await load(tx, [input.productId], (inner) => reservingOrders(inner, input.productId))
    const level = loaded.levels[0] as StockLevel
    const binId = input.binId ?? level.homeBinId ?? refuse('NO_BIN')
    const [[bin]] = await tx.run(
      sql<{
        quantity: number
      }>`SELECT quantity FROM bin_stock WHERE organisation_id = ${ctx.organisationId} AND bin_id = ${binId} AND product_id = ${input.productId} AND lot = ''`,
    )
    const difference = input.quantity - (bin?.quantity ?? 0)
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
      payload: { difference, quantity: input.quantity },
    }
    await tx.commit(
      ...moved.statements,
      moveStock(ctx, [{ ...movement, onHand: difference }, ...moved.deltas]),
      ...moveBins(ctx, [movement]),
      recordMovements(ctx, [{ ...movement, cause: 'COUNTED', objectType: 'product', objectId: input.productId }]),
      recordEvents(ctx, [event, ...moved.events]),
    )
    return { onHand: level.onHand + difference, difference, lost: free < 0 ? -free : 0 }
  })
}
