import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, insert, type Statement, sql } from '@/server/platform/database/sql'
import type { NewEvent } from '@/server/platform/events/events'
import { recordEvents } from '@/server/platform/events/events'
import type { SaveDraftInput } from '../schema/draft'

interface Standing {
  version: string
  savedByName: string | null
  savedAt: Date
}

const standing = (ctx: Ctx, id: string): Statement<Standing> =>
  sql`SELECT d.xmin::text AS version, d.saved_at, (SELECT m.name FROM membership m WHERE m.organisation_id = d.organisation_id AND m.user_id = d.saved_by) AS saved_by_name
    FROM order_draft d WHERE d.organisation_id = ${ctx.organisationId} AND d.id = ${id} FOR UPDATE OF d`

const event = (name: NewEvent['name'], id: string): NewEvent => ({ name, objects: [['draft', id]] })

/**
 * Saves an unfinished order as a draft that the whole team sees. Refuses with CHANGED_MEANWHILE (somebody else has saved it since it was
 * read; names the person and the time), DRAFT_GONE (it was confirmed or discarded), NOT_FOUND (customer).
 */
export async function saveDraft(ctx: Ctx, input: SaveDraftInput): Promise<{ id: string }> {
  const { id: given, version, idempotencyKey, ...fields } = input
  const by = ctx.actor.kind === 'PERSON' ? ctx.actor.id : null
  return transaction(ctx, idempotent('draft.save', idempotencyKey, input), async (tx) => {
    const [[draft], [customer]] = await tx.run(
      given ? standing(ctx, given) : sql<Standing>`SELECT '' AS version WHERE false`,
      sql<{
        id: string
      }>`SELECT id FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ${fields.customerId ?? null}::uuid`,
    )
    if (fields.customerId && !customer) notFound('customer')
    if (given && !draft) refuse('DRAFT_GONE')
    if (draft && version !== undefined && version !== draft.version) conflict('CHANGED_MEANWHILE')
    const id = given ?? newId(ctx.now)
    const kept = { ...fields, customerId: fields.customerId ?? null, note: fields.note || null }
    const saved = { ...kept, savedBy: by, savedAt: ctx.now }
    return tx.conclude(
      { id },
      given
        ? expectRows(
            1,
            sql`UPDATE order_draft SET customer_id = ${kept.customerId}::uuid, content = ${kept.content}, lines = ${kept.lines}, note = ${kept.note}, saved_by = ${by}::uuid, saved_at = ${ctx.now}
              WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
          )
        : insert(ctx, 'orderDraft', [{ ...saved, id, createdBy: by, createdAt: ctx.now }]),
      recordEvents(ctx, [event('order/draft.saved', id)]),
    )
  })
}

/** Discards a draft. Refuses with DRAFT_GONE. */
export async function discardDraft(ctx: Ctx, { id }: { id: string }): Promise<{ id: string }> {
  return transaction(ctx, {}, async (tx) => {
    const statements = await takeDraft(tx, id)
    await tx.commit(...statements, recordEvents(ctx, [event('order/draft.discarded', id)]))
    return { id }
  })
}

/** Locks a draft and deletes it in the transaction that confirms it, so that only one person can confirm it. Refuses with DRAFT_GONE. */
export async function takeDraft(tx: Tx, id: string): Promise<Statement<never>[]> {
  const { ctx } = tx
  const [[draft]] = await tx.run(standing(ctx, id))
  if (!draft) refuse('DRAFT_GONE')
  return [expectRows(1, sql`DELETE FROM order_draft WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`)]
}
