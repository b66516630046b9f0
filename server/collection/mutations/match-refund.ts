import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, Refusal, refuse } from '@/server/platform/context/errors'
import { read, transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { names, sameName } from '../rules/names'
import type { MatchRefundInput } from '../schema'

/**
 * Records that a bank line is the money of a refund that goes out. Refuses with NOT_THIS_REFUND when the amounts differ, or
 * when the line or the refund is already matched.
 */
export async function matchRefund(ctx: Ctx, input: MatchRefundInput): Promise<{ refundId: string }> {
  return transaction(ctx, {}, async (tx) => {
    const [[refund], [line]] = await tx.run(
      sql<{
        customerId: string
        amountMinor: bigint
        open: boolean
      }>`SELECT customer_id, amount_minor, reversed_at IS NULL AND bank_line_id IS NULL AND method = 'BANK' AS open FROM refund
        WHERE organisation_id = ${ctx.organisationId} AND id = ${input.refundId} FOR NO KEY UPDATE`,
      sql<{
        amountMinor: bigint
        state: string
      }>`SELECT amount_minor, state FROM bank_line WHERE organisation_id = ${ctx.organisationId} AND id = ${input.bankLineId} FOR NO KEY UPDATE`,
    )
    if (!refund) notFound('refund')
    if (!line) notFound('bankLine')
    if (!refund.open || line.state === 'MATCHED' || line.amountMinor !== -refund.amountMinor) refuse('NOT_THIS_REFUND')
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE refund SET bank_line_id = ${input.bankLineId} WHERE organisation_id = ${ctx.organisationId} AND id = ${input.refundId} AND bank_line_id IS NULL AND reversed_at IS NULL`,
      ),
      expectRows(
        1,
        sql`UPDATE bank_line SET state = 'MATCHED', cause = NULL, decided_by = ${ctx.actor.id}, decided_at = ${ctx.now}
          WHERE organisation_id = ${ctx.organisationId} AND id = ${input.bankLineId} AND state <> 'MATCHED'`,
      ),
      recordEvents(ctx, [
        {
          name: 'collection/refund.matched',
          objects: [
            ['refund', input.refundId],
            ['bankLine', input.bankLineId],
            ['customer', refund.customerId],
          ],
        },
      ]),
    )
    return { refundId: input.refundId }
  })
}

interface Pair {
  refundId: string
  bankLineId: string
  number: string
  customerName: string
  reference: string
  counterparty: string
}

/**
 * Matches money that goes out with the refunds that wait for it. Line and refund must have the same amount, the line must
 * not be older than the refund, its text must name the refund or the customer, and no other line or refund may fit.
 */
export async function matchRefunds(ctx: Ctx): Promise<{ matched: number }> {
  const [pairs] = await read(
    ctx,
    sql<Pair>`SELECT f.id AS refund_id, b.id AS bank_line_id, f.number, c.name AS customer_name, b.reference, b.counterparty
      FROM refund f JOIN customer c ON c.organisation_id = f.organisation_id AND c.id = f.customer_id
      JOIN bank_line b ON b.organisation_id = f.organisation_id AND b.state = 'IGNORED' AND b.decided_by IS NULL AND b.booked_on >= f.refunded_on
        AND b.amount_minor = -f.amount_minor
      WHERE f.organisation_id = ${ctx.organisationId} AND f.method = 'BANK' AND f.bank_line_id IS NULL AND f.reversed_at IS NULL ORDER BY f.id, b.id LIMIT 500`,
  )
  const sure = pairs.filter(
    (pair) => names(pair.reference, pair.number) || sameName(pair.customerName, pair.counterparty),
  )
  const alone = sure.filter(
    (pair) => sure.filter((one) => one.refundId === pair.refundId || one.bankLineId === pair.bankLineId).length === 1,
  )
  let matched = 0
  for (const { refundId, bankLineId } of alone)
    try {
      await matchRefund(ctx, { refundId, bankLineId })
      matched++
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  return { matched }
}
