import { sql } from '@/server/platform/database/sql'
import type { Rule } from './rule'

/** Rules 10 to 18: credit, reminders, tenancy, idempotency, events and the end of every order. */
export const flowRules: Rule[] = [
  {
    rule: 10,
    what: 'a credit account = the sums of its orders, open items, receipts and deposits',
    broken: ({
      organisationId,
    }) => sql`SELECT a.customer_id || ': committed ' || a.committed_minor || '/' || coalesce(o.committed, 0) || ', shipped ' || a.shipped_not_invoiced_minor || '/' || coalesce(o.shipped, 0)
        || ', open ' || a.open_minor || '/' || coalesce(i.open, 0) || ', unapplied ' || a.unapplied_minor || '/' || coalesce(r.unapplied, 0) + coalesce(o.deposit, 0) AS subject
      FROM credit_account a
      LEFT JOIN (SELECT payer_id, sum(committed_minor) AS committed, sum(shipped_not_invoiced_minor) AS shipped, sum(deposit_minor) AS deposit FROM sales_order
        WHERE organisation_id = ${organisationId} GROUP BY 1) o ON o.payer_id = a.customer_id
      LEFT JOIN (SELECT customer_id, sum(open_minor) AS open FROM open_item WHERE organisation_id = ${organisationId} GROUP BY 1) i ON i.customer_id = a.customer_id
      LEFT JOIN (SELECT customer_id, sum(unapplied_minor) AS unapplied FROM receipt WHERE organisation_id = ${organisationId} AND reversed_at IS NULL AND order_id IS NULL GROUP BY 1) r ON r.customer_id = a.customer_id
      WHERE a.organisation_id = ${organisationId} AND (a.committed_minor <> coalesce(o.committed, 0) OR a.shipped_not_invoiced_minor <> coalesce(o.shipped, 0)
        OR a.open_minor <> coalesce(i.open, 0) OR a.unapplied_minor <> coalesce(r.unapplied, 0) + coalesce(o.deposit, 0))`,
  },
  {
    rule: 10,
    what: 'exposure is inside limit + granted overrides, or a hold stands',
    broken: ({ organisationId }) => sql`SELECT a.customer_id::text AS subject FROM credit_account a
      WHERE a.organisation_id = ${organisationId} AND a.limit_minor IS NOT NULL AND a.holds = 0
        AND a.committed_minor + a.shipped_not_invoiced_minor + a.open_minor - a.unapplied_minor > a.limit_minor
          + coalesce((SELECT sum(d.override_minor) FROM credit_decision d JOIN sales_order o ON o.organisation_id = d.organisation_id AND o.id = d.order_id
            WHERE d.organisation_id = ${organisationId} AND d.customer_id = a.customer_id AND d.state IN ('APPROVED', 'ENDED') AND o.stage NOT IN ('SETTLED', 'CANCELLED')), 0)`,
  },
  {
    rule: 11,
    what: 'what a decision says became of an order, or of the rest of one, became of it',
    broken: ({ organisationId }) => sql`SELECT o.number AS subject FROM credit_decision d
      JOIN sales_order o ON o.organisation_id = d.organisation_id AND o.id = d.order_id
      LEFT JOIN sales_order r ON r.organisation_id = d.organisation_id AND r.id = d.rest_order_id
      WHERE d.organisation_id = ${organisationId} AND (d.state = 'APPROVED' AND d.prepaid AND o.terms_kind = 'NET'
        OR d.rest = 'PREPAID' AND r.terms_kind = 'NET' OR r.payer_id <> o.payer_id OR r.ordered_at <> o.ordered_at)`,
  },
  {
    rule: 12,
    what: 'the holds of an account = its open holds; an overdue hold has something overdue',
    broken: ({
      organisationId,
    }) => sql`SELECT a.customer_id || ': ' || a.holds || ' holds, ' || coalesce(h.holds, 0) || ' open' AS subject FROM credit_account a
      LEFT JOIN (SELECT customer_id, count(*) AS holds, count(*) FILTER (WHERE cause = 'OVERDUE') AS overdue FROM credit_hold
        WHERE organisation_id = ${organisationId} AND ended_at IS NULL GROUP BY 1) h ON h.customer_id = a.customer_id
      WHERE a.organisation_id = ${organisationId} AND (a.holds <> coalesce(h.holds, 0) OR coalesce(h.overdue, 0) > 0 AND NOT EXISTS (
        SELECT 1 FROM open_item i WHERE i.organisation_id = ${organisationId} AND i.customer_id = a.customer_id AND i.overdue_since IS NOT NULL AND i.settled_at IS NULL))`,
  },
  {
    rule: 13,
    what: 'no reminder was sent for an item that was settled',
    broken: ({
      organisationId,
    }) => sql`SELECT i.number || ' ' || x.step_code AS subject FROM reminder_item x JOIN open_item i ON i.organisation_id = x.organisation_id AND i.id = x.open_item_id
      WHERE x.organisation_id = ${organisationId} AND x.outcome = 'SENT' AND i.settled_at < x.at`,
  },
  {
    rule: 14,
    what: 'a reminder left out keeps its reason; one message per customer and day and kind',
    broken: ({
      organisationId,
    }) => sql`SELECT open_item_id || ' ' || step_code AS subject FROM reminder_item WHERE organisation_id = ${organisationId} AND outcome = 'SKIPPED' AND reason IS NULL
      UNION ALL SELECT customer_id || ' ' || day FROM reminder WHERE organisation_id = ${organisationId} AND state = 'SENT' GROUP BY customer_id, day HAVING count(*) > 1`,
  },
  {
    rule: 15,
    what: 'every table of an organisation is locked by row level security, forced, with one policy for the serving role',
    broken:
      () => sql`SELECT c.relname::text AS subject FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organisation_id' AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p') AND (NOT c.relrowsecurity OR NOT c.relforcerowsecurity OR NOT a.attnotnull
        OR (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND (p.polroles @> ARRAY[(SELECT oid FROM pg_roles WHERE rolname = 'octet_app')] OR p.polroles = '{0}')) <> 1)`,
  },
  {
    rule: 16,
    what: 'a request that had its effect has its answer',
    broken: ({ organisationId }) =>
      sql`SELECT procedure || ' ' || request_key AS subject FROM idempotency_key WHERE organisation_id = ${organisationId} AND answer IS NULL`,
  },
  {
    rule: 17,
    what: 'every order, shipment, document and receipt has the event of its making',
    broken: ({ organisationId }) => sql`WITH made(object_type, object_id, name) AS (
        SELECT 'order', id, 'order/order.confirmed' FROM sales_order WHERE organisation_id = ${organisationId}
        UNION ALL SELECT 'shipment', id, 'shipping/shipment.dispatched' FROM shipment WHERE organisation_id = ${organisationId} AND state NOT IN ('PLANNED', 'CANCELLED')
        UNION ALL SELECT CASE kind WHEN 'INVOICE' THEN 'invoice' ELSE 'creditNote' END, id,
          CASE kind WHEN 'INVOICE' THEN 'invoicing/invoice.issued' ELSE 'invoicing/creditNote.issued' END FROM invoice WHERE organisation_id = ${organisationId}
        UNION ALL SELECT 'receipt', id, 'collection/receipt.recorded' FROM receipt WHERE organisation_id = ${organisationId}),
      told AS (SELECT o.object_type, o.object_id, CASE e.name WHEN 'shipping/shipment.recalled' THEN 'shipping/shipment.dispatched' ELSE e.name END AS name,
        CASE e.name WHEN 'shipping/shipment.recalled' THEN -1 ELSE 1 END AS counts FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id
        WHERE e.organisation_id = ${organisationId} AND e.name IN ('order/order.confirmed', 'shipping/shipment.dispatched', 'shipping/shipment.recalled', 'invoicing/invoice.issued', 'invoicing/creditNote.issued', 'collection/receipt.recorded'))
      SELECT m.name || ' ' || m.object_id AS subject FROM made m LEFT JOIN told t ON t.object_type = m.object_type AND t.object_id = m.object_id AND t.name = m.name
      GROUP BY m.name, m.object_id HAVING coalesce(sum(t.counts), 0) <> 1`,
  },
  {
    rule: 27,
    what: 'what did not arrive has an end or stands on the list; an order of it is not delivered',
    broken: ({
      organisationId,
    }) => sql`SELECT s.number AS subject FROM shipment s JOIN sales_order o ON o.organisation_id = s.organisation_id AND o.id = s.order_id
      LEFT JOIN LATERAL (SELECT bool_or(k.known > x.quantity) AS over, bool_or(k.known < x.quantity) AS open FROM shipment_line x,
        LATERAL (SELECT coalesce(sum(y.quantity), 0) AS known FROM shipment_outcome y
          WHERE y.organisation_id = x.organisation_id AND y.shipment_id = x.shipment_id AND y.order_line_id = x.order_line_id) AS k
        WHERE x.organisation_id = s.organisation_id AND x.shipment_id = s.id) AS l ON true
      WHERE s.organisation_id = ${organisationId} AND s.state NOT IN ('PLANNED', 'CANCELLED') AND (l.over
        OR (s.state IN ('RETURNED', 'LOST', 'PARTLY_DELIVERED') AND l.open AND s.trouble_since IS NULL) OR (s.trouble_since IS NOT NULL AND o.delivered_at IS NOT NULL))`,
  },
  {
    rule: 18,
    what: 'every order has ended or says what it waits for',
    broken: ({
      organisationId,
    }) => sql`SELECT number AS subject FROM sales_order WHERE organisation_id = ${organisationId}
      AND ((stage IN ('SETTLED', 'CANCELLED')) <> (waits_for IS NULL) OR (stage = 'SETTLED') <> (settled_at IS NOT NULL) OR (stage = 'CANCELLED') <> (cancelled_at IS NOT NULL))`,
  },
]
