import { gtin14 } from '@/server/catalog/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type Cells, withoutApostrophe } from '../rules/cells'
import type { Pass, SaidRow } from '../rules/decided'
import type { KnownCategory, KnownProduct, KnownSuccessor, KnownTax, ProductSurroundings } from '../rules/product-known'
import type { KnownPackaging } from '../rules/product-returnables'

/** Products as a file can say them, of a list of ids. */
function productsOf(ids: Statement<{ id: string }>): Statement<KnownProduct> {
  return {
    text: `SELECT p.id, p.sku, p.gtin, p.name, p.kind, p.tax_category_id, trim_scale(p.unit_price)::text AS unit_price, (p.price_quantity / 10 ^ p.places)::int AS price_quantity,
        trim_scale(p.floor_price)::text AS floor_price, p.weight_grams, p.unit, p.places, p.tracking, p.refuses_short, p.min_quantity, p.multiple,
        p.category_id, (SELECT g.name FROM product_category g WHERE g.organisation_id = p.organisation_id AND g.id = p.category_id) AS category_name,
        p.description, p.length_mm, p.width_mm, p.height_mm, p.origin_country, p.tariff_code,
        p.successor_id, (SELECT n.sku FROM product n WHERE n.organisation_id = p.organisation_id AND n.id = p.successor_id) AS successor_sku,
        packs_of(p.organisation_id, p.id) AS packs, returnables_of(p.organisation_id, p.id) AS returnables,
        (SELECT trim_scale(y.unit_cost)::text FROM product_supply y WHERE y.organisation_id = p.organisation_id AND y.product_id = p.id) AS unit_cost, p.archived_at IS NOT NULL AS archived
      FROM product p WHERE p.organisation_id = $1 AND p.id IN (${ids.text})`,
    values: ids.values,
  }
}

/** Products as they are now, by id. */
export const productsById = (ctx: Ctx, ids: readonly string[]): Statement<KnownProduct> =>
  productsOf({ text: 'SELECT unnest($2::uuid[])', values: [ctx.organisationId, ids] })

const said = (rows: readonly SaidRow[], of: (cells: Cells) => string | undefined): string[] => [
  ...new Set(rows.flatMap(({ cells }) => of(cells) ?? []).map(withoutApostrophe)),
]

/** A SKU as it is written, and in small and in capital letters. */
const alike = (skus: readonly string[]): string[] => [
  ...new Set(skus.flatMap((sku) => [sku, sku.toUpperCase(), sku.toLowerCase()])),
]

/** Every barcode that rows say, of products and of packs. */
const gtinsIn = (rows: readonly SaidRow[]): string[] =>
  rows.flatMap(({ cells: { gtin, innerGtin, caseGtin, palletGtin, otherPacks } }) => [
    ...[gtin, innerGtin, caseGtin, palletGtin].flatMap((code) => (code ? [gtin14(code.replace(/[\s'-]/g, ''))] : [])),
    ...(otherPacks?.match(/\d{8,14}/g) ?? []).map(gtin14),
  ])

/** The products that rows name as successors, with all that follow them. */
const successorsOf = (ctx: Ctx, skus: readonly string[]): Statement<KnownSuccessor> =>
  sql`WITH RECURSIVE line AS (
      SELECT p.id, p.sku, p.successor_id FROM product p WHERE p.organisation_id = ${ctx.organisationId} AND p.sku = ANY(${alike(skus)}::text[]) AND NOT p.free_text
      UNION SELECT p.id, p.sku, p.successor_id FROM line l JOIN product p ON p.organisation_id = ${ctx.organisationId} AND p.id = l.successor_id)
    SELECT l.id, l.sku, (SELECT n.sku FROM product n WHERE n.organisation_id = ${ctx.organisationId} AND n.id = l.successor_id) AS successor_sku FROM line l`

/** SKUs that other rows of the file give to new products, before they are written. */
const comingOf = (ctx: Ctx, importId: string, skus: readonly string[]): Statement<{ key: string }> =>
  sql`SELECT key FROM import_row WHERE organisation_id = ${ctx.organisationId} AND import_id = ${importId}::uuid AND key = ANY(${skus.map((sku) => `s:${sku}`)}::text[]) AND outcome <> 'WRONG'`

/** What these rows themselves give, with the successors that they say. */
function toCome(rows: readonly SaidRow[], coming: readonly { key: string }[]): Map<string, string | null> {
  const given = new Map<string, string | null>(coming.map(({ key }) => [key.slice(2).toLowerCase(), null]))
  for (const { cells } of rows)
    if (cells.sku)
      given.set(withoutApostrophe(cells.sku).toLowerCase(), cells.successor ? withoutApostrophe(cells.successor) : null)
  return given
}

/** Everything that deciding about rows of products needs; the products themselves are locked while the import runs. */
export async function productSurroundings(
  ctx: Ctx,
  reader: Reader,
  rows: readonly SaidRow[],
  { id: importId, runs }: Pass,
): Promise<ProductSurroundings> {
  const asked = alike(said(rows, ({ sku }) => sku))
  const following = said(rows, ({ successor }) => successor)
  const lock = sql`SELECT 1 FROM product WHERE organisation_id = ${ctx.organisationId} AND sku = ANY(${asked}::text[]) ORDER BY id FOR NO KEY UPDATE`
  // Successors are set one after the other, so that two of them at once make no circle.
  const alone = sql`SELECT pg_advisory_xact_lock(hashtext('successor'), hashtext(${ctx.organisationId}::text))`
  if (runs) await reader(...(following.length > 0 ? [alone, lock] : [lock]))
  const [known, taken, taxes, categories, successors, coming, packaging] = await reader(
    productsOf({
      text: 'SELECT id FROM product WHERE organisation_id = $1 AND sku = ANY($2::text[]) AND NOT free_text',
      values: [ctx.organisationId, asked],
    }),
    sql<{
      productId: string
      gtin: string
    }>`SELECT product_id, gtin FROM barcode WHERE organisation_id = ${ctx.organisationId} AND gtin = ANY(${gtinsIn(rows)}::text[])`,
    sql<KnownTax>`SELECT id, name, code, trim_scale(rate)::text AS rate, is_default FROM tax_category
      WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL ORDER BY is_default DESC, code`,
    sql<KnownCategory>`SELECT id, name, archived_at IS NOT NULL AS archived FROM product_category
      WHERE organisation_id = ${ctx.organisationId} AND lower(name) = ANY(${said(rows, ({ category }) => category?.toLowerCase())}::text[])`,
    successorsOf(ctx, following),
    comingOf(ctx, importId, following),
    sql<KnownPackaging>`SELECT id, sku FROM product WHERE organisation_id = ${ctx.organisationId} AND kind = 'RETURNABLE' AND archived_at IS NULL ORDER BY sku LIMIT 1000`,
  )
  return {
    known,
    gtins: new Map(taken.map((one) => [one.gtin, one.productId])),
    taxes,
    packaging,
    categories,
    successors,
    toCome: toCome(rows, runs ? [] : coming),
  }
}
