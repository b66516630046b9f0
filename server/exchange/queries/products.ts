import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { withoutApostrophe } from '../rules/cells'
import type { Pass, SaidRow } from '../rules/decided'
import type { KnownProduct, KnownTax, ProductSurroundings } from '../rules/product-cells'

/** Products as they are now, by id. */
export function productsById(ctx: Ctx, ids: readonly string[]): Statement<KnownProduct> {
  return sql`SELECT id, sku, gtin, name, kind, tax_category_id, trim_scale(unit_price)::text AS unit_price, (price_quantity / 10 ^ places)::int AS price_quantity, trim_scale(floor_price)::text AS floor_price,
      weight_grams, unit, places, archived_at IS NOT NULL AS archived
    FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`
}

/** Everything that deciding about rows of products needs; the products themselves are locked while the import runs. */
export async function productSurroundings(
  ctx: Ctx,
  reader: Reader,
  rows: readonly SaidRow[],
  { runs }: Pass,
): Promise<ProductSurroundings> {
  const skus = rows.flatMap(({ cells }) => (cells.sku ? [withoutApostrophe(cells.sku)] : []))
  const asked = [...new Set(skus.flatMap((sku) => [sku, sku.toUpperCase(), sku.toLowerCase()]))]
  const gtins = rows.flatMap(({ cells }) => (cells.gtin ? [cells.gtin.replace(/[\s'-]/g, '')] : []))
  if (runs)
    await reader(
      sql`SELECT 1 FROM product WHERE organisation_id = ${ctx.organisationId} AND sku = ANY(${asked}::text[]) ORDER BY id FOR NO KEY UPDATE`,
    )
  const [known, taken, taxes] = await reader(
    sql<KnownProduct>`SELECT id, sku, gtin, name, kind, tax_category_id, trim_scale(unit_price)::text AS unit_price, (price_quantity / 10 ^ places)::int AS price_quantity, trim_scale(floor_price)::text AS floor_price,
        weight_grams, unit, places, archived_at IS NOT NULL AS archived
      FROM product WHERE organisation_id = ${ctx.organisationId} AND sku = ANY(${asked}::text[])`,
    sql<{
      id: string
      gtin: string
    }>`SELECT id, gtin FROM product WHERE organisation_id = ${ctx.organisationId} AND gtin = ANY(${gtins}::text[]) AND archived_at IS NULL`,
    sql<KnownTax>`SELECT id, name, code, trim_scale(rate)::text AS rate, is_default FROM tax_category
      WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL ORDER BY is_default DESC, code`,
  )
  return { known, gtins: new Map(taken.map((one) => [one.gtin, one.id])), taxes }
}
