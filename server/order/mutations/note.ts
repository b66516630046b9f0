import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import type { AddSaleNoteInput, ChangeSaleNoteInput, SaleInput } from '../schema/note'

const happened = (ctx: Ctx, { kind, id }: SaleInput, what: 'added' | 'changed' | 'deleted') =>
  recordEvents(ctx, [{ name: `order/note.${what}` as const, objects: [[kind, id]] }])

/** Adds a person's note to an order or a quote. Only the team reads it. Refuses with NOT_FOUND. */
export async function addSaleNote(ctx: Ctx, input: AddSaleNoteInput): Promise<{ id: string }> {
  const { about, text, idempotencyKey } = input
  const [orderId, quoteId] = about.kind === 'order' ? [about.id, null] : [null, about.id]
  return transaction(ctx, idempotent('order.addNote', idempotencyKey, input), async (tx) => {
    const [[sale]] = await tx.run(
      orderId
        ? sql`SELECT 1 FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`
        : sql`SELECT 1 FROM quote WHERE organisation_id = ${ctx.organisationId} AND id = ${quoteId}`,
    )
    if (!sale || !ctx.actor.id) notFound(about.kind)
    const id = newId(ctx.now)
    return tx.conclude(
      { id },
      insert(ctx, 'saleNote', [{ id, orderId, quoteId, text, writtenBy: ctx.actor.id, writtenAt: ctx.now }]),
      happened(ctx, about, 'added'),
    )
  })
}

/** Locks a note of the asking person. Refuses with NOT_FOUND, NOTE_OF_ANOTHER. */
async function lockOwn(tx: Tx, id: string): Promise<SaleInput> {
  const { ctx } = tx
  const [[note]] = await tx.run(
    sql<{
      orderId: string | null
      quoteId: string | null
      own: boolean
    }>`SELECT order_id, quote_id, written_by = ${ctx.actor.id}::uuid AS own FROM sale_note WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
  )
  if (!note) notFound('note')
  if (!note.own) refuse('NOTE_OF_ANOTHER')
  return note.orderId ? { kind: 'order', id: note.orderId } : { kind: 'quote', id: note.quoteId as string }
}

/** Changes the person's own note. Refuses with NOT_FOUND, NOTE_OF_ANOTHER. */
export async function changeSaleNote(ctx: Ctx, { id, text }: ChangeSaleNoteInput): Promise<{ id: string }> {
  return transaction(ctx, {}, async (tx) => {
    const about = await lockOwn(tx, id)
    return tx.conclude(
      { id },
      sql`UPDATE sale_note SET text = ${text}, changed_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
      happened(ctx, about, 'changed'),
    )
  })
}

/** Deletes the person's own note. Refuses with NOT_FOUND, NOTE_OF_ANOTHER. */
export async function deleteSaleNote(ctx: Ctx, { id }: { id: string }): Promise<{ id: string }> {
  return transaction(ctx, {}, async (tx) => {
    const about = await lockOwn(tx, id)
    return tx.conclude(
      { id },
      sql`DELETE FROM sale_note WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
      happened(ctx, about, 'deleted'),
    )
  })
}
