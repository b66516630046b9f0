import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { query, type Statement, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import type { Audience, PriceCandidate } from '../rules/prices'
import { type PriceListsInput, priceListsInput } from '../schema'

/**
 * The entries that may price these products for a customer today: of lists for them, for their group or for all, in the organisation's currency.
 * A seller who is not registered for tax owes none, so that their prices contain none.
 */
export function priceCandidates(
  ctx: Ctx,
  customerId: string,
  productIds: readonly string[],
): Statement<PriceCandidate> {
  return sql`SELECT e.product_id, l.id AS list_id, l.name AS list_name, l.audience, l.valid_from, l.valid_to, e.from_quantity,
      trim_scale(e.unit_price) AS unit_price, e.price_quantity, trim_scale(e.percent_off) AS percent_off,
      CASE WHEN l.with_tax AND g.tax_registered IS NOT FALSE THEN (SELECT t.rate FROM product p JOIN tax_category t ON t.organisation_id = p.organisation_id AND t.id = p.tax_category_id
        WHERE p.organisation_id = e.organisation_id AND p.id = e.product_id) END AS contains_tax
    FROM price_list l JOIN price_entry e ON e.organisation_id = l.organisation_id AND e.price_list_id = l.id AND e.product_id = ANY(${productIds}::uuid[])
    JOIN organisation g ON g.id = l.organisation_id
    WHERE l.organisation_id = ${ctx.organisationId} AND (l.customer_id = ${customerId}::uuid OR l.audience = 'ALL'
        OR l.group_id = (SELECT c.group_id FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${customerId})) AND l.archived_at IS NULL
      AND l.currency = ${ctx.organisation.currency} AND l.valid_from <= ${ctx.today}::date AND (l.valid_to IS NULL OR l.valid_to >= ${ctx.today}::date)`
}

/** Those of some price lists whose prices are with tax. */
export const listsWithTax = (ctx: Ctx, ids: readonly (string | null)[]): Statement<{ id: string }> =>
  sql`SELECT id FROM price_list WHERE organisation_id = ${ctx.organisationId} AND with_tax AND id = ANY(${ids.filter((id) => id !== null)}::uuid[])`

export interface PriceListRow {
  id: string
  name: string
  currency: string
  /** Whether its prices are with tax, as in a shop. */
  withTax: boolean
  /** Whether tax is in its prices: a seller who is not registered owes none. */
  containsTax: boolean
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
    .select(['l.id', 'l.name', 'l.currency', 'l.withTax', 'l.audience', 'l.customerId', 'c.name as customerName'])
    .select(['l.validFrom', 'l.validTo', 'l.archivedAt'])
    .select(
      raw<boolean>`l.with_tax AND (SELECT g.tax_registered IS NOT FALSE FROM organisation g WHERE g.id = l.organisation_id)`.as(
        'containsTax',
      ),
    )
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

/** The page of a customer shows at most this many; the list of price lists has all. */
const shownOfCustomer = 100

/** The lists that hold for a customer now or later, the most specific first. */
export async function listsOfCustomer(ctx: Ctx, { customerId }: { customerId: string }): Promise<PriceListRow[]> {
  const asked = listed(ctx)
    .where('l.archivedAt', 'is', null)
    .where(forCustomer(ctx, customerId))
    .where((eb) => eb.or([eb('l.validTo', 'is', null), eb('l.validTo', '>=', ctx.today)]))
    .orderBy(raw`l.audience <> 'CUSTOMER'`)
    .orderBy(raw`l.audience <> 'GROUP'`)
    .orderBy('l.validFrom', 'desc')
    .orderBy('l.id', 'desc')
    .limit(shownOfCustomer)
  const [rows] = await read(ctx, query(asked.$castTo<PriceListRow>()))
  return rows
}
