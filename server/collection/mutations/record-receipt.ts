import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { type NumberTaken, withNumber } from '@/server/platform/database/numbers'
import { transaction } from '@/server/platform/database/run'
import { recordEvents } from '@/server/platform/events/events'
import type { RecordReceiptInput } from '../schema'
import { lockPayer, payerOf, receiptSeries, receive } from './receive'

interface RecordedReceipt {
  receiptId: string
  number: string
  /** As text, so that the stored answer of a repeated request is the same. */
  appliedMinor: string
  unappliedMinor: string
}

/**
 * Records money that came in and applies it to the chosen open items, to those of the order that it names, or otherwise to the
 * oldest. The rest stays as unapplied cash or as the deposit of its order. When a pro forma is paid in full, the same transaction
 * releases its order and ends the holds that have no cause any more. Refuses with DAY_IN_FUTURE.
 */
export async function recordReceipt(ctx: Ctx, input: RecordReceiptInput): Promise<RecordedReceipt> {
  return withNumber(ctx, receiptSeries, (taken) => recordNumbered(ctx, input, taken))
}

function recordNumbered(ctx: Ctx, input: RecordReceiptInput, taken: NumberTaken): Promise<RecordedReceipt> {
  return transaction(ctx, idempotent('collection.recordReceipt', input.idempotencyKey, input), async (tx) => {
    const [[payer]] = await tx.run(payerOf(ctx, input.customerId))
    if (!payer) notFound('customer')
    const number = taken()
    const received = await receive(tx, await lockPayer(tx, payer.payerId), {
      number,
      amountMinor: input.amountMinor,
      receivedOn: input.receivedOn,
      method: input.method,
      reference: input.reference ?? null,
      orderId: input.orderId ?? null,
      openItemIds: input.openItemIds,
      bankLineId: null,
    })
    const { receiptId, appliedMinor, unappliedMinor } = received
    const answer = { receiptId, number, appliedMinor: String(appliedMinor), unappliedMinor: String(unappliedMinor) }
    return tx.conclude(answer, ...received.statements, recordEvents(ctx, received.events))
  })
}
