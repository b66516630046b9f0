import { linesOf, lockOrder, type OrderChanges, type OrderRow } from '@/server/order/mutations/advance'
import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import type { Tx } from '@/server/platform/database/run'
import { expectRows, insert, type Statement, sql } from '@/server/platform/database/sql'
import type { NewEvent } from '@/server/platform/events/events'
import { lockShipment, orderOfShipment, outstandingLines, type ShipmentRow } from '../queries/load'
import { type Outstanding, outstandingOf } from '../rules/quantities'
import type { ShipmentState } from '../rules/states'
import type { TroubleCause } from '../schema'
import { left } from './hand-over'

interface Deliveries {
  /** The number of shipments whose end is not known. */
  underWay: number
  lastAt: Date | null
  assumed: boolean
}

/** How the order's shipments arrived, without the one that is being recorded. */
export function deliveriesOf(ctx: Ctx, orderId: string, except: string | null): Statement<Deliveries> {
  return sql`SELECT count(*) FILTER (WHERE state IN ('PLANNED', 'DISPATCHED') OR trouble_since IS NOT NULL)::int AS under_way, max(delivered_at) AS last_at,
      coalesce(bool_or(proof = 'ASSUMED'), false) AS assumed
    FROM shipment WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND id IS DISTINCT FROM ${except}::uuid`
}

const nothingToMove = (lines: readonly OrderLine[]) =>
  lines.every((line) => line.backordered + line.reserved + line.picked === 0)

/**
 * Whether the order is delivered: no goods are left to send, and the end of each shipment is known. It is then
 * delivered with its last shipment.
 */
export function delivered(lines: readonly OrderLine[], others: Deliveries, at: Date | null, assumed: boolean) {
  const last = others.lastAt && (!at || others.lastAt > at) ? others.lastAt : at
  if (!last || others.underWay > 0 || !nothingToMove(lines)) return null
  return { deliveredAt: last, deliveryAssumed: assumed || others.assumed }
}

export interface Arriving {
  order: OrderRow
  lines: OrderLine[]
  shipment: ShipmentRow
  held: (Outstanding & { unnamed: number })[]
  others: Deliveries
}

/** The order of a shipment. Refuses with NOT_FOUND. */
export async function orderIdOf(tx: Tx, shipmentId: string): Promise<string> {
  const [[place]] = await tx.run(orderOfShipment(tx.ctx, shipmentId))
  return place?.orderId ?? notFound('shipment')
}

/** A shipment that left, locked with its order, and the quantities whose end is not known. Refuses with NOT_FOUND. */
export async function loadArrival(tx: Tx, shipmentId: string): Promise<Arriving> {
  const { ctx } = tx
  const orderId = await orderIdOf(tx, shipmentId)
  const [[order], lines, [shipment], held, [others]] = await tx.run(
    lockOrder(ctx, orderId),
    linesOf(ctx, [orderId]),
    lockShipment(ctx, shipmentId),
    outstandingLines(ctx, shipmentId),
    deliveriesOf(ctx, orderId, shipmentId),
  )
  if (!order || !shipment || !others) notFound('shipment')
  return { order, lines, shipment, held, others }
}

/** A report about a shipment. */
export interface Heard {
  state: ShipmentState
  /** It arrived, completely or in part. */
  arrival?: { at: Date; proof: 'PROVEN' | 'ASSUMED'; receivedByName: string | null }
  /** The reason why a part of it has no end yet. */
  trouble: TroubleCause | null
}

/** Writes a report about a shipment and answers its effect on the order. */
export function hear(
  ctx: Ctx,
  { order, lines, shipment, others }: Arriving,
  { state, arrival, trouble }: Heard,
): { changes: OrderChanges; statement: Statement<never>; isDelivered: boolean } {
  const open = state === 'DISPATCHED' || trouble !== null
  const kept = shipment.state === 'PARTLY_DELIVERED' && state !== 'DISPATCHED'
  const at = arrival?.at ?? (kept ? shipment.deliveredAt : null)
  const end = open ? null : delivered(lines, others, at, arrival?.proof === 'ASSUMED')
  const changes = end ?? { deliveredAt: null, deliveryAssumed: false }
  const statement = expectRows(
    1,
    sql`UPDATE shipment SET state = ${state}, left_at = coalesce(left_at, ${ctx.now}::timestamptz), delivered_at = ${at}, proof = ${arrival?.proof ?? (kept ? shipment.proof : null)},
      received_by_name = CASE WHEN ${kept && !arrival} THEN received_by_name ELSE ${arrival?.receivedByName ?? null} END,
      trouble_since = CASE WHEN ${trouble}::text IS NOT NULL THEN coalesce(trouble_since, ${ctx.now}::timestamptz) END,
      trouble_cause = coalesce(${trouble}::text, trouble_cause)
    WHERE organisation_id = ${ctx.organisationId} AND id = ${shipment.id} AND state = ${shipment.state}`,
  )
  return { changes, statement, isDelivered: end !== null && order.deliveredAt === null }
}

/** A shipment that is reported on its way has left, even if its dispatch could still be taken back. */
export const leftByNow = ({ shipment }: Pick<Arriving, 'shipment'>): NewEvent[] =>
  shipment.leftAt ? [] : [left(shipment)]

/** Stores what happened to lines on their way. */
export function recordOutcomes(
  ctx: Ctx,
  shipmentId: string,
  kind: 'ARRIVED' | 'CAME_BACK',
  lines: readonly { orderLineId: string; quantity: number }[],
  at: Date = ctx.now,
): Statement<never>[] {
  const rows = lines.filter((line) => line.quantity > 0)
  if (rows.length === 0) return []
  return [
    insert(
      ctx,
      'shipmentOutcome',
      rows.map((line) => ({ id: newId(ctx.now), shipmentId, kind, ...line, at, recordedBy: ctx.actor.id })),
    ),
  ]
}

/** Goods that were returned without naming a shipment count for this one: they came back and are no longer outstanding. */
export function nameReturns(held: Arriving['held']) {
  const named = held.map(({ orderLineId, unnamed }) => ({ orderLineId, quantity: unnamed }))
  const after = held.map((line) => ({ ...line, cameBack: line.cameBack + line.unnamed, unnamed: 0 }))
  return { named, held: after }
}

export const isOutstanding = (held: readonly Outstanding[]) => held.some((line) => outstandingOf(line) > 0)

/** An event of a shipment, for the time lines of order, shipment and customer. */
export const shipmentEvent = (
  name: NewEvent['name'],
  { order, shipment }: Pick<Arriving, 'order' | 'shipment'>,
  payload: NewEvent['payload'],
): NewEvent => ({
  name,
  objects: [
    ['order', order.id],
    ['shipment', shipment.id],
    ['customer', order.customerId],
  ],
  payload: { number: shipment.number, ...payload },
})
