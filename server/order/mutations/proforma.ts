import type { Ctx } from '@/server/platform/ctx'
import type { NewEvent } from '@/server/platform/events'
import { type Statement, sql } from '@/server/platform/sql'
import { orderTotals } from '../rules/amounts'
import type { OrderLine } from '../rules/position'
import type { OrderChanges, OrderRow } from './advance'

export interface OpenProforma {
  id: string
  paidMinor: bigint
}

/** Locks what an order waits to be paid beforehand; the payer's credit account and the order are locked before. */
export function lockProforma(ctx: Ctx, orderId: string): Statement<OpenProforma> {
  return sql`SELECT id, paid_minor FROM proforma WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND state = 'OPEN' FOR NO KEY UPDATE`
}

export interface FollowedProforma {
  changes: OrderChanges
  statements: Statement<never>[]
  events: NewEvent[]
}

/** The proforma asks for what the order still is; when that much was paid already, the order goes on, and with no order left it ends. */
export function followOrder(
  ctx: Ctx,
  order: OrderRow,
  after: readonly OrderLine[],
  proforma: OpenProforma | undefined,
): FollowedProforma {
  if (!proforma) return { changes: {}, statements: [], events: [] }
  const cancelled = after.every((line) => line.ordered === line.cancelled)
  const { grossMinor } = orderTotals(after, order.currency)
  const paid = !cancelled && proforma.paidMinor >= grossMinor
  const state = cancelled ? 'CANCELLED' : paid ? 'PAID' : 'OPEN'
  const released: NewEvent = {
    name: 'credit/order.released',
    objects: [
      ['order', order.id],
      ['customer', order.customerId],
    ],
    payload: { creditState: 'NOT_NEEDED', from: order.creditState },
  }
  return {
    changes: paid ? { creditState: 'NOT_NEEDED' } : {},
    statements: [
      sql`UPDATE proforma SET gross_minor = coalesce(${cancelled ? null : grossMinor}::bigint, gross_minor), state = ${state}, paid_at = ${paid ? ctx.now : null}
        WHERE organisation_id = ${ctx.organisationId} AND id = ${proforma.id}`,
    ],
    events: paid ? [released] : [],
  }
}
