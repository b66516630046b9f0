import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import type { Measure } from '@/server/platform/money/quantity'
import type { Audience } from '../rules/prices'
import { type EntriesInput, entriesInput } from '../schema'

export interface EntryRow extends Measure {
  id: string
  productId: string
  sku: string
  name: string
  fromQuantity: number
  /** Decimal text, for `priceQuantity` units; null where it is so much off the product's own price. */
  unitPrice: string | null
  priceQuantity: number | null
  percentOff: string | null
  /** The product's own. */
  ownPrice: string
  ownPriceQuantity: number
}

/** The entries of a list by SKU; those of one product by their break, as far as they stand on one page. */
export async function priceEntries(ctx: Ctx, input: EntriesInput): Promise<Page<EntryRow>> {
  const { q, priceListId, ...asked } = entriesInput.parse(input)
  let list = tables
    .selectFrom('priceEntry as e')
    .innerJoin('product as p', (join) =>
      join.onRef('p.organisationId', '=', 'e.organisationId').onRef('p.id', '=', 'e.productId'),
    )
    .select(['e.id', 'e.productId', 'p.sku', 'p.name', 'e.fromQuantity', 'e.priceQuantity'])
    .select([
      raw<string | null>`trim_scale(e.unit_price)`.as('unitPrice'),
      raw<string | null>`trim_scale(e.percent_off)`.as('percentOff'),
      raw<string>`trim_scale(p.unit_price)`.as('ownPrice'),
    ])
    .select(['p.priceQuantity as ownPriceQuantity', 'p.unit', 'p.places'])
    .where('e.organisationId', '=', ctx.organisationId)
    .where('e.priceListId', '=', priceListId)
  if (q) list = list.where('e.productId', 'in', raw<string>`(SELECT id FROM search_products(${q}, 200))`)
  const [rows] = await read(ctx, query(byKey(list, { value: 'p.sku', type: 'text', id: 'e.id' }, asked)))
  const page = pageOf(rows as EntryRow[], asked, (row) => cursorOf(row.sku, row.id))
  return { ...page, rows: byBreak(page.rows) }
}

const byBreak = (rows: readonly EntryRow[]) =>
  rows.toSorted((a, b) => (a.sku === b.sku ? a.fromQuantity - b.fromQuantity : a.sku < b.sku ? -1 : 1))

export interface PriceOfProduct extends Omit<EntryRow, 'sku' | 'name' | 'productId' | 'ownPrice' | 'ownPriceQuantity'> {
  listId: string
  listName: string
  audience: Audience
  /** Whether the price contains tax, which that of a seller who is not registered never does. */
  containsTax: boolean
  /** The customer or the group; null: everybody. */
  forName: string | null
  validFrom: string
  validTo: string | null
}

/** The page of a product shows at most this many; its lists have all. */
const toldOfProduct = 100

/** The prices of a product on lists that hold now or later: lists for all first, then by list and break. */
export async function pricesOfProduct(ctx: Ctx, { productId }: { productId: string }): Promise<PriceOfProduct[]> {
  const [rows] = await read(
    ctx,
    sql<PriceOfProduct>`SELECT e.id, e.from_quantity, trim_scale(e.unit_price) AS unit_price, e.price_quantity, trim_scale(e.percent_off) AS percent_off,
        p.unit, p.places, l.id AS list_id, l.name AS list_name, l.audience, l.with_tax AND o.tax_registered IS NOT FALSE AS contains_tax, coalesce(c.name, g.name) AS for_name, l.valid_from, l.valid_to
      FROM price_entry e JOIN product p ON p.organisation_id = e.organisation_id AND p.id = e.product_id JOIN price_list l ON l.organisation_id = e.organisation_id AND l.id = e.price_list_id AND l.archived_at IS NULL
      JOIN organisation o ON o.id = l.organisation_id LEFT JOIN customer c ON c.organisation_id = l.organisation_id AND c.id = l.customer_id
      LEFT JOIN customer_group g ON g.organisation_id = l.organisation_id AND g.id = l.group_id
      WHERE e.organisation_id = ${ctx.organisationId} AND e.product_id = ${productId} AND (l.valid_to IS NULL OR l.valid_to >= ${ctx.today}::date)
      ORDER BY l.audience <> 'ALL', l.name, l.id, e.from_quantity LIMIT ${toldOfProduct}`,
  )
  return rows
}

export interface ReasonRow {
  id: string
  name: string
  archivedAt: Date | null
}

/** Every reason for a discount, those in use first. */
export async function discountReasons(ctx: Ctx): Promise<ReasonRow[]> {
  const [rows] = await read(
    ctx,
    sql<ReasonRow>`SELECT id, name, archived_at FROM discount_reason WHERE organisation_id = ${ctx.organisationId}
      ORDER BY archived_at IS NOT NULL, name`,
  )
  return rows
}
