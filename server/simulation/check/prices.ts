import { sql } from '@/server/platform/database/sql'
import { currencyExponent } from '@/server/platform/money/money'
import type { Rule } from './rule'

/** Rules 19 and 20: prices and discounts. */
export const priceRules: Rule[] = [
  {
    rule: 19,
    what: 'a line costs what its list or its product asked for, unless it was typed',
    broken: ({ organisationId }) => sql`SELECT o.number || ' line ' || l.position AS subject FROM order_line l
      JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id
      WHERE l.organisation_id = ${organisationId} AND l.price_source IN ('LIST', 'PRODUCT') AND coalesce(l.gross_price, l.unit_price) IS DISTINCT FROM l.list_price
      UNION ALL SELECT q.number || ' line ' || l.position FROM quote_line l JOIN quote q ON q.organisation_id = l.organisation_id AND q.id = l.quote_id
      WHERE l.organisation_id = ${organisationId} AND l.price_source IN ('LIST', 'PRODUCT') AND coalesce(l.gross_price, l.unit_price) IS DISTINCT FROM l.list_price`,
  },
  {
    rule: 20,
    what: 'a line costs its price less its discount, and comes to that many times its quantity',
    broken: ({ organisationId, organisation }) => {
      const exponent = currencyExponent(organisation.currency)
      return sql`SELECT x.subject FROM (
          SELECT 'order ' || order_id || ' line ' || position AS subject, unit_price, price_quantity, ordered AS quantity, net_minor, gross_price, discount_percent, discount_amount
            FROM order_line WHERE organisation_id = ${organisationId}
          UNION ALL SELECT 'quote ' || quote_id || ' line ' || position, unit_price, price_quantity, quantity, net_minor, gross_price, discount_percent, discount_amount
            FROM quote_line WHERE organisation_id = ${organisationId}
          UNION ALL SELECT 'invoice ' || invoice_id || ' line ' || position, unit_price, price_quantity, quantity, net_minor, gross_price, discount_percent, discount_amount
            FROM invoice_line WHERE organisation_id = ${organisationId} AND order_line_id IS NOT NULL) AS x
        WHERE abs(x.net_minor) <> abs(round(x.unit_price * x.quantity * power(10::numeric, ${exponent}::int) / x.price_quantity))
          OR x.unit_price <> CASE WHEN x.discount_percent IS NOT NULL THEN round(x.gross_price * (100 - x.discount_percent) / 100, 6) ELSE x.gross_price - x.discount_amount END`
    },
  },
  {
    rule: 20,
    what: 'discounts given = what the documents say was taken off',
    broken: ({
      organisationId,
    }) => sql`SELECT 'posted ' || posted || ', documents ' || documents AS subject FROM (SELECT
      (SELECT coalesce(sum(ledger_amount_minor), 0) FROM posting_line WHERE organisation_id = ${organisationId} AND account_code = 'DISCOUNT') AS posted,
      (SELECT coalesce(sum(gross_minor - net_minor), 0) FROM invoice_line WHERE organisation_id = ${organisationId}) AS documents) AS pair WHERE posted <> documents`,
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
