import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'

export interface LineLot {
  orderLineId: string
  productId: string
  lot: string
  quantity: number
  expiresOn: string | null
  blockedReason: string | null
  /** Whether its stock counts as blocked. */
  withheld: boolean
}

/** Which lots of order lines lie loose in totes, what expires first; the order's lock protects them. */
export function totesOf(ctx: Ctx, orderLineIds: readonly string[]): Statement<LineLot> {
  return sql`SELECT t.order_line_id, t.product_id, t.lot, t.quantity, l.expires_on, l.blocked_reason, l.blocked_at IS NOT NULL OR l.expired_at IS NOT NULL AS withheld
    FROM tote_lot t JOIN lot l ON l.organisation_id = t.organisation_id AND l.product_id = t.product_id AND l.number = t.lot
    WHERE t.organisation_id = ${ctx.organisationId} AND t.order_line_id = ANY(${orderLineIds}::uuid[]) AND t.quantity > 0
    ORDER BY l.expires_on NULLS LAST, l.received_at, t.lot`
}

/** Which lots of order lines were shipped and have not come back: those of a named shipment first, then what expires first. */
export function shippedLots(
  ctx: Ctx,
  orderLineIds: readonly string[],
  shipmentId: string | null = null,
): Statement<LineLot> {
  return sql`SELECT s.order_line_id, s.product_id, s.lot, (s.quantity - coalesce(r.quantity, 0))::int AS quantity,
      l.expires_on, l.blocked_reason, l.blocked_at IS NOT NULL OR l.expired_at IS NOT NULL AS withheld
    FROM (SELECT x.order_line_id, x.product_id, x.lot, sum(x.quantity) AS quantity, bool_or(h.id = ${shipmentId}::uuid) AS named FROM parcel_lot x
        JOIN parcel p ON p.organisation_id = x.organisation_id AND p.id = x.parcel_id AND p.unpacked_at IS NULL
        JOIN shipment h ON h.organisation_id = p.organisation_id AND h.id = p.shipment_id AND h.state NOT IN ('PLANNED', 'CANCELLED')
      WHERE x.organisation_id = ${ctx.organisationId} AND x.order_line_id = ANY(${orderLineIds}::uuid[]) GROUP BY 1, 2, 3) s
    JOIN lot l ON l.organisation_id = ${ctx.organisationId} AND l.product_id = s.product_id AND l.number = s.lot
    LEFT JOIN (SELECT order_line_id, lot, sum(quantity) AS quantity FROM goods_return_lot
      WHERE organisation_id = ${ctx.organisationId} AND order_line_id = ANY(${orderLineIds}::uuid[]) GROUP BY 1, 2) r ON r.order_line_id = s.order_line_id AND r.lot = s.lot
    WHERE s.quantity > coalesce(r.quantity, 0)
    ORDER BY s.named DESC NULLS LAST, l.expires_on NULLS LAST, l.received_at, s.lot`
}

/** A lot of a transfer: how much of it was sent, and how much is still on its way or was lost. */
export interface SentLot {
  productId: string
  lot: string
  sent: number
  onWay: number
}

/** Which lots a transfer has, those that should be sold first before the others. */
export const lotsOfTransfer = (ctx: Ctx, id: string): Statement<SentLot> =>
  sql`SELECT m.product_id, m.lot, (-sum(m.quantity) FILTER (WHERE m.cause = 'SENT'))::int AS sent, (-sum(m.quantity))::int AS on_way
    FROM stock_movement m JOIN lot l ON l.organisation_id = m.organisation_id AND l.product_id = m.product_id AND l.number = m.lot
    WHERE m.organisation_id = ${ctx.organisationId} AND m.object_type = 'transfer' AND m.object_id = ${id}
    GROUP BY m.product_id, m.lot, l.expires_on, l.received_at ORDER BY l.expires_on NULLS LAST, l.received_at, m.lot`

/** Which lots of a transfer are on their way, in the order in which they should be sold. */
export const lotsOnWay = (ctx: Ctx, id: string): Statement<Omit<LineLot, 'orderLineId'>> =>
  sql`SELECT m.product_id, m.lot, (-sum(m.quantity))::int AS quantity, l.expires_on, l.blocked_reason, l.blocked_at IS NOT NULL OR l.expired_at IS NOT NULL AS withheld
    FROM stock_movement m JOIN lot l ON l.organisation_id = m.organisation_id AND l.product_id = m.product_id AND l.number = m.lot
    WHERE m.organisation_id = ${ctx.organisationId} AND m.object_type = 'transfer' AND m.object_id = ${id}
    GROUP BY m.product_id, m.lot, l.id, l.expires_on, l.blocked_reason, l.blocked_at, l.expired_at, l.received_at HAVING sum(m.quantity) < 0
    ORDER BY l.expires_on NULLS LAST, l.received_at, m.lot`
