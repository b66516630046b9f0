import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Audience } from '../rules/prices'

/** A price list as the public interface shows it: it names customer and group and not their ids. */
export interface ShownList {
  name: string
  audience: Audience
  customerNumber: string | null
  group: string | null
  currency: string
  /** Whether its prices contain tax, which those of a seller who is not registered never do. */
  withTax: boolean
  validFrom: string
  validTo: string | null
}

/** Price lists in use by name, from behind a name on. */
export async function shownLists(ctx: Ctx, after: string | null, limit: number): Promise<ShownList[]> {
  const [rows] = await read(
    ctx,
    sql<ShownList>`SELECT l.name, l.audience, c.number AS customer_number, g.name AS "group", l.currency, l.with_tax AND o.tax_registered IS NOT FALSE AS with_tax, l.valid_from, l.valid_to FROM price_list l JOIN organisation o ON o.id = l.organisation_id
      LEFT JOIN customer c ON c.organisation_id = l.organisation_id AND c.id = l.customer_id
      LEFT JOIN customer_group g ON g.organisation_id = l.organisation_id AND g.id = l.group_id
      WHERE l.organisation_id = ${ctx.organisationId} AND l.archived_at IS NULL AND (${after}::text IS NULL OR l.name > ${after}) ORDER BY l.name LIMIT ${limit}`,
  )
  return rows
}

/** What a list asks for a product, for as many units as the price is for; or so many percent off the product's own price. */
export interface ShownPrices {
  sku: string
  prices: { fromQuantity: number; unitPrice: string | null; priceQuantity: number | null; percentOff: string | null }[]
}

/** The prices of a list by SKU, from behind a SKU on; undefined when no list in use is called so. */
export async function shownPrices(
  ctx: Ctx,
  name: string,
  after: string | null,
  limit: number,
): Promise<ShownPrices[] | undefined> {
  const [[list], rows] = await read(
    ctx,
    sql`SELECT 1 FROM price_list WHERE organisation_id = ${ctx.organisationId} AND name = ${name} AND archived_at IS NULL`,
    sql<ShownPrices>`SELECT p.sku, jsonb_agg(jsonb_build_object('fromQuantity', trim_scale(e.from_quantity / power(10::numeric, p.places)), 'unitPrice', trim_scale(e.unit_price)::text,
          'priceQuantity', e.price_quantity, 'percentOff', trim_scale(e.percent_off)::text) ORDER BY e.from_quantity) AS prices
      FROM price_list l JOIN price_entry e ON e.organisation_id = l.organisation_id AND e.price_list_id = l.id
      JOIN product p ON p.organisation_id = e.organisation_id AND p.id = e.product_id
      WHERE l.organisation_id = ${ctx.organisationId} AND l.name = ${name} AND l.archived_at IS NULL AND (${after}::text IS NULL OR p.sku > ${after})
      GROUP BY p.sku ORDER BY p.sku LIMIT ${limit}`,
  )
  return list ? rows : undefined
}
