import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { addDays } from '@/server/platform/time/calendar'
import type { Period } from '../rules/period'

/** A piece of SQL with the rows behind figures. The figure and the page of its rows use the same piece. */
export type Rows = RawBuilder<unknown>

/** The customer's name, for the page of rows only; a sum over many rows does not need it. */
export const nameOf = (alias: string): Rows =>
  sql`(SELECT c.name FROM customer c WHERE c.organisation_id = ${sql.ref(`${alias}.organisation_id`)} AND c.id = ${sql.ref(`${alias}.customer_id`)})`

const hours = (name: string) => sql`coalesce(extract(epoch FROM ${sql.ref(`way.${name}`)}) / 3600, 0)::float8`

/** The stage of an order after an event that changes it; null after any other event. */
const stageTold = sql`CASE WHEN name IS NULL THEN 'ENTRY'
    WHEN name = 'order/order.confirmed' THEN CASE WHEN payload->>'waitsFor' IN ('CUSTOMER', 'TAX') THEN 'ENTRY' WHEN payload->>'creditState' IN ('REFERRED', 'HELD', 'DECLINED', 'AWAITING_PAYMENT') THEN 'CREDIT'
      WHEN payload->>'waitsFor' = 'ADDRESS' THEN 'ENTRY' WHEN payload->>'waitsFor' = 'STOCK' THEN 'STOCK' ELSE 'PICK' END
    WHEN name = 'order/order.advanced' THEN CASE WHEN payload->>'to' = 'ORDER' THEN 'ENTRY'
       WHEN payload->>'to' = 'CREDIT' THEN 'CREDIT' WHEN payload->>'to' = 'SHIPPING' THEN 'CARRIER'
      WHEN payload->>'to' <> 'FULFILMENT' THEN 'AFTER' WHEN payload->>'waitsFor' = 'STOCK' THEN 'STOCK' ELSE 'PICK' END END`

/**
 * The stages of an order by the event log, up to its last dispatch. An order is in the stage of the latest event that
 * changes its stage, or that begins or ends its wait for stock; other events do not move it. Goods that arrive end a
 * wait for stock too, because logs of earlier versions have no other event for it.
 */
const way = sql`SELECT
    coalesce(sum(span) FILTER (WHERE place = 'ENTRY'), interval '0') AS entry, coalesce(sum(span) FILTER (WHERE place = 'CREDIT'), interval '0') AS credit,
    coalesce(sum(span) FILTER (WHERE place = 'STOCK'), interval '0') AS stock, coalesce(sum(span) FILTER (WHERE place = 'PICK'), interval '0') AS pick,
    coalesce(sum(span) FILTER (WHERE place = 'CARRIER'), interval '0') AS carrier, coalesce(sum(span) FILTER (WHERE place = 'AFTER'), interval '0') AS after,
    max(left_at) AS left_at, max(invoiced_at) AS invoiced_at
  FROM (SELECT left_at, invoiced_at, greatest(least(lead(at) OVER w, left_at) - at, interval '0') AS span,
      CASE WHEN stage = 'STOCK' AND name = 'order/backorder.allocated' THEN 'PICK' ELSE stage END AS place
    FROM (SELECT name, at, id, left_at, invoiced_at, max(told) OVER (PARTITION BY run) AS stage
      FROM (SELECT name, at, id, told, count(told) OVER (ORDER BY at, id) AS run, max(left_at) OVER () AS left_at, max(invoiced_at) OVER () AS invoiced_at
        FROM (SELECT name, at, id, ${stageTold} AS told, CASE WHEN name = 'shipping/shipment.dispatched' THEN at END AS left_at,
            CASE WHEN name = 'invoicing/invoice.issued' THEN at END AS invoiced_at
          FROM (SELECT NULL AS name, o.ordered_at AS at, NULL::jsonb AS payload, '00000000-0000-0000-0000-000000000000'::uuid AS id
            UNION ALL SELECT e.name, e.at, e.payload, e.id
            FROM event_object x JOIN event e ON e.organisation_id = x.organisation_id AND e.id = x.event_id
            WHERE x.organisation_id = o.organisation_id AND x.object_type = 'order' AND x.object_id = o.id
              AND e.name IN ('order/order.confirmed', 'order/order.advanced', 'order/backorder.allocated', 'shipping/shipment.dispatched', 'invoicing/invoice.issued')) AS log) AS heard) AS runs) AS standing
    WINDOW w AS (ORDER BY at, id)) AS spans`

/**
 * Orders that were completely delivered in the period, with the hours of every stage. The stages before the carrier add
 * up to the time until the last dispatch.
 */
