import { sql } from '@/server/platform/database/sql'
import type { Rule } from './rule'

/** Rule 21: stock of a tracked product is kept by lot, from its receipt to the customer. */
export const lotRules: Rule[] = [
  {
    rule: 21,
    what: 'what lies in a bin is of a lot where the product is kept by lot, and of none otherwise',
    broken: ({ organisationId }) => sql`SELECT p.sku || ', lot ' || b.lot AS subject FROM bin_stock b
      JOIN product p ON p.organisation_id = b.organisation_id AND p.id = b.product_id
      LEFT JOIN lot l ON l.organisation_id = b.organisation_id AND l.product_id = b.product_id AND l.number = b.lot
      WHERE b.organisation_id = ${organisationId} AND b.quantity > 0 AND ((p.tracking = 'NONE') <> (b.lot = '') OR b.lot <> '' AND l.id IS NULL)`,
  },
  {
    rule: 21,
    what: 'blocked = what lies in bins of blocked and expired lots',
    broken: ({
      organisationId,
    }) => sql`SELECT p.sku || ': blocked ' || s.blocked || ', in bins ' || coalesce(b.sum, 0) AS subject FROM stock_level s
      JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id
      LEFT JOIN (SELECT x.warehouse_id, x.product_id, sum(x.quantity) AS sum FROM bin_stock x
          JOIN lot l ON l.organisation_id = x.organisation_id AND l.product_id = x.product_id AND l.number = x.lot AND (l.blocked_at IS NOT NULL OR l.expired_at IS NOT NULL)
        WHERE x.organisation_id = ${organisationId} GROUP BY 1, 2) b ON b.warehouse_id = s.warehouse_id AND b.product_id = s.product_id
      WHERE s.organisation_id = ${organisationId} AND s.blocked <> coalesce(b.sum, 0)`,
  },
  {
    rule: 21,
    what: 'a lot in bins, totes and parcels = its stock movements',
    broken: ({
      organisationId,
    }) => sql`SELECT p.sku || ', lot ' || x.lot || ': here ' || sum(x.here) || ', movements ' || sum(x.moved) AS subject FROM (
        SELECT product_id, lot, quantity AS here, 0 AS moved FROM bin_stock WHERE organisation_id = ${organisationId} AND lot <> ''
        UNION ALL SELECT product_id, lot, quantity, 0 FROM tote_lot WHERE organisation_id = ${organisationId}
        UNION ALL SELECT y.product_id, y.lot, y.quantity, 0 FROM parcel_lot y JOIN parcel b ON b.organisation_id = y.organisation_id AND b.id = y.parcel_id AND b.unpacked_at IS NULL
          LEFT JOIN shipment h ON h.organisation_id = b.organisation_id AND h.id = b.shipment_id
          WHERE y.organisation_id = ${organisationId} AND coalesce(h.state, 'PLANNED') = 'PLANNED'
        UNION ALL SELECT product_id, lot, 0, quantity FROM stock_movement WHERE organisation_id = ${organisationId} AND lot IS NOT NULL) x
      JOIN product p ON p.organisation_id = ${organisationId} AND p.id = x.product_id GROUP BY p.sku, x.lot HAVING sum(x.here) <> sum(x.moved)`,
  },
  {
    rule: 21,
    what: 'the lots of a line in totes and parcels add up to what is picked and packed of it',
    broken: ({ organisationId }) => sql`SELECT l.id::text AS subject FROM order_line l
      JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id AND p.tracking <> 'NONE'
      WHERE l.organisation_id = ${organisationId} AND (l.picked + l.to_put_back - l.packed - l.boxed <> (SELECT coalesce(sum(t.quantity), 0) FROM tote_lot t
          WHERE t.organisation_id = l.organisation_id AND t.order_line_id = l.id)
        OR EXISTS (SELECT 1 FROM parcel_line x WHERE x.organisation_id = l.organisation_id AND x.order_line_id = l.id AND x.quantity <> (SELECT coalesce(sum(y.quantity), 0)
          FROM parcel_lot y WHERE y.organisation_id = x.organisation_id AND y.parcel_id = x.parcel_id AND y.order_line_id = x.order_line_id))
        OR l.returned <> (SELECT coalesce(sum(r.quantity), 0) FROM goods_return_lot r WHERE r.organisation_id = l.organisation_id AND r.order_line_id = l.id))`,
  },
  {
    rule: 21,
    what: 'shipped of a lot = what dispatched shipments have of it, and not more than came in',
    broken: ({ organisationId }) => sql`SELECT p.sku || ', lot ' || l.number AS subject FROM lot l
      JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
      CROSS JOIN LATERAL (SELECT coalesce(-sum(m.quantity) FILTER (WHERE m.cause = 'SHIPPED'), 0) AS shipped,
          coalesce(sum(m.quantity) FILTER (WHERE m.cause NOT IN ('SHIPPED', 'RETURNED', 'SENT', 'ARRIVED', 'MOVED', 'PUT_BACK')), 0) AS came,
          coalesce(-sum(m.quantity) FILTER (WHERE m.cause IN ('SHIPPED', 'RETURNED')), 0) AS out
        FROM stock_movement m WHERE m.organisation_id = l.organisation_id AND m.product_id = l.product_id AND m.lot = l.number) AS moved
      CROSS JOIN LATERAL (SELECT coalesce(sum(x.quantity), 0) AS sent FROM parcel_lot x JOIN parcel b ON b.organisation_id = x.organisation_id AND b.id = x.parcel_id AND b.unpacked_at IS NULL
          JOIN shipment h ON h.organisation_id = b.organisation_id AND h.id = b.shipment_id AND h.state NOT IN ('PLANNED', 'CANCELLED')
        WHERE x.organisation_id = l.organisation_id AND x.product_id = l.product_id AND x.lot = l.number) AS parcels
      WHERE l.organisation_id = ${organisationId} AND (moved.shipped <> parcels.sent OR moved.out > moved.came)`,
  },
  {
    rule: 21,
    what: 'a serial number is one piece, in one place',
    broken: ({ organisationId }) => sql`SELECT p.sku || ', ' || m.lot AS subject FROM stock_movement m
      JOIN product p ON p.organisation_id = m.organisation_id AND p.id = m.product_id AND p.tracking = 'SERIAL'
      WHERE m.organisation_id = ${organisationId} AND m.lot IS NOT NULL GROUP BY p.sku, m.lot
      HAVING sum(m.quantity) NOT IN (0, 1) OR -coalesce(sum(m.quantity) FILTER (WHERE m.cause IN ('SHIPPED', 'RETURNED')), 0) NOT IN (0, 1)`,
  },
  {
    rule: 21,
    what: 'nothing of a lot left while it was blocked',
    broken: ({ organisationId }) => sql`SELECT p.sku || ', lot ' || l.number AS subject FROM lot l
      JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
      WHERE l.organisation_id = ${organisationId} AND l.blocked_at IS NOT NULL AND EXISTS (SELECT 1 FROM stock_movement m
        WHERE m.organisation_id = l.organisation_id AND m.product_id = l.product_id AND m.lot = l.number AND m.cause = 'SHIPPED' AND m.recorded_at > l.blocked_at)`,
  },
  {
    rule: 21,
    what: 'nothing was picked of a lot after its last day',
    broken: ({ organisationId }) => sql`SELECT t.id::text AS subject FROM pick_task t
      JOIN lot l ON l.organisation_id = t.organisation_id AND l.product_id = t.product_id AND l.number = t.lot
      JOIN organisation o ON o.id = t.organisation_id
      WHERE t.organisation_id = ${organisationId} AND t.picked > 0 AND t.state = 'PICKED' AND (t.ended_at AT TIME ZONE o.time_zone)::date > l.expires_on`,
  },
]
