import { advance, linesOf, lockOrder, type OrderRow } from '@/server/order/mutations/advance'
import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, Refusal, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { read, type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { instantAt } from '@/server/platform/time/calendar'
import { addWorkingDays } from '@/server/platform/time/working-days'
import { lockShipment, orderOfShipment } from '../queries/load'
import { allow, calendarOf } from '../rules'
import type { DeliverInput } from '../schema'

interface Deliveries {
  /** Shipments that have not arrived. */
  underWay: number
  lastAt: Date | null
  assumed: boolean
}

/** How the shipments of an order arrived, without one that is just being delivered. */
function deliveriesOf(ctx: Ctx, orderId: string, except: string | null): Statement<Deliveries> {
  return sql`SELECT count(*) FILTER (WHERE state IN ('PLANNED', 'DISPATCHED'))::int AS under_way, max(delivered_at) AS last_at,
      coalesce(bool_or(proof = 'ASSUMED'), false) AS assumed
    FROM shipment WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND id IS DISTINCT FROM ${except}::uuid`
}

const nothingToMove = (lines: readonly OrderLine[]) =>
  lines.every((line) => line.backordered + line.reserved + line.picked === 0)

/** An order is delivered with its last shipment, when no goods are left to send. */
function delivered(lines: readonly OrderLine[], others: Deliveries, at: Date | null, assumed: boolean) {
  const last = others.lastAt && (!at || others.lastAt > at) ? others.lastAt : at
  if (!last || others.underWay > 0 || !nothingToMove(lines)) return null
  return { deliveredAt: last, deliveryAssumed: assumed || others.assumed }
}

interface Arrival {
  shipmentId: string
  at: Date
  proof: 'PROVEN' | 'ASSUMED'
  receivedByName: string | null
}

async function arrive(tx: Tx, { shipmentId, at, proof, receivedByName }: Arrival) {
  const { ctx } = tx
  const [[place]] = await tx.run(orderOfShipment(ctx, shipmentId))
  if (!place) notFound('shipment')
  const [[order], lines, [shipment], [others]] = await tx.run(
    lockOrder(ctx, place.orderId),
    linesOf(ctx, [place.orderId]),
    lockShipment(ctx, shipmentId),
    deliveriesOf(ctx, place.orderId, shipmentId),
  )
  if (!order || !shipment || !others) notFound('shipment')
  allow('deliver', shipment.state)
  if (at > ctx.now || (shipment.dispatchedAt && at < shipment.dispatchedAt)) refuse('DELIVERY_TIME')
  const end = delivered(lines, others, at, proof === 'ASSUMED')
  const moved = end ? advance(ctx, order, lines, lines, end) : null
  const event: NewEvent = {
    name: 'shipping/shipment.delivered',
    objects: [
      ['order', order.id],
      ['shipment', shipmentId],
      ['customer', order.customerId],
    ],
    payload: { number: shipment.number, proof, at, promisedOn: order.promisedOn },
  }
  return tx.conclude(
    { shipmentId, orderId: order.id, orderDelivered: end !== null },
    ...(moved?.statements ?? []),
    expectRows(
      1,
      sql`UPDATE shipment SET state = 'DELIVERED', delivered_at = ${at}, proof = ${proof}, received_by_name = ${receivedByName}
        WHERE organisation_id = ${ctx.organisationId} AND id = ${shipmentId} AND state = 'DISPATCHED'`,
    ),
    recordEvents(ctx, [event, ...(moved?.events ?? [])]),
  )
}

/**
 * Records that a shipment arrived, proven by whoever received it.
 * Refuses with NOT_FOUND, SHIPMENT_PLANNED, SHIPMENT_DELIVERED, SHIPMENT_CANCELLED, DELIVERY_TIME (before dispatch, or in the future).
 */
export async function deliver(
  ctx: Ctx,
  input: DeliverInput,
): Promise<{ shipmentId: string; orderId: string; orderDelivered: boolean }> {
  const { shipmentId, at = ctx.now, receivedByName = null } = input
  return transaction(ctx, idempotent('shipping.deliver', input.idempotencyKey, input), (tx) =>
    arrive(tx, { shipmentId, at, proof: 'PROVEN', receivedByName }),
  )
}

const assumedAtOnce = 200

/**
 * Takes for granted what nobody proved or denied: one working day after a shipment was expected it counts as delivered on the expected day at
 * 17:00, marked as assumed. A page of shipments at a time.
 */
export async function assumeDelivered(ctx: Ctx): Promise<{ assumed: number }> {
  const latest = addWorkingDays(calendarOf(ctx), ctx.today, -1)
  const [due] = await read(
    ctx,
    sql<{ id: string; expectedOn: string; dispatchedAt: Date }>`SELECT id, expected_on, dispatched_at FROM shipment
      WHERE organisation_id = ${ctx.organisationId} AND state = 'DISPATCHED' AND expected_on < ${latest} ORDER BY expected_on LIMIT ${assumedAtOnce}`,
  )
  let assumed = 0
  for (const { id, expectedOn, dispatchedAt } of due) {
    const evening = instantAt(ctx.organisation.timeZone, expectedOn, '17:00')
    const at = new Date(Math.max(evening.getTime(), dispatchedAt.getTime()))
    try {
      await transaction(ctx, {}, (tx) => arrive(tx, { shipmentId: id, at, proof: 'ASSUMED', receivedByName: null }))
      assumed++
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return { assumed }
}

/** An order whose last open goods were cancelled is delivered with the last shipment that arrived before. */
export async function settleDelivery(ctx: Ctx, orderId: string): Promise<{ delivered: boolean }> {
  return transaction(ctx, {}, async (tx) => {
    const [[order], lines, [others]] = await tx.run(
      lockOrder(ctx, orderId),
      linesOf(ctx, [orderId]),
      deliveriesOf(ctx, orderId, null),
    )
    if (!order || !others || isDelivered(order)) return { delivered: false }
    const end = delivered(lines, others, null, false)
    if (!end) return { delivered: false }
    const moved = advance(ctx, order, lines, lines, end)
    return tx.conclude({ delivered: true }, ...moved.statements, recordEvents(ctx, moved.events))
  })
}

const isDelivered = (order: OrderRow) => order.deliveredAt !== null
