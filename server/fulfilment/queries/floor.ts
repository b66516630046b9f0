import type { Tracking } from '@/server/catalog/rules'
import type { StockLevel } from '@/server/inventory/rules'
import { readCode, type Scannable } from '@/server/inventory/rules/codes'
import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Carries } from '../rules/pack'
import type { PickTask } from '../rules/picking'

/** The open tasks of an order in walking order; protected by the order's lock. */
export function openTasksOf(ctx: Ctx, orderId: string): Statement<PickTask> {
  return sql`SELECT id, order_id, order_line_id, warehouse_id, bin_id, product_id, lot, quantity, picked, state, cause, walk_order, missing, found
    FROM pick_task WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND state = 'OPEN' ORDER BY walk_order, id`
}

/** Tasks of an order by id, whatever became of them, with the last keys under which something was told of them. */
export function tasksOf(
  ctx: Ctx,
  orderId: string,
  taskIds: readonly string[],
): Statement<PickTask & { told: string[] }> {
  return sql`SELECT id, order_id, order_line_id, warehouse_id, bin_id, product_id, lot, quantity, picked, state, cause, walk_order, missing, found, told
    FROM pick_task WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND id = ANY(${taskIds}::uuid[])`
}

/**
 * The task that got its goods by a pick of another task, because another lot was taken than was asked for; the order's
 * lock protects it.
 */
export function partOfPick(ctx: Ctx, taskId: string, key: string): Statement<PickTask & { told: string[] }> {
  return sql`SELECT t.id, t.order_id, t.order_line_id, t.warehouse_id, t.bin_id, t.product_id, t.lot, t.quantity, t.picked, t.state, t.cause, t.walk_order, t.missing, t.found, t.told
    FROM pick_task a JOIN pick_task t ON t.organisation_id = a.organisation_id AND t.order_id = a.order_id AND t.order_line_id = a.order_line_id AND t.bin_id = a.bin_id AND t.id <> a.id
    WHERE a.organisation_id = ${ctx.organisationId} AND a.id = ${taskId} AND ${key}::text = ANY(t.told) AND t.lot <> a.lot AND t.picked > 0 LIMIT 1`
}

/** Who else is at an order now: in any warehouse, or in those of some of its tasks. */
export function otherAt(
  ctx: Ctx,
  orderId: string,
  taskIds: readonly string[] | null = null,
): Statement<{ name: string; takenAt: Date }> {
  return sql`SELECT m.name, t.taken_at FROM pick_turn t JOIN membership m ON m.organisation_id = t.organisation_id AND m.user_id = t.user_id
    WHERE t.organisation_id = ${ctx.organisationId} AND t.order_id = ${orderId} AND t.until > ${ctx.now} AND t.user_id <> ${ctx.actor.id}::uuid
      AND (${taskIds}::uuid[] IS NULL OR t.warehouse_id IN (SELECT warehouse_id FROM pick_task WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${taskIds}::uuid[])))
    ORDER BY t.taken_at LIMIT 1`
}

/** What lies of a product, or of one of its lots, in a bin from which a task takes. */
export interface TaskContent {
  binId: string
  productId: string
  lot: string
  quantity: number
  expiresOn: string | null
  blockedReason: string | null
}

/** What lies in the bins that tasks take from, whatever they ask for, by lot. Exact while the stock rows are locked. */
export function contentOfTasks(ctx: Ctx, taskIds: readonly string[]): Statement<TaskContent> {
  return sql`SELECT b.bin_id, b.product_id, b.lot, b.quantity, l.expires_on, l.blocked_reason FROM bin_stock b
    LEFT JOIN lot l ON l.organisation_id = b.organisation_id AND l.product_id = b.product_id AND l.number = b.lot
    WHERE b.organisation_id = ${ctx.organisationId}
      AND (b.bin_id, b.product_id) IN (SELECT bin_id, product_id FROM pick_task WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${taskIds}::uuid[]))`
}

/** Where one task belongs, before anything is locked. */
export function placeOfTask(
  ctx: Ctx,
  taskId: string,
): Statement<{ orderId: string; warehouseId: string; productId: string; binId: string; lot: string }> {
  return sql`SELECT order_id, warehouse_id, product_id, bin_id, lot FROM pick_task WHERE organisation_id = ${ctx.organisationId} AND id = ${taskId}`
}

/** Locks the promise rows of all goods of an order, by product. */
export function lockStockOfOrder(ctx: Ctx, orderId: string): Statement<StockLevel> {
  return sql`SELECT warehouse_id, product_id, on_hand, reserved, picked, blocked, backordered, home_bin_id FROM stock_level
    WHERE organisation_id = ${ctx.organisationId}
      AND (warehouse_id, product_id) IN (SELECT warehouse_id, product_id FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND kind = 'GOODS')
    ORDER BY product_id, warehouse_id FOR NO KEY UPDATE`
}

/** Locks the promise rows of what tasks take. */
export function lockStockOfTasks(ctx: Ctx, taskIds: readonly string[]): Statement<StockLevel> {
  return sql`SELECT warehouse_id, product_id, on_hand, reserved, picked, blocked, backordered, home_bin_id FROM stock_level
    WHERE organisation_id = ${ctx.organisationId} AND (warehouse_id, product_id) IN
      (SELECT warehouse_id, product_id FROM pick_task WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${taskIds}::uuid[]))
    ORDER BY product_id, warehouse_id FOR NO KEY UPDATE`
}

/** The open tasks of an order that a scanned code means, in walking order: a SKU as it is, or the GTIN of it or of one of its packs however it is written. */
export function tasksByCode(
  ctx: Ctx,
  orderId: string,
  code: string,
): Statement<{ id: string; left: number; lot: string; tracking: Tracking } & Scannable> {
  const { sku, gtin } = readCode(code)
  return sql`SELECT t.id, t.quantity - t.picked AS left, t.lot, p.tracking, p.sku, p.gtin, packs_of(p.organisation_id, p.id) AS packs, p.unit, p.places FROM pick_task t
    JOIN product p ON p.organisation_id = t.organisation_id AND p.id = t.product_id
    WHERE t.organisation_id = ${ctx.organisationId} AND t.order_id = ${orderId} AND t.state = 'OPEN'
      AND (p.sku = ${sku} OR p.id = (SELECT product_id FROM barcode WHERE organisation_id = ${ctx.organisationId} AND gtin = ${gtin})) ORDER BY p.sku = ${sku} DESC, t.walk_order, t.id`
}

/** How much the smallest unit of each of an order’s products weighs, in grams, and whether it is kept by lot. */
export function weightsOf(
  ctx: Ctx,
  orderId: string,
): Statement<{ id: string; weightGrams: number; tracking: Tracking }> {
  return sql`SELECT id, tracking, (weight_grams / 10.0 ^ places)::float AS weight_grams FROM product WHERE organisation_id = ${ctx.organisationId}
    AND id IN (SELECT product_id FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId})`
}

/** The carrier services that may move an order's parcels: those of the kind that was ordered. */
export function carriesOf(ctx: Ctx, orderId: string): Statement<Carries> {
  return sql`SELECT v.name, v.max_weight_grams, v.id = o.carrier_service_id AS is_ordered FROM sales_order o
    JOIN carrier_service w ON w.organisation_id = o.organisation_id AND w.id = o.carrier_service_id
    JOIN carrier_service v ON v.organisation_id = w.organisation_id AND v.kind = w.kind AND (v.archived_at IS NULL OR v.id = w.id)
    WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ${orderId}`
}
