import type { DeliveryRule } from '@/server/customer/schema'
import { available } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, type Tx, transaction } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { planStatements, plansOf } from '../queries/waiting'
import { daysOfNew, type ProductPlan, planDays, type Supply } from '../rules/atp'
import { promiseMoved } from '../rules/moved'
import type { CreditState, OrderLine } from '../rules/position'
import { promiseClock } from '../rules/promise'
import { mustBePromised, strictLines } from '../rules/refusing'
import { advance, type OrderRow } from './advance'
import { loadOrders, waitingOrders } from './serve'

const isReleased = (creditState: CreditState) => creditState === 'PASSED' || creditState === 'NOT_NEEDED'

/**
 * Gives each new line that waits for goods the day on which planned receipts bring them, behind all lines that wait already. It locks the
 * stock of the products, so that no other order is promised the same units. It costs one more trip, only when something is short.
 */
export async function withDays(tx: Tx, lines: readonly OrderLine[], creditState: CreditState): Promise<OrderLine[]> {
  const { ctx } = tx
  const short = lines.filter((line) => line.backordered > 0)
  if (short.length === 0 || !isReleased(creditState)) return lines.map((line) => ({ ...line, plannedOn: null }))
  const plans = new Map<string, ProductPlan>()
  // Mostly it is one warehouse; the lines of a product are served by one always.
  for (const warehouseId of [...new Set(short.map((line) => line.warehouseId))].sort()) {
    const own = short.filter((line) => line.warehouseId === warehouseId)
    const productIds = [...new Set(own.map((line) => line.productId))]
    const found = plansOf(productIds, ...(await tx.run(...planStatements(ctx, warehouseId, productIds))))
    for (const [id, plan] of found) plans.set(id, plan)
  }
  const days = daysOfNew(lines, plans, ctx.today)
  return lines.map((line, index) => ({ ...line, plannedOn: days[index] ?? null }))
}

/**
 * Refuses with CANNOT_PROMISE when the order or a product may not wait, and neither free stock nor planned receipts cover its line. The
 * state of credit makes no difference.
 */
export async function refuseShort(
  tx: Tx,
  rule: DeliveryRule,
  lines: readonly OrderLine[],
  products: Parameters<typeof strictLines>[2],
): Promise<void> {
  const strict = new Set(strictLines(rule, lines, products).map((line) => line.id))
  if (strict.size === 0) return
  const planned = await withDays(tx, lines, 'PASSED')
  mustBePromised(
    planned.filter((line) => strict.has(line.id)),
    products,
  )
}

/** The changes of an order whose lines have new days; nothing when the days are the same. */
function replanned(ctx: Ctx, order: OrderRow, before: readonly OrderLine[], days: ReadonlyMap<string, string | null>) {
  const after = before.map((line) => (days.has(line.id) ? { ...line, plannedOn: days.get(line.id) ?? null } : line))
  if (after.every((line, index) => line.plannedOn === before[index]?.plannedOn)) return null
  const { movedOn, told } = promiseMoved(order, before, after, promiseClock(ctx))
  const moved = advance(ctx, order, before, after, movedOn ? { movedOn } : {})
  const event = (payload: Record<string, unknown>): NewEvent => ({
    name: 'order/promise.moved',
    objects: [
      ['order', order.id],
      ['customer', order.customerId],
    ],
    payload,
  })
  return { ...moved, events: [...moved.events, ...(told ? [event(told)] : [])], tells: told !== null }
}

/** Products with waiting units that are promised or can be, each with its warehouse. */
const plannedProducts = (
  ctx: Ctx,
  productIds: readonly string[] | null,
): Statement<{ productId: string; warehouseId: string }> =>
  sql`SELECT DISTINCT l.product_id, l.warehouse_id FROM stock_level s
    JOIN order_line l ON l.organisation_id = s.organisation_id AND l.warehouse_id = s.warehouse_id AND l.product_id = s.product_id AND l.backordered > 0
    WHERE s.organisation_id = ${ctx.organisationId} AND s.backordered > 0 AND (${productIds}::uuid[] IS NULL OR s.product_id = ANY(${productIds}::uuid[]))
      AND (l.planned_on IS NOT NULL OR EXISTS (SELECT 1 FROM planned_receipt_line p
        WHERE p.organisation_id = l.organisation_id AND p.product_id = l.product_id AND p.quantity > p.received + p.closed)
        OR EXISTS (SELECT 1 FROM transfer_line t WHERE t.organisation_id = l.organisation_id AND t.product_id = l.product_id AND t.quantity > t.received + t.lost)) LIMIT 500`

/**
 * Computes the days of waiting lines again after planned receipts of these products changed (of all products, when none are named). A day
 * that can be kept stays. A promise that cannot is moved to the first possible day, and its customer gets one mail. A line without a day
 * gets one.
 */
export async function planWaiting(ctx: Ctx, productIds: readonly string[] | null): Promise<{ moved: number }> {
  const [found] = await read(ctx, plannedProducts(ctx, productIds))
  let moved = 0
  for (const warehouseId of [...new Set(found.map((row) => row.warehouseId))].sort()) {
    const ids = found.filter((row) => row.warehouseId === warehouseId).map((row) => row.productId)
    moved += await planIn(ctx, warehouseId, ids)
  }
  return { moved }
}

async function planIn(ctx: Ctx, warehouseId: string, ids: string[]): Promise<number> {
  return transaction(ctx, {}, async (tx) => {
    const ordersOf = (inner: Ctx) => waitingOrders(inner, ids, warehouseId)
    const { orders, lines, levels } = await loadOrders(tx, ids, ordersOf, warehouseId)
    const plans = plansOf(ids, ...(await tx.run(...planStatements(ctx, warehouseId, ids))))
    const days = new Map<string, string | null>()
    for (const level of levels) {
      const { supplies = [], waiting = [] } = plans.get(level.productId) ?? {}
      const free: Supply = { day: ctx.today, units: Math.max(0, available(level)) }
      for (const [id, day] of planDays(waiting, [free, ...supplies], ctx.today)) days.set(id, day)
    }
    const changes = orders.flatMap(
      (order) =>
        replanned(
          ctx,
          order,
          lines.filter((line) => line.orderId === order.id),
          days,
        ) ?? [],
    )
    if (changes.length > 0)
      await tx.commit(
        ...changes.flatMap((change) => change.statements),
        recordEvents(
          ctx,
          changes.flatMap((change) => change.events),
        ),
      )
    return changes.filter((change) => change.tells).length
  })
}
