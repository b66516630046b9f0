import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { CreditPolicy } from '../rules'

/** The policy in force. */
export function policyInForce(ctx: Ctx): Statement<CreditPolicy> {
  return sql`SELECT version, starter_limit_minor, approve_at_points, reservation_days FROM credit_policy
    WHERE organisation_id = ${ctx.organisationId} ORDER BY version DESC LIMIT 1`
}
