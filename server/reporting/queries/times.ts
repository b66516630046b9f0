import type { Ctx } from '@/server/platform/ctx'
import { read } from '@/server/platform/run'
import { sql } from '@/server/platform/sql'

export interface StageTime {
  stage: 'credit' | 'fulfilment' | 'shipping' | 'transit' | 'invoicing' | 'payment' | 'whole'
  orders: number
  meanHours: number | null
  medianHours: number | null
  p90Hours: number | null
}

/**
 * Elapsed hours of each stage, mined from the event log, over the orders confirmed since an instant: credit = confirmed → released, fulfilment = released →
 * packed, shipping = packed → dispatched, transit = dispatched → delivered, invoicing = dispatched → invoiced, payment = invoiced → settled, whole = confirmed → settled.
 */
export async function stageTimes(ctx: Ctx, since: Date): Promise<StageTime[]> {
  const [rows] = await read(
    ctx,
    sql<StageTime>`WITH told AS (
        SELECT o.object_id, e.name, e.at FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id AND o.object_type = 'order'
        WHERE e.organisation_id = ${ctx.organisationId} AND e.at >= ${since} AND e.name IN ('order/order.confirmed', 'credit/order.released', 'fulfilment/order.packed',
          'shipping/shipment.dispatched', 'shipping/shipment.delivered', 'invoicing/invoice.issued', 'order/order.settled')),
      milestones AS (
        SELECT object_id, min(at) FILTER (WHERE name = 'order/order.confirmed') AS confirmed, min(at) FILTER (WHERE name = 'credit/order.released') AS released,
          min(at) FILTER (WHERE name = 'fulfilment/order.packed') AS packed, min(at) FILTER (WHERE name = 'shipping/shipment.dispatched') AS dispatched,
          max(at) FILTER (WHERE name = 'shipping/shipment.delivered') AS delivered, min(at) FILTER (WHERE name = 'invoicing/invoice.issued') AS invoiced,
          max(at) FILTER (WHERE name = 'order/order.settled') AS settled
        FROM told GROUP BY 1 HAVING min(at) FILTER (WHERE name = 'order/order.confirmed') IS NOT NULL),
      spans AS (SELECT s.stage, extract(epoch FROM s.span) / 3600 AS hours FROM milestones m, LATERAL (VALUES
        ('credit', coalesce(m.released, m.confirmed) - m.confirmed), ('fulfilment', m.packed - coalesce(m.released, m.confirmed)), ('shipping', m.dispatched - m.packed),
        ('transit', m.delivered - m.dispatched), ('invoicing', m.invoiced - m.dispatched), ('payment', m.settled - m.invoiced), ('whole', m.settled - m.confirmed)) AS s(stage, span)
        WHERE s.span >= interval '0')
      SELECT stage, count(*)::int AS orders, avg(hours)::float8 AS mean_hours, percentile_cont(0.5) WITHIN GROUP (ORDER BY hours)::float8 AS median_hours,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY hours)::float8 AS p90_hours FROM spans GROUP BY stage`,
  )
  return rows
}
