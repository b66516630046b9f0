import type { z } from 'zod'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { read, transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import type { checkedInput, ignoreInput, takeUpInput, unmatchInput } from '../schema'
import { reverseReceipt } from './reverse-receipt'

/** Sets a bank line aside that is no payment of a customer. Refuses with LINE_DECIDED. */
export async function ignoreLine(ctx: Ctx, input: z.infer<typeof ignoreInput>): Promise<{ bankLineId: string }> {
  return transaction(ctx, {}, async (tx) => {
    const [[line]] = await tx.run(
      sql<{
        state: string
      }>`SELECT state FROM bank_line WHERE organisation_id = ${ctx.organisationId} AND id = ${input.bankLineId} FOR NO KEY UPDATE`,
    )
    if (!line) notFound('bankLine')
    if (line.state !== 'UNMATCHED') conflict('LINE_DECIDED')
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE bank_line SET state = 'IGNORED', cause = ${input.reason}, decided_by = ${ctx.actor.id}, decided_at = ${ctx.now}
          WHERE organisation_id = ${ctx.organisationId} AND id = ${input.bankLineId} AND state = 'UNMATCHED'`,
      ),
      recordEvents(ctx, [
        {
          name: 'collection/line.ignored',
          objects: [['bankLine', input.bankLineId]],
          payload: { reason: input.reason.slice(0, 200) },
        },
      ]),
    )
    return { bankLineId: input.bankLineId }
  })
}

/**
 * Takes up a line that a person set aside, or that was set aside because another file reported the payment. It is then
 * matched like a new line. Refuses with LINE_DECIDED when it is not set aside, and with MONEY_OUT.
 */
export async function takeUpLine(ctx: Ctx, input: z.infer<typeof takeUpInput>): Promise<{ bankLineId: string }> {
  return transaction(ctx, {}, async (tx) => {
    const [[line]] = await tx.run(
      sql<{
        state: string
        amountMinor: bigint
      }>`SELECT state, amount_minor FROM bank_line WHERE organisation_id = ${ctx.organisationId} AND id = ${input.bankLineId} FOR NO KEY UPDATE`,
    )
    if (!line) notFound('bankLine')
    if (line.state !== 'IGNORED') conflict('LINE_DECIDED')
    if (line.amountMinor <= 0n) refuse('MONEY_OUT')
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE bank_line SET state = 'UNMATCHED', cause = NULL, decided_by = NULL, decided_at = NULL, tried_at = NULL, duplicate_of_id = NULL
          WHERE organisation_id = ${ctx.organisationId} AND id = ${input.bankLineId} AND state = 'IGNORED'`,
      ),
      recordEvents(ctx, [{ name: 'collection/line.takenUp', objects: [['bankLine', input.bankLineId]] }]),
    )
    return { bankLineId: input.bankLineId }
  })
}

/** Separates a refund from its bank line: the refund waits for a line again, and the line is ordinary money that goes out. */
async function freeRefundLine(ctx: Ctx, bankLineId: string, refundId: string): Promise<{ refundId: string }> {
  return transaction(ctx, {}, async (tx) => {
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE refund SET bank_line_id = NULL WHERE organisation_id = ${ctx.organisationId} AND id = ${refundId} AND bank_line_id = ${bankLineId}`,
      ),
      expectRows(
        1,
        sql`UPDATE bank_line SET state = 'IGNORED', cause = 'MONEY_OUT', decided_by = ${ctx.actor.id}, decided_at = ${ctx.now}
          WHERE organisation_id = ${ctx.organisationId} AND id = ${bankLineId} AND state = 'MATCHED'`,
      ),
      recordEvents(ctx, [
        {
          name: 'collection/refund.unmatched',
          objects: [
            ['refund', refundId],
            ['bankLine', bankLineId],
          ],
        },
      ]),
    )
    return { refundId }
  })
}

/**
 * Takes a match back: reverses its receipt, and the line waits for a person again. The program does not match this line by
 * itself any more. A line that was matched with a refund is only separated from it.
 */
export async function unmatchLine(
  ctx: Ctx,
  input: z.infer<typeof unmatchInput>,
): Promise<{ receiptId: string } | { refundId: string }> {
  const [[line]] = await read(
    ctx,
    sql<{
      receiptId: string | null
      refundId: string | null
    }>`SELECT receipt_id, (SELECT f.id FROM refund f WHERE f.organisation_id = b.organisation_id AND f.bank_line_id = b.id) AS refund_id
      FROM bank_line b WHERE b.organisation_id = ${ctx.organisationId} AND b.id = ${input.bankLineId}`,
  )
  if (!line) notFound('bankLine')
  if (line.refundId) return freeRefundLine(ctx, input.bankLineId, line.refundId)
  if (!line.receiptId) conflict('LINE_DECIDED')
  return reverseReceipt(ctx, { receiptId: line.receiptId, cause: 'MISTAKE', reason: input.reason })
}

/**
 * Records that a person checked the bank up to a day: money that is not recorded until then has not come. Refuses with DAY_IN_FUTURE.
 */
export async function markChecked(ctx: Ctx, input: z.infer<typeof checkedInput>): Promise<{ checkedUpTo: string }> {
  if (input.checkedUpTo > ctx.today) refuse('DAY_IN_FUTURE', { field: 'checkedUpTo' })
  return transaction(ctx, {}, async (tx) => {
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE bank_account SET checked_up_to = greatest(checked_up_to, ${input.checkedUpTo}::date)
          WHERE organisation_id = ${ctx.organisationId} AND id = ${input.bankAccountId}`,
      ),
      recordEvents(ctx, [
        {
          name: 'collection/bank.checked',
          objects: [['bankAccount', input.bankAccountId]],
          payload: { checkedUpTo: input.checkedUpTo },
        },
      ]),
    )
    return { checkedUpTo: input.checkedUpTo }
  })
}
