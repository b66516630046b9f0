import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Measure } from '@/server/platform/money/quantity'
import { type Elsewhere, toBring } from '../rules'

export interface Bringing extends Elsewhere, Measure {
  sku: string
  name: string
  toName: string
  fromName: string
  quantity: number
}

const broughtAtOnce = 500

/**
 * What orders wait for in one warehouse while it is free in another: from where to where, and how much, in the product's smallest unit.
 * Orders that wait for credit, and what is expected in the warehouse, are left out. The other warehouse that has most comes first.
 */
export async function bringing(ctx: Ctx): Promise<Bringing[]> {
  const [rows] = await read(
    ctx,
    sql<Omit<Bringing, 'quantity'>>`WITH waits AS (
        SELECT l.product_id, l.warehouse_id, l.backordered - greatest(l.on_hand - l.reserved - l.picked - l.blocked, 0)
          - (SELECT coalesce(sum(x.backordered), 0)::int FROM order_line x JOIN sales_order o ON o.organisation_id = x.organisation_id AND o.id = x.order_id AND o.stage = 'CREDIT'
            WHERE x.organisation_id = l.organisation_id AND x.product_id = l.product_id AND x.warehouse_id = l.warehouse_id AND x.backordered > 0)
          - (SELECT coalesce(sum(r.quantity - r.received - r.closed), 0)::int FROM planned_receipt_line r
            JOIN planned_receipt h ON h.organisation_id = r.organisation_id AND h.id = r.planned_receipt_id AND h.warehouse_id = l.warehouse_id
            WHERE r.organisation_id = l.organisation_id AND r.product_id = l.product_id AND r.quantity > r.received + r.closed)
          - (SELECT coalesce(sum(t.quantity - t.received - t.lost), 0)::int FROM transfer_line t
            JOIN transfer h ON h.organisation_id = t.organisation_id AND h.id = t.transfer_id AND h.to_warehouse_id = l.warehouse_id
            WHERE t.organisation_id = l.organisation_id AND t.product_id = l.product_id AND t.quantity > t.received + t.lost) AS short
        FROM stock_level l WHERE l.organisation_id = ${ctx.organisationId} AND l.backordered > 0)
      SELECT p.id AS product_id, p.sku, p.name, p.unit, p.places, n.warehouse_id AS to_id, t.name AS to_name, n.short, f.warehouse_id AS from_id, w.name AS from_name,
        (f.on_hand - f.reserved - f.picked - f.blocked)::int AS free
      FROM waits n JOIN product p ON p.organisation_id = ${ctx.organisationId} AND p.id = n.product_id
      JOIN warehouse t ON t.organisation_id = p.organisation_id AND t.id = n.warehouse_id
      JOIN stock_level f ON f.organisation_id = p.organisation_id AND f.product_id = p.id AND f.warehouse_id <> n.warehouse_id AND f.on_hand - f.reserved - f.picked - f.blocked > 0
      JOIN warehouse w ON w.organisation_id = f.organisation_id AND w.id = f.warehouse_id AND w.archived_at IS NULL
      WHERE n.short > 0 ORDER BY w.name, t.name, f.on_hand - f.reserved - f.picked - f.blocked DESC, p.sku LIMIT ${broughtAtOnce}`,
  )
  return toBring(rows)
}
