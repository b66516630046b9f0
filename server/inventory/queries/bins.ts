import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'

export interface BinContent {
  binId: string
  binCode: string
  walkOrder: number
  productId: string
  /** The quantity in the bin less what open pick tasks will take. */
  quantity: number
}

/** The quantities in a warehouse's bins in use; zero for an empty one. Exact while the product's stock row is locked. */
export function contentOf(
  ctx: Ctx,
  warehouseId: string,
  places: readonly { binId: string; productId: string }[],
): Statement<{ binId: string; productId: string; quantity: number }> {
  return sql`SELECT n.id AS bin_id, p.product_id, coalesce(b.quantity, 0) AS quantity
    FROM unnest(${places.map((place) => place.binId)}::uuid[], ${places.map((place) => place.productId)}::uuid[]) AS p(bin_id, product_id)
    JOIN bin n ON n.organisation_id = ${ctx.organisationId} AND n.id = p.bin_id AND n.warehouse_id = ${warehouseId} AND n.archived_at IS NULL
    LEFT JOIN bin_stock b ON b.organisation_id = n.organisation_id AND b.bin_id = n.id AND b.product_id = p.product_id AND b.lot = ''`
}

/** What can be picked from which bin, in walking order; open pick tasks are taken off. Exact while the products' stock rows are locked. */
export function binsOf(ctx: Ctx, warehouseId: string, productIds: readonly string[]): Statement<BinContent> {
  return sql`SELECT b.bin_id, n.code AS bin_code, n.walk_order, b.product_id, (b.quantity - coalesce(t.asked, 0))::int AS quantity
    FROM bin_stock b JOIN bin n ON n.organisation_id = b.organisation_id AND n.id = b.bin_id
    LEFT JOIN (SELECT bin_id, product_id, sum(quantity - picked) AS asked FROM pick_task
      WHERE organisation_id = ${ctx.organisationId} AND state = 'OPEN' AND warehouse_id = ${warehouseId} AND product_id = ANY(${productIds}::uuid[])
      GROUP BY bin_id, product_id) t ON t.bin_id = b.bin_id AND t.product_id = b.product_id
    WHERE b.organisation_id = ${ctx.organisationId} AND b.warehouse_id = ${warehouseId} AND b.product_id = ANY(${productIds}::uuid[]) AND b.quantity > 0
    ORDER BY n.walk_order, n.code`
}
