import { sql } from '@/server/platform/database/sql'
import type { Rule } from './rule'

/** What must hold of customers and of what their orders took from them. */
export const customerRules: Rule[] = [
  {
    rule: 26,
    what: 'an order that nobody amended is promised for a weekday on which its address takes goods',
    broken: ({
      organisationId,
    }) => sql`SELECT o.number AS subject FROM sales_order o JOIN organisation g ON g.id = o.organisation_id
      WHERE o.organisation_id = ${organisationId} AND jsonb_array_length(o.ship_to->'deliveryDays') > 0
        AND NOT o.ship_to->'deliveryDays' @> to_jsonb(extract(isodow FROM o.promised_on)::int)
        AND EXISTS (SELECT 1 FROM jsonb_array_elements(o.ship_to->'deliveryDays') AS d WHERE d::int = ANY(g.working_weekdays))
        AND NOT EXISTS (SELECT 1 FROM event_object x JOIN event e ON e.organisation_id = x.organisation_id AND e.id = x.event_id
          WHERE x.organisation_id = o.organisation_id AND x.object_type = 'order' AND x.object_id = o.id AND e.name = 'order/order.amended')`,
  },
  {
    rule: 6,
    what: 'a customer who was merged owes and orders nothing, and points to one who was not',
    broken: ({ organisationId }) => sql`SELECT c.number AS subject FROM customer c
      LEFT JOIN customer h ON h.organisation_id = c.organisation_id AND h.id = c.merged_into
      LEFT JOIN credit_account a ON a.organisation_id = c.organisation_id AND a.customer_id = c.id
      WHERE c.organisation_id = ${organisationId} AND c.merged_into IS NOT NULL AND (h.merged_into IS NOT NULL OR c.archived_at IS NULL OR NOT a.merged
        OR a.open_minor <> 0 OR a.unapplied_minor <> 0 OR a.committed_minor <> 0 OR a.shipped_not_invoiced_minor <> 0
        OR EXISTS (SELECT 1 FROM sales_order o WHERE o.organisation_id = c.organisation_id AND (o.customer_id = c.id OR o.payer_id = c.id))
        OR EXISTS (SELECT 1 FROM open_item i WHERE i.organisation_id = c.organisation_id AND i.customer_id = c.id)
        OR EXISTS (SELECT 1 FROM receipt r WHERE r.organisation_id = c.organisation_id AND r.customer_id = c.id)
        OR EXISTS (SELECT 1 FROM posting_line l WHERE l.organisation_id = c.organisation_id AND l.customer_id = c.id GROUP BY l.account_code HAVING sum(l.ledger_amount_minor) <> 0))`,
  },
  {
    rule: 3,
    what: 'an order that is sent complete is neither packed nor sent while something is short',
    broken: ({
      organisationId,
    }) => sql`SELECT o.number AS subject FROM sales_order o WHERE o.organisation_id = ${organisationId} AND o.delivery_rule = 'COMPLETE' AND o.waits_for IN ('PACKING', 'DISPATCH')
        AND EXISTS (SELECT 1 FROM order_line l WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id AND l.backordered > 0)`,
  },
  {
    rule: 3,
    what: 'an order whose rest is closed waits for nothing an hour after its first part has left',
    broken: ({
      organisationId,
      now,
    }) => sql`SELECT o.number AS subject FROM sales_order o WHERE o.organisation_id = ${organisationId} AND o.delivery_rule = 'CLOSE_REST'
        AND EXISTS (SELECT 1 FROM order_line l WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id AND l.backordered > 0)
        AND EXISTS (SELECT 1 FROM shipment s WHERE s.organisation_id = o.organisation_id AND s.order_id = o.id AND s.left_at < ${new Date(now.getTime() - 3_600_000)})`,
  },
]
