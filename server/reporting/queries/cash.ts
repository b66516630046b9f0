import type { Ctx } from '@/server/platform/ctx'
import { read } from '@/server/platform/run'
import { sql } from '@/server/platform/sql'
import { forecast, type OpenMoney, type WeekExpected } from '../rules'

/** The cash forecast from what is open and not disputed, and from how every payer paid in the last two years. */
export async function cashExpected(ctx: Ctx): Promise<{ weeks: WeekExpected[]; items: number; payers: number }> {
  const [items, histories] = await read(
    ctx,
    sql<OpenMoney>`SELECT i.customer_id, i.due_on, i.open_minor,
        (SELECT min(p.promised_on) FROM promise_to_pay p WHERE p.organisation_id = i.organisation_id AND p.customer_id = i.customer_id AND p.state = 'OPEN') AS promised_on
      FROM open_item i WHERE i.organisation_id = ${ctx.organisationId} AND i.settled_at IS NULL AND i.kind = 'INVOICE'
        AND NOT EXISTS (SELECT 1 FROM dispute d WHERE d.organisation_id = i.organisation_id AND d.open_item_id = i.id AND d.state = 'OPEN')`,
    sql<{
      customerId: string
      late: number[]
    }>`SELECT customer_id, array_agg(settled_on - due_on) AS late FROM open_item
      WHERE organisation_id = ${ctx.organisationId} AND kind = 'INVOICE' AND on_terms AND settled_on > ${ctx.today}::date - 730 GROUP BY 1`,
  )
  const weeks = forecast(items, new Map(histories.map((row) => [row.customerId, row.late])), ctx.today)
  return { weeks, items: items.length, payers: histories.length }
}
