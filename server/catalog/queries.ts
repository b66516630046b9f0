import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { query, type Statement, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import type { Measure } from '@/server/platform/money/quantity'
import type { Described, Pack, ProductKind, ReturnableArticle, SoldIn, Tracking } from './rules'
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
  categoryName: string | null
  /** The hash of its picture. */
  picture: string | null
  archivedAt: Date | null
  /** In all warehouses; null for products without stock. */
  onHand: number | null
  available: number | null
  backordered: number | null
}

/** Products by name or SKU with their stock. */
export async function listProducts(ctx: Ctx, input: ProductListInput): Promise<Page<ProductRow>> {
  const { text, kind, categoryId, archived, sort, ...asked } = productListInput.parse(input)
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
    .leftJoin('productCategory as g', (join) =>
      join.onRef('g.organisationId', '=', 'p.organisationId').onRef('g.id', '=', 'p.categoryId'),
    )
    .select(raw<string | null>`picture_of(p.organisation_id, p.id)`.as('picture'))
    .select(['g.name as categoryName', 't.name as taxName', 'stock.onHand', 'stock.available', 'stock.backordered'])
    .where('p.organisationId', '=', ctx.organisationId)
    .where('p.archivedAt', archived ? 'is not' : 'is', null)
    .where('p.freeText', '=', false)
  if (categoryId) list = list.where('p.categoryId', '=', categoryId)
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

/** A product as another one's page names it. */
export interface NamedProduct {
  id: string
  sku: string
  name: string
}

export interface ProductRecord extends Omit<ProductRow, 'onHand' | 'available' | 'backordered'>, SoldIn, Described {
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
  /** The packaging that it goes out in and that is to come back. */
  returnables: ReturnableArticle[]
  /** Sold in its place once it is archived, and those in whose place it is. */
  successor: NamedProduct | null
  predecessors: NamedProduct[]
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
    >`SELECT p.id, p.xmin::text AS version, p.sku, p.gtin, p.name, p.kind, p.unit, p.places, p.tracking, trim_scale(p.unit_price) AS unit_price, p.price_quantity, trim_scale(p.floor_price) AS floor_price, p.refuses_short, p.min_quantity, p.multiple, p.weight_grams, packs_of(p.organisation_id, p.id) AS packs, returnables_of(p.organisation_id, p.id) AS returnables,
        p.archived_at, p.created_at, p.category_id, g.name AS category_name, p.description, p.length_mm, p.width_mm, p.height_mm, p.origin_country, p.tariff_code, p.successor_id,
        (SELECT jsonb_build_object('id', n.id, 'sku', n.sku, 'name', n.name) FROM product n WHERE n.organisation_id = p.organisation_id AND n.id = p.successor_id) AS successor,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'sku', o.sku, 'name', o.name) ORDER BY o.sku) FROM product o WHERE o.organisation_id = p.organisation_id AND o.successor_id = p.id), '[]') AS predecessors,
        picture_of(p.organisation_id, p.id) AS picture,
        p.tax_category_id, t.name AS tax_name, trim_scale(t.rate) AS tax_rate
      FROM product p JOIN tax_category t ON t.organisation_id = p.organisation_id AND t.id = p.tax_category_id
      LEFT JOIN product_category g ON g.organisation_id = p.organisation_id AND g.id = p.category_id
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
