import { lockCreditOfOrder } from '@/server/credit/mutations/account'
import { keepReferral } from '@/server/credit/mutations/referral'
import { policyInForce } from '@/server/credit/queries/policy'
import { insideLimit } from '@/server/credit/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import type { Day } from '@/server/platform/time/calendar'
import { exposureOf } from '../rules/amounts'
import { cancellable } from '../rules/quantities'
import { advance, linesOf, lockOrder } from './advance'

/** The approval of an order, if its last day is over. */
const overApproval = (ctx: Ctx, orderId: string): Statement<{ until: Day }> =>
  sql`SELECT max(approved_until) AS until FROM credit_decision WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND state = 'APPROVED'
    AND approved_until < ${ctx.today}::date HAVING count(*) > 0`

/** Limits an ended approval to what has left. */
const endDecisions = (ctx: Ctx, orderId: string, leftMinor: bigint): Statement<never> =>
  sql`UPDATE credit_decision SET state = 'ENDED', override_minor = least(override_minor, ${leftMinor}::bigint)
    WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND state = 'APPROVED' AND approved_until < ${ctx.today}::date`

/**
 * Ends an approval whose last day is over while something of the order has not left. The order comes back to the credit desk and no
 * longer counts in exposure, except for what has left. If it fits the limit now without the approval, and there is no hold, it is
 * released again. Does nothing when there is no approval to end.
 */
async function endApproval(ctx: Ctx, orderId: string): Promise<'BACK' | 'GOES_ON' | null> {
  return transaction(ctx, {}, async (tx) => {
    const [[account], [order], lines, [policy], [over]] = await tx.run(
      lockCreditOfOrder(ctx, orderId),
      lockOrder(ctx, orderId),
      linesOf(ctx, [orderId]),
      policyInForce(ctx),
      overApproval(ctx, orderId),
    )
    if (!account || !order || !policy || !over) return null
    if (order.creditState !== 'PASSED' || !lines.some((line) => cancellable(line) > 0)) return null
    const goesOn = account.holds === 0 && insideLimit(account)
    const objects = [
      ['order', orderId],
      ['customer', order.customerId],
    ] as const
    const ended: NewEvent = { name: 'credit/approval.ended', objects, payload: { until: over.until, goesOn } }
    if (goesOn) {
      await tx.commit(endDecisions(ctx, orderId, 0n), recordEvents(ctx, [ended]))
      return 'GOES_ON'
    }
    const moved = advance(ctx, order, lines, lines, { creditState: 'REFERRED' })
    const { openMinor, shippedNotInvoicedMinor } = moved.order
    const orderMinor = exposureOf(lines, 'PASSED', order).committedMinor
    const standing = { ...account, committedMinor: account.committedMinor - order.committedMinor }
    const referral = { customerId: order.payerId, orderId, policy, account: standing, orderMinor }
    const referred: NewEvent = {
      name: 'credit/decision.made',
      objects,
      payload: { state: 'REFERRED', cause: 'APPROVAL_ENDED' },
    }
    await tx.commit(
      ...moved.statements,
      endDecisions(ctx, orderId, openMinor + shippedNotInvoicedMinor),
      keepReferral(ctx, referral, 'APPROVAL_ENDED'),
      recordEvents(ctx, [ended, referred, ...moved.events]),
    )
    return 'BACK'
  })
}

const endedAtOnce = 200

/** Ends the approvals whose last day is over and whose goods have not left. */
export async function endApprovals(ctx: Ctx): Promise<{ back: number; goOn: number }> {
  const [due] = await read(
    ctx,
    sql<{
      orderId: string
    }>`SELECT DISTINCT d.order_id FROM credit_decision d JOIN sales_order o ON o.organisation_id = d.organisation_id AND o.id = d.order_id
      WHERE d.organisation_id = ${ctx.organisationId} AND d.state = 'APPROVED' AND d.approved_until < ${ctx.today}::date
        AND o.credit_state = 'PASSED' AND o.stage IN ('ORDER', 'FULFILMENT', 'SHIPPING') LIMIT ${endedAtOnce}`,
  )
  const outcomes = { BACK: 0, GOES_ON: 0 }
  for (const { orderId } of due) {
    const outcome = await endApproval(ctx, orderId)
    if (outcome) outcomes[outcome]++
  }
  return { back: outcomes.BACK, goOn: outcomes.GOES_ON }
}
