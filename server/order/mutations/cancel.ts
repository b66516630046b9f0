import { lockCreditOfOrder } from '@/server/credit/mutations/account'
import { lockStockAt, moveStock } from '@/server/inventory/mutations/stock'
import type { StockDelta } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { withNumber } from '@/server/platform/database/numbers'
import { type Tx, transaction } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { goodsIn, inUnits, unitsOf, unitTold } from '@/server/platform/money/quantity'
import type { OrderLine } from '../rules/position'
import { cancellable, lowerable, takeBack } from '../rules/quantities'
import { followGoods, isReturnable, ownLines } from '../rules/returnables'
import { servedAt } from '../rules/serving'
import type { CancelInput } from '../schema'
import { type Advance, advance, linesOf, lockOrder, type OrderRow } from './advance'
import { followOrder, proformaSeries, standingProforma } from './proforma'

/** Locks an order with everything that a change needs. Refuses with NOT_FOUND. */
export async function loadWhole(tx: Tx, orderId: string, addedIds: readonly string[] = []) {
  const { ctx } = tx
  const [[account], [order], lines, [proforma]] = await tx.run(
    lockCreditOfOrder(ctx, orderId),
    lockOrder(ctx, orderId),
    linesOf(ctx, [orderId]),
    standingProforma(ctx, orderId),
  )
  if (!account || !order) notFound('order')
  const goods = lines.filter((line) => line.kind === 'GOODS')
  const added = addedIds.map((productId) => ({ productId, warehouseId: servedAt(order, lines, productId) }))
  const [levels] = await tx.run(lockStockAt(ctx, [...goods, ...added]))
  return { account, order, lines, levels, proforma }
}

/** Locks an order that is to be changed. Refuses with NOT_FOUND, ORDER_CANCELLED. */
export async function loadToChange(tx: Tx, orderId: string, addedIds: readonly string[] = []) {
  const found = await loadWhole(tx, orderId, addedIds)
  if (found.order.stage === 'CANCELLED') refuse('ORDER_CANCELLED')
  return found
}

/** Reduces a line by a quantity, with the change of its stock. Refuses with HAS_LEFT, LIES_IN_PARCEL. */
export function lower(line: OrderLine, by: number): { line: OrderLine; delta: StockDelta } {
  const free = (quantity: number) => ({ position: line.position, free: inUnits(quantity, line), ...unitTold(line) })
  if (by > cancellable(line)) refuse('HAS_LEFT', free(cancellable(line)))
  if (by > lowerable(line)) refuse('LIES_IN_PARCEL', free(lowerable(line)))
  return drop(line, by)
}

function drop(line: OrderLine, by: number): { line: OrderLine; delta: StockDelta } {
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
 * Withdraws the referral of an order with nothing left to send, because nobody has to decide about it. The referral returns when units
 * are added. The verbs that change ordered quantities call it.
 */
export function followReferral(ctx: Ctx, order: OrderRow, after: readonly OrderLine[]): Statement<never>[] {
  if (order.creditState !== 'REFERRED') return []
  const [from, to] = after.some((line) => cancellable(line) > 0) ? ['WITHDRAWN', 'REFERRED'] : ['REFERRED', 'WITHDRAWN']
  return [
    sql`UPDATE credit_decision SET state = ${to}
      WHERE organisation_id = ${ctx.organisationId} AND order_id = ${order.id} AND state = ${from}`,
  ]
}

/** The quantities that a cancellation takes off the lines, and additional facts for its event. */
interface Cancelled {
  of: (line: OrderLine) => number
  said: Record<string, unknown>
}

/**
 * Builds the statements and events that cancel units of a loaded order: all that have not left, or the given quantities of its lines. They
 * also withdraw the referral when nothing is left to send. Picked units wait to be put back. The caller ends the pro forma. Refuses with
 * NOTHING_TO_CANCEL.
 */
export function cancelling(
  ctx: Ctx,
  { order, lines }: { order: OrderRow; lines: readonly OrderLine[] },
  reason: string,
  { of, said }: Cancelled = { of: cancellable, said: {} },
): Advance {
  const deltas: StockDelta[] = []
  const own = ownLines(lines)
  const dropped = lines.map((line) => {
    const free = isReturnable(line) ? 0 : of(line)
    if (free === 0) return line
    const changed = drop(line, free)
    deltas.push(changed.delta)
    return changed.line
  })
  const after = followGoods(dropped, order.currency)
  const goods = goodsIn(own, of)
  const picked = unitsOf(own, (line) => Math.max(0, of(line) - line.backordered - line.reserved - line.open))
  if (goods.units === 0) refuse('NOTHING_TO_CANCEL')
  const moved = advance(ctx, order, lines, after)
  const event: NewEvent = {
    name: 'order/lines.cancelled',
    objects: [['order', order.id]],
    payload: { ...goods, picked, reason: reason.slice(0, 200), ...said },
  }
  return {
    order: moved.order,
    statements: [...moved.statements, moveStock(ctx, deltas), ...followReferral(ctx, order, after)],
    events: [event, ...moved.events],
  }
}

/**
 * Cancels all units of an order that have not left. It frees exposure and reservations at once. Picked or packed units go on the list of
 * goods to put back, and are free when they are in a bin again.
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
