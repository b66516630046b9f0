import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'

/**
 * Whether a hold stops an order. A hold that a person overruled for this order does not. The answer is exact while the
 * credit account is locked.
 */
export function orderStopped(ctx: Ctx, order: { id: string; payerId: string }): Statement<{ stopped: boolean }> {
  return sql`SELECT order_stopped(${ctx.organisationId}, ${order.id}, ${order.payerId}) AS stopped`
}
