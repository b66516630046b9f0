import { sql } from '@/server/platform/database/sql'
import type { Rule } from './rule'

/** Deposits for packaging: they follow their goods, and what is held of them is owed back. */
export const returnableRules: Rule[] = [
  {
    rule: 3,
    what: 'a deposit for packaging follows the goods that name it: ordered, cancelled and left',
    broken: ({ organisationId }) => sql`SELECT o.number || ' line ' || l.position AS subject FROM order_line l
      JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id
      LEFT JOIN LATERAL (SELECT sum(g.ordered / x.per) AS ordered, sum((g.ordered - g.cancelled) / x.per) AS wanted, sum(g.shipped / x.per) AS shipped
        FROM order_line g CROSS JOIN LATERAL jsonb_to_recordset(g.returnables) AS x("lineId" uuid, per int)
        WHERE g.organisation_id = l.organisation_id AND g.order_id = l.order_id AND x."lineId" = l.id) AS f ON true
      WHERE l.organisation_id = ${organisationId} AND l.kind = 'RETURNABLE'
        AND (l.ordered <> coalesce(f.ordered, 0) OR l.ordered - l.cancelled <> coalesce(f.wanted, 0) OR l.performed <> coalesce(f.shipped, 0))
      UNION ALL SELECT o.number || ' line ' || g.position FROM order_line g
      JOIN sales_order o ON o.organisation_id = g.organisation_id AND o.id = g.order_id
      CROSS JOIN LATERAL jsonb_to_recordset(g.returnables) AS x("lineId" uuid, per int)
      LEFT JOIN order_line l ON l.organisation_id = g.organisation_id AND l.order_id = g.order_id AND l.id = x."lineId" AND l.kind = 'RETURNABLE'
      WHERE g.organisation_id = ${organisationId} AND g.returnables <> '[]' AND l.id IS NULL`,
  },
  {
    rule: 20,
    what: 'deposits for packaging that are held = what the documents charged and gave back',
    broken: ({
      organisationId,
    }) => sql`SELECT 'posted ' || posted || ', documents ' || documents AS subject FROM (SELECT
      (SELECT coalesce(-sum(ledger_amount_minor), 0) FROM posting_line WHERE organisation_id = ${organisationId} AND account_code = 'RETURNABLES_HELD') AS posted,
      (SELECT coalesce(sum(net_minor), 0) FROM invoice_line WHERE organisation_id = ${organisationId} AND returnable) AS documents) AS pair WHERE posted <> documents`,
  },
  {
    rule: 20,
    what: 'packaging that is with a customer = what the documents charged less what they gave back, by its deposit',
    broken: ({
      organisationId,
    }) => sql`SELECT c.number || ' ' || p.sku AS subject FROM (SELECT heir, product_id, unit_price, price_quantity, tax_code, tax_rate FROM (
        SELECT coalesce(c.merged_into, c.id) AS heir, l.product_id, l.unit_price, l.price_quantity, l.tax_code, l.tax_rate, l.quantity, l.net_minor FROM invoice_line l
          JOIN invoice v ON v.organisation_id = l.organisation_id AND v.id = l.invoice_id JOIN customer c ON c.organisation_id = v.organisation_id AND c.id = v.customer_id
          WHERE l.organisation_id = ${organisationId} AND l.returnable
        UNION ALL SELECT coalesce(c.merged_into, c.id), o.product_id, o.unit_price, o.price_quantity, o.tax_code, o.tax_rate, -o.quantity, -o.net_minor FROM returnable_out o
          JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id WHERE o.organisation_id = ${organisationId}) AS pair
        GROUP BY heir, product_id, unit_price, price_quantity, tax_code, tax_rate HAVING sum(quantity) <> 0 OR sum(net_minor) <> 0) AS off
      JOIN customer c ON c.organisation_id = ${organisationId} AND c.id = off.heir JOIN product p ON p.organisation_id = ${organisationId} AND p.id = off.product_id`,
  },
  {
    rule: 20,
    what: 'why more empties came back than were out stands on a credit note for packaging alone',
    broken: ({ organisationId }) => sql`SELECT v.number AS subject FROM invoice v
      WHERE v.organisation_id = ${organisationId} AND v.beyond_reason IS NOT NULL AND (v.kind <> 'CREDIT_NOTE' OR EXISTS (
        SELECT 1 FROM invoice_line l WHERE l.organisation_id = v.organisation_id AND l.invoice_id = v.id AND NOT l.returnable))`,
  },
]
