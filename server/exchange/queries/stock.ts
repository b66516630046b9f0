import { lotsOf } from '@/server/inventory/queries/lots'
import { lotsByKey } from '@/server/inventory/rules/lots'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { withoutApostrophe } from '../rules/cells'
import type { Pass, SaidRow } from '../rules/decided'
import { placeKey, type StockedProduct, type StockSurroundings } from '../rules/stock-known'

/** Everything that deciding about rows of stock needs; the stock rows are locked while the import runs. */
export async function stockSurroundings(
  ctx: Ctx,
  reader: Reader,
  rows: readonly SaidRow[],
  { runs }: Pass,
): Promise<StockSurroundings> {
  const skus = rows.flatMap(({ cells }) => (cells.sku ? [withoutApostrophe(cells.sku)] : []))
  const asked = [...new Set(skus.flatMap((sku) => [sku, sku.toUpperCase(), sku.toLowerCase()]))]
  if (runs)
    await reader(
      sql`SELECT 1 FROM stock_level s WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id IN (
        SELECT id FROM product WHERE organisation_id = ${ctx.organisationId} AND sku = ANY(${asked}::text[])) ORDER BY s.product_id, s.warehouse_id FOR NO KEY UPDATE`,
    )
  const [products, warehouses, bins, content] = await reader(
    sql<StockedProduct>`SELECT p.id, p.sku, p.kind, p.archived_at IS NOT NULL AS archived, p.tracking, p.places, trim_scale(y.unit_cost)::text AS unit_cost,
        coalesce((SELECT jsonb_agg(jsonb_build_object('warehouseId', s.warehouse_id, 'homeBinId', s.home_bin_id, 'free', s.on_hand - s.reserved - s.picked - s.blocked))
          FROM stock_level s WHERE s.organisation_id = p.organisation_id AND s.product_id = p.id), '[]') AS levels
      FROM product p LEFT JOIN product_supply y ON y.organisation_id = p.organisation_id AND y.product_id = p.id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.sku = ANY(${asked}::text[])`,
    sql<
      StockSurroundings['warehouses'][number]
    >`SELECT id, code, name, is_default FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL`,
    sql<
      StockSurroundings['bins'][number]
    >`SELECT b.id, b.code, b.warehouse_id, b.archived_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_file f
        WHERE f.organisation_id = b.organisation_id AND f.state = 'UNDONE' AND f.made @> jsonb_build_array(jsonb_build_object('id', b.id))) AS archived
      FROM bin b WHERE b.organisation_id = ${ctx.organisationId}`,
    sql<{
      binId: string
      productId: string
      lot: string
      quantity: number
    }>`SELECT b.bin_id, b.product_id, b.lot, b.quantity FROM bin_stock b JOIN product p ON p.organisation_id = b.organisation_id AND p.id = b.product_id
      WHERE b.organisation_id = ${ctx.organisationId} AND b.quantity > 0 AND p.sku = ANY(${asked}::text[])`,
  )
  const numbers = rows.flatMap(({ cells }) => (cells.lot ? [withoutApostrophe(cells.lot).trim()] : []))
  const ids = products.map(({ id }) => id)
  const [lots] = numbers.length > 0 ? await reader(lotsOf(ctx, ids, numbers)) : [[]]
  return {
    lots: lotsByKey(lots),
    products,
    warehouses,
    bins,
    content: new Map(content.map((one) => [placeKey(one.binId, one.productId, one.lot), one.quantity])),
  }
}
