import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { addDays, startOfDay } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { previousWorkingDay } from '@/server/platform/time/working-days'
import type { WaitingKindKey } from '../rules'

/**
 * The statement for the rows of one kind: id, record_id, customer_id, label, amount_minor, since. It joins only the
 * tables that counting needs.
 */
type Piece = RawBuilder<unknown>

const order = sql`o.id, o.id AS record_id, o.customer_id, o.number AS label, o.gross_minor AS amount_minor, o.stage_since AS since FROM sales_order o`
const shipment = sql`s.id, s.id AS record_id, s.customer_id, s.number AS label, NULL::bigint AS amount_minor`

const waiting = (ctx: Ctx, stage: string, waitsFor: string) =>
  sql`SELECT ${order} WHERE o.organisation_id = ${ctx.organisationId} AND o.stage = ${stage} AND o.waits_for = ${waitsFor}`

/** An invoice normally issues itself within this time; a shipment without one waits for a person after it. */
const invoicingMs = 5 * 60_000
/** A promise broken longer ago than this is not listed, because the overdue invoice is. */
const brokenDays = 14

/** An answer to a quote is shown until the end of the next working day. */
const answeredSince = (ctx: Ctx) =>
  startOfDay(ctx.organisation.timeZone, previousWorkingDay(workingCalendar(ctx.organisation), addDays(ctx.today, -1)))

/** The instant at which the day of a column begins in the organisation's zone. */
const begin = (ctx: Ctx, day: Piece) => sql`(${day})::timestamp AT TIME ZONE ${ctx.organisation.timeZone}`

/** Whether the payer has an invoice past its due day. */
const owes = (ctx: Ctx, payer: Piece) =>
  sql`EXISTS (SELECT 1 FROM open_item i WHERE i.organisation_id = ${ctx.organisationId} AND i.customer_id = ${payer} AND i.settled_at IS NULL
    AND i.kind = 'INVOICE' AND i.due_on < ${ctx.today})`

/** What is past due as in the aging: credit notes lower it. */
const pastDue = (ctx: Ctx) =>
  sql`i.organisation_id = ${ctx.organisationId} AND i.settled_at IS NULL AND i.due_on < ${ctx.today}`

/**
 * The amount of a kind where it is not the sum of its rows. What is past due is one amount on every page, less the
 * credit notes of payers who have no invoice past due and so no row.
 */
export const waitingAmount: Readonly<Partial<Record<WaitingKindKey, (ctx: Ctx) => Piece>>> = {
  OVERDUE: (ctx) => sql`(SELECT sum(i.open_minor) FROM open_item i WHERE ${pastDue(ctx)})`,
}

