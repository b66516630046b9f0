import { firstLimits, limitWrites } from '@/server/credit/mutations/limit'
import type { CreditAccount } from '@/server/credit/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { json, type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import type { LimitBefore } from '../rules/customer-known'
import type { WrittenRow } from './mover'
import { lockAccounts } from './opening-items'

/** Locks accounts of payers, and says who of them is held because a limit fell below what is owed. */
async function locked(ctx: Ctx, reader: Reader, ids: readonly string[]) {
  const accounts = await lockAccounts(ctx, reader, ids)
  const [lowered] = await reader(
    sql<{
      customerId: string
    }>`SELECT customer_id FROM credit_hold WHERE organisation_id = ${ctx.organisationId} AND customer_id = ANY(${ids}::uuid[])
      AND cause = 'LIMIT_LOWERED' AND ended_at IS NULL`,
  )
  return { accounts, held: new Set(lowered.map((one) => one.customerId)) }
}

type Limits = { statements: Statement<never>[]; events: NewEvent[] }

const written = (ctx: Ctx, all: readonly Limits[]): Statement[] => [
  ...all.flatMap((one) => one.statements),
  recordEvents(
    ctx,
    all.flatMap((one) => one.events),
  ),
]

/** Limits of payers whose accounts are locked here, the first locks of the transaction. */
export async function limits(ctx: Ctx, reader: Reader, wanted: ReadonlyMap<string, bigint>) {
  const { accounts, held } = await locked(ctx, reader, [...wanted.keys()])
  return (fresh: ReadonlyMap<string, bigint>): Statement[] => {
    const reason = 'moved in from a file'
    const stood = accounts.map((account: CreditAccount) => {
      const limitMinor = wanted.get(account.customerId) as bigint
      return limitWrites(ctx, account, held.has(account.customerId), { limitMinor, reason })
    })
    return written(ctx, [firstLimits(ctx, fresh, reason), ...stood])
  }
}

/** Limits of payers as they were, where they are still as the import set them. */
export async function limitsBack(ctx: Ctx, reader: Reader, rows: readonly WrittenRow[]): Promise<Statement[]> {
  const limitOf = new Map(rows.map(({ recordId, before }) => [recordId, before as LimitBefore]))
  const set = [...limitOf].flatMap(([id, { limitSet }]) => (limitSet === undefined ? [] : id))
  if (set.length === 0) return []
  const { accounts, held } = await locked(ctx, reader, set)
  const back = accounts.flatMap((account) => {
    const { limitMinor: was, limitSet } = limitOf.get(account.customerId) as LimitBefore
    if (String(account.limitMinor) !== limitSet) return []
    const limitMinor = was === null ? null : BigInt(was)
    return limitWrites(ctx, account, held.has(account.customerId), { limitMinor, reason: 'an import was taken back' })
  })
  const given = accounts.flatMap(({ customerId, limitMinor }) => {
    const { limitSet, limitGiven } = limitOf.get(customerId) as LimitBefore
    return String(limitMinor) === limitSet && limitGiven ? [{ customerId, ...limitGiven }] : []
  })
  return [...written(ctx, back), asGiven(ctx, given)]
}

/** By whom and when limits were given, as before: an earlier import finds its customers as it left them. */
const asGiven = (ctx: Ctx, given: readonly object[]): Statement<never> =>
  sql`UPDATE credit_account a SET limit_source = d.source, decided_at = d."decidedAt" FROM jsonb_to_recordset(${json(given)}) AS d("customerId" uuid, source text, "decidedAt" timestamptz)
    WHERE a.organisation_id = ${ctx.organisationId} AND a.customer_id = d."customerId"`
