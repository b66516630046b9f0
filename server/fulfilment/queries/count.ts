import { sql as raw } from 'kysely'
import { waitsIn } from '@/server/order/queries/waits-in'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, tables } from '@/server/platform/database/sql'
import type { FloorCountInput, FloorWait } from '../schema'

interface FloorCount {
  /** Null for all of them: an order that is divided may wait for several things. */
  waitsFor: FloorWait | null
  /** At most 1,000. */
  orders: number
}

/** How many orders wait for what on the floor, be it in one warehouse only; or for what in one of the warehouses. */
export async function countFloor(ctx: Ctx, { warehouseId }: FloorCountInput = {}): Promise<FloorCount[]> {
  const counted = warehouseId ? countedIn(ctx, warehouseId) : countedEverywhere(ctx)
  const [rows] = await read(ctx, query<FloorCount>({ compile: () => counted.compile(tables) }))
  return rows
}

const countedEverywhere = (ctx: Ctx) =>
  raw<FloorCount>`WITH few AS (SELECT id, waits_for, served_because FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND stage = 'FULFILMENT' LIMIT 1000),
      parts AS (SELECT f.id, ${waitsIn} AS waits FROM few f JOIN order_line l ON l.organisation_id = ${ctx.organisationId} AND l.order_id = f.id AND l.kind = 'GOODS'
        WHERE f.served_because = 'SPLIT' GROUP BY f.id, l.warehouse_id),
      wait AS (SELECT id, waits_for FROM few UNION SELECT id, waits FROM parts WHERE waits IN ('PICKING', 'PACKING', 'STOCK'))
    SELECT waits_for, count(*)::int AS orders FROM wait GROUP BY waits_for UNION ALL SELECT NULL, count(*)::int FROM few`

/** What the list of one warehouse has: orders with something to do there. */
const countedIn = (ctx: Ctx, warehouseId: string) =>
  raw<FloorCount>`WITH few AS (SELECT CASE WHEN o.served_because = 'SPLIT' THEN s.waits ELSE o.waits_for END AS waits_for FROM sales_order o
      CROSS JOIN LATERAL (SELECT sum(l.reserved + l.picked + l.backordered) AS here, ${waitsIn} AS waits FROM order_line l
        WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id AND l.warehouse_id = ${warehouseId}::uuid) AS s
      WHERE o.organisation_id = ${ctx.organisationId} AND o.stage = 'FULFILMENT' AND s.here > 0
        AND coalesce(CASE WHEN o.served_because = 'SPLIT' THEN s.waits ELSE o.waits_for END, 'DISPATCH') <> 'DISPATCH' LIMIT 1000)
    SELECT waits_for, count(*)::int AS orders FROM few GROUP BY waits_for UNION ALL SELECT NULL, count(*)::int FROM few`
