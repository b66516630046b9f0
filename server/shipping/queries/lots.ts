import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Measure } from '@/server/platform/money/quantity'

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

/** A lot that left by the shipments of an order, by its line; what came back later is counted too. */
export interface LeftLot {
  orderLineId: string
  lot: string
  expiresOn: string | null
  quantity: number
}

/** Which lots of an order left by its shipments. */
export const lotsThatLeft = (ctx: Ctx, orderId: string): Statement<LeftLot> =>
  sql`SELECT x.order_line_id, x.lot, l.expires_on, sum(x.quantity)::int AS quantity FROM shipment s
    JOIN parcel p ON p.organisation_id = s.organisation_id AND p.shipment_id = s.id AND p.unpacked_at IS NULL
    JOIN parcel_lot x ON x.organisation_id = p.organisation_id AND x.parcel_id = p.id
    JOIN lot l ON l.organisation_id = x.organisation_id AND l.product_id = x.product_id AND l.number = x.lot
    WHERE s.organisation_id = ${ctx.organisationId} AND s.order_id = ${orderId} AND s.state NOT IN ('PLANNED', 'CANCELLED')
    GROUP BY x.order_line_id, x.lot, l.expires_on ORDER BY x.order_line_id, x.lot`

/** One shipment's, or one packed order's, part of a lot, and whom to call about it. */
export interface WhoGot {
  id: string
  orderId: string
  orderNumber: string
  customerId: string
  customerName: string
  customerNumber: string
  contact: string | null
  email: string | null
  phone: string | null
  shipmentId: string | null
  shipmentNumber: string | null
  /** When it left; null: it lies packed or in a tote here. */
  dispatchedAt: Date | null
  quantity: number
  returned: number
}

export interface LotRecord extends Measure {
  id: string
  productId: string
  sku: string
  name: string
  tracking: string
  number: string
  expiresOn: string | null
  expired: boolean
  note: string | null
  receivedAt: Date
  blockedReason: string | null
  blockedAt: Date | null
  blockedBy: string | null
  /** All that ever came in. */
  received: number
  bins: { binId: string; code: string; warehouseName: string; quantity: number }[]
  got: WhoGot[]
  movements: {
    id: string
    recordedAt: Date
    quantity: number
    cause: string
    binCode: string | null
    objectType: string
    objectId: string
    reference: string | null
  }[]
}

/**
 * Who got goods of a lot, and what of it lies in totes and parcels: those that left first. A shipment that did not arrive came back itself;
 * what customers sent back is taken to be of what left first. Contacts for deliveries come before others.
 */
function whoGot(ctx: Ctx, lotId: string): Statement<WhoGot> {
  return sql`SELECT x.order_id::text || coalesce(x.shipment_id::text, '') AS id, x.order_id, o.number AS order_number, o.customer_id, c.name AS customer_name, c.number AS customer_number,
      k.name AS contact, coalesce(k.email, c.email) AS email, coalesce(k.phone, c.phone) AS phone, x.shipment_id, h.number AS shipment_number,
      CASE WHEN h.state NOT IN ('PLANNED', 'CANCELLED') THEN h.dispatched_at END AS dispatched_at, x.quantity, x.returned
    FROM (SELECT order_id, shipment_id, sum(quantity)::int AS quantity, sum(returned)::int AS returned FROM (
        SELECT *, named + greatest(0, least(quantity - named, back - coalesce(sum(quantity - named) FILTER (WHERE back > 0)
            OVER (PARTITION BY order_line_id ORDER BY left_at NULLS LAST, shipment_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))) AS returned
          FROM (SELECT p.order_id, y.order_line_id, p.shipment_id, min(h.dispatched_at) AS left_at, sum(y.quantity)::int AS quantity,
              CASE WHEN h.state NOT IN ('PLANNED', 'CANCELLED') THEN coalesce(min(b.named), 0) ELSE 0 END AS named,
              CASE WHEN h.state NOT IN ('PLANNED', 'CANCELLED') THEN coalesce(min(r.back), 0) ELSE 0 END AS back
            FROM lot l JOIN parcel_lot y ON y.organisation_id = l.organisation_id AND y.product_id = l.product_id AND y.lot = l.number
            JOIN parcel p ON p.organisation_id = y.organisation_id AND p.id = y.parcel_id AND p.unpacked_at IS NULL
            LEFT JOIN shipment h ON h.organisation_id = p.organisation_id AND h.id = p.shipment_id
            LEFT JOIN LATERAL (SELECT sum(z.quantity)::int AS named FROM goods_return g JOIN goods_return_lot z ON z.organisation_id = g.organisation_id AND z.return_id = g.id AND z.order_line_id = y.order_line_id AND z.lot = y.lot
              WHERE g.organisation_id = p.organisation_id AND g.shipment_id = p.shipment_id) AS b ON true
            LEFT JOIN LATERAL (SELECT sum(z.quantity)::int AS back FROM goods_return_lot z JOIN goods_return g ON g.organisation_id = z.organisation_id AND g.id = z.return_id AND g.shipment_id IS NULL
              WHERE z.organisation_id = y.organisation_id AND z.order_line_id = y.order_line_id AND z.lot = y.lot) AS r ON true
            WHERE l.organisation_id = ${ctx.organisationId} AND l.id = ${lotId} GROUP BY p.order_id, y.order_line_id, p.shipment_id, h.state) AS sent
        UNION ALL SELECT n.order_id, n.id, NULL, NULL, t.quantity, 0, 0, 0 FROM lot l JOIN tote_lot t ON t.organisation_id = l.organisation_id AND t.product_id = l.product_id AND t.lot = l.number AND t.quantity > 0
          JOIN order_line n ON n.organisation_id = t.organisation_id AND n.id = t.order_line_id WHERE l.organisation_id = ${ctx.organisationId} AND l.id = ${lotId}) AS parts
      GROUP BY order_id, shipment_id) AS x
    JOIN sales_order o ON o.organisation_id = ${ctx.organisationId} AND o.id = x.order_id
    JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id
    LEFT JOIN shipment h ON h.organisation_id = o.organisation_id AND h.id = x.shipment_id
    LEFT JOIN LATERAL (SELECT q.name, q.email, q.phone FROM customer_contact q WHERE q.organisation_id = c.organisation_id AND q.customer_id = c.id
      ORDER BY 'DELIVERIES' = ANY(q.purposes) DESC, 'ORDERS' = ANY(q.purposes) DESC, q.name LIMIT 1) AS k ON true
    ORDER BY dispatched_at NULLS LAST, o.number LIMIT 5000`
}

