import { orderStopped } from '@/server/credit/queries/stopped'
import { loadBack } from '@/server/fulfilment/mutations/load-back'
import { takingBack } from '@/server/fulfilment/mutations/take-back'
import { advance } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { type NumberTaken, withNumber } from '@/server/platform/database/numbers'
import { read, type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { type Goods, goodsIn } from '@/server/platform/money/quantity'
import { arrivalDay } from '@/server/platform/time/working-days'
import { carrierServices, lockCreditOfShipment, parcelWeights, shipmentLines } from '../queries/load'
import { allowWeights, type CarrierService, calendarOf, wayTo } from '../rules/planning'
import { outstandingOf, takeOutstanding } from '../rules/quantities'
import { allow } from '../rules/states'
import type { ComeBackInput, FailInput, SendAgainInput, TakeInInput, TroubleCause } from '../schema'
import {
  type Arriving,
  type Heard,
  hear,
  isOutstanding,
  leftByNow,
  loadArrival,
  nameReturns,
  orderIdOf,
  recordOutcomes,
  shipmentEvent,
} from './arrival'

interface Told {
  shipmentId: string
  orderId: string
}

/** Writes a report and its event, and marks the order as not delivered if it counted as delivered. */
function conclude(
  tx: Tx,
  loaded: Arriving,
  heard: Heard,
  name: NewEvent['name'],
  named: Parameters<typeof recordOutcomes>[3] = [],
) {
  const { ctx } = tx
  const { order, lines, shipment } = loaded
  const { changes, statement } = hear(ctx, loaded, heard)
  const moved = advance(ctx, order, lines, lines, changes)
  return tx.conclude<Told>(
    { shipmentId: shipment.id, orderId: order.id },
    ...moved.statements,
    statement,
    ...recordOutcomes(ctx, shipment.id, 'CAME_BACK', named),
    recordEvents(ctx, [
      shipmentEvent(name, loaded, { cause: heard.trouble ?? shipment.troubleCause }),
      ...leftByNow(loaded),
      ...moved.events,
    ]),
  )
}

/**
 * Records that the carrier could not deliver a shipment, and why. It is not delivered until a person says so; an
 * assumed delivery is withdrawn. One of which everything was returned meanwhile has come back, and waits for nobody.
 * Refuses with NOT_FOUND and the state it is in.
 */
export async function failDelivery(ctx: Ctx, input: FailInput): Promise<Told> {
  return transaction(ctx, idempotent('shipping.fail', input.idempotencyKey, input), async (tx) => {
    const loaded = await loadArrival(tx, input.shipmentId)
    allow('fail', loaded.shipment.state, loaded.shipment.proof)
    if (!isOutstanding(nameReturns(loaded.held).held)) return cameBack(tx, loaded, input.cause)
    return conclude(tx, loaded, { state: 'FAILED', trouble: input.cause }, 'shipping/delivery.failed')
  })
}

function cameBack(tx: Tx, loaded: Arriving, cause: TroubleCause) {
  const { named, held } = nameReturns(loaded.held)
  const trouble = isOutstanding(held) ? cause : null
  return conclude(tx, loaded, { state: 'RETURNED', trouble }, 'shipping/shipment.returned', named)
}

/**
 * Records that a shipment is back in the house, unopened: next it is taken in, or sent again. Goods that were returned
 * before count as back. Refuses with NOT_FOUND and the state it is in.
 */
export async function comeBack(ctx: Ctx, input: ComeBackInput): Promise<Told> {
  return transaction(ctx, idempotent('shipping.comeBack', input.idempotencyKey, input), async (tx) => {
    const loaded = await loadArrival(tx, input.shipmentId)
    allow('comeBack', loaded.shipment.state, loaded.shipment.proof)
    return cameBack(tx, loaded, input.cause ?? loaded.shipment.troubleCause ?? 'OTHER')
  })
}

/**
 * Handles returns of an order's goods that named no shipment: when everything outstanding of a shipment was returned,
 * it has come back and no longer waits for a person.
 */
export async function noteReturn(ctx: Ctx, orderId: string): Promise<{ returned: number }> {
  const [open] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM shipment WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}
      AND (state = 'DISPATCHED' OR trouble_since IS NOT NULL) ORDER BY id`,
  )
  let returned = 0
  for (const { id } of open)
    returned += await transaction(ctx, {}, async (tx) => {
      const loaded = await loadArrival(tx, id)
      const { state, troubleSince } = loaded.shipment
      const whole = loaded.held.length > 0 && loaded.held.every((line) => line.unnamed === outstandingOf(line))
      if (!whole || (state !== 'DISPATCHED' && !troubleSince)) return 0
      if (state === 'DISPATCHED' || state === 'FAILED') await cameBack(tx, loaded, 'OTHER')
      else {
        const { named } = nameReturns(loaded.held)
        await conclude(tx, loaded, { state, trouble: null }, 'shipping/shipment.settled', named)
      }
      return 1
    })
  return { returned }
}

const ends = {
  SHELF: { restock: true, cause: 'NOT_DELIVERED' },
  WRITE_OFF: { restock: false, cause: 'DAMAGED' },
  LOST: { restock: false, cause: 'LOST' },
} as const

/**
 * Settles what did not arrive of a shipment: back on the shelf, written off, or lost on the way. It makes a return, and
 * the credit note follows. Refuses with NOT_FOUND, the state it is in, NOTHING_OUTSTANDING, MORE_THAN_OUTSTANDING,
 * NO_BIN.
 */
export async function takeIn(
  ctx: Ctx,
  input: TakeInInput,
): Promise<Told & Goods & { returnId: string; number: string }> {
  return withNumber(ctx, ['return', 'RT-'], (number) => takeInNumbered(ctx, input, number))
}

function takeInNumbered(ctx: Ctx, input: TakeInInput, number: NumberTaken) {
  const { shipmentId, end, note } = input
  return transaction(ctx, idempotent('shipping.takeIn', input.idempotencyKey, input), async (tx) => {
    const orderId = await orderIdOf(tx, shipmentId)
    const [content] = await tx.run(shipmentLines(ctx, shipmentId))
    const lineIds = content.map((line) => line.orderLineId)
    const goods = await loadBack(tx, { orderId, lineIds, serves: ends[end].restock, shipmentId })
    const loaded = await loadArrival(tx, shipmentId)
    const { shipment } = loaded
    allow(end === 'LOST' ? 'lose' : 'takeIn', shipment.state)
    const { named, held } = nameReturns(loaded.held)
    const lines = takeOutstanding(held, input.lines)
    const after = held.map((line) => ({
      ...line,
      cameBack: line.cameBack + (lines.find((one) => one.orderLineId === line.orderLineId)?.quantity ?? 0),
    }))
    const settled = end === 'LOST' ? 'LOST' : 'RETURNED'
    const { changes, statement } = hear(ctx, loaded, {
      state: shipment.state === 'PARTLY_DELIVERED' ? 'PARTLY_DELIVERED' : settled,
      trouble: isOutstanding(after) ? (shipment.troubleCause ?? 'OTHER') : null,
    })
    const wanted = { orderId, lines, note, ...ends[end] }
    const returnNumber = number()
    const taken = takingBack(ctx, goods, wanted, { number: returnNumber, changes, anyLot: true, shipmentId })
    const came = goodsIn(goods.lines, (one) => lines.find((line) => line.orderLineId === one.id)?.quantity ?? 0)
    return tx.conclude(
      { shipmentId, orderId, returnId: taken.returnId, number: returnNumber, ...came },
      ...taken.statements,
      statement,
      ...recordOutcomes(ctx, shipmentId, 'CAME_BACK', [...named, ...lines]),
      recordEvents(ctx, [shipmentEvent('shipping/shipment.settled', loaded, { ...came, end }), ...taken.events]),
    )
  })
}

/**
 * Sends again what did not arrive: the same goods, without a second invoice. A hold of the payer stops it as it stops a
 * dispatch. Refuses with NOT_FOUND (also for a service that is no longer used), the state it is in,
 * NOTHING_OUTSTANDING, HELD, PARCEL_TOO_HEAVY.
 */
export async function sendAgain(ctx: Ctx, input: SendAgainInput): Promise<Told & { expectedOn: string }> {
  const { shipmentId, carrierServiceId, trackingNumber = null } = input
  return transaction(ctx, idempotent('shipping.sendAgain', input.idempotencyKey, input), async (tx) => {
    const [[account]] = await tx.run(lockCreditOfShipment(ctx, shipmentId))
    if (!account) notFound('shipment')
    const loaded = await loadArrival(tx, shipmentId)
    const { order, lines, shipment } = loaded
    allow('sendAgain', shipment.state)
    const { named, held } = nameReturns(loaded.held)
    if (!isOutstanding(held)) refuse('NOTHING_OUTSTANDING')
    const [[hold], services, parcels] = await tx.run(
      orderStopped(ctx, order),
      carrierServices(ctx),
      parcelWeights(ctx, shipmentId),
    )
    if (account.holds > 0 && hold?.stopped) refuse('HELD', { number: shipment.number })
    const wanted = carrierServiceId ?? shipment.carrierServiceId
    // A service that is no longer used cannot be chosen, but a shipment that used it may use it again.
    const isUsable = (one: CarrierService) => !one.archived || one.id === shipment.carrierServiceId
    const service = services.find((one) => one.id === wanted && isUsable(one)) ?? notFound('carrier service')
    allowWeights(service, parcels)
    const expectedOn = arrivalDay(wayTo(calendarOf(ctx), order, service.transitDays), ctx.today)
    const { changes, statement } = hear(ctx, loaded, { state: 'DISPATCHED', trouble: null })
    const moved = advance(ctx, order, lines, lines, changes)
    return tx.conclude(
      { shipmentId, orderId: order.id, expectedOn },
      ...moved.statements,
      statement,
      expectRows(
        1,
        sql`UPDATE shipment SET attempts = attempts + 1, carrier_service_id = ${service.id}, expected_on = ${expectedOn},
          tracking_number = coalesce(${trackingNumber}, tracking_number), freight_minor = freight_minor + ${service.priceMinor}
        WHERE organisation_id = ${ctx.organisationId} AND id = ${shipmentId}`,
      ),
      ...recordOutcomes(ctx, shipmentId, 'CAME_BACK', named),
      recordEvents(ctx, [
        shipmentEvent('shipping/shipment.sentAgain', loaded, { expectedOn, attempt: shipment.attempts + 1 }),
        ...moved.events,
      ]),
    )
  })
}
