import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'

/** The parts of a credit decision that the customer must know. */
export interface CreditTold {
  /** How often an approval has ended because the goods had not left by its last day. */
  ended: number
  /** The last day of the approval that ended last. */
  endedOn: string | null
  /** Whether it was ordered on account and must now be paid beforehand. */
  prepaid: boolean
  /** What happened to the part that was not approved. */
  rest: 'WAITS' | 'CANCELLED' | 'PREPAID' | null
  restOrderId: string | null
  restNumber: string | null
  /** The order whose rest this is. */
  restOfId: string | null
  restOfNumber: string | null
}

/** Reads what the customer must know of an order's credit decisions. It always answers one row. */
export function creditTold(ctx: Ctx, orderId: string): Statement<CreditTold> {
  return sql`SELECT coalesce(d.ended, 0)::int AS ended, d.ended_on, coalesce(d.prepaid, false) OR coalesce(o.rest = 'PREPAID', false) AS prepaid,
      r.rest, r.id AS rest_order_id, r.number AS rest_number, o.id AS rest_of_id, o.number AS rest_of_number
    FROM (SELECT count(*) FILTER (WHERE cause = 'APPROVAL_ENDED') AS ended, max(approved_until) FILTER (WHERE state = 'ENDED') AS ended_on, bool_or(prepaid) AS prepaid
      FROM credit_decision WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}) AS d
    LEFT JOIN LATERAL (SELECT x.rest, s.id, s.number FROM credit_decision x
      LEFT JOIN sales_order s ON s.organisation_id = x.organisation_id AND s.id = x.rest_order_id
      WHERE x.organisation_id = ${ctx.organisationId} AND x.order_id = ${orderId} AND x.rest IS NOT NULL ORDER BY x.decided_at DESC LIMIT 1) AS r ON true
    LEFT JOIN LATERAL (SELECT x.rest, s.id, s.number FROM credit_decision x
      JOIN sales_order s ON s.organisation_id = x.organisation_id AND s.id = x.order_id
      WHERE x.organisation_id = ${ctx.organisationId} AND x.rest_order_id = ${orderId}) AS o ON true`
}
