import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'

/**
 * The bins whose open tasks ask for more of a product, or of a lot, than may leave the bin, and by how much. It is exact
 * while the stock row is locked.
 */
export function overAsked(ctx: Ctx, productId: string): Statement<{ binId: string; lot: string; units: number }> {
  return sql`SELECT t.bin_id, t.lot, (sum(t.quantity - t.picked) - coalesce(max(f.quantity), 0))::int AS units FROM pick_task t
    LEFT JOIN (SELECT b.bin_id, b.lot, b.quantity FROM bin_stock b LEFT JOIN lot l ON l.organisation_id = b.organisation_id AND l.product_id = b.product_id AND l.number = b.lot
      WHERE b.organisation_id = ${ctx.organisationId} AND b.product_id = ${productId} AND l.blocked_at IS NULL AND l.expired_at IS NULL AND (l.expires_on IS NULL OR l.expires_on >= ${ctx.today})) f
      ON f.bin_id = t.bin_id AND f.lot = t.lot
    WHERE t.organisation_id = ${ctx.organisationId} AND t.state = 'OPEN' AND t.product_id = ${productId}
    GROUP BY t.bin_id, t.lot HAVING sum(t.quantity - t.picked) > coalesce(max(f.quantity), 0)`
}

/**
 * The orders that ask for a product in such bins: first those that nobody is picking, and of them the one with the
 * latest promise.
 */
export function ordersOverAsking(ctx: Ctx, productId: string): Statement<{ orderId: string }> {
  return sql`SELECT o.id AS order_id FROM sales_order o
    WHERE o.organisation_id = ${ctx.organisationId} AND o.id IN (SELECT t.order_id FROM pick_task t
      WHERE t.organisation_id = ${ctx.organisationId} AND t.state = 'OPEN' AND t.product_id = ${productId} AND (t.bin_id, t.lot) IN (
        SELECT a.bin_id, a.lot FROM pick_task a
          LEFT JOIN (SELECT b.bin_id, b.lot, b.quantity FROM bin_stock b LEFT JOIN lot l ON l.organisation_id = b.organisation_id AND l.product_id = b.product_id AND l.number = b.lot
            WHERE b.organisation_id = ${ctx.organisationId} AND b.product_id = ${productId} AND l.blocked_at IS NULL AND l.expired_at IS NULL AND (l.expires_on IS NULL OR l.expires_on >= ${ctx.today})) f
            ON f.bin_id = a.bin_id AND f.lot = a.lot
        WHERE a.organisation_id = ${ctx.organisationId} AND a.state = 'OPEN' AND a.product_id = ${productId}
        GROUP BY a.bin_id, a.lot HAVING sum(a.quantity - a.picked) > coalesce(max(f.quantity), 0)))
    ORDER BY EXISTS (SELECT 1 FROM pick_turn n JOIN pick_task t ON t.organisation_id = n.organisation_id AND t.order_id = n.order_id AND t.warehouse_id = n.warehouse_id
        WHERE n.organisation_id = o.organisation_id AND n.order_id = o.id AND n.until > ${ctx.now} AND t.state = 'OPEN' AND t.product_id = ${productId}),
      o.promised_on DESC NULLS FIRST, o.ordered_at DESC, o.id DESC`
}

/** The orders whose open tasks ask for more of a product than their lines have released. */
export function outdatedOrders(ctx: Ctx, productId: string): Statement<{ orderId: string }> {
  return sql`SELECT DISTINCT l.order_id FROM order_line l JOIN (SELECT order_line_id, sum(quantity - picked) AS units FROM pick_task
      WHERE organisation_id = ${ctx.organisationId} AND state = 'OPEN' AND product_id = ${productId} GROUP BY order_line_id) t ON t.order_line_id = l.id
    WHERE l.organisation_id = ${ctx.organisationId} AND t.units > l.released ORDER BY l.order_id`
}
