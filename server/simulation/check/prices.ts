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
      (SELECT coalesce(sum(gross_minor - net_minor), 0) FROM invoice_line WHERE organisation_id = ${organisationId})
        + (SELECT coalesce(sum(amount_minor), 0) FROM invoice_adjustment WHERE organisation_id = ${organisationId} AND kind = 'DISCOUNT') AS documents) AS pair WHERE posted <> documents`,
  },
  {
    rule: 20,
    what: 'charges other than freight = what the documents charged beside lines',
    broken: ({
      organisationId,
    }) => sql`SELECT 'posted ' || posted || ', documents ' || documents AS subject FROM (SELECT
      (SELECT coalesce(-sum(ledger_amount_minor), 0) FROM posting_line WHERE organisation_id = ${organisationId} AND account_code = 'CHARGE_INCOME') AS posted,
      (SELECT coalesce(sum(amount_minor), 0) FROM invoice_adjustment WHERE organisation_id = ${organisationId} AND kind NOT IN ('DISCOUNT', 'FREIGHT')) AS documents) AS pair WHERE posted <> documents`,
  },
  {
    rule: 20,
    what: 'of an order that is invoiced to the end, the invoices took its discount to the cent, as far as their lines reach',
    broken: ({
      organisationId,
    }) => sql`SELECT o.number || ': order ' || o.discount_minor || ', invoices ' || coalesce(v.given, 0) AS subject FROM sales_order o
      JOIN (SELECT order_id, bool_and(invoiced = ordered - cancelled) AS whole FROM order_line WHERE organisation_id = ${organisationId} GROUP BY 1) l ON l.order_id = o.id AND l.whole
      LEFT JOIN LATERAL (SELECT sum(a.amount_minor) AS given, min(i.net_minor) AS least FROM invoice i JOIN invoice_adjustment a ON a.organisation_id = i.organisation_id AND a.invoice_id = i.id AND a.kind = 'DISCOUNT'
        WHERE i.organisation_id = o.organisation_id AND i.order_id = o.id AND i.kind = 'INVOICE') v ON true
      WHERE o.organisation_id = ${organisationId} AND o.discount_minor <> coalesce(v.given, 0) AND coalesce(v.least, 1) > 0`,
  },
  {
    rule: 20,
    what: 'a charge is in exactly one invoice when it is marked so, and otherwise in none',
    broken: ({ organisationId }) => sql`SELECT o.number || ': charge ' || c.position AS subject FROM order_charge c
      JOIN sales_order o ON o.organisation_id = c.organisation_id AND o.id = c.order_id
      WHERE c.organisation_id = ${organisationId} AND c.amount_minor > 0 AND c.invoiced::int <> (SELECT count(*) FROM invoice i JOIN invoice_adjustment a ON a.organisation_id = i.organisation_id AND a.invoice_id = i.id
        WHERE i.organisation_id = c.organisation_id AND i.order_id = c.order_id AND i.kind = 'INVOICE' AND a.kind = c.kind AND a.description = c.description AND a.amount_minor = c.amount_minor)`,
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
