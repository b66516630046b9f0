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
