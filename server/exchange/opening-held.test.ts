import { beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { movedIn, takenBack } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { holdCustomer, liftHold } from '@/server/credit/mutations/hold'
import { setLimit } from '@/server/credit/mutations/limit'
import { functions } from '@/server/functions'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { EventName } from '@/server/platform/events/events'
import { type RecordedEvent, reactionsTo } from '@/server/platform/jobs/functions'
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

it('who was held for what was moved in goes on when that is taken back, or when a later file says that they owe less', async () => {
  const { customerId, moves } = await payer(10_000n)
  const holds = async () => (await payloadsOf(ctx, 'credit/hold.lifted', customerId)).length
  const react = async (name: EventName) => {
    const event = { name, objects: [['customer', customerId]] } as unknown as RecordedEvent
    for (const reaction of reactionsTo(functions, name)) await reaction.run(ctx, event)
    return holds()
  }
  const first = await moves([['1', '150.00']])
  expect([first.holds, await react('exchange/item.reopened')]).toEqual([['LIMIT_LOWERED'], 0])
  const less = await moves([['1', '90.00']])
  expect([less.holds, await react('exchange/item.reopened')]).toEqual([['LIMIT_LOWERED'], 1])
  await takenBack(ctx, less.id)
  expect(
    (await payloadsOf(ctx, 'exchange/item.reopened', customerId)).map(
      (one) => (one as { openMinor: string }).openMinor,
    ),
  ).toEqual(['9000', '15000'])
  const more = await moves([['2', '1.00']])
  expect(more.holds).toEqual(['LIMIT_LOWERED'])
  await takenBack(ctx, more.id)
  expect(await react('exchange/item.removed')).toBe(1)
  await takenBack(ctx, first.id)
  expect(await react('exchange/item.removed')).toBe(2)
  expect(await checkOrganisation(ctx)).toEqual([])
})
