import type { Ctx } from '@/server/platform/context/ctx'
import { expectRows, insert, json, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { type Measure, pieces, smallestOf } from '@/server/platform/money/quantity'
import type { Described, Pack, ProductKind, SoldIn, Tracking } from '../rules'
import { type PackedIn, writeReturnables } from './returnables'

/** The facts of a product as they are stored. */
export interface ProductFacts {
  gtin: string | null
  name: string
  taxCategoryId: string
  unitPrice: string
  /** In its own units; stored in smallest units. */
  priceQuantity: number
  floorPrice: string | null
  weightGrams: number
}

/** Without a unit, a product is sold in whole pieces. */
export type NewProduct = ProductFacts &
  Partial<Measure & SoldIn & Described> & {
    id: string
    sku: string
    kind: ProductKind
    refusesShort?: boolean
    tracking?: Tracking
    /** Of one that comes in out of use. */
    archivedAt?: Date | null
    packs?: readonly Pack[] | undefined
    returnables?: readonly PackedIn[] | undefined
  }

/**
 * Takes the barcodes of products and of their packs, as they are written now, and gives back the others; an archived product has none.
 * The key refuses one that another product has.
 */
export function takeBarcodes(ctx: Ctx, ids: readonly string[]): Statement<never>[] {
  return [
    sql`DELETE FROM barcode WHERE organisation_id = ${ctx.organisationId} AND product_id = ANY(${ids}::uuid[])`,
    sql`INSERT INTO barcode (organisation_id, gtin, product_id, pack)
      SELECT p.organisation_id, lpad(c.gtin, 14, '0'), p.id, c.pack FROM product p
        CROSS JOIN LATERAL (SELECT p.gtin, NULL AS pack UNION ALL SELECT k.gtin, k.unit FROM product_pack k
          WHERE k.organisation_id = p.organisation_id AND k.product_id = p.id) AS c
      WHERE p.organisation_id = ${ctx.organisationId} AND p.id = ANY(${ids}::uuid[]) AND p.archived_at IS NULL AND c.gtin IS NOT NULL`,
  ]
}

/** Writes the packs of products instead of those that they have. */
export function writePacks(
  ctx: Ctx,
  products: readonly { id: string; packs?: readonly Pack[] | undefined }[],
): Statement<never>[] {
  const given = products.flatMap(({ id, packs }) => (packs ? [{ id, packs }] : []))
  if (given.length === 0) return []
  return [
    sql`DELETE FROM product_pack WHERE organisation_id = ${ctx.organisationId} AND product_id = ANY(${given.map(({ id }) => id)}::uuid[])`,
    insert(
      ctx,
      'productPack',
      given.flatMap(({ id, packs }) => packs.map((pack) => ({ productId: id, ...pack }))),
    ),
  ]
}

/**
 * Writes the stock rows of new goods, one per warehouse with its first bin as home. Without them nothing can be
 * promised.
 */
function stockRows(ctx: Ctx, productIds: readonly string[]): Statement<never> {
  return sql`INSERT INTO stock_level (organisation_id, warehouse_id, product_id, home_bin_id)
    SELECT w.organisation_id, w.id, p.id,
      (SELECT b.id FROM bin b WHERE b.organisation_id = w.organisation_id AND b.warehouse_id = w.id AND b.archived_at IS NULL AND b.id IS DISTINCT FROM w.receiving_bin_id ORDER BY b.walk_order, b.code LIMIT 1)
    FROM warehouse w CROSS JOIN unnest(${productIds}::uuid[]) AS p (id) WHERE w.organisation_id = ${ctx.organisationId}`
}

/** Takes the barcodes of new products: of those that have one. */
function barcodesOf(ctx: Ctx, products: readonly NewProduct[]): Statement<never>[] {
  const coded = products.filter(({ gtin, packs }) => gtin !== null || packs?.some((pack) => pack.gtin !== null))
  return coded.length > 0
    ? takeBarcodes(
        ctx,
        coded.map(({ id }) => id),
      )
    : []
}

/** Writes new products, those that are goods with their stock rows although inventory stands above, and records that they were created. */
export function newProducts(ctx: Ctx, products: readonly NewProduct[]): Statement<never>[] {
  if (products.length === 0) return []
  const goods = products.filter(({ kind }) => kind === 'GOODS').map(({ id }) => id)
  const archived = products.filter(({ archivedAt }) => archivedAt)
  return [
    insert(
      ctx,
      'product',
      products.map(({ packs: _packs, returnables: _returnables, ...one }) => ({
        ...pieces,
        ...one,
        priceQuantity: one.priceQuantity * smallestOf({ ...pieces, ...one }),
        createdAt: ctx.now,
      })),
    ),
    ...writePacks(ctx, products),
    ...writeReturnables(ctx, products),
    ...barcodesOf(ctx, products),
    ...(goods.length > 0 ? [stockRows(ctx, goods)] : []),
    recordEvents(
      ctx,
      products.map(({ id }) => ({
        name: 'catalog/product.created' as const,
        objects: [['product', id]] as const,
      })),
    ),
    ...(archived.length > 0
      ? [
          recordEvents(
            ctx,
            archived.map(({ id }) => ({
              name: 'catalog/product.archived' as const,
              objects: [['product', id]] as const,
            })),
          ),
        ]
      : []),
  ]
}

/** All that can be changed of a product but how it is measured and kept. */
export type ChangedFacts = ProductFacts &
  SoldIn &
  Described & { refusesShort: boolean; packs?: readonly Pack[]; returnables?: readonly PackedIn[] }

/** Changes products whose rows are locked, in one statement, and records each with its price before. Packs that are left out stay. */
export function changeProducts(
  ctx: Ctx,
  products: readonly (ChangedFacts & { id: string; priceBefore: string })[],
): Statement<never>[] {
  if (products.length === 0) return []
  return [
    expectRows(
      products.length,
      sql`UPDATE product p SET gtin = d.gtin, name = d.name, tax_category_id = d."taxCategoryId", unit_price = d."unitPrice", price_quantity = d."priceQuantity" * (10 ^ p.places)::int,
        floor_price = d."floorPrice", weight_grams = d."weightGrams", refuses_short = d."refusesShort", min_quantity = d."minQuantity", multiple = d.multiple,
        category_id = d."categoryId", description = d.description, length_mm = d."lengthMm", width_mm = d."widthMm", height_mm = d."heightMm",
        origin_country = d."originCountry", tariff_code = d."tariffCode", successor_id = d."successorId"
      FROM jsonb_to_recordset(${json(products)}) AS d(id uuid, gtin text, name text, "taxCategoryId" uuid, "unitPrice" numeric, "priceQuantity" int, "floorPrice" numeric, "weightGrams" int,
        "refusesShort" boolean, "minQuantity" int, multiple int, "categoryId" uuid, description text, "lengthMm" int, "widthMm" int, "heightMm" int, "originCountry" text, "tariffCode" text, "successorId" uuid)
      WHERE p.organisation_id = ${ctx.organisationId} AND p.id = d.id`,
    ),
    ...writePacks(ctx, products),
    ...writeReturnables(ctx, products),
    ...takeBarcodes(
      ctx,
      products.map(({ id }) => id),
    ),
    recordEvents(
      ctx,
      products.map(({ id, unitPrice, priceBefore, priceQuantity }) => ({
        name: 'catalog/product.changed' as const,
        objects: [['product', id]] as const,
        payload: { unitPrice, before: priceBefore, priceQuantity },
      })),
    ),
  ]
}
