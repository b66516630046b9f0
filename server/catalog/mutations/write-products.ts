import type { Ctx } from '@/server/platform/context/ctx'
import { expectRows, insert, json, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { type Measure, pieces, smallestOf } from '@/server/platform/money/quantity'
import type { ProductKind, SoldIn } from '../rules'

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
  Partial<Measure & SoldIn> & { id: string; sku: string; kind: ProductKind; refusesShort?: boolean }

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

/** Writes new products, those that are goods with their stock rows although inventory stands above, and records that they were created. */
export function newProducts(ctx: Ctx, products: readonly NewProduct[]): Statement<never>[] {
  if (products.length === 0) return []
  const goods = products.filter(({ kind }) => kind === 'GOODS').map(({ id }) => id)
  return [
    insert(
      ctx,
      'product',
      products.map((one) => ({
        ...pieces,
        ...one,
        priceQuantity: one.priceQuantity * smallestOf({ ...pieces, ...one }),
        createdAt: ctx.now,
      })),
    ),
    ...(goods.length > 0 ? [stockRows(ctx, goods)] : []),
    recordEvents(
      ctx,
      products.map(({ id }) => ({
        name: 'catalog/product.created' as const,
        objects: [['product', id]] as const,
      })),
    ),
  ]
}

/** Changes products whose rows are locked, in one statement, and records each with its price before. */
export function changeProducts(
  ctx: Ctx,
  products: readonly (ProductFacts & { id: string; priceBefore: string })[],
): Statement<never>[] {
  if (products.length === 0) return []
  return [
    expectRows(
      products.length,
      sql`UPDATE product p SET gtin = d.gtin, name = d.name, tax_category_id = d."taxCategoryId", unit_price = d."unitPrice", price_quantity = d."priceQuantity" * (10 ^ p.places)::int,
        floor_price = d."floorPrice", weight_grams = d."weightGrams"
      FROM jsonb_to_recordset(${json(products)}) AS d(id uuid, gtin text, name text, "taxCategoryId" uuid, "unitPrice" numeric, "priceQuantity" int, "floorPrice" numeric, "weightGrams" int)
      WHERE p.organisation_id = ${ctx.organisationId} AND p.id = d.id`,
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
