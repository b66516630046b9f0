import { sql } from '@/server/platform/database/sql'
import type { Rule } from './rule'

/** Rule 19: prices. */
export const priceRules: Rule[] = [
  {
    rule: 19,
    what: 'a line costs what its list or its product asked for, unless it was typed',
    broken: ({ organisationId }) => sql`SELECT o.number || ' line ' || l.position AS subject FROM order_line l
      JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id
      WHERE l.organisation_id = ${organisationId} AND l.price_source IN ('LIST', 'PRODUCT') AND l.unit_price IS DISTINCT FROM l.list_price
      UNION ALL SELECT q.number || ' line ' || l.position FROM quote_line l JOIN quote q ON q.organisation_id = l.organisation_id AND q.id = l.quote_id
      WHERE l.organisation_id = ${organisationId} AND l.price_source IN ('LIST', 'PRODUCT') AND l.unit_price IS DISTINCT FROM l.list_price`,
  },
  {
    rule: 19,
    what: 'a list of one customer priced no line of another',
    broken: ({ organisationId }) => sql`SELECT o.number || ' line ' || l.position AS subject FROM order_line l
      JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id
      JOIN price_list k ON k.organisation_id = l.organisation_id AND k.id = l.price_list_id
      LEFT JOIN customer c ON c.organisation_id = k.organisation_id AND c.id = k.customer_id
      WHERE l.organisation_id = ${organisationId} AND k.audience = 'CUSTOMER' AND k.customer_id <> o.customer_id AND c.merged_into IS NULL`,
  },
]
