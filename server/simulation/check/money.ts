import { sql } from '@/server/platform/database/sql'
import type { Rule } from './rule'

/** Rules 4 to 9: documents, postings, open items and numbers. */
export const moneyRules: Rule[] = [
  {
    rule: 4,
    what: 'a line is unit price × quantity ÷ price quantity, rounded half away from zero to the currency',
    broken: ({ organisationId, organisation }) => {
      const exponent =
        new Intl.NumberFormat('en', { style: 'currency', currency: organisation.currency }).resolvedOptions()
          .maximumFractionDigits ?? 2
      return sql`SELECT invoice_id || ' line ' || position AS subject FROM invoice_line WHERE organisation_id = ${organisationId} AND order_line_id IS NOT NULL
        AND abs(net_minor) <> abs(round(unit_price * quantity * power(10::numeric, ${exponent}::int) / price_quantity))`
    },
  },
  {
    rule: 5,
    what: 'every posting balances and has two lines or more',
    broken: ({ organisationId }) => sql`SELECT p.id || ' ' || p.cause AS subject FROM posting p
      LEFT JOIN posting_line l ON l.organisation_id = p.organisation_id AND l.posting_id = p.id
      WHERE p.organisation_id = ${organisationId} GROUP BY p.id, p.cause HAVING count(l.position) < 2 OR sum(l.ledger_amount_minor) <> 0`,
  },
  {
    rule: 6,
    what: 'open items of a customer = that customer’s receivable account',
    broken: ({
      organisationId,
    }) => sql`SELECT coalesce(i.customer_id, p.customer_id) || ': items ' || coalesce(i.sum, 0) || ', account ' || coalesce(p.sum, 0) AS subject
      FROM (SELECT customer_id, sum(open_minor) AS sum FROM open_item WHERE organisation_id = ${organisationId} GROUP BY 1) i
      FULL JOIN (SELECT customer_id, sum(ledger_amount_minor) AS sum FROM posting_line WHERE organisation_id = ${organisationId} AND account_code = 'RECEIVABLE' GROUP BY 1) p
        ON p.customer_id = i.customer_id WHERE coalesce(i.sum, 0) <> coalesce(p.sum, 0)`,
  },
  {
    rule: 6,
    what: 'unapplied cash and deposits = their accounts',
    broken: ({ organisationId }) => sql`SELECT account || ': ' || kept || ', account ' || posted AS subject FROM (
      SELECT 'UNAPPLIED_CASH' AS account,
        (SELECT coalesce(sum(unapplied_minor), 0) FROM receipt WHERE organisation_id = ${organisationId} AND reversed_at IS NULL AND order_id IS NULL) AS kept,
        (SELECT coalesce(-sum(ledger_amount_minor), 0) FROM posting_line WHERE organisation_id = ${organisationId} AND account_code = 'UNAPPLIED_CASH') AS posted
      UNION ALL SELECT 'CUSTOMER_DEPOSIT',
        (SELECT coalesce(sum(deposit_minor), 0) FROM sales_order WHERE organisation_id = ${organisationId}),
        (SELECT coalesce(-sum(ledger_amount_minor), 0) FROM posting_line WHERE organisation_id = ${organisationId} AND account_code = 'CUSTOMER_DEPOSIT')) AS pair
      WHERE kept <> posted`,
  },
  {
    rule: 6,
    what: 'an open item = its amount less what was applied',
    broken: ({ organisationId }) =>
      sql`SELECT i.number || ': open ' || i.open_minor || ', applied ' || coalesce(a.sum, 0) AS subject FROM open_item i
      LEFT JOIN (SELECT open_item_id, sum(amount_minor) AS sum FROM application WHERE organisation_id = ${organisationId} GROUP BY 1) a ON a.open_item_id = i.id
      WHERE i.organisation_id = ${organisationId} AND i.open_minor <> i.amount_minor - coalesce(a.sum, 0)`,
  },
  {
    rule: 7,
    what: 'numbers of a series have no gap, no duplicate, and their dates never run backwards',
    broken: ({ organisationId }) => sql`SELECT series || ' ' || sequence AS subject FROM (
      SELECT series, sequence, issued_on, lag(sequence) OVER w AS before, lag(issued_on) OVER w AS earlier FROM invoice
      WHERE organisation_id = ${organisationId} WINDOW w AS (PARTITION BY series ORDER BY sequence)) AS numbered
      WHERE sequence <> before + 1 OR issued_on < earlier`,
  },
  {
    rule: 8,
    what: 'net = sum of the lines − discounts + charges; tax per category and rate on the document’s sum; gross = net + tax',
    broken: ({ organisationId }) => sql`SELECT v.number AS subject FROM invoice v
      LEFT JOIN (SELECT invoice_id, sum(net_minor) AS net FROM invoice_line WHERE organisation_id = ${organisationId} GROUP BY 1) l ON l.invoice_id = v.id
      LEFT JOIN (SELECT invoice_id, sum(CASE kind WHEN 'DISCOUNT' THEN -amount_minor ELSE amount_minor END) AS net FROM invoice_adjustment WHERE organisation_id = ${organisationId} GROUP BY 1) a ON a.invoice_id = v.id
      LEFT JOIN (SELECT invoice_id, sum(basis_minor) AS basis, sum(tax_minor) AS tax, bool_and(tax_minor = round(basis_minor * tax_rate / 100)) AS right
        FROM invoice_tax WHERE organisation_id = ${organisationId} GROUP BY 1) t ON t.invoice_id = v.id
      WHERE v.organisation_id = ${organisationId}
        AND (v.net_minor <> coalesce(l.net, 0) + coalesce(a.net, 0) OR v.net_minor <> coalesce(t.basis, 0) OR v.tax_minor <> coalesce(t.tax, 0) OR v.gross_minor <> v.net_minor + v.tax_minor OR NOT coalesce(t.right, true))`,
  },
  {
    rule: 8,
    what: 'tax payable = tax of the documents, less what write-offs and discounts corrected',
    broken: ({
      organisationId,
    }) => sql`SELECT 'posted ' || posted || ', documents ' || documents AS subject FROM (SELECT
      (SELECT coalesce(-sum(l.ledger_amount_minor), 0) FROM posting_line l JOIN posting p ON p.organisation_id = l.organisation_id AND p.id = l.posting_id
        WHERE l.organisation_id = ${organisationId} AND l.account_code = 'TAX_PAYABLE' AND p.object_type = 'invoice') AS posted,
      (SELECT coalesce(sum(tax_minor), 0) FROM invoice WHERE organisation_id = ${organisationId}) AS documents) AS pair WHERE posted <> documents`,
  },
  {
    rule: 9,
    what: 'an invoice of a shipment bills exactly what left, at the price of the order',
    broken: ({
      organisationId,
    }) => sql`SELECT v.number || ' ' || coalesce(s.order_line_id, l.order_line_id) AS subject FROM invoice v
      JOIN shipment_line s ON s.organisation_id = v.organisation_id AND s.shipment_id = v.shipment_id
      LEFT JOIN invoice_line l ON l.organisation_id = v.organisation_id AND l.invoice_id = v.id AND l.order_line_id = s.order_line_id
      LEFT JOIN order_line o ON o.organisation_id = s.organisation_id AND o.id = s.order_line_id
      WHERE v.organisation_id = ${organisationId} AND v.kind = 'INVOICE' AND (l.quantity IS DISTINCT FROM s.quantity OR l.unit_price <> o.unit_price OR l.tax_rate <> o.tax_rate)`,
  },
  {
    rule: 9,
    what: 'an invoice that is rounded makes the invoices of its order come to what was to be paid beforehand',
    broken: ({ organisationId }) => sql`SELECT v.number AS subject FROM invoice v
      JOIN sales_order o ON o.organisation_id = v.organisation_id AND o.id = v.order_id
      WHERE v.organisation_id = ${organisationId} AND v.kind = 'INVOICE' AND v.rounding_minor <> 0 AND (o.terms_kind = 'NET' OR o.gross_minor <> (
        SELECT sum(x.gross_minor + x.rounding_minor) FROM invoice x WHERE x.organisation_id = v.organisation_id AND x.order_id = v.order_id AND x.kind = 'INVOICE'))`,
  },
  {
    rule: 9,
    what: 'an order waits for its money exactly while its pro forma is open, which asks for what the order costs',
    broken: ({ organisationId }) => sql`SELECT o.number AS subject FROM sales_order o
      LEFT JOIN proforma f ON f.organisation_id = o.organisation_id AND f.order_id = o.id AND f.state <> 'REPLACED'
      WHERE o.organisation_id = ${organisationId} AND ((o.credit_state = 'AWAITING_PAYMENT' AND o.stage <> 'CANCELLED' AND o.asks IS NULL) <> coalesce(f.state = 'OPEN', false)
        OR f.state = 'OPEN' AND f.gross_minor <> o.gross_minor)`,
  },
]
