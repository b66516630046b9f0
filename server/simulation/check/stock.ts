import { sql } from '@/server/platform/database/sql'
import type { Rule } from './rule'

/** Rules 1 to 3: stock on hand, reservations, and the quantities of each order line. */
export const stockRules: Rule[] = [
  {
    rule: 22,
    what: 'a line counts in the unit and with the places of its product',
    broken: ({
      organisationId,
    }) => sql`SELECT x.kind || ' line of ' || p.sku || ': ' || x.unit || ' with ' || x.places AS subject FROM (
        SELECT 'order' AS kind, product_id, unit, places FROM order_line WHERE organisation_id = ${organisationId}
        UNION SELECT 'quote', product_id, unit, places FROM quote_line WHERE organisation_id = ${organisationId}
        UNION SELECT 'invoice', product_id, unit, places FROM invoice_line WHERE organisation_id = ${organisationId}) AS x
      JOIN product p ON p.organisation_id = ${organisationId} AND p.id = x.product_id WHERE x.unit <> p.unit OR x.places <> p.places`,
  },
  {
    rule: 1,
    what: 'on hand = sum of stock movements',
    broken: ({
      organisationId,
    }) => sql`SELECT s.product_id || ': on hand ' || s.on_hand || ', movements ' || coalesce(m.sum, 0) AS subject FROM stock_level s
      LEFT JOIN (SELECT warehouse_id, product_id, sum(quantity) AS sum FROM stock_movement WHERE organisation_id = ${organisationId} GROUP BY 1, 2) m
        ON m.warehouse_id = s.warehouse_id AND m.product_id = s.product_id
      WHERE s.organisation_id = ${organisationId} AND s.on_hand <> coalesce(m.sum, 0)`,
  },
  {
    rule: 1,
    what: 'what lies in the bins = on hand − picked',
    broken: ({
      organisationId,
    }) => sql`SELECT s.product_id || ': on hand ' || s.on_hand || ', picked ' || s.picked || ', in bins ' || coalesce(b.sum, 0) AS subject FROM stock_level s
      LEFT JOIN (SELECT warehouse_id, product_id, sum(quantity) AS sum FROM bin_stock WHERE organisation_id = ${organisationId} GROUP BY 1, 2) b
        ON b.warehouse_id = s.warehouse_id AND b.product_id = s.product_id
      WHERE s.organisation_id = ${organisationId} AND s.on_hand - s.picked <> coalesce(b.sum, 0)`,
  },
  {
    rule: 1,
    what: 'reserved + picked + blocked ≤ on hand, none below zero',
    broken: ({
      organisationId,
    }) => sql`SELECT product_id::text AS subject FROM stock_level WHERE organisation_id = ${organisationId}
      AND (reserved + picked + blocked > on_hand OR least(on_hand, reserved, picked, blocked, backordered) < 0)`,
  },
  {
    rule: 1,
    what: 'goods lie in bins in use, of their own warehouse',
    broken: ({
      organisationId,
    }) => sql`SELECT s.product_id || ' in bin ' || b.code AS subject FROM bin_stock s JOIN bin b ON b.organisation_id = s.organisation_id AND b.id = s.bin_id
      WHERE s.organisation_id = ${organisationId} AND s.quantity > 0 AND (b.archived_at IS NOT NULL OR b.warehouse_id <> s.warehouse_id)`,
  },
  {
    rule: 1,
    what: 'what moved from bin to bin stays in its warehouse',
    broken: ({
      organisationId,
    }) => sql`SELECT object_id::text AS subject FROM stock_movement WHERE organisation_id = ${organisationId} AND cause = 'MOVED'
      GROUP BY object_id, warehouse_id, product_id HAVING sum(quantity) <> 0`,
  },
  {
    rule: 1,
    what: 'sent and received of a transfer = what moved out and in',
    broken: ({
      organisationId,
    }) => sql`SELECT t.number || ', ' || l.product_id AS subject FROM transfer t JOIN transfer_line l ON l.organisation_id = t.organisation_id AND l.transfer_id = t.id
      LEFT JOIN LATERAL (SELECT -coalesce(sum(m.quantity) FILTER (WHERE m.cause = 'SENT' AND m.warehouse_id = t.from_warehouse_id), 0) AS sent,
          coalesce(sum(m.quantity) FILTER (WHERE m.cause = 'ARRIVED' AND m.warehouse_id = t.to_warehouse_id), 0) AS arrived FROM stock_movement m
        WHERE m.organisation_id = t.organisation_id AND m.object_type = 'transfer' AND m.object_id = t.id AND m.product_id = l.product_id) AS moved ON true
      WHERE t.organisation_id = ${organisationId} AND (l.quantity <> moved.sent OR l.received <> moved.arrived
        OR (t.state = 'RECEIVED') <> NOT EXISTS (SELECT 1 FROM transfer_line o WHERE o.organisation_id = t.organisation_id AND o.transfer_id = t.id AND o.quantity > o.received + o.lost))`,
  },
  {
    rule: 2,
    what: 'an order and all its lines are served from one warehouse, unless its products are divided; then those of one product are',
    broken: ({
      organisationId,
    }) => sql`SELECT DISTINCT o.number AS subject FROM sales_order o JOIN order_line l ON l.organisation_id = o.organisation_id AND l.order_id = o.id
      WHERE o.organisation_id = ${organisationId} AND l.warehouse_id <> o.warehouse_id AND (o.served_because IS DISTINCT FROM 'SPLIT' OR l.kind NOT IN ('GOODS', 'RETURNABLE'))
      UNION SELECT o.number FROM sales_order o JOIN order_line l ON l.organisation_id = o.organisation_id AND l.order_id = o.id
      WHERE o.organisation_id = ${organisationId} AND o.served_because = 'SPLIT' AND l.kind = 'GOODS' GROUP BY o.number, l.product_id HAVING count(DISTINCT l.warehouse_id) > 1`,
  },
  {
    rule: 2,
    what: 'pick tasks, parcels and shipments are of the warehouse of their lines',
    broken: ({
      organisationId,
    }) => sql`SELECT t.id || ': pick task' AS subject FROM pick_task t JOIN order_line l ON l.organisation_id = t.organisation_id AND l.id = t.order_line_id
      WHERE t.organisation_id = ${organisationId} AND t.state IN ('OPEN', 'PICKED') AND t.warehouse_id <> l.warehouse_id
      UNION ALL SELECT p.number FROM parcel p JOIN parcel_line x ON x.organisation_id = p.organisation_id AND x.parcel_id = p.id
        JOIN order_line l ON l.organisation_id = x.organisation_id AND l.id = x.order_line_id
        WHERE p.organisation_id = ${organisationId} AND p.unpacked_at IS NULL GROUP BY p.id, p.number HAVING count(DISTINCT l.warehouse_id) > 1
      UNION ALL SELECT s.number FROM shipment s JOIN shipment_line x ON x.organisation_id = s.organisation_id AND x.shipment_id = s.id
        JOIN order_line l ON l.organisation_id = x.organisation_id AND l.id = x.order_line_id
        WHERE s.organisation_id = ${organisationId} AND s.state <> 'CANCELLED' AND l.warehouse_id <> s.warehouse_id`,
  },
  {
    rule: 2,
    what: 'reserved, picked and backordered = sums over the order lines',
    broken: ({
      organisationId,
    }) => sql`SELECT s.product_id || ': level ' || s.reserved || '/' || s.picked || '/' || s.backordered || ', lines '
        || coalesce(l.reserved, 0) || '/' || coalesce(l.picked, 0) || '/' || coalesce(l.backordered, 0) AS subject FROM stock_level s
      LEFT JOIN (SELECT warehouse_id, product_id, sum(reserved) AS reserved, sum(picked + to_put_back) AS picked, sum(backordered) AS backordered FROM order_line
        WHERE organisation_id = ${organisationId} GROUP BY 1, 2) l ON l.warehouse_id = s.warehouse_id AND l.product_id = s.product_id
      WHERE s.organisation_id = ${organisationId}
        AND (s.reserved <> coalesce(l.reserved, 0) OR s.picked <> coalesce(l.picked, 0) OR s.backordered <> coalesce(l.backordered, 0))`,
  },
  {
    rule: 3,
    what: 'ordered = cancelled + backordered + reserved + picked + shipped (goods) or cancelled + open + performed',
    broken: ({
      organisationId,
    }) => sql`SELECT id::text AS subject FROM order_line WHERE organisation_id = ${organisationId}
      AND ordered <> cancelled + backordered + reserved + picked + shipped + open + performed`,
  },
  {
    rule: 3,
    what: 'shipped = what the dispatched shipments hold; packed and boxed = parcels not yet dispatched',
    broken: ({
      organisationId,
    }) => sql`SELECT l.id || ': shipped ' || l.shipped || ', shipments ' || coalesce(s.sum, 0) || ', packed ' || l.packed + l.boxed || ', parcels ' || coalesce(p.sum, 0) AS subject
      FROM order_line l
      LEFT JOIN (SELECT x.order_line_id, sum(x.quantity) AS sum FROM shipment_line x JOIN shipment h ON h.organisation_id = x.organisation_id AND h.id = x.shipment_id
        WHERE x.organisation_id = ${organisationId} AND h.state NOT IN ('PLANNED', 'CANCELLED') GROUP BY 1) s ON s.order_line_id = l.id
      LEFT JOIN (SELECT x.order_line_id, sum(x.quantity) AS sum FROM parcel_line x JOIN parcel b ON b.organisation_id = x.organisation_id AND b.id = x.parcel_id
        WHERE x.organisation_id = ${organisationId} AND b.unpacked_at IS NULL GROUP BY 1) p ON p.order_line_id = l.id
      WHERE l.organisation_id = ${organisationId} AND l.kind = 'GOODS' AND (l.shipped <> coalesce(s.sum, 0) OR l.packed + l.boxed + l.shipped <> coalesce(p.sum, 0))`,
  },
  {
    rule: 3,
    what: 'released = open pick tasks; returned = goods come back',
    broken: ({
      organisationId,
    }) => sql`SELECT l.id || ': released ' || l.released || ', tasks ' || coalesce(t.sum, 0) || ', returned ' || l.returned || ', returns ' || coalesce(r.sum, 0) AS subject
      FROM order_line l
      LEFT JOIN (SELECT order_line_id, sum(quantity - picked) AS sum FROM pick_task WHERE organisation_id = ${organisationId} AND state = 'OPEN' GROUP BY 1) t ON t.order_line_id = l.id
      LEFT JOIN (SELECT order_line_id, sum(quantity) AS sum FROM goods_return_line WHERE organisation_id = ${organisationId} GROUP BY 1) r ON r.order_line_id = l.id
      WHERE l.organisation_id = ${organisationId} AND (l.released <> coalesce(t.sum, 0) OR l.returned <> coalesce(r.sum, 0))`,
  },
  {
    rule: 3,
    what: 'invoiced ≤ shipped and = invoice lines; credited = credit note lines',
    broken: ({
      organisationId,
    }) => sql`SELECT l.id || ': invoiced ' || l.invoiced || ', lines ' || coalesce(i.invoiced, 0) || ', credited ' || l.credited || ', lines ' || coalesce(i.credited, 0) AS subject
      FROM order_line l
      LEFT JOIN (SELECT x.order_line_id, sum(x.quantity) FILTER (WHERE v.kind = 'INVOICE') AS invoiced, sum(abs(x.quantity)) FILTER (WHERE v.kind = 'CREDIT_NOTE') AS credited
        FROM invoice_line x JOIN invoice v ON v.organisation_id = x.organisation_id AND v.id = x.invoice_id
        WHERE x.organisation_id = ${organisationId} GROUP BY 1) i ON i.order_line_id = l.id
      WHERE l.organisation_id = ${organisationId}
        AND (l.invoiced <> coalesce(i.invoiced, 0) OR l.credited <> coalesce(i.credited, 0) OR l.invoiced > l.shipped + l.performed)`,
  },
]
