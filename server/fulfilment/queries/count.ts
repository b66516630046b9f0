import { sql as raw } from 'kysely'
import { waitsIn } from '@/server/order/queries/waits-in'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, tables } from '@/server/platform/database/sql'
import type { FloorWait } from '../schema'

interface FloorCount {
  /** Null for all of them: an order that is divided may wait for several things. */
  waitsFor: FloorWait | null
  /** At most 1,000. */
  orders: number
}

/** How many orders wait for what on the floor, be it in one warehouse only. */
export async function countFloor(ctx: Ctx): Promise<FloorCount[]> {
  const counted = raw<FloorCount>`WITH few AS (SELECT id, waits_for, served_because FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND stage = 'FULFILMENT' LIMIT 1000),
      parts AS (SELECT f.id, ${waitsIn} AS waits FROM few f JOIN order_line l ON l.organisation_id = ${ctx.organisationId} AND l.order_id = f.id AND l.kind = 'GOODS'
        WHERE f.served_because = 'SPLIT' GROUP BY f.id, l.warehouse_id),
      wait AS (SELECT id, waits_for FROM few UNION SELECT id, waits FROM parts WHERE waits IN ('PICKING', 'PACKING', 'STOCK'))
    SELECT waits_for, count(*)::int AS orders FROM wait GROUP BY waits_for UNION ALL SELECT NULL, count(*)::int FROM few`
  const [rows] = await read(ctx, query<FloorCount>({ compile: () => counted.compile(tables) }))
  return rows
}
