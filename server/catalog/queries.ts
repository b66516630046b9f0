import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { query, type Statement, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import type { Measure } from '@/server/platform/money/quantity'
import { gtin14, isGtin, type Pack, type ProductKind, type SoldIn, type Tracking } from './rules'
import { type ProductListInput, productListInput } from './schema'

export interface ProductRow extends Measure {
  id: string
  sku: string
  gtin: string | null
  name: string
  kind: ProductKind
  /** Decimal text in the organisation's currency, for `priceQuantity` smallest units. */
  unitPrice: string
  priceQuantity: number
  taxName: string
  archivedAt: Date | null
  /** In all warehouses; null for products without stock. */
  onHand: number | null
  available: number | null
  backordered: number | null
}

/** Products by name or SKU with their stock. */
export async function listProducts(ctx: Ctx, input: ProductListInput): Promise<Page<ProductRow>> {
  const { text, kind, archived, sort, ...asked } = productListInput.parse(input)
  const bySku = sort.endsWith('sku')
  let list = tables
    .selectFrom('product as p')
    .innerJoin('taxCategory as t', (join) =>
      join.onRef('t.organisationId', '=', 'p.organisationId').onRef('t.id', '=', 'p.taxCategoryId'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('stockLevel as s')
          .whereRef('s.organisationId', '=', 'p.organisationId')
          .whereRef('s.productId', '=', 'p.id')
          .select([
            raw<number | null>`sum(s.on_hand)::int`.as('onHand'),
            raw<number | null>`sum(s.on_hand - s.reserved - s.picked - s.blocked)::int`.as('available'),
            raw<
              number | null
            >`sum(CASE WHEN s.backordered = 0 THEN 0 ELSE s.backordered - (SELECT coalesce(sum(l.backordered), 0) FROM order_line l JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id AND o.stage = 'CREDIT'
        WHERE l.organisation_id = s.organisation_id AND l.warehouse_id = s.warehouse_id AND l.product_id = s.product_id AND l.backordered > 0) END)::int`.as(
              'backordered',
            ),
          ])
          .as('stock'),
      (join) => join.onTrue(),
    )
    .select([
      'p.id',
      'p.sku',
      'p.gtin',
      'p.name',
      'p.kind',
      'p.unit',
      'p.places',
      'p.unitPrice',
      'p.priceQuantity',
      'p.archivedAt',
    ])
    .select(['t.name as taxName', 'stock.onHand', 'stock.available', 'stock.backordered'])
    .where('p.organisationId', '=', ctx.organisationId)
    .where('p.archivedAt', archived ? 'is not' : 'is', null)
    .where('p.freeText', '=', false)
  if (kind) list = list.where('p.kind', '=', kind)
  if (text) list = list.where('p.id', 'in', raw<string>`(SELECT id FROM search_products(${text}, 200))`)
  const key = { value: bySku ? 'p.sku' : 'p.name', type: 'text', id: 'p.id', descending: sort.startsWith('-') } as const
  const [rows] = await read(ctx, query(byKey(list, key, asked)))
  return pageOf(rows as ProductRow[], asked, (row) => cursorOf(bySku ? row.sku : row.name, row.id))
}

/** How products are measured, and whether they are kept by lot, for a verb. */
export const measuresOf = (
  ctx: Ctx,
  ids: readonly string[],
): Statement<{ id: string; sku: string; tracking: Tracking } & Measure> =>
  sql`SELECT id, sku, tracking, unit, places FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`

export interface FoundProduct extends Measure {
  id: string
  sku: string
  name: string
  /** Free now in the warehouse that serves orders; null for products without stock. */
  available: number | null
  packs: Pack[]
  /** The pack whose barcode the words are. */
  pack: string | null
}

/** The first few active products that match, for a chooser: the one with this code, then what begins with the words, then the rest. */
export async function searchProducts(ctx: Ctx, { text }: { text: string }): Promise<FoundProduct[]> {
  const gtin = isGtin(text) ? gtin14(text) : null
  const [rows] = await read(
    ctx,
    text
      ? sql<FoundProduct>`SELECT p.id, p.sku, p.name, p.unit, p.places, s.available, packs_of(p.organisation_id, p.id) AS packs,
            (SELECT b.pack FROM barcode b WHERE b.organisation_id = p.organisation_id AND b.product_id = p.id AND b.gtin = ${gtin}) AS pack FROM search_products(${text}, 100) WITH ORDINALITY AS f (id, place)
          JOIN product p ON p.organisation_id = ${ctx.organisationId} AND p.id = f.id AND p.archived_at IS NULL
          LEFT JOIN LATERAL (SELECT s.on_hand - s.reserved - s.picked - s.blocked AS available FROM stock_level s
            JOIN warehouse w ON w.organisation_id = s.organisation_id AND w.id = s.warehouse_id AND w.is_default
            WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = p.id) AS s ON true ORDER BY f.place LIMIT 12`
      : sql<FoundProduct>`SELECT p.id, p.sku, p.name, p.unit, p.places, s.available, packs_of(p.organisation_id, p.id) AS packs, NULL AS pack FROM product p
          LEFT JOIN LATERAL (SELECT s.on_hand - s.reserved - s.picked - s.blocked AS available FROM stock_level s
            JOIN warehouse w ON w.organisation_id = s.organisation_id AND w.id = s.warehouse_id AND w.is_default
            WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = p.id) AS s ON true
          WHERE p.organisation_id = ${ctx.organisationId} AND p.archived_at IS NULL ORDER BY p.name, p.id LIMIT 12`,
  )
  return rows
}

export interface ProductRecord extends Omit<ProductRow, 'onHand' | 'available' | 'backordered'>, SoldIn {
  version: string
  /** Whether its stock is kept by lot, or piece by piece. */
  tracking: Tracking
  /** For as many units as the price; null: none. */
  floorPrice: string | null
  /** An order of more than can be promised is refused. */
  refusesShort: boolean
  taxCategoryId: string
  taxRate: string
  weightGrams: number
  /** The smallest first. */
  packs: Pack[]
  createdAt: Date
  levels: {
    warehouseId: string
    warehouseName: string
    homeBin: string | null
    onHand: number
    reserved: number
    picked: number
    blocked: number
    backordered: number
  }[]
}

/** One product with its promise rows, warehouse by warehouse. */
export async function productRecord(ctx: Ctx, id: string): Promise<ProductRecord> {
  const [[product], levels] = await read(
    ctx,
    sql<
      Omit<ProductRecord, 'levels'>
    >`SELECT p.id, p.xmin::text AS version, p.sku, p.gtin, p.name, p.kind, p.unit, p.places, p.tracking, trim_scale(p.unit_price) AS unit_price, p.price_quantity, trim_scale(p.floor_price) AS floor_price, p.refuses_short, p.min_quantity, p.multiple, p.weight_grams, packs_of(p.organisation_id, p.id) AS packs,
        p.archived_at, p.created_at, p.tax_category_id, t.name AS tax_name, trim_scale(t.rate) AS tax_rate
      FROM product p JOIN tax_category t ON t.organisation_id = p.organisation_id AND t.id = p.tax_category_id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.id = ${id}`,
    sql<
      ProductRecord['levels'][number]
    >`SELECT s.warehouse_id, w.name AS warehouse_name, b.code AS home_bin, s.on_hand, s.reserved, s.picked, s.blocked, (s.backordered - (SELECT coalesce(sum(l.backordered), 0) FROM order_line l JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id AND o.stage = 'CREDIT'
        WHERE l.organisation_id = s.organisation_id AND l.warehouse_id = s.warehouse_id AND l.product_id = s.product_id AND l.backordered > 0))::int AS backordered
      FROM stock_level s JOIN warehouse w ON w.organisation_id = s.organisation_id AND w.id = s.warehouse_id
      LEFT JOIN bin b ON b.organisation_id = s.organisation_id AND b.id = s.home_bin_id
      WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = ${id} ORDER BY w.is_default DESC, w.code`,
  )
  return product ? { ...product, levels } : notFound('product')
}

export interface AskedProduct extends Measure {
  /** The words of the query that found it. */
  code: string
  id: string
  sku: string
  name: string
  packs: Pack[]
  /** The pack whose barcode the words are. */
  pack: string | null
}

type CodedRow = Omit<AskedProduct, 'code'> & { gtin: string | null }

/**
 * The products in use that are meant by SKU, GTIN or name, each with the words that it was asked by; a GTIN may be that of a pack.
 * Capitals do not matter; words that are no code mean every product whose name holds them, a few of them at most.
 */
export async function productsByCode(ctx: Ctx, { codes }: { codes: readonly string[] }): Promise<AskedProduct[]> {
  const asked = [...new Set(codes.flatMap((code) => [code, code.toUpperCase()]))]
  const gtins = codes.filter(isGtin).map(gtin14)
  const [rows, scanned] = await read(
    ctx,
    sql<CodedRow>`SELECT p.id, p.sku, p.name, p.unit, p.places, packs_of(p.organisation_id, p.id) AS packs, NULL AS pack, NULL AS gtin FROM product p
      WHERE p.organisation_id = ${ctx.organisationId} AND p.archived_at IS NULL AND p.sku = ANY(${asked}::text[])`,
    sql<CodedRow>`SELECT p.id, p.sku, p.name, p.unit, p.places, packs_of(p.organisation_id, p.id) AS packs, b.pack, b.gtin FROM barcode b
      JOIN product p ON p.organisation_id = b.organisation_id AND p.id = b.product_id
      WHERE b.organisation_id = ${ctx.organisationId} AND b.gtin = ANY(${gtins}::text[])`,
  )
  const bySku = new Map(rows.map((row) => [row.sku, row]))
  const byGtin = new Map(scanned.map((row) => [row.gtin, row]))
  const coded = codes.flatMap((code) => {
    const row =
      bySku.get(code) ?? bySku.get(code.toUpperCase()) ?? (isGtin(code) ? byGtin.get(gtin14(code)) : undefined)
    if (!row) return []
    const { gtin: _gtin, ...product } = row
    return [{ code, ...product }]
  })
  const known = new Set(coded.map(({ code }) => code))
  return [
    ...coded,
    ...(await productsByName(
      ctx,
      [...new Set(codes)].filter((code) => !known.has(code)),
    )),
  ]
}

/** Words below this length occur in too many names to mean one product. */
const shortestName = 4

async function productsByName(ctx: Ctx, names: readonly string[]): Promise<AskedProduct[]> {
  const asked = names.filter((name) => name.length >= shortestName && /\p{L}/u.test(name))
  if (asked.length === 0) return []
  const [rows] = await read(
    ctx,
    sql<AskedProduct>`SELECT asked.code, p.id, p.sku, p.name, p.unit, p.places, packs_of(p.organisation_id, p.id) AS packs, NULL AS pack FROM unnest(${asked}::text[]) AS asked (code)
      CROSS JOIN LATERAL search_products(asked.code, 6) AS s
      JOIN product p ON p.organisation_id = ${ctx.organisationId} AND p.id = s.id AND p.archived_at IS NULL`,
  )
  // A whole name means that product, even when other names begin with it.
  const whole = new Map(rows.flatMap((row) => (same(row.name, row.code) ? [[row.code, row] as const] : [])))
  // The search looks into codes too, but the beginning of a SKU is a mistyped SKU and means no product.
  return rows.filter((row) => holds(row.name, row.code) && (whole.get(row.code) ?? row) === row)
}

const holds = (name: string, said: string) => name.toLowerCase().includes(said.toLowerCase())
const same = (name: string, said: string) => name.toLowerCase() === said.toLowerCase()

export interface TaxCategoryRow {
  id: string
  code: string
  name: string
  /** Percent. */
  rate: string
  isDefault: boolean
  archivedAt: Date | null
}

/** All tax categories, those in use first. */
export async function listTaxCategories(ctx: Ctx): Promise<TaxCategoryRow[]> {
  const [rows] = await read(
    ctx,
    sql<TaxCategoryRow>`SELECT id, code, name, trim_scale(rate) AS rate, is_default, archived_at FROM tax_category
      WHERE organisation_id = ${ctx.organisationId} ORDER BY archived_at IS NOT NULL, is_default DESC, rate DESC, code`,
  )
  return rows
}
