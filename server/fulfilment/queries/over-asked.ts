import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'

/**
 * The bins whose open tasks ask for more of a product than the bin has, and by how much. It is exact while the stock
 * row is locked.
 */
export function overAsked(ctx: Ctx, productId: string): Statement<{ binId: string; units: number }> {
  return sql`SELECT t.bin_id, (sum(t.quantity - t.picked) - coalesce(max(b.quantity), 0))::int AS units FROM pick_task t
    LEFT JOIN bin_stock b ON b.organisation_id = t.organisation_id AND b.bin_id = t.bin_id AND b.product_id = t.product_id AND b.lot = ''
    WHERE t.organisation_id = ${ctx.organisationId} AND t.state = 'OPEN' AND t.product_id = ${productId}
    GROUP BY t.bin_id HAVING sum(t.quantity - t.picked) > coalesce(max(b.quantity), 0)`
}

/**
 * The orders that ask for a product in such bins: first those that nobody is picking, and of them the one with the
 * latest promise.
 */
export function ordersOverAsking(ctx: Ctx, productId: string): Statement<{ orderId: string }> {
  return sql`SELECT o.id AS order_id FROM sales_order o
    WHERE o.organisation_id = ${ctx.organisationId} AND o.id IN (SELECT t.order_id FROM pick_task t
      WHERE t.organisation_id = ${ctx.organisationId} AND t.state = 'OPEN' AND t.product_id = ${productId} AND t.bin_id IN (
        SELECT a.bin_id FROM pick_task a
          LEFT JOIN bin_stock b ON b.organisation_id = a.organisation_id AND b.bin_id = a.bin_id AND b.product_id = a.product_id AND b.lot = ''
        WHERE a.organisation_id = ${ctx.organisationId} AND a.state = 'OPEN' AND a.product_id = ${productId}
        GROUP BY a.bin_id HAVING sum(a.quantity - a.picked) > coalesce(max(b.quantity), 0)))
    ORDER BY EXISTS (SELECT 1 FROM pick_turn n WHERE n.organisation_id = o.organisation_id AND n.order_id = o.id AND n.until > ${ctx.now}),
      o.promised_on DESC NULLS FIRST, o.ordered_at DESC, o.id DESC`
}

/** The orders whose open tasks ask for more of a product than their lines have released. */
export function outdatedOrders(ctx: Ctx, productId: string): Statement<{ orderId: string }> {
  return sql`SELECT DISTINCT l.order_id FROM order_line l JOIN (SELECT order_line_id, sum(quantity - picked) AS units FROM pick_task
      WHERE organisation_id = ${ctx.organisationId} AND state = 'OPEN' AND product_id = ${productId} GROUP BY order_line_id) t ON t.order_line_id = l.id
    WHERE l.organisation_id = ${ctx.organisationId} AND t.units > l.released ORDER BY l.order_id`
}
