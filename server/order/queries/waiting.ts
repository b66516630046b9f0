import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type SupplyRow, suppliesOf } from '@/server/supply/queries/supplies'
import type { ProductPlan, WaitingLine } from '../rules/atp'
import type { Waiting } from '../words/en'

export interface WaitingRow extends WaitingLine {
  productId: string
}

/** Lines of released orders that wait for these products in a warehouse, first confirmed first, with the day by which they are promised. */
export const waitingFor = (ctx: Ctx, warehouseId: string, productIds: readonly string[]): Statement<WaitingRow> =>
  sql`SELECT l.id, l.product_id, l.backordered AS units, l.planned_on FROM order_line l
    JOIN sales_order o ON o.organisation_id = l.organisation_id AND o.id = l.order_id AND o.credit_state IN ('PASSED', 'NOT_NEEDED')
    WHERE l.organisation_id = ${ctx.organisationId} AND l.warehouse_id = ${warehouseId} AND l.product_id = ANY(${productIds}::uuid[]) AND l.backordered > 0
    ORDER BY l.confirmed_at, l.id`

/** The statements that read what a plan needs. */
export const planStatements = (ctx: Ctx, warehouseId: string, productIds: readonly string[]) =>
  [suppliesOf(ctx, warehouseId, productIds), waitingFor(ctx, warehouseId, productIds)] as const

/** Planned receipts and waiting lines, by product. */
export function plansOf(
  productIds: readonly string[],
  supplies: readonly SupplyRow[],
  waiting: readonly WaitingRow[],
): Map<string, ProductPlan> {
  return new Map(
    productIds.map((id) => [
      id,
      {
        supplies: supplies.filter((one) => one.productId === id),
        waiting: waiting.filter((one) => one.productId === id),
      },
    ]),
  )
}

/** The units of an order that wait for stock, by product, each with its day if one is known. */
export function waitingLines(ctx: Ctx, orderId: string): Statement<Waiting & { plannedOn: string | null }> {
  return sql`SELECT l.description, p.sku, l.unit, l.places, l.backordered AS quantity, l.planned_on FROM order_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
    WHERE l.organisation_id = ${ctx.organisationId} AND l.order_id = ${orderId} AND l.backordered > 0 ORDER BY l.position LIMIT 50`
}
