import { fitsLimit } from '@/server/credit/rules'
import { moveStock } from '@/server/inventory/mutations/stock'
import { available, type StockDelta, split } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { type NumberTaken, withNumber } from '@/server/platform/database/numbers'
import { transaction } from '@/server/platform/database/run'
import { insert } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { extendedMinor } from '@/server/platform/money/money'
import { inUnits, unitTold } from '@/server/platform/money/quantity'
import { exposureOf, grown } from '../rules/amounts'
import type { OrderLine } from '../rules/position'
import { followGoods, isReturnable } from '../rules/returnables'
import { wholeColumns } from '../rules/whole'
import type { AmendInput } from '../schema'
import { advance } from './advance'
import { changedFacts, changesOf, fitting, newsOf } from './amend-facts'
import { addedLines, checkPrices, checkQuantities, pricesOf, refuseGrowth, reprice } from './amend-lines'
import { amendedWhole } from './amend-whole'
import { followReferral, loadToChange, lower } from './cancel'
import { followOrder, paidBy, proformaSeries } from './proforma'

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

/** A line after the change, and the movement of its product's stock. */
function changed(line: OrderLine, wish: Wish | undefined, free: number, currency: string) {
  if (wish && isReturnable(line)) refuse('RETURNABLE_ALONE', { position: line.position })
  const standing = line.ordered - line.cancelled
  if (wish?.standing !== undefined && wish.standing !== standing)
    conflict('LINE_CHANGED', { position: line.position, standing: inUnits(standing, line), ...unitTold(line) })
  const by = (wish?.quantity ?? standing) - standing
  const moved = by === 0 ? { line } : by < 0 ? lower(line, -by) : raise(line, by, free, currency)
  const { unitPrice, discount } = wish ?? {}
  const repriced =
    unitPrice === undefined && discount === undefined
      ? moved.line
      : reprice(moved.line, { unitPrice, discount }, currency)
  return { line: repriced, delta: 'delta' in moved ? moved.delta : null }
}

/**
 * Amends an order. It changes the quantity of a line that is not packed and the price of a line of which nothing has left, and adds lines.
 * It also changes the customer's own number, the note and the wished day, and the ship-to address until a part has left. An increase passes
 * the credit gate and reserves or waits for stock like a new order. Refuses with HAS_LEFT, LIES_IN_PARCEL, PRICE_FIXED, CREDIT_EXCEEDED,
 * ORDER_CANCELLED, ORDER_ENDED (a settled order takes no new lines), LINE_CHANGED (somebody amended the line since it was read),
 * SHIP_TO_FIXED, ADDRESS_INCOMPLETE, REFERENCE_REQUIRED, DISCOUNT_FIXED, CHARGE_TOO_LATE, PAID_BEFOREHAND (a prepaid order may not grow),
 * NOT_STOCKED, PRODUCT_ARCHIVED, CANNOT_PROMISE, QUANTITY_NOT_SOLD, NOTHING_CHANGED.
 */
export async function amend(ctx: Ctx, input: AmendInput): Promise<{ orderId: string; stage: string }> {
  return withNumber(ctx, proformaSeries, (number) => amendWith(ctx, input, number))
}

function amendWith(ctx: Ctx, input: AmendInput, proformaNumber: NumberTaken) {
  const { lines: wishes = [], added: wanted = [] } = input
  return transaction(ctx, idempotent('order.amend', input.idempotencyKey, input), async (tx) => {
    const addedIds = wanted.map((line) => line.productId)
    const { account, order, lines, levels, proforma } = await loadToChange(tx, input.orderId, addedIds)
    if (order.stage === 'SETTLED') refuse('ORDER_ENDED')
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
    const repriced = after.filter((line, index) => line.unitPrice !== lines[index]?.unitPrice)
    await checkQuantities(tx, lines, after)
    const { added, skus } =
      wanted.length === 0
        ? { added: [], skus: new Map<string, string>() }
        : await addedLines(tx, order, lines, wanted, free)
    const all = followGoods([...after, ...added], order.currency)
    const facts = await changedFacts(tx, input, { order, lines })
    const { shipCountry } = facts.order
    const { whole, ...wholly } = await amendedWhole(tx, order, { before: lines, after: all, shipCountry }, input)
    await checkPrices(tx, order, { wishes: [...wishes, input], repriced, added, all, whole })
    await refuseGrowth(tx, input.deliveryRule ?? order.deliveryRule, lines, all)
    const touched = after.filter((line, index) => line !== lines[index])
    if (touched.length + added.length + facts.statements.length === 0 && !wholly.changed) refuse('NOTHING_CHANGED')
    const next = grown({ ...facts.order, ...whole }, all)
    const raiseMinor =
      exposureOf(all, 'PASSED', next).committedMinor - exposureOf(lines, 'PASSED', order).committedMinor
    if (raiseMinor > 0n && order.termsKind !== 'NET' && order.creditState !== 'AWAITING_PAYMENT')
      refuse('PAID_BEFOREHAND')
    if (raiseMinor > 0n && order.creditState === 'PASSED' && !fitsLimit(account, raiseMinor))
      refuse('CREDIT_EXCEEDED', { raiseMinor })
    const released = paidBy(proforma, next, all)
    const moved = advance(ctx, facts.order, [...lines, ...added], all, {
      ...released.changes,
      ...wholeColumns(whole),
      charges: whole.charges,
      promisedOn: facts.promisedOn,
    })
    const follows = followOrder(ctx, proforma, moved.order, proformaNumber)
    const event = {
      name: 'order/order.amended',
      objects: [
        ['order', order.id],
        ['customer', order.customerId],
      ],
      payload: fitting({
        lines: touched.length,
        added: added.length,
        changes: changesOf(lines, after),
        news: newsOf(added, skus),
        ...(moved.order.grossMinor !== order.grossMinor && { gross: [order.grossMinor, moved.order.grossMinor] }),
        ...facts.told,
        ...wholly.told,
      }),
    } as const
    const addressed: NewEvent[] = facts.addressed ? [{ name: 'order/order.addressed', objects: event.objects }] : []
    return tx.conclude(
      { orderId: order.id, stage: moved.order.stage },
      insert(
        ctx,
        'orderLine',
        added.map((line) => ({ ...line, confirmedAt: ctx.now })),
      ),
      ...pricesOf(ctx, lines, after),
      ...moved.statements,
      ...facts.statements,
      ...wholly.statements,
      moveStock(ctx, [...deltas, ...added.filter((line) => line.kind === 'GOODS')]),
      ...follows.statements,
      ...followReferral(ctx, order, all),
      recordEvents(ctx, [event, ...addressed, ...follows.events, ...moved.events, ...released.events]),
    )
  })
}
