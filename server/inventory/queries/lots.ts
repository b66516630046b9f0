import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Lot } from '../rules/lots'

export interface KnownLot extends Lot {
  id: string
  /** Of a serial number: whether its piece is here, and whether it is with a customer or on its way. */
  here: boolean
  out: boolean
}

/** Lots of products by their numbers. Exact while the products' stock rows are locked. */
export function lotsOf(ctx: Ctx, productIds: readonly string[], numbers: readonly string[]): Statement<KnownLot> {
  return sql`SELECT l.id, l.product_id, l.number, l.expires_on, l.blocked_reason, l.blocked_at IS NOT NULL OR l.expired_at IS NOT NULL AS withheld,
      coalesce(m.here, 0) > 0 AS here, coalesce(m.out, 0) > 0 AS out
    FROM lot l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
    LEFT JOIN LATERAL (SELECT sum(s.quantity) AS here, -sum(s.quantity) FILTER (WHERE s.cause IN ('SHIPPED', 'RETURNED', 'SENT', 'ARRIVED')) AS out FROM stock_movement s
      WHERE p.tracking = 'SERIAL' AND s.organisation_id = l.organisation_id AND s.product_id = l.product_id AND s.lot = l.number) AS m ON true
    WHERE l.organisation_id = ${ctx.organisationId} AND l.product_id = ANY(${productIds}::uuid[]) AND l.number = ANY(${numbers}::text[])`
}

/** What lies of a lot in a warehouse. */
export interface LotRow {
  id: string
  number: string
  expiresOn: string | null
  blockedReason: string | null
  expired: boolean
  quantity: number
  bins: string
}

/** What lies of each lot of a product in a warehouse, the default one when none is named. */
export function lotsLying(ctx: Ctx, productId: string, warehouseId: string | null): Statement<LotRow> {
  return sql`SELECT l.id, l.number, l.expires_on, l.blocked_reason, coalesce(l.expires_on < ${ctx.today}, false) AS expired, sum(b.quantity)::int AS quantity, string_agg(n.code, ', ' ORDER BY n.walk_order) AS bins
    FROM bin_stock b JOIN lot l ON l.organisation_id = b.organisation_id AND l.product_id = b.product_id AND l.number = b.lot
    JOIN bin n ON n.organisation_id = b.organisation_id AND n.id = b.bin_id
    JOIN warehouse w ON w.organisation_id = b.organisation_id AND w.id = b.warehouse_id AND CASE WHEN ${warehouseId}::uuid IS NULL THEN w.is_default ELSE w.id = ${warehouseId}::uuid END
    WHERE b.organisation_id = ${ctx.organisationId} AND b.product_id = ${productId} AND b.quantity > 0
    GROUP BY l.id, l.number, l.expires_on, l.blocked_reason, l.received_at ORDER BY l.expires_on NULLS LAST, l.received_at, l.number`
}
