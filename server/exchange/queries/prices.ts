import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { withoutApostrophe } from '../rules/cells'
import type { SaidRow } from '../rules/decided'
import type { EntryKnown, PriceSurroundings } from '../rules/price-known'
import { customersCalled } from './open-invoices'

/** Everything that deciding about rows of price lists needs. */
export async function priceSurroundings(
  ctx: Ctx,
  reader: Reader,
  rows: readonly SaidRow[],
): Promise<PriceSurroundings> {
  const skus = [...new Set(rows.flatMap(({ cells }) => (cells.sku ? [withoutApostrophe(cells.sku)] : [])))].flatMap(
    (sku) => [sku, sku.toUpperCase(), sku.toLowerCase()],
  )
  const [lists, products, entries, customers, groups] = await reader(
    sql<
      PriceSurroundings['lists'][number]
    >`SELECT id, name, archived_at IS NOT NULL AS archived, customer_id, group_id FROM price_list WHERE organisation_id = ${ctx.organisationId}`,
    sql<
      PriceSurroundings['products'][number]
    >`SELECT id, sku, price_quantity, places FROM product WHERE organisation_id = ${ctx.organisationId} AND sku = ANY(${skus}::text[]) AND archived_at IS NULL`,
    sql<EntryKnown>`SELECT e.id, e.price_list_id, e.product_id, e.from_quantity, trim_scale(e.unit_price)::text AS unit_price, trim_scale(e.percent_off)::text AS percent_off, e.price_quantity
      FROM price_entry e JOIN product p ON p.organisation_id = e.organisation_id AND p.id = e.product_id WHERE e.organisation_id = ${ctx.organisationId} AND p.sku = ANY(${skus}::text[])`,
    customersCalled(ctx, rows, 'customer'),
    sql<{
      id: string
      name: string
    }>`SELECT id, name FROM customer_group WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL`,
  )
  return { lists, products, entries, customers, groups, today: ctx.today }
}
