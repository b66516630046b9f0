import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { usesOf } from '../queries/uses'
import type { WrittenRow } from './mover'

interface State {
  id: string
  customerId: string
  version: string
}

const locks = {
  customer_contact: (ctx: Ctx, ids: readonly string[]) =>
    sql<State>`SELECT id, customer_id, state_of(k) AS version FROM customer_contact k WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
  customer_address: (ctx: Ctx, ids: readonly string[]) =>
    sql<State>`SELECT id, customer_id, state_of(a) AS version FROM customer_address a WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
}

/** Which of the rows that an import wrote are still as it left them, and why the others stay. */
export async function untouched(ctx: Ctx, reader: Reader, table: keyof typeof locks, rows: readonly WrittenRow[]) {
  const [states] = await reader(
    locks[table](
      ctx,
      rows.map(({ recordId }) => recordId),
    ),
  )
  const versions = new Map(states.map((one) => [one.id, one.version]))
  const fresh = rows.filter(({ outcome }) => outcome === 'NEW').map(({ recordId }) => recordId)
  const used = await usesOf(ctx, reader, table, fresh, [])
  const kept = new Map<number, string>()
  for (const { place, recordId, version } of rows) {
    const now = versions.get(recordId)
    const why = now === undefined ? 'gone' : (used.get(recordId) ?? (version === now ? undefined : 'changed'))
    if (why) kept.set(place, why)
  }
  const going = rows.filter(({ place }) => !kept.has(place))
  const customerOf = new Map(states.map(({ id, customerId }) => [id, customerId]))
  /** The customer of each row that goes, in their order. */
  return { kept, going, customerIds: going.map(({ recordId }) => customerOf.get(recordId) as string) }
}
