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
