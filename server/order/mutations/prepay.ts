import { refuse } from '@/server/platform/context/errors'
import type { Tx } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { orderTotals } from '../rules/amounts'
import { advance } from './advance'
import { issueProforma } from './proforma'
import { type Asked, type Decided, keepWord } from './word'

/**
 * Gives no credit but accepts prepayment: the order gets prepaid terms and a pro forma, and keeps its stock until the pro forma
 * lapses. The money releases it, even during a hold. Money that was received for the order already counts.
 * Refuses with PART_HAS_LEFT (a part was sent on account), NOTHING_TO_PAY, NO_PREPAID_TERMS.
 */
export async function prepay(tx: Tx, asked: Asked, reason: string): Promise<Decided> {
  const { ctx } = tx
  const { account, order, lines, beforehand, proformaNumber } = asked
  if (!beforehand) refuse('NO_PREPAID_TERMS')
  if (lines.some((line) => line.shipped + line.performed > 0)) refuse('PART_HAS_LEFT')
  const { grossMinor } = orderTotals(lines, order)
  if (grossMinor <= order.depositMinor) refuse('NOTHING_TO_PAY')
  const { paymentTermsId, prepaidDays } = beforehand
  const turned = { ...order, paymentTermsId, termsKind: 'PREPAID' as const, termsDays: 0 }
  const moved = advance(ctx, turned, lines, lines, { creditState: 'AWAITING_PAYMENT' })
  const issued = issueProforma(ctx, {
    order,
    number: proformaNumber(),
    grossMinor,
    paidMinor: order.depositMinor,
    prepaidDays,
  })
  const decided: NewEvent = {
    name: 'credit/decision.made',
    objects: [
      ['order', order.id],
      ['customer', order.customerId],
    ],
    payload: { state: 'APPROVED', by: 'PERSON', prepaid: true },
  }
  return tx.conclude(
    { orderId: order.id, stage: moved.order.stage, creditState: 'AWAITING_PAYMENT' },
    expectRows(
      1,
      sql`UPDATE sales_order SET payment_terms_id = ${paymentTermsId}, terms_kind = 'PREPAID', terms_days = 0
        WHERE organisation_id = ${ctx.organisationId} AND id = ${order.id} AND credit_state = ${order.creditState}`,
    ),
    ...moved.statements,
    ...issued.statements,
    ...keepWord(ctx, account, order, {
      state: 'APPROVED',
      overrideMinor: null,
      limitMinor: null,
      reason,
      prepaid: true,
    }),
    recordEvents(ctx, [decided, ...issued.events, ...moved.events]),
  )
}
