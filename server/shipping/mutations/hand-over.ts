import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { transaction } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { lockShipment } from '../queries/load'
import { allow } from '../rules/states'
import type { HandOverInput } from '../schema'

interface Gone {
  id: string
  number: string
  orderId: string
  customerId: string
}

/** The event that a shipment has left the house; its mail and its invoice follow. */
export function left({ id, number, orderId, customerId }: Gone): NewEvent {
  return {
    name: 'shipping/shipment.left',
    objects: [
      ['order', orderId],
      ['shipment', id],
      ['customer', customerId],
    ],
    payload: { number },
  }
}

/**
 * Ends the time in which a dispatch can be taken back: mail and invoice are sent now. A shipment that has left already
 * stays as it is. Refuses with NOT_FOUND, SHIPMENT_PLANNED, SHIPMENT_CANCELLED.
 */
export async function handOver(ctx: Ctx, { shipmentIds }: HandOverInput): Promise<{ left: string[] }> {
  const gone: string[] = []
  for (const shipmentId of new Set(shipmentIds)) if (await handOverOne(ctx, shipmentId)) gone.push(shipmentId)
  return { left: gone }
}

async function handOverOne(ctx: Ctx, shipmentId: string): Promise<boolean> {
  return transaction(ctx, {}, async (tx) => {
    const [[shipment]] = await tx.run(lockShipment(ctx, shipmentId))
    if (!shipment) notFound('shipment')
    if (shipment.leftAt) return false
    if (!shipment.dispatchedAt) allow('deliver', shipment.state)
    const [[gone]] = await tx.run(
      sql<Gone>`UPDATE shipment SET left_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${shipmentId}
        AND left_at IS NULL AND dispatched_at IS NOT NULL RETURNING id, number, order_id, customer_id`,
    )
    if (!gone) refuse('SHIPMENT_PLANNED')
    await tx.commit(recordEvents(ctx, [left(gone)]))
    return true
  })
}

const atOnce = 200

function due(ctx: Ctx): Statement<Gone> {
  return sql`UPDATE shipment SET left_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND left_at IS NULL AND id IN
    (SELECT id FROM shipment WHERE organisation_id = ${ctx.organisationId} AND left_at IS NULL AND leaves_at <= ${ctx.now}
      ORDER BY leaves_at, id LIMIT ${atOnce} FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING id, number, order_id, customer_id`
}

/** Lets every shipment leave whose time to be taken back is over. */
export async function handOverDue(ctx: Ctx): Promise<{ left: number }> {
  return transaction(ctx, {}, async (tx) => {
    const [gone] = await tx.run(due(ctx))
    if (gone.length > 0) await tx.commit(recordEvents(ctx, gone.map(left)))
    return { left: gone.length }
  })
}
