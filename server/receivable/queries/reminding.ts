import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type Day, timeIn } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import type { DueItem, PayerFacts, Policy, Surroundings } from '../rules/reminding'

/** An id before all others. */
const beforeAll = '00000000-0000-0000-0000-000000000000'

/** The reminder policy in force with its steps. */
export function policyInForce(ctx: Ctx): Statement<Policy> {
  return sql`SELECT p.version, p.enabled, p.max_bank_age_days, p.min_gap_days, p.send_from, p.send_until,
      coalesce((SELECT jsonb_agg(jsonb_build_object('code', s.code, 'offsetDays', s.offset_days, 'kind', s.kind, 'placesHold', s.places_hold) ORDER BY s.offset_days)
        FROM reminder_step s WHERE s.organisation_id = p.organisation_id AND s.version = p.version), '[]') AS steps
    FROM reminder_policy p WHERE p.organisation_id = ${ctx.organisationId} ORDER BY p.version DESC LIMIT 1`
}

/** The day up to which the bank was checked: the earliest of all accounts counts. */
export function bankChecked(ctx: Ctx): Statement<{ checkedUpTo: Day | null }> {
  return sql`SELECT CASE WHEN count(*) = count(checked_up_to) THEN min(checked_up_to) END AS checked_up_to FROM bank_account
    WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL`
}

/** Today, the hour, the working days and the bank's age. */
export function surroundings(ctx: Ctx, checkedUpTo: Day | null): Surroundings {
  const { country, workingWeekdays, timeZone } = ctx.organisation
  return {
    today: ctx.today,
    time: timeIn(timeZone, ctx.now),
    calendar: workingCalendar({ country, workingWeekdays }),
    bankCheckedUpTo: checkedUpTo,
  }
}

/** Payers with an open invoice due by a day, sorted by id, after a given id. */
export function payersDue(
  ctx: Ctx,
  horizonOn: Day,
  after: string | null,
  limit: number,
): Statement<{ customerId: string }> {
  return sql`SELECT DISTINCT customer_id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND settled_at IS NULL AND kind = 'INVOICE'
    AND due_on <= ${horizonOn} AND customer_id > ${after ?? beforeAll}::uuid ORDER BY customer_id LIMIT ${limit}`
}

/** The facts of one payer that rule 13 needs. */
export function payerFacts(ctx: Ctx, customerId: string): Statement<PayerFacts & { name: string }> {
  return sql`SELECT c.name, mail_to(c.organisation_id, c.id, 'REMINDERS') AS mail_to, c.reminders_paused_until AS paused_until,
      coalesce((SELECT sum(r.unapplied_minor) FROM receipt r WHERE r.organisation_id = c.organisation_id AND r.customer_id = c.id AND r.unapplied_minor > 0
        AND r.reversed_at IS NULL AND r.order_id IS NULL), 0)::bigint AS unapplied_minor,
      coalesce((SELECT -sum(i.open_minor) FROM open_item i WHERE i.organisation_id = c.organisation_id AND i.customer_id = c.id AND i.settled_at IS NULL
        AND i.kind = 'CREDIT_NOTE'), 0)::bigint AS credit_minor,
      EXISTS (SELECT 1 FROM bank_line b WHERE b.organisation_id = c.organisation_id AND b.state = 'UNMATCHED' AND b.amount_minor > 0
        AND (b.evidence IS NULL OR b.evidence->'customerIds' ? c.id::text
          OR EXISTS (SELECT 1 FROM open_item i WHERE i.organisation_id = c.organisation_id AND i.customer_id = c.id AND i.settled_at IS NULL AND i.open_minor = b.amount_minor))) AS bank_line_waits,
      (SELECT max(p.promised_on) FROM promise_to_pay p WHERE p.organisation_id = c.organisation_id AND p.customer_id = c.id AND p.state = 'OPEN') AS promised_until,
      (SELECT max(r.day) FROM reminder r WHERE r.organisation_id = c.organisation_id AND r.customer_id = c.id AND r.state = 'SENT') AS last_reminded_on
    FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${customerId}`
}

/** All open invoices of a payer, with the steps done for each; those that wait to be mailed until this program counts are left out. */
export function dueItems(ctx: Ctx, customerId: string): Statement<DueItem> {
  return sql`SELECT i.id, i.number, i.due_on, i.issued_on, i.open_minor,
      EXISTS (SELECT 1 FROM dispute d WHERE d.organisation_id = i.organisation_id AND d.open_item_id = i.id AND d.state = 'OPEN') AS disputed,
      coalesce((SELECT array_agg(r.step_code) FROM reminder_item r WHERE r.organisation_id = i.organisation_id AND r.open_item_id = i.id), '{}') AS done
    FROM open_item i WHERE i.organisation_id = ${ctx.organisationId} AND i.customer_id = ${customerId} AND i.settled_at IS NULL AND i.kind = 'INVOICE'
      AND NOT EXISTS (SELECT 1 FROM sales_order o WHERE o.organisation_id = i.organisation_id AND o.id = i.order_id AND o.quiet)
    ORDER BY i.due_on, i.id LIMIT 2000`
}

/** Orders whose pro forma runs out soon or has run out, sorted by id, after a given id. */
export function proformasDue(
  ctx: Ctx,
  until: Day,
  after: string | null,
  limit: number,
): Statement<{ id: string; orderId: string }> {
  return sql`SELECT id, order_id FROM proforma WHERE organisation_id = ${ctx.organisationId} AND state = 'OPEN' AND expires_on <= ${until}
    AND id > ${after ?? beforeAll}::uuid ORDER BY id LIMIT ${limit}`
}

/** The money that came for an order or since its pro forma was issued, and whether a bank line of that amount waits. */
export function moneyFor(
  ctx: Ctx,
  orderId: string,
): Statement<{ openMinor: bigint; receivedMinor: bigint; unappliedSinceMinor: bigint; bankLineWaits: boolean }> {
  return sql`SELECT coalesce((SELECT sum(r.amount_minor) FROM receipt r WHERE r.organisation_id = f.organisation_id AND r.order_id = f.order_id
        AND r.reversed_at IS NULL), 0)::bigint + f.paid_minor AS received_minor, f.gross_minor - f.paid_minor AS open_minor,
      coalesce((SELECT sum(r.unapplied_minor) FROM receipt r JOIN sales_order o ON o.organisation_id = r.organisation_id AND o.payer_id = r.customer_id AND o.id = f.order_id
        WHERE r.organisation_id = f.organisation_id AND r.unapplied_minor > 0 AND r.reversed_at IS NULL AND r.order_id IS NULL
          AND r.received_on >= (f.issued_at AT TIME ZONE ${ctx.organisation.timeZone})::date), 0)::bigint AS unapplied_since_minor,
      EXISTS (SELECT 1 FROM bank_line b WHERE b.organisation_id = f.organisation_id AND b.state = 'UNMATCHED' AND b.amount_minor = f.gross_minor - f.paid_minor) AS bank_line_waits
    FROM proforma f WHERE f.organisation_id = ${ctx.organisationId} AND f.order_id = ${orderId} AND f.state = 'OPEN'`
}