export function deliveredRows(ctx: Ctx, period: Period): Rows {
  const { timeZone } = ctx.organisation
  return sql`SELECT o.id, o.id AS record_id, o.number, ${nameOf('o')} AS customer_name, o.ordered_at, o.delivered_at, o.delivery_assumed AS assumed,
      ${hours('entry')} AS entry_hours, ${hours('credit')} AS credit_hours, ${hours('stock')} AS stock_hours, ${hours('pick')} AS pick_hours, ${hours('carrier')} AS carrier_hours,
      coalesce(extract(epoch FROM o.delivered_at - way.left_at + way.after) / 3600, 0)::float8 AS transit_hours,
      (extract(epoch FROM greatest(way.invoiced_at - way.left_at, interval '0')) / 3600)::float8 AS invoicing_hours,
      (extract(epoch FROM o.delivered_at - o.ordered_at) / 3600)::float8 AS cycle_hours,
      (extract(epoch FROM greatest(o.delivered_at - greatest(o.ordered_at, o.requested_on::timestamp AT TIME ZONE ${timeZone}), interval '0')) / 3600)::float8 AS net_hours
    FROM sales_order o CROSS JOIN LATERAL (${way}) AS way
    WHERE o.organisation_id = ${ctx.organisationId} AND o.delivered_at >= ${period.startsAt} AND o.delivered_at < ${period.endsAt}`
}

const deliveries = sql`SELECT count(*)::int AS deliveries, max(s.dispatched_at) AS left_at FROM shipment s
  WHERE s.organisation_id = o.organisation_id AND s.order_id = o.id AND s.state <> 'CANCELLED'`

/**
 * Orders whose promised day is in the period and over, and whether the promise was kept. An assumed delivery proves
 * nothing, unless it surely failed: it left after the promised day, or in parts. Leaving out all assumed deliveries
 * would make the figure better than it is; counting none of the good ones as kept would make it worse.
 */
export function dueRows(ctx: Ctx, { from, to }: Period): Rows {
  const yesterday = addDays(ctx.today, -1)
  const { timeZone } = ctx.organisation
  return sql`SELECT d.*, CASE WHEN delivered_on IS NULL THEN 'NOT_DELIVERED' WHEN left_on > promised_on OR (NOT assumed AND delivered_on > promised_on) THEN 'LATE'
        WHEN deliveries > 1 THEN 'IN_PARTS' WHEN assumed THEN 'ASSUMED' ELSE 'KEPT' END AS outcome
    FROM (SELECT o.id, o.id AS record_id, o.number, ${nameOf('o')} AS customer_name, o.ordered_on, o.promised_on, (o.delivered_at AT TIME ZONE ${timeZone})::date AS delivered_on,
        (s.left_at AT TIME ZONE ${timeZone})::date AS left_on, o.delivery_assumed AS assumed, s.deliveries
      FROM sales_order o CROSS JOIN LATERAL (${deliveries}) AS s
      WHERE o.organisation_id = ${ctx.organisationId} AND o.promised_on >= ${from} AND o.promised_on <= ${to < yesterday ? to : yesterday} AND o.cancelled_at IS NULL) AS d`
}

/**
 * Orders of the period without a promised day, each with the reason. No figure of promises counts them, so they are
 * named beside it.
 */
export function unpromisedRows(ctx: Ctx, { from, to, startsAt, endsAt }: Period): Rows {
  return sql`SELECT o.id, o.id AS record_id, o.number, ${nameOf('o')} AS customer_name, o.ordered_on, o.stage_since,
      CASE WHEN o.stage = 'CREDIT' THEN CASE WHEN o.waits_for = 'PAYMENT' THEN 'WAITS_PAYMENT' ELSE 'WAITS_CREDIT' END
        WHEN o.stage = 'FULFILMENT' AND EXISTS (SELECT 1 FROM order_line l WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id AND l.backordered > 0) THEN 'WAITS_STOCK'
        WHEN o.stage IN ('ORDER', 'FULFILMENT', 'SHIPPING') THEN 'WAITS_OTHER' ELSE 'NEVER_WHOLE' END AS outcome
    FROM sales_order o
    WHERE o.organisation_id = ${ctx.organisationId} AND o.ordered_at >= ${startsAt} AND o.ordered_at < ${endsAt} AND o.ordered_on >= ${from} AND o.ordered_on <= ${to}
      AND o.promised_on IS NULL AND o.cancelled_at IS NULL`
}

/**
 * Orders that were completely delivered in the period, judged by the four marks of a perfect order. Whether an order
 * without a promised day, or with an assumed delivery, was on time is unknown; it is not perfect if it fails another
 * mark.
 */
export function arrivedRows(ctx: Ctx, period: Period): Rows {
  const { timeZone } = ctx.organisation
  return sql`SELECT a.*, on_time AND in_full AND undamaged AND documents_right AS perfect
    FROM (SELECT o.id, o.id AS record_id, o.number, ${nameOf('o')} AS customer_name, o.delivered_at, o.delivery_assumed AS assumed,
        CASE WHEN (s.left_at AT TIME ZONE ${timeZone})::date > o.promised_on THEN false WHEN NOT o.delivery_assumed THEN (o.delivered_at AT TIME ZONE ${timeZone})::date <= o.promised_on END AS on_time,
        s.deliveries <= 1 AS in_full,
        (SELECT r.id FROM goods_return r WHERE r.organisation_id = o.organisation_id AND r.order_id = o.id AND r.cause = 'DAMAGED' LIMIT 1) IS NULL AS undamaged,
        (SELECT v.id FROM invoice v LEFT JOIN goods_return r ON r.organisation_id = v.organisation_id AND r.id = v.return_id
          WHERE v.organisation_id = o.organisation_id AND v.order_id = o.id AND v.kind = 'CREDIT_NOTE' AND coalesce(r.cause, 'DOCUMENT') IN ('DOCUMENT', 'WRONG_PRODUCT', 'DAMAGED') LIMIT 1) IS NULL
        AND (SELECT i.id FROM open_item i JOIN dispute d ON d.organisation_id = i.organisation_id AND d.open_item_id = i.id AND d.state = 'UPHELD'
          WHERE i.organisation_id = o.organisation_id AND i.order_id = o.id LIMIT 1) IS NULL AS documents_right
      FROM sales_order o CROSS JOIN LATERAL (${deliveries}) AS s
      WHERE o.organisation_id = ${ctx.organisationId} AND o.delivered_at >= ${period.startsAt} AND o.delivered_at < ${period.endsAt}) AS a`
}

