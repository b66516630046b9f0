import { customerChange, type StoredFacts } from '@/server/customer/mutations/change'
import { changedFields } from '@/server/customer/rules'
import { type FlatAddresses, flatAddresses } from '@/server/customer/rules/address'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { json, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { knownById } from '../queries/customers'
import { usesOf } from '../queries/uses'
import type { KnownCustomer, LimitBefore } from '../rules/customer-known'
import { limitsBack } from './limits'
import type { TakingBack, WrittenRow } from './mover'

const parts = ['customer_address', 'customer_contact', 'customer_tag', 'credit_account']

/** Whether somebody changed customers since, or anything that belongs to those that the import made. */
const touchedSince = (ctx: Ctx, rows: readonly WrittenRow[]) =>
  sql<{
    id: string
    touched: boolean
  }>`SELECT c.id, customer_state(c, d.outcome = 'NEW') <> d.version AS touched
    FROM customer c JOIN jsonb_to_recordset(${json(rows)}) AS d("recordId" uuid, version text, outcome text) ON d."recordId" = c.id
    WHERE c.organisation_id = ${ctx.organisationId} ORDER BY c.id FOR NO KEY UPDATE OF c`

/** Removes new customers that nobody used or changed since, and brings the facts of changed ones back. */
export async function takeBackCustomers(ctx: Ctx, reader: Reader, rows: readonly WrittenRow[]): Promise<TakingBack> {
  const [states] = await reader(touchedSince(ctx, rows))
  const fresh = rows.filter(({ outcome }) => outcome === 'NEW').map(({ recordId }) => recordId)
  const used = await usesOf(ctx, reader, 'customer', fresh, parts)
  const touched = new Map(states.map((one) => [one.id, one.touched]))
  const kept = new Map<number, string>()
  for (const row of rows) {
    const why = !touched.has(row.recordId)
      ? 'gone'
      : (used.get(row.recordId) ?? (touched.get(row.recordId) ? 'changed' : undefined))
    if (why) kept.set(row.place, why)
  }
  const going = rows.filter(({ place }) => !kept.has(place))
  const removed = going.filter(({ outcome }) => outcome === 'NEW').map(({ recordId }) => recordId)
  const changed = going.filter(({ outcome }) => outcome === 'CHANGED')
  const limits = await limitsBack(ctx, reader, changed)
  const known = await knownById(
    ctx,
    reader,
    changed.map(({ recordId }) => recordId),
  )
  const restored = changed.flatMap((row) => restore(ctx, known.get(row.recordId), row))
  return { kept, statements: [...limits, ...removals(ctx, removed), ...restored] }
}

function removals(ctx: Ctx, ids: readonly string[]): Statement[] {
  if (ids.length === 0) return []
  const own = ctx.organisationId
  return [
    sql`DELETE FROM customer_tag WHERE organisation_id = ${own} AND customer_id = ANY(${ids}::uuid[])`,
    sql`DELETE FROM customer_contact WHERE organisation_id = ${own} AND customer_id = ANY(${ids}::uuid[])`,
    sql`DELETE FROM customer_address WHERE organisation_id = ${own} AND customer_id = ANY(${ids}::uuid[])`,
    sql`DELETE FROM credit_account WHERE organisation_id = ${own} AND customer_id = ANY(${ids}::uuid[])`,
    sql`DELETE FROM customer WHERE organisation_id = ${own} AND id = ANY(${ids}::uuid[])`,
    recordEvents(
      ctx,
      ids.map((id) => ({ name: 'customer/customer.removed' as const, objects: [['customer', id]] as const })),
    ),
  ]
}

function restore(ctx: Ctx, known: KnownCustomer | undefined, { recordId, before }: WrittenRow): Statement[] {
  if (!known) return []
  const after = before as StoredFacts & FlatAddresses
  const now = { ...known.facts, ...flatAddresses(known.addresses), tags: known.tags }
  const {
    limitMinor: _was,
    limitSet: _set,
    limitGiven: _given,
    ...facts
  } = after as StoredFacts & FlatAddresses & LimitBefore
  const changed = changedFields(now, facts)
  if (changed.length === 0) return []
  return customerChange(ctx, recordId, {
    country: String(known.facts.country),
    inUse: known.addresses as never,
    after: facts as StoredFacts & FlatAddresses,
    changed,
  })
}
