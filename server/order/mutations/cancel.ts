import { lockCreditOfOrder } from '@/server/credit/mutations/account'
import { lockStock, moveStock } from '@/server/inventory/mutations/stock'
import type { StockDelta } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { withNumber } from '@/server/platform/database/numbers'
import { type Tx, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import type { OrderLine } from '../rules/position'
import { cancellable, takeBack } from '../rules/quantities'
import type { CancelInput } from '../schema'
import { type Advance, advance, linesOf, lockOrder, type OrderRow } from './advance'
import { followOrder, proformaSeries, standingProforma } from './proforma'

/** An order to be changed with all that a change looks at, locked. Refuses with NOT_FOUND, ORDER_CANCELLED. */
export async function loadToChange(tx: Tx, orderId: string, addedIds: readonly string[] = []) {
  const { ctx } = tx
  const [[account], [order], lines, [proforma]] = await tx.run(
    lockCreditOfOrder(ctx, orderId),
    lockOrder(ctx, orderId),
    linesOf(ctx, [orderId]),
    standingProforma(ctx, orderId),
  )
  if (!account || !order) notFound('order')
  if (order.stage === 'CANCELLED') refuse('ORDER_CANCELLED')
  const ownGoods = lines.filter((line) => line.kind === 'GOODS').map((line) => line.productId)
  const goods = [...new Set([...ownGoods, ...addedIds])]
  const [levels] = await tx.run(lockStock(ctx, order.warehouseId, goods))
  return { account, order, lines, levels, proforma }
}

/** So much less of a line, and what its stock moves by. Refuses with ALREADY_PICKED. */
export function lower(line: OrderLine, by: number): { line: OrderLine; delta: StockDelta } {
  if (by > cancellable(line)) refuse('ALREADY_PICKED', { position: line.position, free: cancellable(line) })
  const { line: next, freed } = takeBack(line, by)
  return {
    line: next,
    delta: {
      warehouseId: line.warehouseId,
      productId: line.productId,
      reserved: -freed.reserved,
      backordered: -freed.backordered,
    },
  }
}

export type ToChange = Awaited<ReturnType<typeof loadToChange>>

/**
 * What cancelling a loaded order writes and tells: all of it that is not picked yet, and its credit decision; its pro forma is
 * left to the caller. Joined by the verbs that cancel. Refuses with NOTHING_TO_CANCEL.
 */
export function cancelling(
  ctx: Ctx,
  { order, lines }: { order: OrderRow; lines: readonly OrderLine[] },
  reason: string,
): Advance {
  const deltas: StockDelta[] = []
  let units = 0
  const after = lines.map((line) => {
    const free = cancellable(line)
    if (free === 0) return line
    units += free
    const changed = lower(line, free)
    deltas.push(changed.delta)
    return changed.line
  })
  if (units === 0) refuse('NOTHING_TO_CANCEL')
  const moved = advance(ctx, order, lines, after)
  const event: NewEvent = {
    name: 'order/lines.cancelled',
    objects: [['order', order.id]],
    payload: { units, reason: reason.slice(0, 200) },
  }
  return {
    order: moved.order,
    statements: [
      ...moved.statements,
      moveStock(ctx, deltas),
      sql`UPDATE credit_decision SET state = 'WITHDRAWN' WHERE organisation_id = ${ctx.organisationId} AND order_id = ${order.id} AND state = 'REFERRED' AND ${moved.order.stage === 'CANCELLED'}`,
    ],
    events: [event, ...moved.events],
  }
}

/**
 * Cancels all of an order that is not picked yet; what has left or lies in a parcel goes its way. Stock and exposure come free at once.
 * Refuses with NOTHING_TO_CANCEL, ORDER_CANCELLED.
 */
export async function cancel(ctx: Ctx, input: CancelInput): Promise<{ orderId: string; stage: string }> {
  return withNumber(ctx, proformaSeries, (number) =>
    transaction(ctx, idempotent('order.cancel', input.idempotencyKey, input), async (tx) => {
      const found = await loadToChange(tx, input.orderId)
      const { order, statements, events } = cancelling(ctx, found, input.reason)
      const follows = followOrder(ctx, found.proforma, order, number)
      return tx.conclude(
        { orderId: order.id, stage: order.stage },
        ...statements,
        ...follows.statements,
        recordEvents(ctx, [...events, ...follows.events]),
      )
    }),
  )
}
