import { policyInForce } from '@/server/credit/queries/policy'
import { moveStock } from '@/server/inventory/mutations/stock'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { goodsIn } from '@/server/platform/money/quantity'
import { workingCalendar } from '@/server/platform/time/holidays'
import { addWorkingDays } from '@/server/platform/time/working-days'
import { loseReservations } from '../rules/quantities'
import { advance, linesOf, lockOrder } from './advance'

/**
 * Frees the reserved stock of an order that still waits for credit. Its units become backordered, and an event says
 * so.
 */
async function expireReservation(ctx: Ctx, orderId: string): Promise<{ lost: number }> {
  return transaction(ctx, {}, async (tx) => {
    const [[order], lines] = await tx.run(lockOrder(ctx, orderId), linesOf(ctx, [orderId]))
    if (!order || (order.creditState !== 'REFERRED' && order.creditState !== 'HELD')) return { lost: 0 }
    const reserved = lines.reduce((sum, line) => sum + line.reserved, 0)
    const { lines: after, lost } = loseReservations(lines, reserved)
    const moved = advance(ctx, order, lines, after)
    const deltas = lines
      .filter((line) => lost.has(line.id))
      .map((line) => ({
        warehouseId: line.warehouseId,
        productId: line.productId,
        reserved: -line.reserved,
        backordered: line.reserved,
      }))
    const event: NewEvent = {
      name: 'order/reservation.lost',
      objects: [['order', orderId]],
      payload: { ...goodsIn(lines, (line) => line.reserved), cause: 'CREDIT_EXPIRED' },
    }
    await tx.commit(
      ...moved.statements,
      moveStock(ctx, deltas),
      sql`UPDATE credit_decision SET expires_at = NULL WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND state = 'REFERRED'`,
      ...(reserved > 0 ? [recordEvents(ctx, [event, ...moved.events])] : []),
    )
    return { lost: reserved }
  })
}

const expiredAtOnce = 100

/**
 * Frees the stock of referred and held orders after the working days of the policy (rule 3). Other waiting orders get
 * it.
 */
export async function expireReservations(ctx: Ctx): Promise<{ lost: number }> {
  const [[policy]] = await read(ctx, policyInForce(ctx))
  if (!policy) return { lost: 0 }
  const heldUntil = addWorkingDays(workingCalendar(ctx.organisation), ctx.today, -(policy.reservationDays + 1))
  const [referred, held] = await read(
    ctx,
    sql<{
      orderId: string
    }>`SELECT order_id FROM credit_decision WHERE organisation_id = ${ctx.organisationId} AND state = 'REFERRED'
      AND expires_at <= ${ctx.now} ORDER BY expires_at LIMIT ${expiredAtOnce}`,
    sql<{
      orderId: string
    }>`SELECT o.id AS order_id FROM sales_order o WHERE o.organisation_id = ${ctx.organisationId} AND o.stage IN ('ORDER', 'CREDIT')
      AND o.credit_state = 'HELD' AND o.ordered_on <= ${heldUntil}::date AND EXISTS (SELECT 1 FROM order_line l
        WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id AND l.reserved > 0) ORDER BY o.stage_since, o.id LIMIT ${expiredAtOnce}`,
  )
  let lost = 0
  for (const { orderId } of [...referred, ...held]) lost += (await expireReservation(ctx, orderId)).lost
  return { lost }
}
