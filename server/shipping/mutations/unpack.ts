import { moveTotes, type ToteDelta } from '@/server/fulfilment/mutations/totes'
import { unpackLines } from '@/server/fulfilment/rules/putting-back'
import { advance, linesOf, lockOrder, type OrderRow } from '@/server/order/mutations/advance'
import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { read, type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { lockShipment, orderOfShipment, type ShipmentRow } from '../queries/load'
import { allow } from '../rules/states'
import type { CancelShipmentInput, UnpackInput } from '../schema'

interface StandingParcel {
  id: string
  number: string
  orderId: string
  shipmentId: string | null
  lines: { orderLineId: string; quantity: number }[]
  lots: ToteDelta[]
}

/** Parcels that were not unpacked, with their contents; the order's lock protects them. */
const parcelsOf = (
  ctx: Ctx,
  column: 'id' | 'shipment_id',
  id: string,
): Statement<StandingParcel> => sql`SELECT p.id, p.number, p.order_id, p.shipment_id,
    (SELECT jsonb_agg(jsonb_build_object('orderLineId', x.order_line_id, 'quantity', x.quantity)) FROM parcel_line x
      WHERE x.organisation_id = p.organisation_id AND x.parcel_id = p.id) AS lines,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('orderLineId', x.order_line_id, 'productId', x.product_id, 'lot', x.lot, 'quantity', x.quantity)), '[]') FROM parcel_lot x
      WHERE x.organisation_id = p.organisation_id AND x.parcel_id = p.id) AS lots
  FROM parcel p WHERE p.organisation_id = ${ctx.organisationId} AND p.unpacked_at IS NULL
    AND ${id}::uuid = CASE ${column}::text WHEN 'id' THEN p.id ELSE p.shipment_id END`

/** Unpacks parcels: their goods become loose. */
const openParcels = (ctx: Ctx, parcels: readonly StandingParcel[]): Statement<never>[] =>
  parcels.length === 0
    ? []
    : [
        expectRows(
          parcels.length,
          sql`UPDATE parcel SET shipment_id = NULL, unpacked_at = ${ctx.now}, unpacked_by = ${ctx.actor.id}::uuid
            WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${parcels.map(({ id }) => id)}::uuid[]) AND unpacked_at IS NULL`,
        ),
        ...moveTotes(
          ctx,
          parcels.flatMap((parcel) => parcel.lots),
        ),
      ]

/** Cancels a shipment that has not left; its parcels belong to no shipment any more. */
function calledOff(ctx: Ctx, shipment: ShipmentRow, reason: string) {
  const event: NewEvent = {
    name: 'shipping/shipment.cancelled',
    objects: [
      ['order', shipment.orderId],
      ['shipment', shipment.id],
    ],
    payload: { number: shipment.number, reason: reason.slice(0, 200) },
  }
  const statements = [
    expectRows(
      1,
      sql`UPDATE shipment SET state = 'CANCELLED' WHERE organisation_id = ${ctx.organisationId} AND id = ${shipment.id} AND state = 'PLANNED'`,
    ),
    // Their labels name a shipment that no longer exists.
    sql`UPDATE parcel SET shipment_id = NULL, labelled_of = CASE WHEN labelled_of IS NOT NULL THEN 0 END WHERE organisation_id = ${ctx.organisationId} AND shipment_id = ${shipment.id}`,
  ]
  return { event, statements }
}

async function load(tx: Tx, orderId: string): Promise<{ order: OrderRow; lines: OrderLine[] }> {
  const [[order], lines] = await tx.run(lockOrder(tx.ctx, orderId), linesOf(tx.ctx, [orderId]))
  return { order: order ?? notFound('order'), lines }
}

const unpackedEvent = (orderId: string, parcels: readonly StandingParcel[], reason: string | null): NewEvent => ({
  name: 'shipping/parcel.unpacked',
  objects: [['order', orderId], ...parcels.slice(0, 50).map(({ id }) => ['parcel', id] as const)],
  payload: { parcels: parcels.length, number: parcels[0]?.number ?? null, reason },
})

/**
 * Unpacks a parcel that has not left: its goods become loose, to be packed again or put back. A shipment planned with
 * it is cancelled, and its other parcels are planned again. Refuses with NOT_FOUND, ALREADY_UNPACKED,
 * SHIPMENT_DISPATCHED and other states.
 */
export async function unpack(ctx: Ctx, input: UnpackInput): Promise<{ orderId: string; stage: string }> {
  return transaction(ctx, idempotent('shipping.unpack', input.idempotencyKey, input), async (tx) => {
    const [[place]] = await tx.run(
      sql<{
        orderId: string
      }>`SELECT order_id FROM parcel WHERE organisation_id = ${ctx.organisationId} AND id = ${input.parcelId}`,
    )
    if (!place) notFound('parcel')
    const { order, lines } = await load(tx, place.orderId)
    const [[parcel]] = await tx.run(parcelsOf(ctx, 'id', input.parcelId))
    if (!parcel) refuse('ALREADY_UNPACKED')
    const [[shipment]] = parcel.shipmentId ? await tx.run(lockShipment(ctx, parcel.shipmentId)) : [[]]
    if (shipment) allow('cancel', shipment.state)
    const off = shipment ? calledOff(ctx, shipment, 'UNPACKED') : null
    const moved = advance(ctx, order, lines, unpackLines(lines, parcel.lines))
    return tx.conclude(
      { orderId: order.id, stage: moved.order.stage },
      ...moved.statements,
      ...(off?.statements ?? []),
      ...openParcels(ctx, [parcel]),
      recordEvents(ctx, [
        ...(off ? [off.event] : []),
        unpackedEvent(order.id, [parcel], input.reason ?? null),
        ...moved.events,
      ]),
    )
  })
}

/**
 * Cancels a shipment that has not left, and unpacks its parcels: the goods wait to be packed again or put back. Refuses
 * with NOT_FOUND, SHIPMENT_DISPATCHED, SHIPMENT_DELIVERED, SHIPMENT_CANCELLED and other states.
 */
export async function cancelShipment(
  ctx: Ctx,
  input: CancelShipmentInput,
): Promise<{ shipmentId: string; orderId: string; stage: string }> {
  const { shipmentId, reason } = input
  return transaction(ctx, idempotent('shipping.cancel', input.idempotencyKey, input), async (tx) => {
    const [[place]] = await tx.run(orderOfShipment(ctx, shipmentId))
    if (!place) notFound('shipment')
    const { order, lines } = await load(tx, place.orderId)
    const [[shipment], parcels] = await tx.run(lockShipment(ctx, shipmentId), parcelsOf(ctx, 'shipment_id', shipmentId))
    allow('cancel', shipment?.state)
    const off = calledOff(ctx, shipment as ShipmentRow, reason)
    const opened = parcels.flatMap((parcel) => parcel.lines)
    const moved = advance(ctx, order, lines, unpackLines(lines, opened))
    return tx.conclude(
      { shipmentId, orderId: order.id, stage: moved.order.stage },
      ...moved.statements,
      ...off.statements,
      ...openParcels(ctx, parcels),
      recordEvents(ctx, [off.event, unpackedEvent(order.id, parcels, null), ...moved.events]),
    )
  })
}

/**
 * Cancels an order's planned shipments that contain goods no longer wanted; their parcels are listed under put back. A
 * second call changes nothing.
 */
export async function callOff(ctx: Ctx, orderId: string): Promise<{ cancelled: number }> {
  const [planned] = await read(
    ctx,
    sql<{ id: string }>`SELECT DISTINCT s.id FROM shipment s
      JOIN shipment_line x ON x.organisation_id = s.organisation_id AND x.shipment_id = s.id
      JOIN order_line l ON l.organisation_id = x.organisation_id AND l.id = x.order_line_id AND l.boxed > 0
      WHERE s.organisation_id = ${ctx.organisationId} AND s.order_id = ${orderId} AND s.state = 'PLANNED'`,
  )
  let cancelled = 0
  for (const { id } of planned)
    cancelled += await transaction(ctx, {}, async (tx) => {
      const { lines } = await load(tx, orderId)
      const [[shipment]] = await tx.run(lockShipment(ctx, id))
      if (shipment?.state !== 'PLANNED' || lines.every((line) => line.boxed === 0)) return 0
      const { statements, event } = calledOff(ctx, shipment, 'ORDER_CANCELLED')
      await tx.commit(...statements, recordEvents(ctx, [event]))
      return 1
    })
  return { cancelled }
}
