import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'

/** The lots in the parcels of a shipment, by product. */
export function lotsOfShipment(
  ctx: Ctx,
  shipmentId: string,
): Statement<{
  productId: string
  lot: string
  quantity: number
  expiresOn: string | null
  blockedReason: string | null
}> {
  return sql`SELECT x.product_id, x.lot, sum(x.quantity)::int AS quantity, l.expires_on, l.blocked_reason FROM parcel p
    JOIN parcel_lot x ON x.organisation_id = p.organisation_id AND x.parcel_id = p.id
    JOIN lot l ON l.organisation_id = x.organisation_id AND l.product_id = x.product_id AND l.number = x.lot
    WHERE p.organisation_id = ${ctx.organisationId} AND p.shipment_id = ${shipmentId} AND p.unpacked_at IS NULL
    GROUP BY x.product_id, x.lot, l.expires_on, l.blocked_reason ORDER BY x.product_id, x.lot`
}
