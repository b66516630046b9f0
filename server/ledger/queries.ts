import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Day } from '@/server/platform/time/calendar'
import type { PayerBehaviour } from './rules'

/**
 * How payers pay, from their invoices on terms settled in the two years before today: number, late ones, median and 90th
 * percentile of days after the due day. Without `customerIds` one row for all payers together, with an empty id.
 */
export function payerBehaviour(ctx: Ctx, customerIds?: readonly string[]): Statement<PayerBehaviour> {
  if (!customerIds)
    return sql`SELECT '' AS customer_id, count(*)::int AS settled, count(*) FILTER (WHERE settled_on > due_on)::int AS late,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY settled_on - due_on) AS median_days_late,
        percentile_disc(0.9) WITHIN GROUP (ORDER BY settled_on - due_on) AS p90_days_late
      FROM open_item WHERE organisation_id = ${ctx.organisationId} AND kind = 'INVOICE' AND on_terms AND settled_at IS NOT NULL AND settled_on > ${ctx.today}::date - 730`
  return sql`SELECT customer_id, count(*)::int AS settled, count(*) FILTER (WHERE settled_on > due_on)::int AS late,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY settled_on - due_on) AS median_days_late,
      percentile_disc(0.9) WITHIN GROUP (ORDER BY settled_on - due_on) AS p90_days_late
    FROM open_item WHERE organisation_id = ${ctx.organisationId} AND customer_id = ANY(${customerIds}::uuid[])
      AND kind = 'INVOICE' AND on_terms AND settled_at IS NOT NULL AND settled_on > ${ctx.today}::date - 730
    GROUP BY customer_id`
}

/** The open amounts of one payer by bucket as of a day; credit notes reduce their bucket, unapplied cash is separate. */
export interface AgingRow {
  customerId: string
  notDueMinor: bigint
  to30Minor: bigint
  to60Minor: bigint
  to90Minor: bigint
  over90Minor: bigint
  totalMinor: bigint
  /** Unapplied cash and deposits, positive. */
  unappliedMinor: bigint
  oldestDueOn: Day | null
}

/**
 * Aging per payer as of any day, from items issued by then and the applications by then; unapplied cash and deposits
 * come from the ledger. The sum over the rows is the receivable account of that day (rule 6).
 */
export function agingAsOf(ctx: Ctx, asOf: Day): Statement<AgingRow> {
  return sql`WITH applied AS (
      SELECT open_item_id, sum(amount_minor)::bigint AS amount FROM application
      WHERE organisation_id = ${ctx.organisationId} AND effective_on <= ${asOf}::date GROUP BY open_item_id),
    owed AS (
      SELECT i.customer_id, i.due_on, ${asOf}::date - i.due_on AS late, i.amount_minor - coalesce(a.amount, 0) AS open
      FROM open_item i LEFT JOIN applied a ON a.open_item_id = i.id
      WHERE i.organisation_id = ${ctx.organisationId} AND i.issued_on <= ${asOf}::date AND i.amount_minor <> coalesce(a.amount, 0)),
    cash AS (
      SELECT customer_id, -sum(ledger_amount_minor)::bigint AS amount FROM posting_line
      WHERE organisation_id = ${ctx.organisationId} AND account_code IN ('UNAPPLIED_CASH', 'CUSTOMER_DEPOSIT') AND effective_on <= ${asOf}::date
      GROUP BY customer_id HAVING sum(ledger_amount_minor) <> 0),
    buckets AS (
      SELECT customer_id, coalesce(sum(open) FILTER (WHERE late <= 0), 0)::bigint AS not_due_minor,
        coalesce(sum(open) FILTER (WHERE late BETWEEN 1 AND 30), 0)::bigint AS to30_minor,
        coalesce(sum(open) FILTER (WHERE late BETWEEN 31 AND 60), 0)::bigint AS to60_minor,
        coalesce(sum(open) FILTER (WHERE late BETWEEN 61 AND 90), 0)::bigint AS to90_minor,
        coalesce(sum(open) FILTER (WHERE late > 90), 0)::bigint AS over90_minor,
        sum(open)::bigint AS total_minor, min(due_on) FILTER (WHERE open > 0) AS oldest_due_on
      FROM owed GROUP BY customer_id)
    SELECT coalesce(b.customer_id, c.customer_id) AS customer_id, coalesce(not_due_minor, 0) AS not_due_minor, coalesce(to30_minor, 0) AS to30_minor,
      coalesce(to60_minor, 0) AS to60_minor, coalesce(to90_minor, 0) AS to90_minor, coalesce(over90_minor, 0) AS over90_minor,
      coalesce(total_minor, 0) AS total_minor, coalesce(c.amount, 0) AS unapplied_minor, oldest_due_on
    FROM buckets b FULL JOIN cash c ON c.customer_id = b.customer_id
    ORDER BY coalesce(total_minor, 0) DESC, 1`
}

/**
 * The amount that customers owe now: open items less credit notes, without unapplied cash. It is the total of today's
 * aging, and every page that shows the open amount uses it.
 */
export function owedNow(ctx: Ctx): Statement<{ owedMinor: bigint }> {
  return sql`SELECT coalesce(sum(open_minor), 0)::bigint AS owed_minor FROM open_item WHERE organisation_id = ${ctx.organisationId} AND settled_at IS NULL`
}
