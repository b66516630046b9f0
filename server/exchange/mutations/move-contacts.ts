import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import type { Reader } from '@/server/platform/database/run'
import { insert, json, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { customersCalled } from '../queries/open-invoices'
import { type ContactWrite, decideContact, type KnownContact } from '../rules/contacts'
import type { Mover, TakingBack, Version, WrittenRow } from './mover'
import { untouched } from './untouched'

/** Contacts of customers, new and changed. */
export function contactWrites(ctx: Ctx, contacts: readonly (ContactWrite & { newId?: string })[]): Statement[] {
  const added = contacts.filter(({ id }) => id === null)
  const changed = contacts.filter(({ id }) => id !== null)
  return [
    insert(
      ctx,
      'customerContact',
      added.map(({ newId: given, ...one }) => ({ ...one, id: given ?? newId(ctx.now), createdAt: ctx.now })),
    ),
    sql`UPDATE customer_contact k SET name = d.name, email = d.email, phone = d.phone, language = d.language, purposes = d.purposes
      FROM jsonb_to_recordset(${json(changed)}) AS d(id uuid, name text, email text, phone text, language text, purposes text[])
      WHERE k.organisation_id = ${ctx.organisationId} AND k.id = d.id`,
  ]
}

/** Each customer whose people or places changed is said to have changed, once. */
export const customersChanged = (ctx: Ctx, customerIds: readonly string[], field: string): Statement<never> =>
  recordEvents(
    ctx,
    [...new Set(customerIds)].map((id) => ({
      name: 'customer/customer.changed' as const,
      objects: [['customer', id]] as const,
      payload: { fields: [field] },
    })),
  )

const contactsOf = (ctx: Ctx, customerIds: readonly string[]): Statement<KnownContact> =>
  sql`SELECT id, customer_id, name, email, phone, language, coalesce(purposes, '{}') AS purposes FROM customer_contact
    WHERE organisation_id = ${ctx.organisationId} AND customer_id = ANY(${customerIds}::uuid[]) AND archived_at IS NULL ORDER BY id`

/** Removes contacts that nobody changed since, and brings the facts of changed ones back. */
async function takeBack(ctx: Ctx, reader: Reader, rows: readonly WrittenRow[]): Promise<TakingBack> {
  const { kept, going, customerIds } = await untouched(ctx, reader, 'customer_contact', rows)
  const gone = going.filter(({ outcome }) => outcome === 'NEW').map(({ recordId }) => recordId)
  const changed = going.filter(({ outcome }) => outcome === 'CHANGED').map(({ before }) => before as KnownContact)
  return {
    kept,
    statements: [
      ...contactWrites(ctx, changed),
      sql`DELETE FROM customer_contact WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${gone}::uuid[])`,
      customersChanged(ctx, customerIds, 'contacts'),
    ],
  }
}

/** People at customers, with what they are written to about. */
export const contactMover: Mover<ContactWrite> = {
  async decide(ctx, reader, rows, { runs }) {
    const [customers] = await reader(customersCalled(ctx, rows, 'customer'))
    const ids = customers.map(({ id }) => id)
    if (runs)
      await reader(
        sql`SELECT 1 FROM customer_contact WHERE organisation_id = ${ctx.organisationId} AND customer_id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
      )
    const [known] = await reader(contactsOf(ctx, ids))
    return rows.map((row) => decideContact(row, { customers, known }))
  },
  async write(ctx, _reader, rows) {
    const ids = new Map(rows.map((row) => [row.place, row.recordId ?? newId(ctx.now)]))
    return {
      ids,
      statements: [
        ...contactWrites(
          ctx,
          rows.map(({ place, write }) => ({ ...write, newId: ids.get(place) as string })),
        ),
        customersChanged(
          ctx,
          rows.map(({ write }) => write.customerId),
          'contacts',
        ),
      ],
      versions: sql<Version>`SELECT id, state_of(k) AS version FROM customer_contact k WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${[...ids.values()]}::uuid[])`,
    }
  },
  takeBack,
}
