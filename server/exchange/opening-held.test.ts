import { beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { movedIn } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { holdCustomer, liftHold } from '@/server/credit/mutations/hold'
import { setLimit } from '@/server/credit/mutations/limit'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { goOn } from './mutations/go-on'
import { undo } from './mutations/import'

let ctx: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
})

/** A payer with this limit, and what moves open invoices of theirs in: each with its number and what is open. */
async function payer(limitMinor: bigint | null) {
  const { customerId, number } = await makeCustomer(ctx)
  if (limitMinor !== null) await setLimit(ctx, { customerId, limitMinor, reason: 'known' })
  const moves = async (rows: readonly [invoice: string, open: string, dueIn?: number][]) => {
    const lines = rows.map(
      ([invoice, open, dueIn = 5]) =>
        `${number}-${invoice},${number},${addDays(ctx.today, -5)},${addDays(ctx.today, dueIn)},${open}`,
    )
    const { id } = await movedIn(
      ctx,
      `Invoice number,Customer,Invoice date,Due date,Still open\n${lines.join('\n')}\n`,
      'OPEN_INVOICES',
    )
    const [holds] = await read(
      ctx,
      sql<{ cause: string }>`SELECT cause FROM credit_hold
        WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}::uuid AND ended_at IS NULL ORDER BY cause`,
    )
    return { id, holds: holds.map(({ cause }) => cause) }
  }
  const placed = async () => (await payloadsOf(ctx, 'credit/hold.placed', customerId)).length
  return { customerId, moves, placed }
}

it('who owes more than the limit by what was moved in is held once and told; who owes just as much is not', async () => {
  const { customerId, moves, placed } = await payer(10_000n)
  expect(
    (
      await moves([
        ['1', '60.00'],
        ['2', '40.00'],
      ])
    ).holds,
  ).toEqual([])
  expect(await placed()).toBe(0)
  expect((await moves([['3', '0.01']])).holds).toEqual(['LIMIT_LOWERED'])
  expect((await moves([['4', '5.00']])).holds).toEqual(['LIMIT_LOWERED'])
  expect(await placed()).toBe(1)
  // A person let them go on; neither a credit nor another day to pay stops them again, but more of what is owed does.
  await liftHold(ctx, { customerId, cause: 'LIMIT_LOWERED', reason: 'telephoned' })
  expect((await moves([['5', '-1.00']])).holds).toEqual([])
  expect((await moves([['1', '60.00', 9]])).holds).toEqual([])
  expect(await placed()).toBe(1)
  const { id, holds } = await moves([['6', '1.00']])
  expect([holds, await placed()]).toEqual([['LIMIT_LOWERED'], 2])
  await undo(ctx, { id })
  await goOn(ctx, id)
  expect(await checkOrganisation(ctx)).toEqual([])
})

it('who has no limit, or is held already, is not held for what was moved in', async () => {
  const free = await payer(null)
  expect((await free.moves([['1', '9999.00']])).holds).toEqual([])
  const held = await payer(100n)
  await holdCustomer(ctx, { customerId: held.customerId, reason: 'moved away' })
  expect((await held.moves([['1', '50.00']])).holds).toEqual(['PERSON'])
  expect([await free.placed(), await held.placed()]).toEqual([0, 1])
})
