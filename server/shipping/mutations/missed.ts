import { lockOrder, type OrderRow } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read, transaction } from '@/server/platform/database/run'
import { expectRows, type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { type Day, timeIn } from '@/server/platform/time/calendar'
import { carrierServices, lockShipment, orderOfShipment, toldDay } from '../queries/load'
import { calendarOf, missedCutOff, planWith } from '../rules/planning'

interface Moving {
  order: OrderRow
  shipment: { id: string; number: string }
  arrivesOn: Day
  toldOn: Day | null
}

/**
 * When a shipment can no longer arrive on the day that the customer was told, replaces it with the next day that can be
 * kept and tells the customer. The order keeps its first promise, by which punctuality is measured (rule 26). Does
 * nothing when the day can be kept or none was told.
 */
export function movePromise(
  ctx: Ctx,
  { order, shipment, arrivesOn, toldOn }: Moving,
): { statements: Statement<never>[]; events: NewEvent[] } {
  if (!toldOn || arrivesOn <= toldOn) return { statements: [], events: [] }
  const event: NewEvent = {
    name: 'shipping/promise.moved',
    objects: [
      ['order', order.id],
      ['shipment', shipment.id],
      ['customer', order.customerId],
    ],
    payload: { number: shipment.number, from: toldOn, to: arrivesOn },
  }
  return {
    statements: [
      expectRows(
        1,
        sql`UPDATE shipment SET promised_on = ${arrivesOn} WHERE organisation_id = ${ctx.organisationId} AND id = ${shipment.id}`,
      ),
    ],
    events: [event],
  }
}

/**
 * Plans a shipment again that missed its cut-off, with the same service, because its labels may be printed already.
 * Does nothing when it has left, was planned again meanwhile, or can still make it. Refuses with NOT_FOUND.
 */
export async function replanMissed(ctx: Ctx, shipmentId: string): Promise<{ plannedOn: Day | null }> {
  const zone = ctx.organisation.timeZone
  return transaction(ctx, {}, async (tx) => {
    const [[place]] = await tx.run(orderOfShipment(ctx, shipmentId))
    if (!place) notFound('shipment')
    const [[order], [shipment], services, [told]] = await tx.run(
      lockOrder(ctx, place.orderId),
      lockShipment(ctx, shipmentId),
      carrierServices(ctx),
      toldDay(ctx, place.orderId),
    )
    const service = services.find((one) => one.id === shipment?.carrierServiceId)
    if (!order || !shipment || !service) notFound('shipment')
    const { number, plannedOn: missedOn } = shipment
    if (shipment.state !== 'PLANNED' || !missedCutOff(ctx.now, zone, { plannedOn: missedOn, cutOff: service.cutOff }))
      return { plannedOn: null }
    const { plannedOn, arrivesOn } = planWith(service, {
      now: ctx.now,
      zone,
      calendar: calendarOf(ctx),
      shipCountry: order.shipCountry,
      deliveryDays: order.deliveryDays,
      weights: [],
      promisedOn: order.promisedOn,
      requestedOn: order.requestedOn,
    })
    const moved = movePromise(ctx, { order, shipment, arrivesOn, toldOn: told?.toldOn ?? null })
    const event: NewEvent = {
      name: 'shipping/shipment.missed',
      objects: [
        ['order', order.id],
        ['shipment', shipmentId],
      ],
      payload: { number, missedOn, plannedOn, arrivesOn },
    }
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE shipment SET planned_on = ${plannedOn}, missed_on = ${missedOn}
          WHERE organisation_id = ${ctx.organisationId} AND id = ${shipmentId} AND state = 'PLANNED' AND planned_on = ${missedOn}`,
      ),
      ...moved.statements,
      recordEvents(ctx, [event, ...moved.events]),
    )
    return { plannedOn }
  })
}

const replannedAtOnce = 200

/**
 * Plans every shipment again that missed its cut-off, within the minute. A shipment that the customer collects has no
 * cut-off; one that a hold parks has no day until the hold ends.
 */
export async function replanAllMissed(ctx: Ctx): Promise<{ missed: number }> {
  const time = timeIn(ctx.organisation.timeZone, ctx.now)
  const [due] = await read(
    ctx,
    sql<{ id: string }>`SELECT s.id FROM shipment s
      JOIN carrier_service v ON v.organisation_id = s.organisation_id AND v.id = s.carrier_service_id AND v.kind <> 'CUSTOMER_COLLECTS'
      JOIN sales_order o ON o.organisation_id = s.organisation_id AND o.id = s.order_id AND o.credit_state IN ('PASSED', 'NOT_NEEDED')
      JOIN credit_account a ON a.organisation_id = o.organisation_id AND a.customer_id = o.payer_id
      WHERE s.organisation_id = ${ctx.organisationId} AND s.state = 'PLANNED'
        AND (s.planned_on < ${ctx.today} OR (s.planned_on = ${ctx.today} AND ${time} > v.cut_off || ':00'))
        AND (a.holds = 0 OR NOT order_stopped(o.organisation_id, o.id, o.payer_id))
      ORDER BY s.planned_on, s.id LIMIT ${replannedAtOnce}`,
  )
  let missed = 0
  for (const { id } of due) if ((await replanMissed(ctx, id)).plannedOn) missed++
  return { missed }
}
