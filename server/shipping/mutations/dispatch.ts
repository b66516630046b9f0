import { orderStopped } from '@/server/credit/queries/stopped'
import { moveStock, recordMovements } from '@/server/inventory/mutations/stock'
import { mustBeFit } from '@/server/inventory/rules/lots'
import { advance, linesOf, lockOrder } from '@/server/order/mutations/advance'
import { mayLeave } from '@/server/order/rules/delivery'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, Refusal, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { goodsIn } from '@/server/platform/money/quantity'
import { arrivalDay } from '@/server/platform/time/working-days'
import {
  graceOf,
  lockCreditOfShipment,
  lockShipment,
  lockStockOfShipment,
  orderOfShipment,
  parcelWeights,
  shipmentLines,
} from '../queries/load'
import { lotsOfShipment } from '../queries/lots'
import { allowWeights, calendarOf, wayTo } from '../rules/planning'
import { byLot, byProduct, dispatchLines } from '../rules/quantities'
import { allow } from '../rules/states'
import type { DispatchInput, DispatchManyInput } from '../schema'
import { left } from './hand-over'
import { keepCosts } from './keep-costs'

interface Dispatched {
  shipmentId: string
  orderId: string
  expectedOn: string
  /** Until this time the dispatch can be taken back; then mail and invoice are sent. */
  leavesAt: Date
  stage: string
}

/** When it leaves the house. In a simulation nobody could take it back, so it leaves at once. */
function leaving(ctx: Ctx, graceMinutes: number): { leavesAt: Date; leftAt: Date | null } {
  const grace = ctx.gateways.mail === 'RECORD' ? 0 : graceMinutes
  return { leavesAt: new Date(ctx.now.getTime() + grace * 60_000), leftAt: grace === 0 ? ctx.now : null }
}

/** Locks the rows that a dispatch changes: account, order, shipment, stock. */
export async function loadShipment(tx: Tx, shipmentId: string) {
  const { ctx } = tx
  const [[place]] = await tx.run(orderOfShipment(ctx, shipmentId))
  if (!place) notFound('shipment')
  const [[account], [order], lines, [shipment], held, , parcels, [grace]] = await tx.run(
    lockCreditOfShipment(ctx, shipmentId),
    lockOrder(ctx, place.orderId),
    linesOf(ctx, [place.orderId]),
    lockShipment(ctx, shipmentId),
    shipmentLines(ctx, shipmentId),
    lockStockOfShipment(ctx, shipmentId),
    parcelWeights(ctx, shipmentId),
    graceOf(ctx),
  )
  if (!account || !order || !shipment || !grace) notFound('shipment')
  const [lots] = held.some((line) => line.isTracked) ? await tx.run(lotsOfShipment(ctx, shipmentId)) : [[]]
  return { account, order, lines, shipment, held, lots, parcels, graceMinutes: grace.minutes }
}

/**
 * Hands a shipment to the carrier: its goods leave the stock and become shipped, open services of the order are
 * performed with it, and exposure moves from committed to shipped not invoiced. For some minutes it can be taken back
 * (`recall`); then its mail and its invoice are sent. A hold of the payer stops it here too (rule 12): the shipment
 * stays parked.
 * Refuses with NOT_FOUND, HELD, CREDIT_NOT_PASSED, ADDRESS_MISSING, SHIPMENT_DISPATCHED, SHIPMENT_DELIVERED,
 * SHIPMENT_CANCELLED, NOT_PACKED, PARCEL_TOO_HEAVY, LEAVES_TOGETHER (it is sent complete, and something is missing),
 * LOT_BLOCKED, LOT_EXPIRED.
 */
export async function dispatch(ctx: Ctx, input: DispatchInput): Promise<Dispatched> {
  const { shipmentId } = input
  return transaction(ctx, idempotent('shipping.dispatch', input.idempotencyKey, input), async (tx) => {
    const { account, order, lines, shipment, held, lots, parcels, graceMinutes } = await loadShipment(tx, shipmentId)
    allow('dispatch', shipment.state)
    allowWeights({ name: shipment.serviceName, maxWeightGrams: shipment.maxWeightGrams }, parcels)
    const [[hold]] = account.holds > 0 ? await tx.run(orderStopped(ctx, order)) : [[]]
    if (hold?.stopped) refuse('HELD', { number: shipment.number })
    if (order.creditState !== 'PASSED' && order.creditState !== 'NOT_NEEDED')
      refuse('CREDIT_NOT_PASSED', { creditState: order.creditState })
    if (order.addressMissing) refuse('ADDRESS_MISSING', { number: order.number })
    if (!mayLeave(order.deliveryRule, lines)) refuse('LEAVES_TOGETHER', { number: order.number })
    for (const lot of lots) mustBeFit({ ...lot, number: lot.lot }, ctx.today)
    const expectedOn = arrivalDay(wayTo(calendarOf(ctx), order, shipment.transitDays), ctx.today)
    const moved = advance(ctx, order, lines, dispatchLines(lines, held), {
      dispatchedAt: order.dispatchedAt ?? ctx.now,
    })
    const products = byProduct(held)
    const { warehouseId, number } = shipment
    const { leavesAt, leftAt } = leaving(ctx, graceMinutes)
    const event: NewEvent = {
      name: 'shipping/shipment.dispatched',
      objects: [
        ['order', order.id],
        ['shipment', shipmentId],
        ['customer', order.customerId],
      ],
      payload: {
        number,
        ...goodsIn(held, (line) => line.quantity),
        expectedOn,
        promisedOn: order.promisedOn,
      },
    }
    return tx.conclude(
      { shipmentId, orderId: order.id, expectedOn, leavesAt, stage: moved.order.stage },
      ...moved.statements,
      expectRows(
        1,
        sql`UPDATE shipment SET state = 'DISPATCHED', dispatched_at = ${ctx.now}, dispatched_on = ${ctx.today}, dispatched_by = ${ctx.actor.id},
          expected_on = ${expectedOn}, leaves_at = ${leavesAt}, left_at = ${leftAt}, tracking_number = coalesce(${input.trackingNumber ?? null}, tracking_number)
        WHERE organisation_id = ${ctx.organisationId} AND id = ${shipmentId} AND state = 'PLANNED'`,
      ),
      keepCosts(ctx, shipmentId),
      moveStock(
        ctx,
        products.map(({ productId, quantity }) => ({ warehouseId, productId, onHand: -quantity, picked: -quantity })),
      ),
      recordMovements(
        ctx,
        byLot(held, lots).map(({ productId, lot, quantity }) => ({
          warehouseId,
          productId,
          binId: null,
          lot,
          quantity: -quantity,
          cause: 'SHIPPED' as const,
          objectType: 'shipment',
          objectId: shipmentId,
        })),
      ),
      recordEvents(ctx, [event, ...moved.events, ...(leftAt ? [left({ ...shipment, orderId: order.id })] : [])]),
    )
  })
}

export interface DispatchedMany {
  dispatched: string[]
  refused: { shipmentId: string; code: string }[]
}

/** Dispatches several shipments separately, so that a parked or missing one does not stop the others. */
export async function dispatchMany(ctx: Ctx, { shipmentIds }: DispatchManyInput): Promise<DispatchedMany> {
  const answer: DispatchedMany = { dispatched: [], refused: [] }
  for (const shipmentId of new Set(shipmentIds)) {
    try {
      await dispatch(ctx, { shipmentId })
      answer.dispatched.push(shipmentId)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      answer.refused.push({ shipmentId, code: error.code })
    }
  }
  return answer
}
