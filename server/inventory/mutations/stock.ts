import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { expectRows, insert, json, type Statement, sql } from '@/server/platform/database/sql'
import { joinDeltas, type StockCause, type StockDelta, type StockLevel } from '../rules'

const noId = '00000000-0000-0000-0000-000000000000'
const nothing: Statement<never> = { text: 'SELECT 1 WHERE false', values: [] }

/** Locks the promise rows of products in a warehouse, in the order of their ids. Last lock of a verb before number series. */
export function lockStock(ctx: Ctx, warehouseId: string, productIds: readonly string[]): Statement<StockLevel> {
  return sql`SELECT warehouse_id, product_id, on_hand, reserved, picked, blocked, backordered, home_bin_id FROM stock_level
    WHERE organisation_id = ${ctx.organisationId} AND warehouse_id = ${warehouseId} AND product_id = ANY(${productIds}::uuid[])
    ORDER BY product_id FOR NO KEY UPDATE`
}

/** Locks the promise rows of products, each in its warehouse, in the order in which all rows of several warehouses are locked. */
export function lockStockAt(
  ctx: Ctx,
  places: readonly { warehouseId: string; productId: string }[],
): Statement<StockLevel> {
  const [first] = places
  if (!first || places.every((one) => one.warehouseId === first.warehouseId))
    return lockStock(ctx, first?.warehouseId ?? noId, [...new Set(places.map((one) => one.productId))])
  return sql`SELECT warehouse_id, product_id, on_hand, reserved, picked, blocked, backordered, home_bin_id FROM stock_level
    WHERE organisation_id = ${ctx.organisationId} AND (warehouse_id, product_id) IN
      (SELECT * FROM unnest(${places.map((one) => one.warehouseId)}::uuid[], ${places.map((one) => one.productId)}::uuid[]))
    ORDER BY product_id, warehouse_id FOR NO KEY UPDATE`
}

/** Locks the stock rows of all warehouses in use, before it is known which of them serves. */
export function lockEveryStock(ctx: Ctx, productIds: readonly string[]): Statement<StockLevel> {
  return sql`SELECT s.warehouse_id, s.product_id, s.on_hand, s.reserved, s.picked, s.blocked, s.backordered, s.home_bin_id FROM stock_level s
    JOIN warehouse w ON w.organisation_id = s.organisation_id AND w.id = s.warehouse_id AND w.archived_at IS NULL
    WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = ANY(${productIds}::uuid[])
    ORDER BY s.product_id, s.warehouse_id FOR NO KEY UPDATE OF s`
}

/**
 * Changes stock rows by deltas in one write; the table's checks refuse what rule 1 forbids. The products are named
 * twice, because the planner assumes a hundred rows for a record set and would read the whole warehouse and plan each
 * call again.
 */
export function moveStock(ctx: Ctx, deltas: readonly StockDelta[]): Statement<never> {
  const rows = joinDeltas(deltas)
  if (rows.length === 0) return nothing
  const column = <K extends keyof StockDelta>(name: K) => rows.map((row) => row[name])
  return expectRows(
    rows.length,
    sql`UPDATE stock_level s SET on_hand = s.on_hand + d.on_hand, reserved = s.reserved + d.reserved, picked = s.picked + d.picked,
      blocked = s.blocked + d.blocked, backordered = s.backordered + d.backordered
    FROM unnest(${column('warehouseId')}::uuid[], ${column('productId')}::uuid[], ${column('onHand')}::int[], ${column('reserved')}::int[], ${column('picked')}::int[],
      ${column('blocked')}::int[], ${column('backordered')}::int[]) AS d(warehouse_id, product_id, on_hand, reserved, picked, blocked, backordered)
    WHERE s.organisation_id = ${ctx.organisationId} AND s.warehouse_id = d.warehouse_id AND s.product_id = d.product_id
      AND s.product_id = ANY(${column('productId')}::uuid[])`,
  )
}

interface BinDelta {
  binId: string
  productId: string
  warehouseId: string
  /** Left out for a product without lots. */
  lot?: string
  /** Positive for goods in, negative for goods out; a bin never goes below zero. */
  quantity: number
}

/** Makes the row of a bin for a product that it has for the first time. */
function makeBins(ctx: Ctx, deltas: readonly BinDelta[]): Statement<never> {
  return sql`INSERT INTO bin_stock AS b (organisation_id, bin_id, product_id, lot, warehouse_id, quantity)
    SELECT ${ctx.organisationId}::uuid, d."binId", d."productId", coalesce(d.lot, ''), d."warehouseId", 0
      FROM jsonb_to_recordset(${json(deltas)}) AS d("binId" uuid, "productId" uuid, "warehouseId" uuid, lot text, quantity int)
      GROUP BY d."binId", d."productId", coalesce(d.lot, ''), d."warehouseId" ORDER BY d."productId", d."binId", 4
    ON CONFLICT (organisation_id, bin_id, product_id, lot) DO NOTHING`
}

function fillBins(ctx: Ctx, deltas: readonly BinDelta[]): Statement<never> {
  if (deltas.length === 0) return nothing
  return sql`UPDATE bin_stock b SET quantity = b.quantity + d.quantity
    FROM (SELECT "binId", "productId", coalesce(lot, '') AS lot, sum(quantity)::int AS quantity
      FROM jsonb_to_recordset(${json(deltas)}) AS d("binId" uuid, "productId" uuid, lot text, quantity int) GROUP BY 1, 2, 3) d
    WHERE b.organisation_id = ${ctx.organisationId} AND b.bin_id = d."binId" AND b.product_id = d."productId" AND b.lot = d.lot
      AND b.product_id = ANY(${deltas.map((delta) => delta.productId)}::uuid[])`
}

/** Puts goods into bins or takes them out. */
export function moveBins(ctx: Ctx, deltas: readonly BinDelta[]): Statement<never>[] {
  const incoming = deltas.filter((delta) => delta.quantity > 0)
  return [...(incoming.length > 0 ? [makeBins(ctx, incoming)] : []), fillBins(ctx, deltas)]
}

export interface NewMovement {
  warehouseId: string
  productId: string
  binId: string | null
  lot?: string
  /** Positive for goods in, negative for goods out. */
  quantity: number
  cause: StockCause
  objectType: string
  objectId: string
}

/** Writes stock movements; they are never edited. */
export function recordMovements(ctx: Ctx, movements: readonly NewMovement[]): Statement<never> {
  return insert(
    ctx,
    'stockMovement',
    movements.map((movement) => ({
      ...movement,
      lot: movement.lot || null,
      id: newId(ctx.now),
      actorId: ctx.actor.id,
      effectiveOn: ctx.today,
      recordedAt: ctx.now,
    })),
  )
}
