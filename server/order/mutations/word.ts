import { overruleHold, seenWith } from '@/server/credit/mutations/account'
import type { CreditAccount, CreditPolicy } from '@/server/credit/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { OrderLine } from '../rules/position'
import type { OrderRow } from './advance'
import type { Beforehand } from './divide'

/** A locked order that waits for a decision, with the facts that the decision needs. */
export interface Asked {
  account: CreditAccount
  order: OrderRow
  lines: OrderLine[]
  policy: CreditPolicy
  beforehand: Beforehand | undefined
  orderNumber: () => string
  proformaNumber: () => string
}

export interface Decided {
  orderId: string
  stage: string
  creditState: string
  /** The order that continues with the rest after an approval in part. */
  restOrderId?: string | null
}

/** The decision about an order that waits for credit, by a person or by the rule that checks it again. */
interface Word {
  state: 'APPROVED' | 'DECLINED'
  overrideMinor: bigint | null
  limitMinor: bigint | null
  reason: string
  /** The last day on which the goods may leave. */
  approvedUntil?: string | null
  prepaid?: boolean
  rest?: 'WAITS' | 'CANCELLED' | 'PREPAID' | null
  restOrderId?: string | null
}

/** Closes a referral with the exposure and the limit of that moment. */
export function closeDecision(ctx: Ctx, account: CreditAccount, orderId: string, word: Word): Statement<never> {
  const { approvedUntil = null, prepaid = false, rest = null, restOrderId = null } = word
  return sql`UPDATE credit_decision SET state = ${word.state}, override_minor = ${word.overrideMinor}, limit_minor = coalesce(${word.limitMinor}, limit_minor),
      reason = ${word.reason}, decided_by = ${ctx.actor.id}, decided_at = ${ctx.now}, approved_until = ${approvedUntil}::date, prepaid = ${prepaid},
      rest = ${rest}, rest_order_id = ${restOrderId}::uuid, inputs = inputs || ${seenWith(account)}::jsonb
    WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND state = 'REFERRED'`
}

/**
 * Stores a person's decision: in the referral, or in a row of its own for an order that a hold stopped. The approval of a referred
 * order also overrules holds that were placed meanwhile; otherwise the order would be released and still not be dispatched.
 */
export function keepWord(ctx: Ctx, account: CreditAccount, order: OrderRow, word: Word): Statement<never>[] {
  const { payerId: customerId, id: orderId } = order
  if (order.creditState !== 'REFERRED') return [overruleHold(ctx, account, { ...word, orderId, customerId })]
  const closed = closeDecision(ctx, account, orderId, word)
  if (word.state === 'DECLINED' || account.holds === 0) return [closed]
  const { reason, approvedUntil } = word
  const overruled = { state: word.state, overrideMinor: null, limitMinor: null, reason, approvedUntil }
  return [closed, overruleHold(ctx, account, { ...overruled, orderId, customerId })]
}
