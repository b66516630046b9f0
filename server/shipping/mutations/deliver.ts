import { advance, linesOf, lockOrder } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { Refusal, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { read, type Tx, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { goodsIn, type Units, unitsOf } from '@/server/platform/money/quantity'
import { dayIn, instantAt } from '@/server/platform/time/calendar'
import { addWorkingDays } from '@/server/platform/time/working-days'
import { calendarOf } from '../rules/planning'
import { takeOutstanding } from '../rules/quantities'
import { allow } from '../rules/states'
import type { DeliverInput, DeliverPartInput } from '../schema'
import {
  type Arriving,
  delivered,
  deliveriesOf,
  hear,
  isOutstanding,
  leftByNow,
  loadArrival,
  nameReturns,
  recordOutcomes,
  shipmentEvent,
} from './arrival'

type Said = Pick<DeliverInput, 'at' | 'on' | 'time'>

interface Arrival {
  shipmentId: string
  when: Said
  proof: 'PROVEN' | 'ASSUMED'
  receivedByName: string | null
}

const minuteMs = 60_000

/**
 * The time of arrival. A day without a time means its noon, but not before the dispatch and not in the future. It
 * cannot be before the minute of the dispatch. Refuses with DELIVERY_TIME.
 */
function timeOf(ctx: Ctx, { shipment }: Arriving, { at, on, time }: Said): Date {
  const zone = ctx.organisation.timeZone
  const said = at ?? (on ? instantAt(zone, on, time ?? '12:00') : ctx.now)
  const left = shipment.dispatchedAt ?? said
  if (!at && on && !time) {
    if (said > ctx.now && on === ctx.today) return ctx.now
    if (said < left && on === dayIn(zone, left)) return left
  }
  if (said > ctx.now || left.getTime() - said.getTime() > minuteMs) refuse('DELIVERY_TIME', { field: 'on' })
  return said < left ? left : said
}

async function arrive(tx: Tx, { shipmentId, when, proof, receivedByName }: Arrival) {
  const { ctx } = tx
  const loaded = await loadArrival(tx, shipmentId)
  const { order, lines, shipment } = loaded
  allow('deliver', shipment.state, proof === 'PROVEN' ? shipment.proof : null)
  if (shipment.state === 'PARTLY_DELIVERED' && !isOutstanding(loaded.held)) refuse('NOTHING_OUTSTANDING')
  const arrival = { at: timeOf(ctx, loaded, when), proof, receivedByName }
  const { changes, statement, isDelivered } = hear(ctx, loaded, { state: 'DELIVERED', arrival, trouble: null })
  const moved = advance(ctx, order, lines, lines, changes)
  const event = shipmentEvent('shipping/shipment.delivered', loaded, {
    proof,
    at: arrival.at,
    promisedOn: order.promisedOn,
  })
  return tx.conclude(
    { shipmentId, orderId: order.id, orderDelivered: isDelivered },
    ...moved.statements,
    statement,
    recordEvents(ctx, [event, ...leftByNow(loaded), ...moved.events]),
  )
}

/**
 * Records that a shipment arrived, with the name of the person who received it, at the given time. It also replaces an
 * assumed delivery, or one that failed. Refuses with NOT_FOUND, SHIPMENT_PLANNED, SHIPMENT_DELIVERED,
 * SHIPMENT_RETURNED, SHIPMENT_LOST, SHIPMENT_CANCELLED, DELIVERY_TIME (before dispatch, or in the future),
 * NOTHING_OUTSTANDING (the rest of it came back).
 */
export async function deliver(
  ctx: Ctx,
  input: DeliverInput,
): Promise<{ shipmentId: string; orderId: string; orderDelivered: boolean }> {
  const { shipmentId, receivedByName } = input
  return transaction(ctx, idempotent('shipping.deliver', input.idempotencyKey, input), (tx) =>
    arrive(tx, { shipmentId, when: input, proof: 'PROVEN', receivedByName }),
  )
}

/**
 * Records that a part of a shipment arrived. The rest is not delivered: a person says whether it came back, is sent
 * again, or is lost. Refuses with NOT_FOUND, the state it is in, DELIVERY_TIME, MORE_THAN_OUTSTANDING, NOTHING_MISSING
 * (all of it arrived: deliver it).
 */
export async function deliverPart(
  ctx: Ctx,
  input: DeliverPartInput,
): Promise<{ shipmentId: string; orderId: string; missing: Units }> {
  const { shipmentId, receivedByName, cause = 'OTHER' } = input
  return transaction(ctx, idempotent('shipping.deliverPart', input.idempotencyKey, input), async (tx) => {
    const loaded = await loadArrival(tx, shipmentId)
    const { order, lines, shipment } = loaded
    allow('deliverPart', shipment.state, shipment.proof)
    const came = takeOutstanding(loaded.held, input.lines)
    const after = loaded.held.map((line) => ({
      ...line,
      arrived: line.arrived + (came.find((one) => one.orderLineId === line.orderLineId)?.quantity ?? 0),
    }))
    if (!isOutstanding(after)) refuse('NOTHING_MISSING')
    const { named, held } = nameReturns(
      after.map((line) => ({ ...line, unnamed: Math.min(line.unnamed, line.quantity - line.arrived - line.cameBack) })),
    )
    const at = timeOf(ctx, loaded, input)
    const { changes, statement } = hear(ctx, loaded, {
      state: 'PARTLY_DELIVERED',
      arrival: { at, proof: 'PROVEN', receivedByName },
      trouble: isOutstanding(held) ? cause : null,
    })
    const moved = advance(ctx, order, lines, lines, changes)
    const goods = goodsIn(lines, (line) => came.find((one) => one.orderLineId === line.id)?.quantity ?? 0)
    const left = new Map(held.map((line) => [line.orderLineId, line.quantity - line.arrived - line.cameBack]))
    const missing = unitsOf(lines, (line) => left.get(line.id) ?? 0)
    return tx.conclude(
      { shipmentId, orderId: order.id, missing },
      ...moved.statements,
      statement,
      ...recordOutcomes(ctx, shipmentId, 'ARRIVED', came, at),
      ...recordOutcomes(ctx, shipmentId, 'CAME_BACK', named),
      recordEvents(ctx, [
        shipmentEvent('shipping/shipment.partlyDelivered', loaded, { ...goods, missing, cause, at }),
        ...leftByNow(loaded),
        ...moved.events,
      ]),
    )
  })
}

const assumedAtOnce = 200

/**
 * Assumes deliveries about which nobody reported: once a full working day has passed after the expected day, a shipment
 * counts as delivered on the expected day at 17:00, marked as assumed. Never a shipment that failed, nor one whose
 * goods are back in the house. Handles a page of shipments at a time.
 */
export async function assumeDelivered(ctx: Ctx): Promise<{ assumed: number }> {
  const latest = addWorkingDays(calendarOf(ctx), ctx.today, -1)
  const [due] = await read(
    ctx,
    sql<{
      id: string
      expectedOn: string
      dispatchedAt: Date
    }>`SELECT s.id, s.expected_on, s.dispatched_at FROM shipment s
      WHERE s.organisation_id = ${ctx.organisationId} AND s.state = 'DISPATCHED' AND s.expected_on < ${latest}
        AND NOT EXISTS (SELECT 1 FROM shipment_line x JOIN order_line l ON l.organisation_id = x.organisation_id AND l.id = x.order_line_id AND l.returned > 0
          WHERE x.organisation_id = s.organisation_id AND x.shipment_id = s.id AND l.returned
            > coalesce((SELECT sum(o.quantity) FROM shipment_outcome o WHERE o.organisation_id = l.organisation_id AND o.order_line_id = l.id AND o.kind = 'CAME_BACK'), 0)
            + coalesce((SELECT sum(y.quantity) FROM shipment d JOIN shipment_line y ON y.organisation_id = d.organisation_id AND y.shipment_id = d.id AND y.order_line_id = l.id
              WHERE d.organisation_id = l.organisation_id AND d.order_id = l.order_id AND d.state = 'DELIVERED'), 0))
      ORDER BY s.expected_on LIMIT ${assumedAtOnce}`,
  )
  let assumed = 0
  for (const { id, expectedOn, dispatchedAt } of due) {
    const evening = instantAt(ctx.organisation.timeZone, expectedOn, '17:00')
    const at = new Date(Math.max(evening.getTime(), dispatchedAt.getTime()))
    try {
      await transaction(ctx, {}, (tx) =>
        arrive(tx, { shipmentId: id, when: { at }, proof: 'ASSUMED', receivedByName: null }),
      )
      assumed++
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return { assumed }
}

/** Marks an order as delivered whose last open goods were cancelled after its last shipment arrived. */
export async function settleDelivery(ctx: Ctx, orderId: string): Promise<{ delivered: boolean }> {
  return transaction(ctx, {}, async (tx) => {
    const [[order], lines, [others]] = await tx.run(
      lockOrder(ctx, orderId),
      linesOf(ctx, [orderId]),
      deliveriesOf(ctx, orderId, null),
    )
    if (!order || !others || order.deliveredAt !== null) return { delivered: false }
    const end = delivered(lines, others, null, false)
    if (!end) return { delivered: false }
    const moved = advance(ctx, order, lines, lines, end)
    return tx.conclude({ delivered: true }, ...moved.statements, recordEvents(ctx, moved.events))
  })
}
