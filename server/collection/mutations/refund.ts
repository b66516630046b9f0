import { exposure } from '@/server/credit/rules'
import { type Payer, type Settling, settle } from '@/server/invoicing/mutations/settle'
import { post } from '@/server/ledger/mutations'
import type { AccountCode } from '@/server/ledger/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type NumberTaken, withNumber } from '@/server/platform/database/numbers'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, insert, type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import type { RefundInput } from '../schema'
import { homeAccount, lockPayer } from './receive'

/** The money to give back: its ledger account, how much of it is left, and the statements that belong to the refund. */
interface Source {
  account: AccountCode
  leftMinor: bigint
  change(refundId: string, postingId: string): Settling
  statements: Statement<never>[]
  objects: NewEvent['objects']
}

/** Locks the rest of a receipt: unapplied cash, or the deposit of an order that no longer needs it. */
async function receiptSource(tx: Tx, { sourceId, amountMinor }: RefundInput): Promise<Source> {
  const { ctx } = tx
  const [[receipt]] = await tx.run(
    sql<{
      orderId: string | null
      unappliedMinor: bigint
      counted: boolean
    }>`SELECT r.order_id, r.unapplied_minor, EXISTS (SELECT 1 FROM sales_order o WHERE o.organisation_id = r.organisation_id AND o.id = r.order_id
        AND o.stage NOT IN ('CANCELLED', 'SETTLED')) AS counted
      FROM receipt r WHERE r.organisation_id = ${ctx.organisationId} AND r.id = ${sourceId} AND r.reversed_at IS NULL FOR NO KEY UPDATE OF r`,
  )
  if (!receipt) notFound('receipt')
  if (receipt.counted) refuse('DEPOSIT_NEEDED')
  const { orderId, unappliedMinor } = receipt
  return {
    account: homeAccount(orderId),
    leftMinor: unappliedMinor,
    change: () => ({
      applications: [],
      effectiveOn: ctx.today,
      unappliedMinor: -amountMinor,
      deposits: orderId ? new Map([[orderId, -amountMinor]]) : undefined,
    }),
    statements: [
      expectRows(
        1,
        sql`UPDATE receipt SET unapplied_minor = unapplied_minor - ${amountMinor} WHERE organisation_id = ${ctx.organisationId} AND id = ${sourceId} AND unapplied_minor >= ${amountMinor}`,
      ),
    ],
    objects: [['receipt', sourceId]],
  }
}

/** The rest of a locked credit note. */
function creditSource(payer: Payer, { sourceId, amountMinor, refundedOn }: RefundInput): Source {
  const credit = payer.items.find((item) => item.id === sourceId && item.kind === 'CREDIT_NOTE')
  if (!credit) refuse('NOTHING_TO_APPLY')
  const effectiveOn = refundedOn > credit.issuedOn ? refundedOn : credit.issuedOn
  return {
    account: 'RECEIVABLE',
    leftMinor: -credit.openMinor,
    change: (refundId, postingId) => ({
      applications: [
        { openItemId: credit.id, sourceKind: 'REFUND', sourceId: refundId, amountMinor: -amountMinor, postingId },
      ],
      effectiveOn,
    }),
    statements: [],
    objects: [['creditNote', credit.documentId]],
  }
}

function payerOfSource(ctx: Ctx, { sourceKind, sourceId }: RefundInput): Statement<{ customerId: string }> {
  if (sourceKind === 'RECEIPT')
    return sql`SELECT customer_id FROM receipt WHERE organisation_id = ${ctx.organisationId} AND id = ${sourceId}`
  return sql`SELECT customer_id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND id = ${sourceId} AND kind = 'CREDIT_NOTE'`
}

/** A refund raises what the payer owes. It may not go above the limit (rule 10). */
async function refuseAboveLimit(tx: Tx, customerId: string, raiseMinor: bigint): Promise<void> {
  const [[account]] = await tx.run(
    sql<{
      limitMinor: bigint | null
      committedMinor: bigint
      shippedNotInvoicedMinor: bigint
      openMinor: bigint
      unappliedMinor: bigint
    }>`SELECT limit_minor, committed_minor, shipped_not_invoiced_minor, open_minor, unapplied_minor FROM credit_account
      WHERE organisation_id = ${tx.ctx.organisationId} AND customer_id = ${customerId}`,
  )
  if (account && exposure(account) + raiseMinor > (account.limitMinor ?? 0n)) refuse('CREDIT_EXCEEDED', { raiseMinor })
}

/**
 * Gives money back to a payer: unapplied cash of a receipt, the deposit of an order that has ended, or the rest of a credit
 * note. It posts the refund at once; the bank line of a refund by bank is matched when it comes in.
 * Refuses with DAY_IN_FUTURE, MORE_THAN_LEFT, NOTHING_TO_APPLY, DEPOSIT_NEEDED, and with CREDIT_EXCEEDED when the payer would
 * then owe more than the limit.
 */
export async function refund(ctx: Ctx, input: RefundInput): Promise<{ refundId: string; number: string }> {
  if (input.refundedOn > ctx.today) refuse('DAY_IN_FUTURE', { field: 'refundedOn' })
  return withNumber(ctx, ['refund', 'RF-'], (taken) => refundNumbered(ctx, input, taken))
}

function refundNumbered(
  ctx: Ctx,
  input: RefundInput,
  taken: NumberTaken,
): Promise<{ refundId: string; number: string }> {
  return transaction(ctx, idempotent('collection.refund', input.idempotencyKey, input), async (tx) => {
    const [[found]] = await tx.run(payerOfSource(ctx, input))
    if (!found) notFound(input.sourceKind === 'RECEIPT' ? 'receipt' : 'creditNote')
    const { customerId } = found
    const payer = await lockPayer(tx, customerId)
    const source = input.sourceKind === 'RECEIPT' ? await receiptSource(tx, input) : creditSource(payer, input)
    if (input.amountMinor > source.leftMinor)
      refuse('MORE_THAN_LEFT', { leftMinor: source.leftMinor, field: 'amountMinor' })
    await refuseAboveLimit(tx, customerId, input.amountMinor)
    const [refundId, postingId] = [newId(ctx.now), newId(ctx.now)]
    const settled = await settle(tx, payer, source.change(refundId, postingId))
    const number = taken()
    const { amountMinor, method, refundedOn, reason, sourceKind, sourceId } = input
    const made: NewEvent = {
      name: 'collection/refund.made',
      objects: [['refund', refundId], ['customer', customerId], ...source.objects],
      payload: { amountMinor, method },
    }
    const row = { id: refundId, number, customerId, sourceKind, sourceId, method, refundedOn, amountMinor, reason }
    return tx.conclude(
      { refundId, number },
      insert(ctx, 'refund', [
        { ...row, currency: ctx.organisation.currency, recordedAt: ctx.now, recordedBy: ctx.actor.id },
      ]),
      ...post(ctx, {
        id: postingId,
        cause: 'REFUND',
        objectType: 'refund',
        objectId: refundId,
        effectiveOn: refundedOn,
        lines: [
          { accountCode: source.account, customerId, amountMinor },
          { accountCode: method === 'CASH' ? 'CASH_IN_HAND' : 'BANK', amountMinor: -amountMinor },
        ],
      }),
      ...source.statements,
      ...settled.statements,
      recordEvents(ctx, [made, ...settled.events]),
    )
  })
}
