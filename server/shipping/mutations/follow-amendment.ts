import { lockOrder } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { carrierServices, lockShipment } from '../queries/load'
import { calendarOf, planWith } from '../rules/planning'

/** Plans a shipment that has not left for its order's new day and address, with its own service, which fits its parcels. */
async function followOne(ctx: Ctx, orderId: string, shipmentId: string, elsewhere: boolean): Promise<boolean> {
  return transaction(ctx, {}, async (tx) => {
    const [[order], [shipment], services] = await tx.run(
      lockOrder(ctx, orderId),
      lockShipment(ctx, shipmentId),
      carrierServices(ctx),
    )
    const service = services.find((one) => one.id === shipment?.carrierServiceId)
    if (!order || shipment?.state !== 'PLANNED' || !service) return false
    const { plannedOn } = planWith(service, {
      now: ctx.now,
      zone: ctx.organisation.timeZone,
      calendar: calendarOf(ctx),
      shipCountry: order.shipCountry,
      deliveryDays: order.deliveryDays,
      weights: [],
      promisedOn: order.promisedOn,
      requestedOn: order.requestedOn,
    })
    if (plannedOn === shipment.plannedOn && !elsewhere) return false
    const event: NewEvent = {
      name: 'shipping/shipment.changed',
      objects: [
        ['order', orderId],
        ['shipment', shipmentId],
      ],
      payload: { number: shipment.number, plannedOn, tracked: false, elsewhere },
    }
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE shipment SET planned_on = ${plannedOn} WHERE organisation_id = ${ctx.organisationId} AND id = ${shipmentId} AND state = 'PLANNED'`,
      ),
      // A printed label names the old address, so it must be printed again.
      sql`UPDATE parcel SET labelled_of = 0 WHERE organisation_id = ${ctx.organisationId} AND shipment_id = ${shipmentId}
        AND labelled_of IS NOT NULL AND ${elsewhere}`,
      recordEvents(ctx, [event]),
    )
    return true
  })
}

/**
 * Lets planned shipments follow an amendment of the order's day or address: they leave for the new day, and labels with
 * the old address must be printed again. The amendment itself has told the customer.
 */
export async function followAmendment(
  ctx: Ctx,
  orderId: string,
  { day, shipTo }: { day?: unknown; shipTo?: unknown },
): Promise<{ followed: number }> {
  if (!day && !shipTo) return { followed: 0 }
  const [planned] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM shipment WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND state = 'PLANNED' ORDER BY id`,
  )
  let followed = 0
  for (const { id } of planned) if (await followOne(ctx, orderId, id, Boolean(shipTo))) followed++
  return { followed }
}
