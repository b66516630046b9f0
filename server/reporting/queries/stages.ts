import { sql } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql as flat } from '@/server/platform/database/sql'
import { periodOf } from '../rules/period'
import type { StageNow, StageTime } from '../rules/stages'
import { type PeriodInput, periodInput } from '../schema'
import { settledRows } from './populations-money'
import { deliveredRows } from './populations-orders'
import { statement } from './rows'

const names = ['entry', 'credit', 'stock', 'pick', 'carrier', 'transit', 'invoicing'] as const

/**
 * Elapsed hours in every stage by the event log, over the orders delivered in the period; payment over the invoices
 * settled in it.
 */
export async function stageTimes(ctx: Ctx, input: PeriodInput): Promise<StageTime[]> {
  const period = periodOf(periodInput.parse(input), ctx.today, ctx.organisation.timeZone)
  const parts = sql.join(names.map((name) => sql`(${sql.lit(name)}, ${sql.ref(`p.${name}_hours`)})`))
  const measures = sql`count(*)::int AS rows, count(*) FILTER (WHERE hours > 0.02)::int AS waited, avg(hours)::float8 AS mean_hours,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY hours)::float8 AS median_hours, percentile_cont(0.9) WITHIN GROUP (ORDER BY hours)::float8 AS p90_hours,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY hours) FILTER (WHERE hours > 0.02)::float8 AS usual_hours,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY hours) FILTER (WHERE hours > 0.02)::float8 AS usual_p90_hours`
  const [found] = await read(
    ctx,
    statement<StageTime>(sql`WITH delivered AS MATERIALIZED (${deliveredRows(ctx, period)}),
      spent AS (SELECT s.stage, s.hours FROM delivered p CROSS JOIN LATERAL (VALUES ${parts}) AS s(stage, hours) WHERE s.hours IS NOT NULL
        UNION ALL SELECT 'payment', p.payment_days * 24.0 FROM (${settledRows(ctx, period)}) AS p
        UNION ALL SELECT 'late', (p.settled_on - p.due_on) * 24.0 FROM (${settledRows(ctx, period)}) AS p WHERE p.settled_on > p.due_on
        UNION ALL SELECT 'cycle', cycle_hours FROM delivered UNION ALL SELECT 'fulfilment', stock_hours + pick_hours FROM delivered)
      SELECT stage, ${measures} FROM spent GROUP BY stage`),
  )
  return found
}

/** The number of orders in each stage now, and how long they have been there. */
export async function stagesNow(ctx: Ctx): Promise<StageNow[]> {
  const { organisationId: id, now } = ctx
  const [rows] = await read(
    ctx,
    flat<StageNow>`SELECT stage, count(*)::int AS orders, coalesce(sum(open_minor), 0)::bigint AS open_minor, coalesce(sum(gross_minor), 0)::bigint AS gross_minor,
        (extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY ${now}::timestamptz - stage_since)) / 3600)::float8 AS median_hours,
        (extract(epoch FROM percentile_cont(0.75) WITHIN GROUP (ORDER BY ${now}::timestamptz - stage_since)) / 3600)::float8 AS p75_hours
      FROM sales_order WHERE organisation_id = ${id} AND stage IN ('ORDER', 'CREDIT', 'FULFILMENT', 'SHIPPING', 'INVOICING', 'RECEIVABLE', 'COLLECTION') GROUP BY stage`,
  )
  return rows
}
