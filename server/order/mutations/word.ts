import { overruleHold, seenWith } from '@/server/credit/mutations/account'
import type { CreditAccount, CreditPolicy } from '@/server/credit/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { OrderLine } from '../rules/position'
import type { OrderRow } from './advance'
import type { Beforehand } from './divide'

/** An order that waits for a person's word, locked, with what the word needs. */
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
  /** The order in which the rest of one that was approved in part goes on. */
  restOrderId?: string | null
}

/** What a person, or the rule that looks again, says about an order that waits for credit. */
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

/** Closes a referral with what was owed and allowed at that moment. */
export function closeDecision(ctx: Ctx, account: CreditAccount, orderId: string, word: Word): Statement<never> {
  const { approvedUntil = null, prepaid = false, rest = null, restOrderId = null } = word
  return sql`UPDATE credit_decision SET state = ${word.state}, override_minor = ${word.overrideMinor}, limit_minor = coalesce(${word.limitMinor}, limit_minor),
      reason = ${word.reason}, decided_by = ${ctx.actor.id}, decided_at = ${ctx.now}, approved_until = ${approvedUntil}::date, prepaid = ${prepaid},
      rest = ${rest}, rest_order_id = ${restOrderId}::uuid, inputs = inputs || ${seenWith(account)}::jsonb
    WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND state = 'REFERRED'`
}

/**
 * Keeps what a person decided: in the referral, or, for an order that a hold stopped, in a row of its own. An approval of a
 * referred order overrules the holds that came meanwhile too: without that the order would be released and stay parked.
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
