import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { query, type Statement, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import type { Audience, PriceCandidate } from '../rules'
import { type EntriesInput, entriesInput, type PriceListsInput, priceListsInput } from '../schema'

/** The entries that may price these products for a customer today: of lists for them, for their group or for all, in the organisation's currency. */
export function priceCandidates(
  ctx: Ctx,
  customerId: string,
  productIds: readonly string[],
): Statement<PriceCandidate> {
  return sql`SELECT e.product_id, l.id AS list_id, l.name AS list_name, l.audience, l.valid_from, l.valid_to, e.from_quantity,
      trim_scale(e.unit_price) AS unit_price, e.price_quantity, trim_scale(e.percent_off) AS percent_off
    FROM price_list l JOIN price_entry e ON e.organisation_id = l.organisation_id AND e.price_list_id = l.id AND e.product_id = ANY(${productIds}::uuid[])
    WHERE l.organisation_id = ${ctx.organisationId} AND (l.customer_id = ${customerId}::uuid OR l.audience = 'ALL'
        OR l.group_id = (SELECT c.group_id FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${customerId})) AND l.archived_at IS NULL
      AND l.currency = ${ctx.organisation.currency} AND l.valid_from <= ${ctx.today}::date AND (l.valid_to IS NULL OR l.valid_to >= ${ctx.today}::date)`
}

export interface PriceListRow {
  id: string
  name: string
  currency: string
  audience: Audience
  customerId: string | null
  customerName: string | null
  groupId: string | null
  groupName: string | null
  validFrom: string
  validTo: string | null
  archivedAt: Date | null
  entries: number
}

const listed = (ctx: Ctx) =>
  tables
    .selectFrom('priceList as l')
    .leftJoin('customer as c', (join) =>
      join.onRef('c.organisationId', '=', 'l.organisationId').onRef('c.id', '=', 'l.customerId'),
    )
    .leftJoin('customerGroup as g', (join) =>
      join.onRef('g.organisationId', '=', 'l.organisationId').onRef('g.id', '=', 'l.groupId'),
    )
    .select(['l.groupId', 'g.name as groupName'])
    .select(['l.id', 'l.name', 'l.currency', 'l.audience', 'l.customerId', 'c.name as customerName'])
    .select(['l.validFrom', 'l.validTo', 'l.archivedAt'])
    .select(
      raw<number>`(SELECT count(*)::int FROM price_entry e WHERE e.organisation_id = l.organisation_id AND e.price_list_id = l.id)`.as(
        'entries',
      ),
    )
    .where('l.organisationId', '=', ctx.organisationId)

/** Lists for a customer: their own, their group's, and those for all. */
const forCustomer = (ctx: Ctx, customerId: string) =>
  raw<boolean>`(l.customer_id = ${customerId} OR l.audience = 'ALL' OR l.group_id = (SELECT x.group_id FROM customer x WHERE x.organisation_id = ${ctx.organisationId} AND x.id = ${customerId}))`

/** Price lists by name or by the day from which they hold; archived ones only when asked for. */
export async function priceLists(ctx: Ctx, input: PriceListsInput): Promise<Page<PriceListRow>> {
  const { q, audience, state, customerId, sort, ...asked } = priceListsInput.parse(input)
  const byName = sort.endsWith('name')
  let list = listed(ctx).where('l.archivedAt', state === 'ARCHIVED' ? 'is not' : 'is', null)
  if (audience) list = list.where('l.audience', '=', audience)
  if (customerId) list = list.where(forCustomer(ctx, customerId))
  if (state === 'COMING') list = list.where('l.validFrom', '>', ctx.today)
  if (state === 'OVER') list = list.where('l.validTo', '<', ctx.today)
  if (state === 'HOLDS')
    list = list
      .where('l.validFrom', '<=', ctx.today)
      .where((eb) => eb.or([eb('l.validTo', 'is', null), eb('l.validTo', '>=', ctx.today)]))
  if (q)
    list = list.where(
      raw<boolean>`(strpos(lower(l.name), lower(${q})) > 0 OR l.customer_id IN (SELECT id FROM search_customers(${q}, 50)))`,
    )
  const value = byName
    ? ({ value: 'l.name', type: 'text' } as const)
    : ({ value: 'l.validFrom', type: 'date' } as const)
  const sorted = byKey(list, { ...value, id: 'l.id', descending: sort.startsWith('-') }, asked)
  const [rows] = await read(ctx, query(sorted.$castTo<PriceListRow>()))
  return pageOf(rows, asked, (row) => cursorOf(byName ? row.name : row.validFrom, row.id))
}

export interface PriceListRecord extends PriceListRow {
  version: string
}

/** One price list, without its entries. Refuses with NOT_FOUND. */
export async function priceListRecord(ctx: Ctx, { id }: { id: string }): Promise<PriceListRecord> {
  const asked = listed(ctx).select(raw<string>`l.xmin::text`.as('version')).where('l.id', '=', id)
  const [[list]] = await read(ctx, query(asked.$castTo<PriceListRecord>()))
  return list ?? notFound('price list')
}

export interface EntryRow {
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
    .select('p.priceQuantity as ownPriceQuantity')
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
  /** The customer or the group; null: everybody. */
  forName: string | null
  validFrom: string
  validTo: string | null
}

/** So many are told of a product; its lists have all of them. */
const toldOfProduct = 100

/** What a product costs by the lists that hold now or will: those for all first, then by list and break. */
export async function pricesOfProduct(ctx: Ctx, { productId }: { productId: string }): Promise<PriceOfProduct[]> {
  const [rows] = await read(
    ctx,
    sql<PriceOfProduct>`SELECT e.id, e.from_quantity, trim_scale(e.unit_price) AS unit_price, e.price_quantity, trim_scale(e.percent_off) AS percent_off,
        l.id AS list_id, l.name AS list_name, l.audience, coalesce(c.name, g.name) AS for_name, l.valid_from, l.valid_to
      FROM price_entry e JOIN price_list l ON l.organisation_id = e.organisation_id AND l.id = e.price_list_id AND l.archived_at IS NULL
      LEFT JOIN customer c ON c.organisation_id = l.organisation_id AND c.id = l.customer_id
      LEFT JOIN customer_group g ON g.organisation_id = l.organisation_id AND g.id = l.group_id
      WHERE e.organisation_id = ${ctx.organisationId} AND e.product_id = ${productId} AND (l.valid_to IS NULL OR l.valid_to >= ${ctx.today}::date)
      ORDER BY l.audience <> 'ALL', l.name, l.id, e.from_quantity LIMIT ${toldOfProduct}`,
  )
  return rows
}

/** The lists that hold for a customer now or will, the most particular first. */
export async function listsOfCustomer(ctx: Ctx, { customerId }: { customerId: string }): Promise<PriceListRow[]> {
  const asked = listed(ctx)
    .where('l.archivedAt', 'is', null)
    .where(forCustomer(ctx, customerId))
    .where((eb) => eb.or([eb('l.validTo', 'is', null), eb('l.validTo', '>=', ctx.today)]))
    .orderBy(raw`l.audience <> 'CUSTOMER'`)
    .orderBy(raw`l.audience <> 'GROUP'`)
    .orderBy('l.validFrom', 'desc')
    .orderBy('l.id', 'desc')
    .limit(toldOfProduct)
  const [rows] = await read(ctx, query(asked.$castTo<PriceListRow>()))
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
