import { linesOf, lockOrder, type OrderRow } from '@/server/order/mutations/advance'
import { deliveries, mayLeave } from '@/server/order/rules/delivery'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { withNumber } from '@/server/platform/database/numbers'
import { type Rows, read, type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, insert, json, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import type { Day } from '@/server/platform/time/calendar'
import { carrierServices, looseParcels, openShipments, servicePreferred, toldDay } from '../queries/load'
import { calendarOf, choosePlan, type OpenShipment, type Plan, shipmentToJoin } from '../rules/planning'
import { movePromise } from './missed'

interface Planned {
  shipmentId: string | null
  number?: string
  /** Whether the parcels joined a shipment that was planned before. */
  joined?: boolean
}

type LooseParcel = Rows<[ReturnType<typeof looseParcels>]>[0][number]

/** The quantity of each order line in these parcels. */
function quantitiesOf(loose: readonly LooseParcel[]) {
  const quantities = new Map<string, { orderLineId: string; productId: string; quantity: number }>()
  for (const { orderLineId, productId, quantity } of loose)
    quantities.set(orderLineId, {
      orderLineId,
      productId,
      quantity: (quantities.get(orderLineId)?.quantity ?? 0) + quantity,
    })
  return [...quantities.values()]
}

/** Puts the parcels into the shipment. */
const moveIn = (ctx: Ctx, shipmentId: string, parcelIds: readonly string[]) =>
  expectRows(
    parcelIds.length,
    sql`UPDATE parcel SET shipment_id = ${shipmentId} WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${parcelIds}::uuid[]) AND shipment_id IS NULL`,
  )

/** Lets parcels join a shipment that has not left: same service, day and cost, with more in it. */
async function join(tx: Tx, orderId: string, shipment: OpenShipment, loose: readonly LooseParcel[]): Promise<Planned> {
  const { ctx } = tx
  const { id: shipmentId, number, plannedOn } = shipment
  const weights = new Map(loose.map((line) => [line.parcelId, line.weightGrams]))
  const grams = [...weights.values()].reduce((sum, one) => sum + one, 0)
  const lines = json(quantitiesOf(loose))
  const event: NewEvent = {
    name: 'shipping/shipment.joined',
    objects: [
      ['order', orderId],
      ['shipment', shipmentId],
    ],
    payload: { number, plannedOn, parcels: weights.size },
  }
  await tx.commit(
    expectRows(
      1,
      sql`UPDATE shipment SET parcels = parcels + ${weights.size}, weight_grams = weight_grams + ${grams}
        WHERE organisation_id = ${ctx.organisationId} AND id = ${shipmentId} AND state = 'PLANNED'`,
    ),
    sql`INSERT INTO shipment_line AS s (organisation_id, shipment_id, order_line_id, product_id, quantity)
      SELECT ${ctx.organisationId}::uuid, ${shipmentId}::uuid, x."orderLineId", x."productId", x.quantity
      FROM jsonb_to_recordset(${lines}) AS x("orderLineId" uuid, "productId" uuid, quantity int)
      ON CONFLICT (organisation_id, shipment_id, order_line_id) DO UPDATE SET quantity = s.quantity + excluded.quantity`,
    moveIn(ctx, shipmentId, [...weights.keys()]),
    recordEvents(ctx, [event]),
  )
  return { shipmentId, number, joined: true }
}

interface Making {
  order: OrderRow
  toldOn: Day | null
  number: string
  plan: Plan
  loose: readonly LooseParcel[]
}

async function make(tx: Tx, { order, toldOn, number, plan: chosen, loose }: Making): Promise<Planned> {
  const { ctx } = tx
  const { service, plannedOn, arrivesOn, freightMinor } = chosen
  const { warehouseId } = loose[0] ?? order
  const weights = new Map(loose.map((line) => [line.parcelId, line.weightGrams]))
  const shipmentId = newId(ctx.now)
  const shipment = {
    id: shipmentId,
    number,
    orderId: order.id,
    customerId: order.customerId,
    warehouseId,
    carrierServiceId: service.id,
    state: 'PLANNED',
    plannedOn,
    trackingNumber: service.kind === 'OWN_DELIVERY' ? number.replace(/^SH-/, 'OD-') : null,
    weightGrams: [...weights.values()].reduce((sum, grams) => sum + grams, 0),
    parcels: weights.size,
    freightMinor,
    createdAt: ctx.now,
  }
  const event: NewEvent = {
    name: 'shipping/shipment.planned',
    objects: [
      ['order', order.id],
      ['shipment', shipmentId],
    ],
    payload: { number, plannedOn, arrivesOn, parcels: weights.size, freightMinor },
  }
  const moved = movePromise(ctx, { order, shipment, arrivesOn, toldOn })
  await tx.commit(
    insert(ctx, 'shipment', [shipment]),
    insert(
      ctx,
      'shipmentLine',
      quantitiesOf(loose).map((line) => ({ shipmentId, ...line })),
    ),
    moveIn(ctx, shipmentId, [...weights.keys()]),
    ...moved.statements,
    recordEvents(ctx, [event, ...moved.events]),
  )
  return { shipmentId, number }
}

/**
 * Plans how an order's parcels leave, those of each warehouse by themselves. Parcels without a shipment join one of their warehouse that
 * has not left, leaves the same day and carries them. Otherwise they become a new shipment; its service, day and cost are chosen to keep
 * the promise at the least cost. Answers the first shipment, and no shipment when every parcel has one, or when they wait for the rest of an order that is sent complete. Refuses with NOT_FOUND.
 */
export async function plan(ctx: Ctx, orderId: string): Promise<Planned> {
  const { others, ...planned } = await planNext(ctx, orderId)
  if (others) await plan(ctx, orderId)
  return planned
}

/** Plans the loose parcels of one warehouse, and says whether others have some too. */
async function planNext(ctx: Ctx, orderId: string): Promise<Planned & { others?: boolean }> {
  return withNumber(ctx, ['shipment', 'SH-'], (number) =>
    transaction(ctx, {}, async (tx) => {
      const [[order], [told], everywhere, services, open, [wanted]] = await tx.run(
        lockOrder(ctx, orderId),
        toldDay(ctx, orderId),
        looseParcels(ctx, orderId),
        carrierServices(ctx),
        openShipments(ctx, orderId),
        servicePreferred(ctx, orderId),
      )
      const ordered = services.find((service) => service.id === order?.carrierServiceId)
      if (!order || !ordered) notFound('order')
      const { warehouseId } = everywhere[0] ?? order
      const loose = everywhere.filter((line) => line.warehouseId === warehouseId)
      const others = loose.length < everywhere.length
      if (loose.length === 0) return { shipmentId: null }
      if (deliveries[order.deliveryRule].leaves === 'TOGETHER') {
        const [lines] = await tx.run(linesOf(ctx, [orderId]))
        if (!mayLeave(order.deliveryRule, lines)) return { shipmentId: null }
      }
      const wish = {
        now: ctx.now,
        zone: ctx.organisation.timeZone,
        calendar: calendarOf(ctx),
        shipCountry: order.shipCountry,
        deliveryDays: order.deliveryDays,
        weights: [...new Map(loose.map((line) => [line.parcelId, line.weightGrams])).values()],
        promisedOn: order.promisedOn,
        requestedOn: order.requestedOn,
        preferred: wanted?.preferred ?? false,
      }
      const here = open.filter((shipment) => shipment.warehouseId === warehouseId)
      const joined = shipmentToJoin(here, services, wish)
      if (joined) return { ...(await join(tx, orderId, joined, loose)), ...(others && { others }) }
      const made = await make(tx, {
        order,
        toldOn: told?.toldOn ?? null,
        number: number(),
        plan: choosePlan(ordered, services, wish),
        loose,
      })
      return { ...made, ...(others && { others }) }
    }),
  )
}

const plannedAtOnce = 200

/** A packer who has packed nothing for this long is no longer there: the packed parcels are planned. */
const idleMs = 2 * 3_600_000

/**
 * Plans packed parcels without a shipment when nobody is packing any more: the event was lost, or the packer has not
 * continued for two hours.
 */
export async function planForgotten(ctx: Ctx): Promise<{ planned: number }> {
  const idle = new Date(ctx.now.getTime() - idleMs)
  const [orders] = await read(
    ctx,
    sql<{ orderId: string }>`SELECT p.order_id FROM parcel p
      JOIN sales_order o ON o.organisation_id = p.organisation_id AND o.id = p.order_id AND o.stage NOT IN ('SETTLED', 'CANCELLED')
      WHERE p.organisation_id = ${ctx.organisationId} AND p.shipment_id IS NULL AND p.unpacked_at IS NULL AND NOT EXISTS (SELECT 1 FROM parcel_line y
        JOIN order_line k ON k.organisation_id = y.organisation_id AND k.id = y.order_line_id AND k.boxed > 0
        WHERE y.organisation_id = p.organisation_id AND y.parcel_id = p.id) GROUP BY p.order_id
      HAVING max(p.packed_at) <= ${idle} OR NOT EXISTS (SELECT 1 FROM order_line l WHERE l.organisation_id = ${ctx.organisationId} AND l.order_id = p.order_id
        AND (l.reserved > 0 OR l.picked > l.packed)) LIMIT ${plannedAtOnce}`,
  )
  let planned = 0
  for (const { orderId } of orders) if ((await plan(ctx, orderId)).shipmentId) planned++
  return { planned }
}
