import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { checkOrganisation } from '@/server/simulation/check/check'
import { holdCustomer, liftHold } from './hold'
import { firstLimits, setLimit } from './limit'

let made: MadeOrganisation
let ctx: Ctx
let stranger: Ctx
let productId: string
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  stranger = (await makeOrganisation()).ctx
  ;({ productId } = await makeProduct(ctx, { stock: 100 }))
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

/** A customer who owes 12.30 for an order that was released, with a limit far above it. */
async function owing(more: object = {}) {
  const { customerId } = await makeCustomer(ctx, more)
  await limit(customerId, 100_000n)
  expect(await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })).toMatchObject({
    creditState: 'PASSED',
    grossMinor: '1230',
  })
  return customerId
}
const limit = (customerId: string, limitMinor: bigint, more: object = {}) =>
  setLimit(ctx, { customerId, limitMinor, reason: 'known', ...more })
async function account(customerId: string) {
  const [[found]] = await read(
    ctx,
    sql<{
      limitMinor: bigint | null
      limitSource: string
      holds: number
    }>`SELECT limit_minor, limit_source, holds FROM credit_account
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}`,
  )
  return found
}
async function holds(customerId: string) {
  const [rows] = await read(
    ctx,
    sql<
      Record<'cause' | 'reason' | 'endReason' | 'placedBy' | 'endedBy', string | null>
    >`SELECT cause, reason, end_reason, placed_by, ended_by FROM credit_hold
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} ORDER BY placed_at, id`,
  )
  return rows
}
async function told(customerId: string) {
  const [rows] = await read(
    ctx,
    sql<{
      name: string
      payload: Record<string, unknown>
    }>`SELECT e.name, e.payload FROM event e JOIN event_object x ON x.organisation_id = e.organisation_id AND x.event_id = e.id
      WHERE e.organisation_id = ${ctx.organisationId} AND x.object_id = ${customerId} AND e.name LIKE 'credit/%' ORDER BY e.id`,
  )
  return rows
}

