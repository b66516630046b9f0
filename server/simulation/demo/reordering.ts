import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { setSupply } from '@/server/supply/mutations/reorder'
import { productSupply } from '@/server/supply/queries/proposals'

const dozen = 12
/** So many of the best sellers have a reorder point. */
const watched = 8
const usual = 24

/** When the story ends, best sellers have reorder points; two of them lie below theirs, so that there is something to buy. */
export async function setReorderPoints(ctx: Ctx, products: readonly string[]): Promise<void> {
  const ids = products.slice(0, watched)
  const [[known], stock] = await read(
    ctx,
    sql`SELECT 1 FROM product_supply WHERE organisation_id = ${ctx.organisationId} AND reorder_point > 0 LIMIT 1`,
    sql<{ productId: string; coming: number }>`SELECT s.product_id, (sum(s.on_hand - s.reserved - s.picked - s.blocked)
        + (SELECT coalesce(sum(r.quantity - r.received - r.closed), 0) FROM planned_receipt_line r
          WHERE r.organisation_id = ${ctx.organisationId} AND r.product_id = s.product_id AND r.quantity > r.received + r.closed)
        + (SELECT coalesce(sum(t.quantity - t.received - t.lost), 0) FROM transfer_line t
          WHERE t.organisation_id = ${ctx.organisationId} AND t.product_id = s.product_id AND t.quantity > t.received + t.lost))::int AS coming
      FROM stock_level s WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = ANY(${ids}::uuid[]) GROUP BY s.product_id ORDER BY 2, array_position(${ids}::uuid[], s.product_id)`,
  )
  if (known) return
  for (const [place, { productId, coming }] of stock.entries()) {
    const { supplierId, unitCost } = await productSupply(ctx, { productId })
    const above = dozen * (Math.floor(Math.max(0, coming) / dozen) + 2)
    const reorderPoint = place < 2 ? Math.max(usual, above) : usual
    await setSupply(ctx, { productId, supplierId, unitCost, multiple: dozen, reorderPoint })
  }
}
