import { lockCreditOfOrder } from '@/server/credit/mutations/account'
import { orderStopped } from '@/server/credit/queries/stopped'
import { binsOfLines } from '@/server/inventory/queries/bins'
import { advance, linesOf, lockOrder } from '@/server/order/mutations/advance'
import { waitsForRest } from '@/server/order/rules/delivery'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read, transaction } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { lockStockOfOrder } from '../queries/floor'
import { allocate, isReleased, onlyServicesRemain, perform, withReleased } from '../rules/picking'
import { makeTasks } from './write-tasks'

interface Released {
  orderId: string
  tasks: number
  performed: number
  /** The reason why nothing was given to the floor. */
  parked: 'CREDIT' | 'HOLD' | 'ASKED' | 'ADDRESS' | 'REST' | null
}

/**
 * Makes pick tasks of an order's reserved goods, in walking order. When no goods are left to move, its services are
 * performed. Nothing happens while the order waits for credit, the address or the seller's answer about a quote, or
 * while the payer is on hold (rule 12), nor while the order is to be sent complete and something is short; released goods are not released twice. Refuses with NOT_FOUND.
 */
export async function release(ctx: Ctx, orderId: string): Promise<Released> {
  return transaction(ctx, {}, async (tx) => {
    const [[account], [order], lines] = await tx.run(
      lockCreditOfOrder(ctx, orderId),
      lockOrder(ctx, orderId),
      linesOf(ctx, [orderId]),
      lockStockOfOrder(ctx, orderId),
    )
    if (!account || !order) notFound('order')
    const released: Released = { orderId, tasks: 0, performed: 0, parked: null }
    if (!isReleased(order.creditState)) return { ...released, parked: 'CREDIT' }
    if (order.asks) return { ...released, parked: 'ASKED' }
    if (order.addressMissing && lines.some((line) => line.reserved > 0)) return { ...released, parked: 'ADDRESS' }
    if (waitsForRest(order.deliveryRule, lines)) return { ...released, parked: 'REST' }
    const [[hold]] = account.holds > 0 ? await tx.run(orderStopped(ctx, order)) : [[]]
    if (hold?.stopped) return { ...released, parked: 'HOLD' }
    const wanting = lines.filter((line) => line.reserved > line.released)
    const done = onlyServicesRemain(lines)
    if (wanting.length === 0 && !done) return released
    const bins = (await tx.run(...binsOfLines(ctx, wanting))).flat()
    const takes = allocate(lines, bins)
    if (takes.length === 0 && !done) return released
    const after = done ? perform(lines) : withReleased(lines, takes)
    const moved = advance(ctx, order, lines, after)
    const objects = [['order', orderId]] as const
    const performed = done ? lines.filter((line) => line.open > 0).length : 0
    const events: NewEvent[] = []
    if (takes.length > 0) events.push({ name: 'fulfilment/pick.released', objects, payload: { tasks: takes.length } })
    if (done) events.push({ name: 'fulfilment/service.performed', objects, payload: { lines: performed } })
    await tx.commit(
      ...moved.statements,
      makeTasks(ctx, orderId, takes),
      recordEvents(ctx, [...events, ...moved.events]),
    )
    return { ...released, tasks: takes.length, performed }
  })
}

function unreleasedOrders(ctx: Ctx, payerId: string | null): Statement<{ id: string }> {
  return sql`SELECT o.id FROM sales_order o JOIN credit_account a ON a.organisation_id = o.organisation_id AND a.customer_id = o.payer_id
    WHERE o.organisation_id = ${ctx.organisationId} AND o.stage = 'FULFILMENT' AND o.waits_for = 'PICKING' AND o.credit_state IN ('PASSED', 'NOT_NEEDED') AND (a.holds = 0 OR NOT order_stopped(o.organisation_id, o.id, o.payer_id))
      AND (${payerId}::uuid IS NULL OR o.payer_id = ${payerId}::uuid)
      AND (SELECT bool_or(l.reserved > l.released) AND (o.delivery_rule <> 'COMPLETE' OR sum(l.backordered) = 0) OR (bool_or(l.open > 0) AND sum(l.backordered + l.reserved + l.picked) = 0)
        FROM order_line l WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id)
    ORDER BY o.stage_since, o.id LIMIT 200`
}

/** Releases orders that wait for no reason any more: after a payer's hold was lifted, and from time to time for all payers. */
export async function releaseWaiting(ctx: Ctx, payerId: string | null = null): Promise<{ orders: number }> {
  const [waiting] = await read(ctx, unreleasedOrders(ctx, payerId))
  for (const { id } of waiting) await release(ctx, id)
  return { orders: waiting.length }
}