describe('a limit', () => {
  it.each([
    ['what is owed', 1230n, false],
    ['a cent more', 1231n, false],
    ['a cent less', 1229n, true],
    ['nothing at all', 0n, true],
  ])('of %s stops the customer, or does not', async (_, limitMinor, held) => {
    const customerId = await owing()
    expect(await limit(customerId, limitMinor)).toEqual({ customerId, held })
    expect(await account(customerId)).toEqual({ limitMinor, limitSource: 'PERSON', holds: held ? 1 : 0 })
    const next = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    expect(next.creditState).toBe(held ? 'HELD' : 'REFERRED')
  })

  it('that is lowered twice and then raised to the exposure places one hold, with one event at its beginning and one at its end', async () => {
    const customerId = await owing()
    const since = (await told(customerId)).length
    await limit(customerId, 1229n, { reason: 'bad news' })
    await limit(customerId, 1228n, { reason: 'x'.repeat(300) })
    expect(await limit(customerId, 1230n, { reason: 'paid' })).toEqual({ customerId, held: false })
    const by = made.ctx.actor.id
    expect(await holds(customerId)).toEqual([
      { cause: 'LIMIT_LOWERED', reason: 'bad news', endReason: 'paid', placedBy: by, endedBy: by },
    ])
    const [, , second] = (await told(customerId)).slice(since)
    expect((await told(customerId)).slice(since).map((event) => event.name.replace('credit/', ''))).toEqual([
      'limit.changed',
      'hold.placed',
      'limit.changed',
      'limit.changed',
      'hold.lifted',
    ])
    expect(second?.payload).toEqual({
      limitMinor: '1228',
      fromMinor: '1229',
      exposureMinor: '1230',
      reason: 'x'.repeat(200),
    })
    const causes = (await told(customerId)).filter((event) => event.name.startsWith('credit/hold'))
    expect(causes.map((event) => event.payload)).toEqual([{ cause: 'LIMIT_LOWERED' }, { cause: 'LIMIT_LOWERED' }])
  })

  it('that is high enough leaves a hold by a person, and says that the customer is still on hold', async () => {
    const customerId = await owing()
    await holdCustomer(ctx, { customerId, reason: 'call first' })
    expect(await limit(customerId, 50_000n)).toEqual({ customerId, held: true })
    await limit(customerId, 1n)
    expect(await account(customerId)).toMatchObject({ holds: 2 })
    expect(await limit(customerId, 50_000n)).toEqual({ customerId, held: true })
    expect(await account(customerId)).toMatchObject({ holds: 1 })
  })

  it('is the payer’s, and a stranger cannot change it', async () => {
    const payerId = await owing()
    const { customerId } = await makeCustomer(ctx, { payerId })
    expect(await limit(customerId, 1229n)).toEqual({ customerId: payerId, held: true })
    expect(await account(payerId)).toMatchObject({ limitMinor: 1229n, holds: 1 })
    expect(await holdCustomer(ctx, { customerId, reason: 'both' })).toEqual({ customerId: payerId })
    expect(await liftHold(ctx, { customerId, cause: 'PERSON', reason: 'one' })).toEqual({
      customerId: payerId,
      holds: 1,
    })
    const theirs = { customerId: payerId, reason: 'mine' }
    expect(await refused(setLimit(stranger, { ...theirs, limitMinor: 1n }))).toBe('NOT_FOUND')
    expect(await refused(liftHold(stranger, { ...theirs, cause: 'LIMIT_LOWERED' }))).toBe('NOT_FOUND')
    expect(await account(payerId)).toMatchObject({ limitMinor: 1229n, holds: 1 })
  })

  it('that is sent again under its key does not replace a later one', async () => {
    const customerId = await owing()
    const key = { idempotencyKey: newId(ctx.now) }
    const first = await limit(customerId, 1000n, key)
    await limit(customerId, 2000n)
    expect(await limit(customerId, 1000n, key)).toMatchObject(first)
    expect(await account(customerId)).toMatchObject({ limitMinor: 2000n, holds: 0 })
  })
})

it('ending holds of one cause leaves the others, and the hold can be placed again', async () => {
  const customerId = await owing()
  await holdCustomer(ctx, { customerId, reason: 'first' })
  expect(await refused(liftHold(ctx, { customerId, cause: 'LIMIT_LOWERED', reason: 'x' }))).toBe('NO_HOLD')
  await liftHold(ctx, { customerId, cause: 'PERSON', reason: 'called' })
  await holdCustomer(ctx, { customerId, reason: 'second' })
  expect((await holds(customerId)).map(({ reason, endReason }) => [reason, endReason])).toEqual([
    ['first', 'called'],
    ['second', null],
  ])
  const names = (await told(customerId)).filter((event) => event.payload.cause === 'PERSON').map((event) => event.name)
  expect(names).toEqual(['credit/hold.placed', 'credit/hold.lifted', 'credit/hold.placed'])
})

it('a first limit is given to each of the payers that are moved in, with its event, and to nobody else', async () => {
  const [one, other, beside] = [await makeCustomer(ctx), await makeCustomer(ctx), await makeCustomer(ctx)]
  expect(firstLimits(ctx, new Map(), 'moved in')).toEqual({ statements: [], events: [] })
  const limits = new Map([
    [one.customerId, 5_000n],
    [other.customerId, 0n],
  ])
  const { statements, events } = firstLimits(ctx, limits, 'moved in')
  await transaction(ctx, {}, (tx) => tx.commit(...statements, recordEvents(ctx, events)))
  const given = [await account(one.customerId), await account(other.customerId), await account(beside.customerId)]
  expect(given.map((found) => found?.limitMinor)).toEqual([5_000n, 0n, null])
  expect(await payloadsOf(ctx, 'credit/limit.changed', one.customerId)).toEqual([
    { limitMinor: '5000', fromMinor: null, exposureMinor: '0', reason: 'moved in' },
  ])
})
