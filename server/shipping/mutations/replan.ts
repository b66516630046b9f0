import { lockOrder } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { arrivalDay } from '@/server/platform/time/working-days'
import { carrierServices, lockShipment, orderOfShipment, parcelWeights, toldDay } from '../queries/load'
import { allowCutOff, allowWeights, calendarOf, wayTo } from '../rules/planning'
import { allow } from '../rules/states'
import type { ReplanInput } from '../schema'
import { movePromise } from './missed'

/**
 * Changes the carrier service or the day of a shipment that has not left, or the tracking number of one that is not
 * delivered. Refuses with NOT_FOUND, SHIPMENT_DISPATCHED, SHIPMENT_DELIVERED, DAY_PASSED, CUT_OFF_PASSED,
 * PARCEL_TOO_HEAVY.
 */
export async function replan(ctx: Ctx, input: ReplanInput): Promise<{ shipmentId: string }> {
  const { shipmentId, carrierServiceId, plannedOn, trackingNumber } = input
  return transaction(ctx, {}, async (tx) => {
    const [[place]] = await tx.run(orderOfShipment(ctx, shipmentId))
    if (!place) notFound('shipment')
    const [[order], [shipment], services, parcels, [told]] = await tx.run(
      lockOrder(ctx, place.orderId),
      lockShipment(ctx, shipmentId),
      carrierServices(ctx),
      parcelWeights(ctx, shipmentId),
      toldDay(ctx, place.orderId),
    )
    if (!order || !shipment) notFound('shipment')
    allow(
      carrierServiceId || plannedOn ? 'dispatch' : shipment.state === 'PLANNED' ? 'dispatch' : 'deliver',
      shipment.state,
    )
    if (plannedOn && plannedOn < ctx.today) refuse('DAY_PASSED', { field: 'plannedOn' })
    const service = carrierServiceId ? services.find((one) => one.id === carrierServiceId && !one.archived) : null
    if (carrierServiceId && !service) notFound('carrier service')
    if (service) allowWeights(service, parcels)
    const leaves = services.find((one) => one.id === (carrierServiceId ?? shipment.carrierServiceId))
    const leavesOn = plannedOn ?? shipment.plannedOn
    if (leaves && (service || plannedOn)) allowCutOff(leaves, leavesOn, ctx.now, ctx.organisation.timeZone)
    // A label names the service and the carrier's number, so a printed one must be printed again.
    const isRelabelled =
      shipment.state === 'PLANNED' &&
      ((service && service.id !== shipment.carrierServiceId) ||
        (trackingNumber !== undefined && trackingNumber !== shipment.trackingNumber))
    const event: NewEvent = {
      name: 'shipping/shipment.changed',
      objects: [
        ['order', shipment.orderId],
        ['shipment', shipmentId],
      ],
      payload: {
        number: shipment.number,
        plannedOn: plannedOn ?? shipment.plannedOn,
        tracked: Boolean(trackingNumber),
      },
    }
    const way = wayTo(calendarOf(ctx), order, service?.transitDays ?? shipment.transitDays)
    const moved =
      carrierServiceId || plannedOn
        ? movePromise(ctx, {
            order,
            shipment,
            arrivesOn: arrivalDay(way, plannedOn ?? shipment.plannedOn),
            toldOn: told?.toldOn ?? null,
          })
        : { statements: [], events: [] }
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE shipment SET carrier_service_id = coalesce(${carrierServiceId ?? null}, carrier_service_id), planned_on = coalesce(${plannedOn ?? null}, planned_on),
          tracking_number = coalesce(${trackingNumber ?? null}, tracking_number), freight_minor = coalesce(${service?.priceMinor ?? null}, freight_minor)
        WHERE organisation_id = ${ctx.organisationId} AND id = ${shipmentId}`,
      ),
      ...(isRelabelled
        ? [
            sql`UPDATE parcel SET labelled_of = 0 WHERE organisation_id = ${ctx.organisationId} AND shipment_id = ${shipmentId} AND labelled_of IS NOT NULL`,
          ]
        : []),
      ...moved.statements,
      recordEvents(ctx, [event, ...moved.events]),
    )
    return { shipmentId }
  })
}
