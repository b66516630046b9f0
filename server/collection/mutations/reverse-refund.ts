import { settle } from '@/server/invoicing/mutations/settle'
import { lockItems, reverse, standingPostings } from '@/server/ledger/mutations'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import type { ReverseRefundInput } from '../schema'
import { standingApplications } from './applications'
import { lockPayer } from './receive'

interface RefundRow {
  id: string
  customerId: string
  sourceKind: 'RECEIPT' | 'CREDIT_NOTE'
  sourceId: string
  amountMinor: bigint
  bankLineId: string | null
  orderId: string | null
  reversedAt: Date | null
}

/** Gives the refunded amount back to its receipt or credit note. */
async function putBack(tx: Tx, refund: RefundRow) {
  const { ctx } = tx
  const payer = await lockPayer(tx, refund.customerId)
  if (refund.sourceKind === 'RECEIPT')
    return settle(tx, payer, {
      applications: [],
      effectiveOn: ctx.today,
      unappliedMinor: refund.amountMinor,
      deposits: refund.orderId ? new Map([[refund.orderId, refund.amountMinor]]) : undefined,
    })
  const [applications] = await tx.run(standingApplications(ctx, refund.id))
  const [touched] = await tx.run(lockItems(ctx, [refund.sourceId]))
  const items = [...payer.items.filter((item) => item.id !== refund.sourceId), ...touched]
  const reversals = applications.map(({ id, ...one }) => ({ ...one, amountMinor: -one.amountMinor, reversesId: id }))
  return settle(tx, { ...payer, items }, { applications: reversals, effectiveOn: ctx.today })
}

/** Sets the bank line of the refund aside again, as money going out. */
function freeLine(ctx: Ctx, { bankLineId }: RefundRow): Statement<never>[] {
  if (!bankLineId) return []
  return [
    expectRows(
      1,
      sql`UPDATE bank_line SET state = 'IGNORED', cause = 'MONEY_OUT', decided_by = ${ctx.actor.id}, decided_at = ${ctx.now}
        WHERE organisation_id = ${ctx.organisationId} AND id = ${bankLineId} AND state = 'MATCHED'`,
    ),
  ]
}

/**
 * Reverses a refund that was recorded wrongly or came back: its posting is reversed, and the money can be used again.
 * Refuses REVERSED.
 */
export async function reverseRefund(ctx: Ctx, input: ReverseRefundInput): Promise<{ refundId: string }> {
  return transaction(ctx, idempotent('collection.reverseRefund', input.idempotencyKey, input), async (tx) => {
    const [[found]] = await tx.run(
      sql<{
        customerId: string
      }>`SELECT customer_id FROM refund WHERE organisation_id = ${ctx.organisationId} AND id = ${input.refundId}`,
    )
    if (!found) notFound('refund')
    await lockPayer(tx, found.customerId)
    const [[refund], postings] = await tx.run(
      sql<RefundRow>`SELECT f.id, f.customer_id, f.source_kind, f.source_id, f.amount_minor, f.bank_line_id, f.reversed_at,
          (SELECT r.order_id FROM receipt r WHERE r.organisation_id = f.organisation_id AND r.id = f.source_id) AS order_id
        FROM refund f WHERE f.organisation_id = ${ctx.organisationId} AND f.id = ${input.refundId} FOR NO KEY UPDATE OF f`,
      standingPostings(ctx, 'refund', input.refundId),
    )
    if (!refund) notFound('refund')
    if (refund.reversedAt) conflict('REVERSED')
    const settled = await putBack(tx, refund)
    const reversed: NewEvent = {
      name: 'collection/refund.reversed',
      objects: [
        ['refund', refund.id],
        ['customer', refund.customerId],
        ...(refund.sourceKind === 'RECEIPT' ? [['receipt', refund.sourceId] as const] : []),
      ],
      payload: { amountMinor: refund.amountMinor },
    }
    await tx.commit(
      ...reverse(ctx, postings, { objectType: 'refund', objectId: refund.id, effectiveOn: ctx.today }),
      ...(refund.sourceKind === 'RECEIPT'
        ? [
            expectRows(
              1,
              sql`UPDATE receipt SET unapplied_minor = unapplied_minor + ${refund.amountMinor} WHERE organisation_id = ${ctx.organisationId} AND id = ${refund.sourceId} AND reversed_at IS NULL`,
            ),
          ]
        : []),
      ...settled.statements,
      ...freeLine(ctx, refund),
      expectRows(
        1,
        sql`UPDATE refund SET reversed_at = ${ctx.now}, reverse_reason = ${input.reason}, bank_line_id = NULL
          WHERE organisation_id = ${ctx.organisationId} AND id = ${refund.id} AND reversed_at IS NULL`,
      ),
      recordEvents(ctx, [reversed, ...settled.events]),
    )
    return { refundId: refund.id }
  })
}