/** A lot: where it came from, where it lies, who got it. Refuses with NOT_FOUND. */
export async function lotRecord(ctx: Ctx, lotId: string): Promise<LotRecord> {
  const [[lot], bins, got, movements] = await read(
    ctx,
    sql<
      Omit<LotRecord, 'bins' | 'got' | 'movements'>
    >`SELECT l.id, l.product_id, p.sku, p.name, p.unit, p.places, p.tracking, l.number, l.expires_on, coalesce(l.expires_on < ${ctx.today}, false) AS expired, l.note, l.received_at, l.blocked_reason, l.blocked_at,
        (SELECT m.name FROM membership m WHERE m.organisation_id = l.organisation_id AND m.user_id = l.blocked_by) AS blocked_by,
        coalesce((SELECT sum(m.quantity)::int FROM stock_movement m WHERE m.organisation_id = l.organisation_id AND m.product_id = l.product_id AND m.lot = l.number AND m.cause = 'RECEIVED'), 0) AS received
      FROM lot l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id WHERE l.organisation_id = ${ctx.organisationId} AND l.id = ${lotId}`,
    sql<
      LotRecord['bins'][number]
    >`SELECT b.bin_id, n.code, w.name AS warehouse_name, b.quantity FROM lot l JOIN bin_stock b ON b.organisation_id = l.organisation_id AND b.product_id = l.product_id AND b.lot = l.number AND b.quantity > 0
      JOIN bin n ON n.organisation_id = b.organisation_id AND n.id = b.bin_id JOIN warehouse w ON w.organisation_id = b.organisation_id AND w.id = b.warehouse_id
      WHERE l.organisation_id = ${ctx.organisationId} AND l.id = ${lotId} ORDER BY w.is_default DESC, n.walk_order`,
    whoGot(ctx, lotId),
    sql<
      LotRecord['movements'][number]
    >`SELECT m.id, m.recorded_at, m.quantity, m.cause, n.code AS bin_code, m.object_type, m.object_id, (SELECT e.payload->>'reference' FROM event_object x JOIN event e ON e.organisation_id = x.organisation_id AND e.id = x.event_id
          WHERE x.organisation_id = m.organisation_id AND x.object_type = m.object_type AND x.object_id = m.object_id AND e.name = 'order/goods.received' LIMIT 1) AS reference
      FROM lot l JOIN stock_movement m ON m.organisation_id = l.organisation_id AND m.product_id = l.product_id AND m.lot = l.number
      LEFT JOIN bin n ON n.organisation_id = m.organisation_id AND n.id = m.bin_id
      WHERE l.organisation_id = ${ctx.organisationId} AND l.id = ${lotId} ORDER BY m.id DESC LIMIT 100`,
  )
  return lot ? { ...lot, bins, got, movements } : notFound('lot')
}
