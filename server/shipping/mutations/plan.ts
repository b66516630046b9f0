import { lockOrder } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { takeNumber } from '@/server/platform/database/numbers'
import { read, transaction } from '@/server/platform/database/run'
import { expectRows, insert, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import type { Day } from '@/server/platform/time/calendar'
import { carrierServices, looseParcels } from '../queries/load'
import { calendarOf, choosePlan } from '../rules'

/**
 * Plans a shipment of an order's parcels that are in none yet: service, day and cost are chosen so that the promise is kept at least cost.
 * Answers no shipment when every parcel has one. Refuses with NOT_FOUND.
 */
export async function plan(ctx: Ctx, orderId: string): Promise<{ shipmentId: string | null; number?: string }> {
  const number = await takeNumber(ctx, 'shipment', 'SH-')
  return transaction(ctx, {}, async (tx) => {
    const [[order], [wish], loose, services] = await tx.run(
      lockOrder(ctx, orderId),
      sql<{
        requestedOn: Day | null
      }>`SELECT requested_on FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`,
      looseParcels(ctx, orderId),
      carrierServices(ctx),
    )
    const ordered = services.find((service) => service.id === order?.carrierServiceId)
    if (!order || !ordered) notFound('order')
    const weights = new Map(loose.map((line) => [line.parcelId, line.weightGrams]))
    if (weights.size === 0) return { shipmentId: null }
    const { service, plannedOn, arrivesOn, freightMinor } = choosePlan(ordered, services, {
      now: ctx.now,
      zone: ctx.organisation.timeZone,
      calendar: calendarOf(ctx),
      weights: [...weights.values()],
      promisedOn: order.promisedOn,
      requestedOn: wish?.requestedOn ?? null,
    })
    const shipmentId = newId(ctx.now)
    const quantities = new Map<string, { orderLineId: string; productId: string; quantity: number }>()
    for (const { orderLineId, productId, quantity } of loose)
      quantities.set(orderLineId, {
        orderLineId,
        productId,
        quantity: (quantities.get(orderLineId)?.quantity ?? 0) + quantity,
      })
    const shipment = {
      id: shipmentId,
      number,
      orderId,
      customerId: order.customerId,
      warehouseId: order.warehouseId,
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
        ['order', orderId],
        ['shipment', shipmentId],
      ],
      payload: { number, plannedOn, arrivesOn, parcels: weights.size, freightMinor },
    }
    await tx.commit(
      insert(ctx, 'shipment', [shipment]),
      insert(
        ctx,
        'shipmentLine',
        [...quantities.values()].map((line) => ({ shipmentId, ...line })),
      ),
      expectRows(
        weights.size,
        sql`UPDATE parcel SET shipment_id = ${shipmentId} WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${[...weights.keys()]}::uuid[]) AND shipment_id IS NULL`,
      ),
      recordEvents(ctx, [event]),
    )
    return { shipmentId, number }
  })
}

const plannedAtOnce = 200

/** Plans what was packed and has no shipment although its event went by: whatever carried it may have lost it. */
export async function planForgotten(ctx: Ctx): Promise<{ planned: number }> {
  const [orders] = await read(
    ctx,
    sql<{ orderId: string }>`SELECT DISTINCT p.order_id FROM parcel p
      JOIN sales_order o ON o.organisation_id = p.organisation_id AND o.id = p.order_id AND o.stage NOT IN ('SETTLED', 'CANCELLED')
      WHERE p.organisation_id = ${ctx.organisationId} AND p.shipment_id IS NULL LIMIT ${plannedAtOnce}`,
  )
  let planned = 0
  for (const { orderId } of orders) if ((await plan(ctx, orderId)).shipmentId) planned++
  return { planned }
}
