import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { insert, json, type Statement } from '@/server/platform/database/sql'
import type { CreditAccount, CreditPolicy } from '../rules'
import { keptUntil, standingOf } from './account'

interface Referral {
  customerId: string
  orderId: string
  policy: CreditPolicy
  /** The present account of the payer. */
  account: CreditAccount
  /** The total of the order, with tax. */
  orderMinor: bigint
}

/**
 * Refers an order to a person without asking the gate: the rest of a partly approved order, or an order whose approval
 * ended.
 */
export function keepReferral(
  ctx: Ctx,
  { customerId, orderId, policy, account, orderMinor }: Referral,
  cause: 'REST' | 'APPROVAL_ENDED',
): Statement<never> {
  return insert(ctx, 'creditDecision', [
    {
      id: newId(ctx.now),
      customerId,
      orderId,
      state: 'REFERRED',
      cause,
      policyVersion: policy.version,
      factors: [] as never,
      inputs: JSON.parse(json({ orderMinor, ...standingOf(account) })) as never,
      expiresAt: keptUntil(ctx, policy),
      createdAt: ctx.now,
    },
  ])
}
