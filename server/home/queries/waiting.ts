import { sql } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Permission } from '@/server/platform/context/permissions'
import { read } from '@/server/platform/database/run'
import { query, type Statement, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import { countedByPlace, type WaitingKindKey, type WaitingPlace, waitingFor } from '../rules'
import { type WaitingInput, waitingInput } from '../schema'
import { waitingAmount, waitingRows } from './waiting-rows'

/** One record that waits. Its kind is the reason. */
export interface WaitingRow {
  kind: WaitingKindKey
  id: string
  recordId: string
  /** The record's number; null where the customer's name is enough. */
  label: string | null
  customerName: string | null
  amountMinor: bigint | null
  since: Date
}

/** All waiting records of one kind, with the one that has waited longest. */
export interface WaitingSummary {
  kind: WaitingKindKey
  count: number
  amountMinor: bigint | null
  first: WaitingRow
}

const mayOf =
  ({ permissions }: Ctx) =>
  (permission: Permission) =>
    permissions === 'ALL' || permissions.has(permission)

/** The rows of a kind with the names of their customers. */
const named = (ctx: Ctx, kind: WaitingKindKey) =>
  sql`SELECT ${kind}::text AS kind, w.id, w.record_id, w.label,
      (SELECT c.name FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.id = w.customer_id) AS customer_name, w.amount_minor, w.since
    FROM (${waitingRows[kind](ctx)}) AS w`

function firstOf(ctx: Ctx, kind: WaitingKindKey): Statement<WaitingRow> {
  const piece = sql`${named(ctx, kind)} ORDER BY w.since, w.id LIMIT 1`
  return query({ compile: () => piece.compile(tables) as never })
}

interface WaitingCount {
  kind: WaitingKindKey
  count: number
  amountMinor: bigint | null
}

function countsOf(ctx: Ctx, kinds: readonly WaitingKindKey[]): Statement<WaitingCount> {
  const counts = kinds.map(
    (kind) =>
      sql`SELECT ${kind}::text AS kind, count(*)::int AS count, ${waitingAmount[kind]?.(ctx) ?? sql`sum(amount_minor)`}::bigint AS amount_minor FROM (${waitingRows[kind](ctx)}) AS w`,
  )
  const counted = sql.join(counts, sql` UNION ALL `)
  return query({ compile: () => counted.compile(tables) as never })
}

/** How many records wait for this person at each place of the rail. */
export async function waitingCounts(
  ctx: Ctx,
): Promise<{ isWork: boolean; places: Partial<Record<WaitingPlace, number>> }> {
  const { kinds, isWork } = waitingFor(mayOf(ctx))
  const [counts] = await read(ctx, countsOf(ctx, kinds))
  return { isWork, places: countedByPlace(counts) }
}

/** What waits for this person: a summary of each kind with its full count, the longest waiting first. */
export async function waitingSummaries(ctx: Ctx): Promise<{ isWork: boolean; kinds: WaitingSummary[] }> {
  const { kinds, isWork } = waitingFor(mayOf(ctx))
  const [sums, ...firsts] = await read(ctx, countsOf(ctx, kinds), ...kinds.map((kind) => firstOf(ctx, kind)))
  const found = kinds.flatMap((kind, index) => {
    const [first] = firsts[index] ?? []
    const sum = sums.find((one) => one.kind === kind)
    return first && sum ? [{ ...sum, first }] : []
  })
  return { isWork, kinds: found.sort((a, b) => a.first.since.getTime() - b.first.since.getTime()) }
}

/**
 * One page of the records that wait for this person for one reason, the longest waiting first. A kind that the person
 * may not see has no rows.
 */
export async function listWaiting(ctx: Ctx, asked: WaitingInput): Promise<Page<WaitingRow>> {
  const { kind, ...page } = waitingInput.parse(asked)
  if (!waitingFor(mayOf(ctx)).kinds.includes(kind)) return { rows: [], previous: null, next: null }
  const list = tables.selectFrom(sql<WaitingRow>`(${named(ctx, kind)})`.as('w')).selectAll('w')
  const key = { value: 'w.since', type: 'timestamptz', id: 'w.id' } as const
  const [rows] = await read(ctx, query(byKey(list, key, page).$castTo<WaitingRow>()))
  return pageOf(rows, page, (row) => cursorOf(row.since, row.id))
}
