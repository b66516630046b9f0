import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'

/** So many units of a product that are expected on a day. */
export interface SupplyRow {
  productId: string
  day: string
  units: number
}

/** What is still expected of products in a warehouse, of suppliers and on its way from other warehouses, by the day with which promises reckon. Exact while the products' stock rows are locked. */
export const suppliesOf = (ctx: Ctx, warehouseId: string, productIds: readonly string[]): Statement<SupplyRow> =>
  sql`SELECT l.product_id, l.reckoned_on AS day, sum(l.quantity - l.received - l.closed)::int AS units
    FROM planned_receipt_line l JOIN planned_receipt r ON r.organisation_id = l.organisation_id AND r.id = l.planned_receipt_id
    WHERE l.organisation_id = ${ctx.organisationId} AND l.product_id = ANY(${productIds}::uuid[]) AND l.quantity > l.received + l.closed
      AND r.warehouse_id = ${warehouseId} GROUP BY 1, 2
    UNION ALL SELECT l.product_id, coalesce(t.reckoned_on, t.expected_on), sum(l.quantity - l.received - l.lost)::int
    FROM transfer_line l JOIN transfer t ON t.organisation_id = l.organisation_id AND t.id = l.transfer_id AND t.state = 'SENT'
    WHERE l.organisation_id = ${ctx.organisationId} AND l.product_id = ANY(${productIds}::uuid[]) AND l.quantity > l.received + l.lost
      AND t.to_warehouse_id = ${warehouseId} GROUP BY 1, 2`
