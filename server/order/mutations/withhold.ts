import { lockEveryStock, moveStock } from '@/server/inventory/mutations/stock'
import { available, type StockDelta, stockKey } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { read, type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import type { BlockLotInput, UnblockLotInput } from '../schema/lot'
import { linesOf, lockOrders } from './advance'
import { lose } from './lose'
import { type Served, serve } from './serve'

interface LotRow {
  id: string
  productId: string
  number: string
  expiresOn: string | null
  expiredAt: Date | null
  blockedReason: string | null
}

/** Orders with reserved or waiting units of a product, in any warehouse. */
const ordersOf = (ctx: Ctx, productId: string): Statement<{ orderId: string }> =>
  sql`SELECT DISTINCT order_id FROM order_line WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId} AND reserved + backordered > 0`

/** Locks the orders, the stock of every warehouse and the lot, and returns the lot's units by warehouse. Refuses with NOT_FOUND. */
async function load(tx: Tx, lotId: string) {
  const { ctx } = tx
  const [[asked]] = await tx.run(
    sql<{
      productId: string
    }>`SELECT product_id FROM lot WHERE organisation_id = ${ctx.organisationId} AND id = ${lotId}`,
  )
  if (!asked) notFound('lot')
  const [found] = await tx.run(ordersOf(ctx, asked.productId))
  const orderIds = found.map(({ orderId }) => orderId)
  const [orders, lines, levels, [lot], places] = await tx.run(
    lockOrders(ctx, orderIds),
    linesOf(ctx, orderIds),
    lockEveryStock(ctx, [asked.productId]),
    sql<LotRow>`SELECT id, product_id, number, expires_on, expired_at, blocked_reason FROM lot WHERE organisation_id = ${ctx.organisationId} AND id = ${lotId} FOR NO KEY UPDATE`,
    sql<{
      warehouseId: string
      units: number
    }>`SELECT b.warehouse_id, sum(b.quantity)::int AS units FROM bin_stock b JOIN lot l ON l.organisation_id = b.organisation_id AND l.product_id = b.product_id AND l.number = b.lot
      WHERE l.organisation_id = ${ctx.organisationId} AND l.id = ${lotId} GROUP BY 1 HAVING sum(b.quantity) > 0`,
  )
  return { lot: lot ?? notFound('lot'), orders, lines, levels, places }
}

/**
 * Removes the stock of a lot from the available stock, or returns it. Reservations that the rest of the stock does not
 * cover become backorders, latest promise first. Returned stock serves waiting orders.
 */
function change(
  ctx: Ctx,
  { lot, orders, lines, levels, places }: Awaited<ReturnType<typeof load>>,
  withheld: boolean,
  cause: 'BLOCKED' | 'EXPIRED',
): Served {
  const all: Served = { statements: [], events: [], deltas: [] }
  const { productId } = lot
  for (const { warehouseId, units } of places) {
    const level = levels.find((one) => one.warehouseId === warehouseId) ?? notFound('product')
    const blocked = withheld ? units : -units
    const here = new Set(
      lines.flatMap((line) => (line.warehouseId === warehouseId && line.productId === productId ? [line.orderId] : [])),
    )
    const own = orders.filter((order) => here.has(order.id))
    const free = available(level) - blocked
    const moved =
      free < 0
        ? lose(ctx, { orders: own, lines }, productId, -free, cause)
        : serve(ctx, own, lines, new Map([[stockKey(level), free]]))
    const delta: StockDelta = { warehouseId, productId, blocked }
    all.statements.push(...moved.statements)
    all.events.push(...moved.events)
    all.deltas.push(delta, ...moved.deltas)
  }
  return all
}

const about = (name: NewEvent['name'], lot: LotRow, payload: Record<string, unknown> = {}): NewEvent => ({
  name,
  objects: [
    ['lot', lot.id],
    ['product', lot.productId],
  ],
  payload: { lot: lot.number, ...payload },
})

const nothing: Served = { statements: [], events: [], deltas: [] }

/**
 * Blocks a lot with a reason: its units are no longer promised, picked or sent. Refuses with NOT_FOUND,
 * LOT_BLOCKED_ALREADY.
 */
export async function blockLot(ctx: Ctx, input: BlockLotInput): Promise<{ lotId: string }> {
  const { lotId, reason } = input
  return transaction(ctx, idempotent('order.blockLot', input.idempotencyKey, input), async (tx) => {
    const loaded = await load(tx, lotId)
    const { lot } = loaded
    if (lot.blockedReason !== null) refuse('LOT_BLOCKED_ALREADY', { lot: lot.number, reason: lot.blockedReason })
    const moved = lot.expiredAt ? nothing : change(ctx, loaded, true, 'BLOCKED')
    const by = ctx.actor.kind === 'PERSON' ? ctx.actor.id : null
    return tx.conclude(
      { lotId },
      ...moved.statements,
      expectRows(
        1,
        sql`UPDATE lot SET blocked_at = ${ctx.now}, blocked_by = ${by}::uuid, blocked_reason = ${reason} WHERE organisation_id = ${ctx.organisationId} AND id = ${lotId} AND blocked_at IS NULL`,
      ),
      moveStock(ctx, moved.deltas),
      recordEvents(ctx, [about('order/lot.blocked', lot, { reason: reason.slice(0, 200) }), ...moved.events]),
    )
  })
}

/** Lifts the block of a lot. An expired lot stays unavailable. Refuses with NOT_FOUND, LOT_NOT_BLOCKED. */
export async function unblockLot(ctx: Ctx, input: UnblockLotInput): Promise<{ lotId: string }> {
  const { lotId } = input
  return transaction(ctx, idempotent('order.unblockLot', input.idempotencyKey, input), async (tx) => {
    const loaded = await load(tx, lotId)
    const { lot } = loaded
    if (lot.blockedReason === null) refuse('LOT_NOT_BLOCKED', { lot: lot.number })
    const moved = lot.expiredAt ? nothing : change(ctx, loaded, false, 'BLOCKED')
    return tx.conclude(
      { lotId },
      ...moved.statements,
      sql`UPDATE lot SET blocked_at = NULL, blocked_by = NULL, blocked_reason = NULL WHERE organisation_id = ${ctx.organisationId} AND id = ${lotId}`,
      moveStock(ctx, moved.deltas),
      recordEvents(ctx, [about('order/lot.unblocked', lot), ...moved.events]),
    )
  })
}

/** Removes lots whose last day has passed from the available stock. A second call changes nothing. */
export async function expireLots(ctx: Ctx): Promise<{ lots: number }> {
  const [over] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM lot WHERE organisation_id = ${ctx.organisationId} AND expires_on < ${ctx.today} AND expired_at IS NULL ORDER BY expires_on, id LIMIT 200`,
  )
  for (const { id } of over)
    await transaction(ctx, {}, async (tx) => {
      const loaded = await load(tx, id)
      const { lot } = loaded
      if (lot.expiredAt || lot.expiresOn === null || lot.expiresOn >= ctx.today) return
      const moved = lot.blockedReason !== null ? nothing : change(ctx, loaded, true, 'EXPIRED')
      await tx.commit(
        ...moved.statements,
        sql`UPDATE lot SET expired_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
        moveStock(ctx, moved.deltas),
        recordEvents(ctx, [about('order/lot.expired', lot, { expiresOn: lot.expiresOn }), ...moved.events]),
      )
    })
  return { lots: over.length }
}
