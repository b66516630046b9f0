import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import type { AddNoteInput, ChangeNoteInput } from '../schema/note'

const happened = (ctx: Ctx, customerId: string, what: 'added' | 'changed' | 'deleted') =>
  recordEvents(ctx, [{ name: `customer/note.${what}` as const, objects: [['customer', customerId]] }])

/** Adds a note about a customer under the person's name. Refuses with NOT_FOUND. */
export async function addNote(ctx: Ctx, input: AddNoteInput): Promise<{ id: string }> {
  const { customerId, text, idempotencyKey } = input
  return transaction(ctx, idempotent('customer.addNote', idempotencyKey, input), async (tx) => {
    const [[customer]] = await tx.run(
      sql`SELECT 1 FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ${customerId} AND merged_into IS NULL`,
    )
    if (!customer || !ctx.actor.id) notFound('customer')
    const id = newId(ctx.now)
    return tx.conclude(
      { id },
      insert(ctx, 'customerNote', [{ id, customerId, text, writtenBy: ctx.actor.id, writtenAt: ctx.now }]),
      happened(ctx, customerId, 'added'),
    )
  })
}

/** Locks a note of the asking person. Refuses with NOT_FOUND, NOTE_OF_ANOTHER. */
async function lockOwn(tx: Tx, id: string): Promise<string> {
  const { ctx } = tx
  const [[note]] = await tx.run(
    sql<{
      customerId: string
      own: boolean
    }>`SELECT customer_id, written_by = ${ctx.actor.id}::uuid AS own FROM customer_note WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
  )
  if (!note) notFound('note')
  if (!note.own) refuse('NOTE_OF_ANOTHER')
  return note.customerId
}

/** Changes a note of one's own. Refuses with NOT_FOUND, NOTE_OF_ANOTHER. */
export async function changeNote(ctx: Ctx, { id, text }: ChangeNoteInput): Promise<{ id: string }> {
  return transaction(ctx, {}, async (tx) => {
    const customerId = await lockOwn(tx, id)
    return tx.conclude(
      { id },
      sql`UPDATE customer_note SET text = ${text}, changed_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
      happened(ctx, customerId, 'changed'),
    )
  })
}

/** Deletes a note of one's own. Refuses with NOT_FOUND, NOTE_OF_ANOTHER. */
export async function deleteNote(ctx: Ctx, { id }: { id: string }): Promise<{ id: string }> {
  return transaction(ctx, {}, async (tx) => {
    const customerId = await lockOwn(tx, id)
    return tx.conclude(
      { id },
      sql`DELETE FROM customer_note WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
      happened(ctx, customerId, 'deleted'),
    )
  })
}
