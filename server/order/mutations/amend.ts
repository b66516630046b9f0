import { lockCreditOfOrder } from '@/server/credit/mutations/account'
import { fitsLimit } from '@/server/credit/rules'
import { lockStock, moveStock } from '@/server/inventory/mutations/stock'
import { available, type StockDelta, split } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/ctx'
import { conflict, notFound, refuse } from '@/server/platform/errors'
import { recordEvents } from '@/server/platform/events'
import { idempotent } from '@/server/platform/idempotency'
import { extendedMinor } from '@/server/platform/money'
import { type Tx, transaction } from '@/server/platform/run'
import { insert, sql } from '@/server/platform/sql'
import { exposureOf } from '../rules/amounts'
import type { OrderLine } from '../rules/position'
import { cancellable, takeBack } from '../rules/quantities'
import type { AmendInput, CancelInput } from '../schema'
import { type Advance, advance, linesOf, lockOrder } from './advance'
import { addedLines, pricesOf, reprice } from './amend-lines'
import { type FollowedProforma, followOrder, lockProforma } from './proforma'

async function load(tx: Tx, orderId: string, addedIds: readonly string[] = []) {
  const { ctx } = tx
  const [[account], [order], lines, [proforma]] = await tx.run(
    lockCreditOfOrder(ctx, orderId),
    lockOrder(ctx, orderId),
    linesOf(ctx, [orderId]),
    lockProforma(ctx, orderId),
  )
  if (!account || !order) notFound('order')
  if (order.stage === 'CANCELLED') refuse('ORDER_CANCELLED')
  const ownGoods = lines.filter((line) => line.kind === 'GOODS').map((line) => line.productId)
  const goods = [...new Set([...ownGoods, ...addedIds])]
  const [levels] = await tx.run(lockStock(ctx, order.warehouseId, goods))
  return { account, order, lines, proforma, levels }
}

