import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { insert, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { type ContactInput, contactFields } from '../schema/contact'

const changed = (ctx: Ctx, customerId: string): Statement =>
  recordEvents(ctx, [
    {
      name: 'customer/customer.changed',
      objects: [['customer', customerId]],
      payload: { fields: ['contacts'] },
    },
  ])

/** Adds a contact to a customer. From then on the mails of its purposes go to it, and no longer to the customer's own address. Refuses with NOT_FOUND. */
export async function addContact(
  ctx: Ctx,
  input: ContactInput & { customerId: string; idempotencyKey?: string },
): Promise<{ id: string }> {
  const { customerId, idempotencyKey, ...fields } = input
  const facts = contactFields.parse(fields)
  const id = newId(ctx.now)
  return transaction(ctx, idempotent('customer.addContact', idempotencyKey, input), async (tx) => {
    const [[customer]] = await tx.run(
      sql`SELECT 1 FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ${customerId}::uuid AND merged_into IS NULL`,
    )
    if (!customer) notFound('customer')
    await tx.commit(
      insert(ctx, 'customerContact', [{ ...facts, id, customerId, createdAt: ctx.now }]),
      changed(ctx, customerId),
    )
    return { id }
  })
}

/** Locks a contact. Refuses with NOT_FOUND. */
async function lockContact(tx: Tx, id: string) {
  const { ctx } = tx
  const [[contact]] = await tx.run(
    sql<{
      customerId: string
      version: string
      archivedAt: Date | null
    }>`SELECT customer_id, xmin::text AS version, archived_at FROM customer_contact
      WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid FOR NO KEY UPDATE`,
  )
  return contact ?? notFound('contact')
}

/** Changes a contact. Refuses with NOT_FOUND, STALE (archived) and CHANGED_MEANWHILE. */
export async function changeContact(
  ctx: Ctx,
  input: ContactInput & { id: string; version?: string },
): Promise<{ id: string }> {
  const { id, version, ...fields } = input
  const { name, email, phone, language, purposes } = contactFields.parse(fields)
  return transaction(ctx, {}, async (tx) => {
    const before = await lockContact(tx, id)
    if (before.archivedAt) conflict('STALE')
    if (version !== undefined && version !== before.version) conflict('CHANGED_MEANWHILE')
    await tx.commit(
      sql`UPDATE customer_contact SET name = ${name}, email = ${email}, phone = ${phone}, language = ${language}, purposes = ${purposes}::text[]
        WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
      changed(ctx, before.customerId),
    )
    return { id }
  })
}

async function archive(ctx: Ctx, id: string, archivedAt: Date | null): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const before = await lockContact(tx, id)
    if ((before.archivedAt === null) === (archivedAt === null)) conflict('STALE')
    await tx.commit(
      sql`UPDATE customer_contact SET archived_at = ${archivedAt} WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
      changed(ctx, before.customerId),
    )
  })
}

/** Archives a contact. No mail goes to it any more. Refuses with NOT_FOUND, STALE. */
export const archiveContact = (ctx: Ctx, { id }: { id: string }) => archive(ctx, id, ctx.now)

/** Restores an archived contact. Refuses with NOT_FOUND, STALE. */
export const restoreContact = (ctx: Ctx, { id }: { id: string }) => archive(ctx, id, null)
