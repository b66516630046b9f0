import { lockItems } from '@/server/ledger/mutations'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { transaction } from '@/server/platform/database/run'
import { expectRows, insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import type { CloseDisputeInput, DisputeInput } from '../schema'

const disputeOf = (ctx: Ctx, openItemId: string) =>
  sql<{
    id: string
  }>`SELECT id FROM dispute WHERE organisation_id = ${ctx.organisationId} AND open_item_id = ${openItemId} AND state = 'OPEN' LIMIT 1`

/** Records that a customer disputes an invoice. Its reminders wait; its exposure and holds stay. Refuses with NOT_OPEN, ALREADY_DISPUTED. */
export async function raiseDispute(ctx: Ctx, input: DisputeInput): Promise<{ disputeId: string }> {
  return transaction(ctx, idempotent('collection.dispute', input.idempotencyKey, input), async (tx) => {
    const [[item]] = await tx.run(lockItems(ctx, [input.openItemId]))
    if (!item) notFound('openItem')
    if (item.openMinor <= 0n) refuse('NOT_OPEN')
    // The open item is locked, so the second of two simultaneous callers is refused.
    const [[standing]] = await tx.run(disputeOf(ctx, item.id))
    if (standing) refuse('ALREADY_DISPUTED')
    const disputeId = newId(ctx.now)
    const { customerId, id: openItemId } = item
    return tx.conclude(
      { disputeId },
      insert(ctx, 'dispute', [
        {
          id: disputeId,
          openItemId,
          customerId,
          cause: input.cause,
          state: 'OPEN',
          note: input.note ?? null,
          createdAt: ctx.now,
          createdBy: ctx.actor.id,
        },
      ]),
      recordEvents(ctx, [
        {
          name: 'collection/dispute.raised',
          objects: [
            ['dispute', disputeId],
            ['invoice', item.documentId],
            ['customer', customerId],
            ...(item.orderId ? [['order', item.orderId] as const] : []),
          ],
          payload: { cause: input.cause },
        },
      ]),
    )
  })
}

/** Ends a dispute: upheld (a credit note follows by hand), rejected or withdrawn; reminders go on. */
export async function closeDispute(ctx: Ctx, input: CloseDisputeInput): Promise<{ disputeId: string }> {
  return transaction(ctx, {}, async (tx) => {
    const [[dispute]] = await tx.run(
      sql<{
        state: string
        customerId: string
        documentId: string
      }>`SELECT d.state, d.customer_id, i.document_id FROM dispute d
        JOIN open_item i ON i.organisation_id = d.organisation_id AND i.id = d.open_item_id
        WHERE d.organisation_id = ${ctx.organisationId} AND d.id = ${input.disputeId} FOR NO KEY UPDATE OF d`,
    )
    if (!dispute) notFound('dispute')
    if (dispute.state !== 'OPEN') conflict('STALE')
    return tx.conclude(
      { disputeId: input.disputeId },
      expectRows(
        1,
        sql`UPDATE dispute SET state = ${input.outcome}, ended_at = ${ctx.now}, ended_by = ${ctx.actor.id}
          WHERE organisation_id = ${ctx.organisationId} AND id = ${input.disputeId} AND state = 'OPEN'`,
      ),
      recordEvents(ctx, [
        {
          name: 'collection/dispute.closed',
          objects: [
            ['dispute', input.disputeId],
            ['invoice', dispute.documentId],
            ['customer', dispute.customerId],
          ],
          payload: { outcome: input.outcome },
        },
      ]),
    )
  })
}
