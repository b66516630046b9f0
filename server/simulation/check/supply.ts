import { sql } from '@/server/platform/database/sql'
import type { Rule } from './rule'

/** What is expected of suppliers, and what came of it. */
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
]
