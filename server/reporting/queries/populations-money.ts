import { sql } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { addDays, type Day, startOfDay } from '@/server/platform/time/calendar'
import type { Period } from '../rules/period'
import { nameOf, type Rows } from './populations-orders'

/** Invoices that were settled in the period by money. Those that only a credit note or a write-off settled are left out. */
export function settledRows(ctx: Ctx, { from, to, startsAt }: Period): Rows {
  return sql`SELECT i.id, i.document_id AS record_id, i.number, ${nameOf('i')} AS customer_name, o.ordered_on, i.issued_on, i.due_on, i.settled_on, m.paid_minor,
      i.settled_on - i.issued_on AS payment_days, i.settled_on - o.ordered_on AS cash_days
    FROM open_item i JOIN sales_order o ON o.organisation_id = i.organisation_id AND o.id = i.order_id
     CROSS JOIN LATERAL (SELECT coalesce(sum(a.amount_minor), 0)::bigint AS paid_minor FROM application a
        WHERE a.organisation_id = i.organisation_id AND a.open_item_id = i.id AND a.source_kind IN ('RECEIPT', 'DEPOSIT')) AS m
    WHERE i.organisation_id = ${ctx.organisationId} AND i.kind = 'INVOICE' AND i.settled_at >= ${startsAt} AND i.settled_on >= ${from} AND i.settled_on <= ${to} AND m.paid_minor > 0`
}

/** The open amounts at the end of a day: amounts issued by then less amounts applied by then. */
function openRows(ctx: Ctx, asOf: Day): Rows {
  const after = startOfDay(ctx.organisation.timeZone, addDays(asOf, 1))
  return sql`SELECT i.id, i.document_id AS record_id, i.order_id, i.kind, i.on_terms, i.number, ${nameOf('i')} AS customer_name, i.issued_on, i.due_on, i.amount_minor,
      (i.amount_minor - a.applied)::bigint AS open_minor, i.due_on >= ${asOf}::date AS not_due, greatest(${asOf}::date - i.due_on, 0) AS days_late
    FROM open_item i
     CROSS JOIN LATERAL (SELECT coalesce(sum(x.amount_minor), 0)::bigint AS applied FROM application x
        WHERE x.organisation_id = i.organisation_id AND x.open_item_id = i.id AND x.effective_on <= ${asOf}::date) AS a
    WHERE i.organisation_id = ${ctx.organisationId} AND i.issued_on <= ${asOf}::date AND (i.settled_at IS NULL OR i.settled_at >= ${after}) AND i.amount_minor <> a.applied`
}

/** Receivables at the end of a day: invoices and credit notes on terms; prepaid and cash sales are out. */
export const receivableRows = (ctx: Ctx, asOf: Day): Rows =>
  sql`SELECT r.* FROM (${openRows(ctx, asOf)}) AS r WHERE r.on_terms`

/** Everything open at the end of a day, in its bucket of days past due. */
export const agedRows = (ctx: Ctx, asOf: Day): Rows =>
  sql`SELECT r.*, CASE WHEN days_late <= 0 THEN 'NOT_DUE' WHEN days_late <= 30 THEN 'TO_30' WHEN days_late <= 60 THEN 'TO_60' WHEN days_late <= 90 THEN 'TO_90' ELSE 'OVER_90' END AS bucket
    FROM (${openRows(ctx, asOf)}) AS r`

/** Invoices that were open at the end of a day, with their age since the order. */
export const unsettledRows = (ctx: Ctx, asOf: Day): Rows =>
  sql`SELECT r.id, r.record_id, r.number, r.customer_name, o.ordered_on, r.issued_on, r.due_on, r.open_minor, ${asOf}::date - o.ordered_on AS age_days
    FROM (${openRows(ctx, asOf)}) AS r JOIN sales_order o ON o.organisation_id = ${ctx.organisationId} AND o.id = r.order_id WHERE r.kind = 'INVOICE'`

/** Credit sales of a period: issued on terms, tax included, less credit notes. */
export function salesRows(ctx: Ctx, { from, to }: { from: Day; to: Day }): Rows {
  return sql`SELECT i.id, i.document_id AS record_id, i.kind, i.number, ${nameOf('i')} AS customer_name, v.issued_on, i.due_on, i.amount_minor
    FROM invoice v JOIN open_item i ON i.organisation_id = v.organisation_id AND i.document_id = v.id
    WHERE v.organisation_id = ${ctx.organisationId} AND v.issued_on >= ${from} AND v.issued_on <= ${to} AND v.terms_kind = 'NET' AND i.on_terms`
}

/** Count-back looks at most this many days back. */
const countedBackDays = 731

/**
 * Credit sales by calendar month, from two years before the end of the period. The last month counts the days up to the
 * end. The items are added up by day before anything else: they say by themselves that they are sales on terms, except
 * those of the program before this one.
 */
export function monthRows(ctx: Ctx, { to }: Period): Rows {
  const from = `${addDays(to, -countedBackDays).slice(0, 7)}-01`
  return sql`SELECT ('00000000-0000-7000-8000-' || to_char(m.month_on, 'YYYYMMDD') || '0000')::uuid AS id, NULL AS record_id, m.month_on, least(m.month_on + interval '1 month', ${to}::date + interval '1 day')::date - m.month_on AS days,
      coalesce(sum(s.amount_minor), 0)::bigint AS sales_minor
    FROM (SELECT g::date AS month_on FROM generate_series(${from}::date, ${to}::date, interval '1 month') AS g) AS m
      LEFT JOIN (SELECT i.issued_on, sum(i.amount_minor) AS amount_minor FROM open_item i
        WHERE i.organisation_id = ${ctx.organisationId} AND i.on_terms AND NOT i.is_opening AND i.issued_on >= ${from} AND i.issued_on <= ${to}
        GROUP BY i.issued_on) AS s ON s.issued_on >= m.month_on AND s.issued_on < m.month_on + interval '1 month'
    GROUP BY m.month_on`
}

/** Money received that is not applied to an invoice today, including deposits for orders. */
export const unappliedRows = (ctx: Ctx): Rows =>
  sql`SELECT r.id, r.id AS record_id, r.number, ${nameOf('r')} AS customer_name, r.received_on, r.amount_minor, r.unapplied_minor
    FROM receipt r
    WHERE r.organisation_id = ${ctx.organisationId} AND r.unapplied_minor > 0 AND r.reversed_at IS NULL`

/** Payers with a limit who owe something or have open orders today, and how much of the limit they use. */
export const accountRows = (ctx: Ctx): Rows =>
  sql`SELECT a.*, (100.0 * exposure_minor / nullif(limit_minor, 0))::float8 AS percent
    FROM (SELECT k.customer_id AS id, k.customer_id AS record_id, ${nameOf('k')} AS customer_name, k.committed_minor, k.shipped_not_invoiced_minor AS shipped_minor, k.open_minor,
        k.unapplied_minor, k.committed_minor + k.shipped_not_invoiced_minor + k.open_minor - k.unapplied_minor AS exposure_minor, k.limit_minor
      FROM (SELECT customer_id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND settled_at IS NULL
          UNION SELECT payer_id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND stage IN ('CREDIT', 'FULFILMENT', 'SHIPPING', 'INVOICING')) AS active
       CROSS JOIN LATERAL (SELECT * FROM credit_account a WHERE a.organisation_id = ${ctx.organisationId} AND a.customer_id = active.customer_id OFFSET 0) AS k
      WHERE k.limit_minor IS NOT NULL) AS a`