export const waitingRows: Readonly<Record<WaitingKindKey, (ctx: Ctx) => Piece>> = {
  QUOTE: (ctx) =>
    sql`SELECT q.id, q.id AS record_id, q.customer_id, q.number AS label, q.gross_minor AS amount_minor, q.created_at AS since FROM quote q
      WHERE q.organisation_id = ${ctx.organisationId} AND q.state = 'DRAFT'`,
  ANSWERED: (ctx) =>
    sql`SELECT q.id, q.id AS record_id, q.customer_id, q.number || CASE q.state WHEN 'ACCEPTED' THEN ' accepted' ELSE ' declined' END AS label,
        q.gross_minor AS amount_minor, q.decided_at AS since FROM quote q
      WHERE q.organisation_id = ${ctx.organisationId} AND q.decided_at >= ${answeredSince(ctx)} AND q.state IN ('ACCEPTED', 'DECLINED')
        AND NOT EXISTS (SELECT 1 FROM sales_order o WHERE o.organisation_id = q.organisation_id AND o.id = q.order_id AND o.created_by IS NOT NULL)`,
  LATE: (ctx) =>
    sql`SELECT o.id, o.id AS record_id, o.customer_id, o.number AS label, o.gross_minor AS amount_minor, ${begin(ctx, sql`o.promised_on + 1`)} AS since FROM sales_order o
      WHERE o.organisation_id = ${ctx.organisationId} AND o.stage IN ('CREDIT', 'FULFILMENT', 'SHIPPING') AND o.delivered_at IS NULL AND o.promised_on < ${ctx.today}`,
  TAX: (ctx) => waiting(ctx, 'ORDER', 'TAX'),
  CUSTOMER: (ctx) => waiting(ctx, 'ORDER', 'CUSTOMER'),
  ADDRESS: (ctx) => waiting(ctx, 'ORDER', 'ADDRESS'),
  REFERRED: (ctx) => waiting(ctx, 'CREDIT', 'CREDIT_DECISION'),
  HELD: (ctx) => waiting(ctx, 'CREDIT', 'CREDIT_HOLD'),
  UNPAID: (ctx) => waiting(ctx, 'CREDIT', 'PAYMENT'),
  SHORT: (ctx) => waiting(ctx, 'FULFILMENT', 'STOCK'),
  PICK: (ctx) => waiting(ctx, 'FULFILMENT', 'PICKING'),
  PACK: (ctx) => waiting(ctx, 'FULFILMENT', 'PACKING'),
  PUT_BACK: (ctx) =>
    sql`SELECT l.id, l.order_id AS record_id, o.customer_id, o.number || ', ' || l.to_put_back || ' × ' || l.description AS label, NULL::bigint AS amount_minor,
        l.put_back_since AS since
      FROM order_line l JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id
      WHERE l.organisation_id = ${ctx.organisationId} AND l.to_put_back > 0`,
  DISPATCH: (ctx) =>
    sql`SELECT ${shipment}, s.created_at AS since FROM shipment s
      WHERE s.organisation_id = ${ctx.organisationId} AND s.state = 'PLANNED' AND s.planned_on <= ${ctx.today}`,
  MISSED: (ctx) =>
    sql`SELECT ${shipment}, (s.missed_on + (SELECT v.cut_off::time FROM carrier_service v WHERE v.organisation_id = s.organisation_id AND v.id = s.carrier_service_id)) AT TIME ZONE ${ctx.organisation.timeZone} AS since
      FROM shipment s WHERE s.organisation_id = ${ctx.organisationId} AND s.state = 'PLANNED' AND s.missed_on = ${ctx.today}`,
  LATE_RISK: (ctx) =>
    sql`SELECT ${shipment}, s.dispatched_at AS since FROM shipment s JOIN sales_order o ON o.organisation_id = s.organisation_id AND o.id = s.order_id
      WHERE s.organisation_id = ${ctx.organisationId} AND s.state = 'DISPATCHED' AND s.expected_on > o.promised_on`,
  ARRIVAL: (ctx) =>
    sql`SELECT ${shipment}, ${begin(ctx, sql`s.expected_on + 1`)} AS since FROM shipment s
      WHERE s.organisation_id = ${ctx.organisationId} AND s.state = 'DISPATCHED' AND s.expected_on < ${ctx.today}`,
  NOT_DELIVERED: (ctx) =>
    sql`SELECT ${shipment}, s.trouble_since AS since FROM shipment s
      WHERE s.organisation_id = ${ctx.organisationId} AND s.trouble_since IS NOT NULL`,
  NOT_INVOICED: (ctx) =>
    sql`SELECT ${shipment}, s.dispatched_at AS since FROM shipment s
      WHERE s.organisation_id = ${ctx.organisationId} AND s.invoice_id IS NULL AND s.state NOT IN ('PLANNED', 'CANCELLED') AND s.left_at < ${new Date(ctx.now.getTime() - invoicingMs)}
        AND (SELECT o.stage FROM sales_order o WHERE o.organisation_id = s.organisation_id AND o.id = s.order_id) IN ('INVOICING', 'FULFILMENT', 'SHIPPING', 'CREDIT')`,
  OVERDUE: (ctx) =>
    sql`SELECT i.customer_id AS id, i.customer_id AS record_id, i.customer_id, NULL AS label, sum(i.open_minor)::bigint AS amount_minor,
        ${begin(ctx, sql`min(i.due_on) FILTER (WHERE i.kind = 'INVOICE') + 1`)} AS since
      FROM open_item i WHERE ${pastDue(ctx)} GROUP BY i.customer_id HAVING bool_or(i.kind = 'INVOICE')`,
  PROMISE_MADE: (ctx) =>
    sql`SELECT p.id, p.customer_id AS record_id, p.customer_id, NULL AS label, p.amount_minor, p.created_at AS since FROM promise_to_pay p
      WHERE p.organisation_id = ${ctx.organisationId} AND p.state = 'OPEN' AND p.accepted_at IS NULL`,
  PROMISE_BROKEN: (ctx) =>
    sql`SELECT p.id, p.customer_id AS record_id, p.customer_id, NULL AS label, p.amount_minor, p.ended_at AS since FROM promise_to_pay p
      WHERE p.organisation_id = ${ctx.organisationId} AND p.state = 'BROKEN' AND p.promised_on >= ${addDays(ctx.today, -brokenDays - 7)}
        AND p.ended_at >= ${startOfDay(ctx.organisation.timeZone, addDays(ctx.today, -brokenDays))} AND ${owes(ctx, sql`p.customer_id`)}
        AND NOT EXISTS (SELECT 1 FROM promise_to_pay n WHERE n.organisation_id = p.organisation_id AND n.customer_id = p.customer_id
          AND (n.state = 'OPEN' OR (n.state = 'BROKEN' AND (n.ended_at, n.id) > (p.ended_at, p.id))))`,
  DISPUTE: (ctx) =>
    sql`SELECT d.id, i.document_id AS record_id, d.customer_id, i.number AS label, i.open_minor AS amount_minor, d.created_at AS since
      FROM dispute d JOIN open_item i ON i.organisation_id = d.organisation_id AND i.id = d.open_item_id WHERE d.organisation_id = ${ctx.organisationId} AND d.state = 'OPEN'`,
  UNMATCHED: (ctx) =>
    sql`SELECT b.id, b.id AS record_id, NULL::uuid AS customer_id, coalesce(nullif(b.counterparty, ''), b.reference) AS label, b.amount_minor, ${begin(ctx, sql`b.booked_on`)} AS since
      FROM bank_line b WHERE b.organisation_id = ${ctx.organisationId} AND b.state = 'UNMATCHED'`,
  UNAPPLIED: (ctx) =>
    sql`SELECT r.id, r.id AS record_id, r.customer_id, r.number AS label, r.unapplied_minor AS amount_minor, ${begin(ctx, sql`r.received_on`)} AS since
      FROM receipt r WHERE r.organisation_id = ${ctx.organisationId} AND r.unapplied_minor > 0 AND (r.order_id IS NULL
        OR EXISTS (SELECT 1 FROM sales_order o WHERE o.organisation_id = r.organisation_id AND o.id = r.order_id AND o.stage IN ('CANCELLED', 'SETTLED')))`,
  MAIL: (ctx) =>
    sql`SELECT m.id, m.id AS record_id, m.customer_id, m.subject AS label, NULL::bigint AS amount_minor, m.created_at AS since
      FROM mail m WHERE m.organisation_id = ${ctx.organisationId} AND m.state IN ('FAILED', 'UNCERTAIN')`,
}
