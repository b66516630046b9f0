import { sql } from '@/server/platform/database/sql'
import { leftStates } from '@/server/shipping/rules/states'
import type { Rule } from './rule'

/** What is expected of suppliers, what came of it, and what it cost. */
export const supplyRules: Rule[] = [
  {
    rule: 1,
    what: 'received of a planned line = what arrived on it',
    broken: ({
      organisationId,
    }) => sql`SELECT l.id || ': received ' || l.received || ', arrivals ' || coalesce(a.sum, 0) AS subject FROM planned_receipt_line l
      LEFT JOIN (SELECT line_id, sum(quantity) AS sum FROM planned_receipt_arrival WHERE organisation_id = ${organisationId} GROUP BY 1) a ON a.line_id = l.id
      WHERE l.organisation_id = ${organisationId} AND l.received <> coalesce(a.sum, 0)`,
  },
  {
    rule: 1,
    what: 'what arrived on planned lines ≤ what the goods receipt moved in',
    broken: ({
      organisationId,
    }) => sql`SELECT a.goods_receipt_id || ': arrivals ' || a.sum || ', moved ' || coalesce(m.sum, 0) AS subject
      FROM (SELECT x.goods_receipt_id, l.product_id, sum(x.quantity) AS sum FROM planned_receipt_arrival x
        JOIN planned_receipt_line l ON l.organisation_id = x.organisation_id AND l.id = x.line_id WHERE x.organisation_id = ${organisationId} GROUP BY 1, 2) a
      LEFT JOIN (SELECT object_id, product_id, sum(quantity) AS sum FROM stock_movement
        WHERE organisation_id = ${organisationId} AND object_type = 'goodsReceipt' AND cause = 'RECEIVED' GROUP BY 1, 2) m
        ON m.object_id = a.goods_receipt_id AND m.product_id = a.product_id
      WHERE a.sum > coalesce(m.sum, 0)`,
  },
  {
    rule: 1,
    what: 'a planned receipt stands, and is expected, as its lines say',
    broken: ({
      organisationId,
    }) => sql`SELECT r.number || ': ' || r.state || ', lines ' || s.state AS subject FROM planned_receipt r
      JOIN (SELECT planned_receipt_id, CASE WHEN bool_or(quantity > received + closed) THEN CASE WHEN bool_or(received > 0) THEN 'PART_RECEIVED' ELSE 'OPEN' END
          WHEN bool_or(received > 0) THEN 'RECEIVED' ELSE 'CANCELLED' END AS state,
          coalesce(min(expected_on) FILTER (WHERE quantity > received + closed), max(expected_on)) AS expected_on
        FROM planned_receipt_line WHERE organisation_id = ${organisationId} GROUP BY 1) s ON s.planned_receipt_id = r.id
      WHERE r.organisation_id = ${organisationId} AND (r.state <> s.state OR r.expected_on <> s.expected_on)`,
  },
  {
    rule: 26,
    what: 'what waits with a day is reached by what is free or expected until then; a promise is never before its goods',
    // What is sent complete and waits for units without a day has none at all; the customer was told.
    // Between a change of what is expected and the reaction to it the days are those of before; it is made up for within the hour.
    broken: ({ organisationId, now }) => sql`WITH waiting AS (
        SELECT l.product_id, l.warehouse_id, l.order_id, l.planned_on, l.backordered,
          sum(l.backordered) OVER (PARTITION BY l.product_id, l.warehouse_id ORDER BY l.planned_on) AS wanted
        FROM order_line l JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id
        WHERE l.organisation_id = ${organisationId} AND l.planned_on IS NOT NULL)
      SELECT w.order_id || ': ' || w.wanted || ' by ' || w.planned_on || ', reached ' || s.units AS subject FROM waiting w
      CROSS JOIN LATERAL (SELECT coalesce((SELECT sum(p.quantity - p.received - p.closed) FROM planned_receipt_line p
            JOIN planned_receipt r ON r.organisation_id = p.organisation_id AND r.id = p.planned_receipt_id AND r.warehouse_id = w.warehouse_id
          WHERE p.organisation_id = ${organisationId} AND p.product_id = w.product_id AND p.quantity > p.received + p.closed AND p.reckoned_on <= w.planned_on), 0)
        + coalesce((SELECT sum(p.quantity - p.received - p.lost) FROM transfer_line p
            JOIN transfer t ON t.organisation_id = p.organisation_id AND t.id = p.transfer_id AND t.to_warehouse_id = w.warehouse_id AND t.state = 'SENT' AND coalesce(t.reckoned_on, t.expected_on) <= w.planned_on
          WHERE p.organisation_id = ${organisationId} AND p.product_id = w.product_id), 0)
        + coalesce((SELECT f.on_hand - f.reserved - f.picked - f.blocked FROM stock_level f
          WHERE f.organisation_id = ${organisationId} AND f.warehouse_id = w.warehouse_id AND f.product_id = w.product_id), 0) AS units) s
      WHERE w.wanted > s.units AND NOT EXISTS (SELECT 1 FROM event_object x JOIN event e ON e.organisation_id = x.organisation_id AND e.id = x.event_id
        WHERE x.organisation_id = ${organisationId} AND x.object_type = 'product' AND x.object_id = w.product_id
          AND (e.name LIKE 'supply/%' OR e.name LIKE 'fulfilment/transfer.%' OR e.name = 'order/goods.received') AND e.at > ${now}::timestamptz - interval '70 minutes')
      UNION ALL
      SELECT o.number || ': told ' || coalesce(o.moved_on, o.promised_on) || ', goods ' || w.planned_on FROM waiting w
      JOIN sales_order o ON o.organisation_id = ${organisationId} AND o.id = w.order_id
      WHERE coalesce(o.moved_on, o.promised_on) <= w.planned_on AND o.delivery_rule <> 'CLOSE_REST' AND NOT (o.delivery_rule = 'COMPLETE'
        AND EXISTS (SELECT 1 FROM order_line l WHERE l.organisation_id = ${organisationId} AND l.order_id = o.id AND l.backordered > 0 AND l.planned_on IS NULL))`,
  },
  {
    rule: 9,
    what: 'what left, and nothing else, keeps what it cost then',
    broken: ({ organisationId }) => sql`SELECT h.number || ' ' || k.order_line_id AS subject FROM shipment h
      JOIN shipment_line k ON k.organisation_id = h.organisation_id AND k.shipment_id = h.id
      WHERE h.organisation_id = ${organisationId} AND (h.state = ANY(${leftStates as readonly string[]})) <> (k.cost_from IS NOT NULL)`,
  },
]
