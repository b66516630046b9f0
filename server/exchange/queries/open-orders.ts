import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { withoutApostrophe } from '../rules/cells'
import type { SaidRow } from '../rules/decided'
import type { LineProduct, Place } from '../rules/groups'
import type { OpenOrderSurroundings, OrderingCustomer } from '../rules/open-orders'
import type { KnownSupplier, PlannedSurroundings } from '../rules/planned'
import type { KnownMoved } from '../rules/whole'

const saidIn = (rows: readonly SaidRow[], column: string) => [
  ...new Set(rows.flatMap(({ cells }) => (cells[column] ? [withoutApostrophe(cells[column])] : []))),
]

/** The products that rows name by SKU or barcode. */
function productsNamed(ctx: Ctx, rows: readonly SaidRow[]): Statement<LineProduct> {
  const said = saidIn(rows, 'sku')
  const skus = said.flatMap((sku) => [sku, sku.toUpperCase(), sku.toLowerCase()])
  const gtins = said.map((sku) => sku.replace(/[\s-]/g, '').padStart(14, '0'))
  return sql`SELECT p.id, p.sku, p.kind, p.places, p.price_quantity, p.archived_at IS NOT NULL AND NOT p.free_text AS archived, p.free_text,
      ARRAY(SELECT b.gtin FROM barcode b WHERE b.organisation_id = p.organisation_id AND b.product_id = p.id AND b.gtin = ANY(${gtins}::text[])) AS gtins,
      EXISTS (SELECT 1 FROM stock_level s WHERE s.organisation_id = p.organisation_id AND s.product_id = p.id) AS stocked
    FROM product p WHERE p.organisation_id = ${ctx.organisationId} AND (p.sku = ANY(${skus}::text[]) OR p.id IN
      (SELECT product_id FROM barcode WHERE organisation_id = ${ctx.organisationId} AND gtin = ANY(${gtins}::text[])))`
}

const warehousesOf = (ctx: Ctx): Statement<Place> =>
  sql`SELECT id, code, name FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL`

const numbersOf = (rows: readonly SaidRow[]) => [
  ...new Set(rows.flatMap(({ group }) => (group ? [withoutApostrophe(group)] : []))),
]

/** Everything that deciding about rows of open orders needs. */
export async function openOrderSurroundings(
  ctx: Ctx,
  reader: Reader,
  rows: readonly SaidRow[],
): Promise<OpenOrderSurroundings> {
  const called = saidIn(rows, 'customer').map((text) => text.toLowerCase())
  const [customers, products, warehouses, known] = await reader(
    sql<OrderingCustomer>`SELECT c.id, c.number, c.external_key, c.name, c.email, coalesce(c.payer_id, c.id) AS payer_id, 0 AS terms_days, c.country FROM customer c
      WHERE c.organisation_id = ${ctx.organisationId} AND c.archived_at IS NULL AND c.merged_into IS NULL
        AND c.id IN (SELECT id FROM customers_called(${called}::text[], ${called}::text[], ${called}::text[], ${called}::text[]))`,
    productsNamed(ctx, rows),
    warehousesOf(ctx),
    sql<KnownMoved>`SELECT id, external_number, coalesce(external_said, '') AS external_said FROM sales_order
      WHERE organisation_id = ${ctx.organisationId} AND external_number = ANY(${numbersOf(rows)}::text[])`,
  )
  return { customers, products, warehouses, known, today: ctx.today }
}

/** Everything that deciding about rows of planned receipts needs. */
export async function plannedSurroundings(
  ctx: Ctx,
  reader: Reader,
  rows: readonly SaidRow[],
): Promise<PlannedSurroundings> {
  const called = saidIn(rows, 'supplier').map((text) => text.toLowerCase())
  const [suppliers, products, warehouses, known] = await reader(
    sql<KnownSupplier>`SELECT id, number, name FROM supplier WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL
      AND (lower(number) = ANY(${called}::text[]) OR lower(name) = ANY(${called}::text[]))`,
    productsNamed(ctx, rows),
    warehousesOf(ctx),
    sql<KnownMoved>`SELECT id, external_number, coalesce(external_said, '') AS external_said FROM planned_receipt
      WHERE organisation_id = ${ctx.organisationId} AND external_number = ANY(${numbersOf(rows)}::text[])`,
  )
  return { suppliers, products, warehouses, known }
}
