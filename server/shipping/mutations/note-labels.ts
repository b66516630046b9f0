import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { lockShipment } from '../queries/load'
import type { NoteLabelsInput } from '../schema'

/**
 * Records that labels were printed, of one parcel or of a whole shipment, and which total they state: when another
 * parcel joins, they must be printed again. Opening a label records nothing. Refuses with NOT_FOUND.
 */
export async function noteLabels(
  ctx: Ctx,
  { shipmentId, parcelId, of }: NoteLabelsInput,
): Promise<{ shipmentId: string; labels: number }> {
  return transaction(ctx, {}, async (tx) => {
    const [[shipment]] = await tx.run(lockShipment(ctx, shipmentId))
    if (!shipment) notFound('shipment')
    const [noted] = await tx.run(
      sql<{ id: string }>`UPDATE parcel SET labelled_of = ${of} WHERE organisation_id = ${ctx.organisationId}
        AND shipment_id = ${shipmentId} AND id = coalesce(${parcelId ?? null}::uuid, id) AND labelled_of IS DISTINCT FROM ${of} RETURNING id`,
    )
    const event: NewEvent = {
      name: 'shipping/labels.printed',
      objects: [
        ['order', shipment.orderId],
        ['shipment', shipmentId],
      ],
      payload: { number: shipment.number, labels: noted.length, of },
    }
    if (noted.length > 0) await tx.commit(recordEvents(ctx, [event]))
    return { shipmentId, labels: noted.length }
  })
}