function lower(line: OrderLine, by: number): { line: OrderLine; delta: StockDelta } {
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

function raise(line: OrderLine, by: number, free: number, currency: string): { line: OrderLine; delta: StockDelta } {
  const ordered = line.ordered + by
  const netMinor = extendedMinor(line.unitPrice, ordered, line.priceQuantity, currency)
  if (line.kind !== 'GOODS')
    return {
      line: { ...line, ordered, netMinor, open: line.open + by },
      delta: { warehouseId: line.warehouseId, productId: line.productId },
    }
  const { reserved, backordered } = split(by, free)
  return {
    line: {
      ...line,
      ordered,
      netMinor,
      reserved: line.reserved + reserved,
      backordered: line.backordered + backordered,
    },
    delta: { warehouseId: line.warehouseId, productId: line.productId, reserved, backordered },
  }
}

type Wish = NonNullable<AmendInput['lines']>[number]

/** A line after what is wished of it, and what its product's stock moves by. */
function changed(line: OrderLine, wish: Wish | undefined, free: number, currency: string) {
  const standing = line.ordered - line.cancelled
  if (wish?.standing !== undefined && wish.standing !== standing)
    conflict('LINE_CHANGED', { position: line.position, standing })
  const by = (wish?.quantity ?? standing) - standing
  const moved = by === 0 ? { line } : by < 0 ? lower(line, -by) : raise(line, by, free, currency)
  const priced = wish?.unitPrice === undefined ? moved.line : reprice(moved.line, wish.unitPrice, currency)
  return { line: priced, delta: 'delta' in moved ? moved.delta : null }
}

/**
 * Changes how much of a line is wanted as long as it is not picked, its price as long as nothing of it has left, and adds
 * lines. What the order grows by passes the credit gate like a new order, and takes or waits for stock like one.
 * Refuses with ALREADY_PICKED, PRICE_FIXED, CREDIT_EXCEEDED, ORDER_CANCELLED, ORDER_ENDED (nothing is added to one that is
 * settled), LINE_CHANGED (somebody amended it since it was read), PAID_BEFOREHAND (a prepaid order may not grow), NOT_STOCKED, PRODUCT_ARCHIVED, NOTHING_CHANGED.
 */
export async function amend(ctx: Ctx, input: AmendInput): Promise<{ orderId: string; stage: string }> {
  const { lines: wishes = [], added: wanted = [] } = input
  return transaction(ctx, idempotent('order.amend', input.idempotencyKey, input), async (tx) => {
    const addedIds = wanted.map((line) => line.productId)
    const { account, order, lines, proforma, levels } = await load(tx, input.orderId, addedIds)
    const byLine = new Map(wishes.map((wish) => [wish.lineId, wish]))
    if ([...byLine.keys()].some((id) => !lines.some((line) => line.id === id))) notFound('order line')
    const free = new Map(levels.map((level) => [level.productId, available(level)]))
    const deltas: StockDelta[] = []
    const after = lines.map((line) => {
      const { line: next, delta } = changed(line, byLine.get(line.id), free.get(line.productId) ?? 0, order.currency)
      if (delta) deltas.push(delta)
      free.set(line.productId, (free.get(line.productId) ?? 0) - (delta?.reserved ?? 0))
      return next
    })
    const added = wanted.length === 0 ? [] : await addedLines(tx, order, lines, wanted, free)
    const touched = after.filter((line, index) => line !== lines[index])
    if (touched.length + added.length === 0) refuse('NOTHING_CHANGED')
    const raiseMinor =
      exposureOf([...after, ...added], 'PASSED', order.currency).committedMinor -
      exposureOf(lines, 'PASSED', order.currency).committedMinor
    if (raiseMinor > 0n && order.termsKind !== 'NET') refuse('PAID_BEFOREHAND')
    if (raiseMinor > 0n && order.creditState === 'PASSED' && !fitsLimit(account, raiseMinor))
      refuse('CREDIT_EXCEEDED', { raiseMinor })
    const asked = followOrder(ctx, order, [...after, ...added], proforma)
    const moved = advance(ctx, order, [...lines, ...added], [...after, ...added], asked.changes)
    const event = {
      name: 'order/order.amended',
      objects: [
        ['order', order.id],
        ['customer', order.customerId],
      ],
      payload: {
        lines: touched.length,
        added: added.length,
        to: wishes.slice(0, 5).map(({ quantity = null }) => quantity),
      },
    } as const
    await tx.commit(
      insert(
        ctx,
        'orderLine',
        added.map((line) => ({ ...line, confirmedAt: ctx.now })),
      ),
      ...pricesOf(ctx, lines, after),
      ...moved.statements,
      ...asked.statements,
      moveStock(ctx, [...deltas, ...added.filter((line) => line.kind === 'GOODS')]),
      recordEvents(ctx, [event, ...asked.events, ...moved.events]),
    )
    return { orderId: order.id, stage: moved.order.stage }
  })
}

async function finishCancel(
  tx: Tx,
  order: { id: string },
  moved: Advance,
  asked: FollowedProforma,
  deltas: StockDelta[],
  reason: string,
  units: number,
) {
  const { ctx } = tx
  const event = {
    name: 'order/lines.cancelled',
    objects: [['order', order.id]],
    payload: { units, reason: reason.slice(0, 200) },
  } as const
  await tx.commit(
    ...moved.statements,
    ...asked.statements,
    moveStock(ctx, deltas),
    sql`UPDATE credit_decision SET state = 'WITHDRAWN' WHERE organisation_id = ${ctx.organisationId} AND order_id = ${order.id} AND state = 'REFERRED' AND ${moved.order.stage === 'CANCELLED'}`,
    recordEvents(ctx, [event, ...asked.events, ...moved.events]),
  )
}

/**
 * Cancels all of an order that is not picked yet; what has left or lies in a parcel goes its way. Stock and exposure come free at once.
 * Refuses with NOTHING_TO_CANCEL, ORDER_CANCELLED.
 */
export async function cancel(ctx: Ctx, input: CancelInput): Promise<{ orderId: string; stage: string }> {
  return transaction(ctx, idempotent('order.cancel', input.idempotencyKey, input), async (tx) => {
    const { order, lines, proforma } = await load(tx, input.orderId)
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
    const asked = followOrder(ctx, order, after, proforma)
    const moved = advance(ctx, order, lines, after, asked.changes)
    await finishCancel(tx, order, moved, asked, deltas, input.reason, units)
    return { orderId: order.id, stage: moved.order.stage }
  })
}
