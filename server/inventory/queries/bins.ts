import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'

export interface BinContent {
  binId: string
  binCode: string
  walkOrder: number
  productId: string
  /** Empty for a product without lots. */
  lot: string
  /** The quantity in the bin less what open pick tasks will take. */
  quantity: number
}

/** The quantities in a warehouse's bins in use; zero for an empty one. Exact while the product's stock row is locked. */
export function contentOf(
  ctx: Ctx,
  warehouseId: string,
  places: readonly { binId: string; productId: string; lot?: string }[],
): Statement<{ binId: string; productId: string; lot: string; quantity: number }> {
  return sql`SELECT n.id AS bin_id, p.product_id, p.lot, coalesce(b.quantity, 0) AS quantity
    FROM unnest(${places.map((place) => place.binId)}::uuid[], ${places.map((place) => place.productId)}::uuid[], ${places.map((place) => place.lot ?? '')}::text[]) AS p(bin_id, product_id, lot)
    JOIN bin n ON n.organisation_id = ${ctx.organisationId} AND n.id = p.bin_id AND n.warehouse_id = ${warehouseId} AND n.archived_at IS NULL
    LEFT JOIN bin_stock b ON b.organisation_id = n.organisation_id AND b.bin_id = n.id AND b.product_id = p.product_id AND b.lot = p.lot`
}

/** What can be picked for order lines, in one statement for each warehouse that serves some of them; one when there is no line. */
export function binsOfLines(
  ctx: Ctx,
  lines: readonly { warehouseId: string; productId: string }[],
): Statement<BinContent>[] {
  const warehouses = [...new Set(lines.map((line) => line.warehouseId))]
  return warehouses.map((id) => {
    const own = lines.filter((line) => line.warehouseId === id)
    return binsOf(ctx, id, [...new Set(own.map((line) => line.productId))])
  })
}

/**
 * What can be picked from which bin; open pick tasks are taken off. Without lots it is in walking order; lots are in the
 * order in which they should leave: what expires first, then what came in first. Expired and blocked lots are left out.
 * Exact while the products' stock rows are locked.
 */
export function binsOf(ctx: Ctx, warehouseId: string, productIds: readonly string[]): Statement<BinContent> {
  return sql`SELECT b.bin_id, n.code AS bin_code, n.walk_order, b.product_id, b.lot, (b.quantity - coalesce(t.asked, 0))::int AS quantity
    FROM bin_stock b JOIN bin n ON n.organisation_id = b.organisation_id AND n.id = b.bin_id
    LEFT JOIN lot l ON l.organisation_id = b.organisation_id AND l.product_id = b.product_id AND l.number = b.lot
    LEFT JOIN (SELECT bin_id, product_id, lot, sum(quantity - picked) AS asked FROM pick_task
      WHERE organisation_id = ${ctx.organisationId} AND state = 'OPEN' AND warehouse_id = ${warehouseId} AND product_id = ANY(${productIds}::uuid[])
      GROUP BY bin_id, product_id, lot) t ON t.bin_id = b.bin_id AND t.product_id = b.product_id AND t.lot = b.lot
    WHERE b.organisation_id = ${ctx.organisationId} AND b.warehouse_id = ${warehouseId} AND b.product_id = ANY(${productIds}::uuid[]) AND b.quantity > 0
      AND l.blocked_at IS NULL AND l.expired_at IS NULL AND (l.expires_on IS NULL OR l.expires_on >= ${ctx.today})
    ORDER BY l.expires_on NULLS LAST, l.received_at NULLS LAST, n.walk_order, n.code`
}