/** Goods lines of orders whose first shipment left in the period: the quantity ordered, and the quantity that left with it. */
export function lineRows(ctx: Ctx, period: Period): Rows {
  return sql`SELECT l.id, o.id AS record_id, o.number, ${nameOf('o')} AS customer_name, l.description, s.dispatched_at, l.ordered - l.cancelled AS asked, coalesce(x.quantity, 0) AS sent,
      coalesce(x.quantity, 0) >= l.ordered - l.cancelled AS in_full
    FROM shipment s JOIN sales_order o ON o.organisation_id = s.organisation_id AND o.id = s.order_id AND o.dispatched_at = s.dispatched_at
      CROSS JOIN LATERAL (SELECT * FROM order_line y WHERE y.organisation_id = o.organisation_id AND y.order_id = o.id AND y.kind = 'GOODS' AND y.ordered > y.cancelled OFFSET 0) AS l
      LEFT JOIN shipment_line x ON x.organisation_id = s.organisation_id AND x.shipment_id = s.id AND x.order_line_id = l.id
    WHERE s.organisation_id = ${ctx.organisationId} AND s.dispatched_at >= ${period.startsAt} AND s.dispatched_at < ${period.endsAt}
      AND NOT EXISTS (SELECT 1 FROM shipment e WHERE e.organisation_id = s.organisation_id AND e.order_id = s.order_id AND e.dispatched_at = s.dispatched_at AND e.id < s.id)`
}

/** Lines given to the floor in the period, with their errors: short, wrong, damaged, or returned for our fault. */
export function pickedRows(ctx: Ctx, period: Period): Rows {
  const { organisationId } = ctx
  const ofOrder = (value: Rows) =>
    sql`(SELECT ${value} FROM sales_order o WHERE o.organisation_id = ${organisationId} AND o.id = given.object_id)`
  return sql`SELECT p.*, short OR wrong OR damaged OR returned AS erred
    FROM (SELECT t.order_line_id AS id, given.object_id AS record_id, ${ofOrder(sql`o.number`)} AS number, ${ofOrder(nameOf('o'))} AS customer_name,
        (SELECT l.description FROM order_line l WHERE l.organisation_id = ${organisationId} AND l.id = t.order_line_id) AS description, t.released_at, t.short,
        t.wrong OR coalesce(b.wrong, false) AS wrong, t.damaged OR coalesce(b.damaged, false) AS damaged, b.order_line_id IS NOT NULL AS returned
      FROM (SELECT DISTINCT x.object_id FROM event e CROSS JOIN LATERAL (SELECT y.object_id FROM event_object y
            WHERE y.organisation_id = e.organisation_id AND y.event_id = e.id AND y.object_type = 'order' OFFSET 0) AS x
          WHERE e.organisation_id = ${organisationId} AND e.name = 'fulfilment/pick.released' AND e.at >= ${period.startsAt} AND e.at < ${period.endsAt}) AS given
        CROSS JOIN LATERAL (SELECT k.order_line_id, min(k.released_at) AS released_at, bool_or(k.state = 'SHORT' AND k.cause IN ('NOT_FOUND', 'BIN_EMPTY')) AS short,
            bool_or(k.state = 'SHORT' AND k.cause = 'WRONG_PRODUCT') AS wrong, bool_or(k.state = 'SHORT' AND k.cause = 'DAMAGED') AS damaged
          FROM pick_task k WHERE k.organisation_id = ${organisationId} AND k.order_id = given.object_id
            AND k.released_at >= ${period.startsAt} AND k.released_at < ${period.endsAt} GROUP BY 1) AS t
        LEFT JOIN LATERAL (SELECT y.order_line_id, bool_or(r.cause = 'WRONG_PRODUCT') AS wrong, bool_or(r.cause = 'DAMAGED') AS damaged
          FROM goods_return r JOIN goods_return_line y ON y.organisation_id = r.organisation_id AND y.return_id = r.id AND y.order_line_id = t.order_line_id
          WHERE r.organisation_id = ${organisationId} AND r.order_id = given.object_id AND r.cause IN ('WRONG_PRODUCT', 'DAMAGED') GROUP BY 1) AS b ON true) AS p`
}
