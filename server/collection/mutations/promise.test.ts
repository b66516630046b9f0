import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { holdPlaced, lockCredit, placeHold } from '@/server/credit/mutations/account'
import { liftHold } from '@/server/credit/mutations/hold'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { standingHolds } from '@/server/invoicing/mutations/settle'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { addDays } from '@/server/platform/time/calendar'
import { flagOverdue } from '@/server/receivable/mutations/flag-overdue'
import { checkOrganisation } from '@/server/simulation/check/check'
import { agreements } from '../queries/records'
import { judgePromises, makePromise, withdrawPromise } from './promise'
import { recordReceipt } from './record-receipt'
import { reverseReceipt } from './reverse-receipt'

let made: MadeOrganisation
beforeAll(async () => {
  made = await makeOrganisation()
  await giveLegalDetails(made.ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

const on = (days: number): Ctx => ({
  ...made.ctx,
  today: addDays(made.ctx.today, days),
  now: new Date(made.ctx.now.getTime() + days * 86_400_000),
})

/** A payer who owes 123.00 since long ago and is on hold for it. */
async function held(): Promise<string> {
  const { customerId } = await makeCustomer(made.ctx)
  const { shipmentId } = await makeShipped(made.ctx, { customerId })
  await issueForShipment(made.ctx, shipmentId)
  await flagOverdue(on(60))
  await transaction(on(60), {}, async (tx) => {
    await tx.run(lockCredit(tx.ctx, customerId))
    const told = recordEvents(tx.ctx, [holdPlaced(customerId, 'OVERDUE')])
    await tx.commit(placeHold(tx.ctx, customerId, 'OVERDUE', 'FINAL_REMINDER'), told)
  })
  return customerId
}

const holdsOf = async (customerId: string) => (await read(made.ctx, standingHolds(made.ctx, customerId)))[0].length

it.each<[string, number, (promiseId: string, customerId: string) => Promise<unknown>]>([
  ['broken, which puts it back', 1, () => judgePromises(on(66))],
  ['withdrawn, which puts it back', 1, (promiseId) => withdrawPromise(on(62), promiseId)],
  [
    'broken by the day, but paid by then',
    0,
    async (_, customerId) => {
      await recordReceipt(on(66), { customerId, amountMinor: 12_300n, receivedOn: on(66).today, method: 'BANK' })
      await judgePromises(on(66))
    },
  ],
  [
    'kept by money that is not applied yet, which leaves it ended',
    0,
    async (_, customerId) => {
      const money = { customerId, amountMinor: 12_300n, receivedOn: on(63).today, method: 'BANK' as const }
      await recordReceipt(on(63), { ...money, openItemIds: [] })
      expect(await judgePromises(on(66))).toMatchObject({ kept: 1 })
    },
  ],
])('a promise of all that is overdue ends the hold, until it is %s', async (_, holds, what) => {
  const customerId = await held()
  const { promiseId } = await makePromise(on(61), { customerId, amountMinor: 12_300n, promisedOn: on(65).today })
  expect(await holdsOf(customerId)).toBe(0)
  await what(promiseId, customerId)
  expect(await holdsOf(customerId)).toBe(holds)
})

it('a promise of less, or one that no person took, ends no hold', async () => {
  const customerId = await held()
  await makePromise(on(61), { customerId, amountMinor: 12_299n, promisedOn: on(65).today })
  const portal: Ctx = { ...on(61), actor: { kind: 'PORTAL', id: null } }
  await makePromise(portal, { customerId, amountMinor: 12_300n, promisedOn: on(65).today })
  expect(await holdsOf(customerId)).toBe(1)
})

it('money that comes after its day keeps no promise', async () => {
  const { ctx } = await makeOrganisation()
  const { customerId } = await makeCustomer(ctx)
  const onDay = (days: number): Ctx => {
    const today = addDays(ctx.today, days)
    return { ...ctx, today, now: new Date(ctx.now.getTime() + days * 86_400_000) }
  }
  const promise = { customerId, amountMinor: 500n, promisedOn: ctx.today }
  const pay = (receivedOn: string) =>
    recordReceipt(onDay(2), { customerId, amountMinor: 500n, receivedOn, method: 'BANK' })
  await makePromise(ctx, promise)
  await pay(onDay(2).today)
  expect(await judgePromises(onDay(2))).toEqual({ kept: 0, broken: 1 })
  await makePromise(ctx, promise)
  await pay(ctx.today)
  expect(await judgePromises(onDay(2))).toEqual({ kept: 1, broken: 0 })
})

it('money that was taken back keeps no promise, nor does money that came before it or that another customer paid', async () => {
  const { ctx } = await makeOrganisation()
  const later: Ctx = { ...ctx, today: addDays(ctx.today, 2), now: new Date(ctx.now.getTime() + 2 * 86_400_000) }
  const [{ customerId }, other] = [await makeCustomer(ctx), await makeCustomer(ctx)]
  const before: Ctx = { ...ctx, now: new Date(ctx.now.getTime() - 1) }
  const pay = (by: Ctx, who: string) =>
    recordReceipt(by, { customerId: who, amountMinor: 500n, receivedOn: ctx.today, method: 'BANK' })
  await pay(before, customerId)
  await makePromise(ctx, { customerId, amountMinor: 500n, promisedOn: ctx.today })
  await pay(ctx, other.customerId)
  const { receiptId } = await pay(ctx, customerId)
  await reverseReceipt(ctx, { receiptId, cause: 'RETURNED', reason: 'no cover' })
  expect(await judgePromises(later)).toEqual({ kept: 0, broken: 1 })
  await makePromise(ctx, { customerId, amountMinor: 500n, promisedOn: ctx.today })
  await pay(ctx, customerId)
  expect(await judgePromises(later)).toEqual({ kept: 1, broken: 0 })
})

it('a withdrawn promise brings back no hold that a person or another promise has ended', async () => {
  const [lifted, promised] = [await held(), await held()]
  await liftHold(on(61), { customerId: lifted, cause: 'OVERDUE', reason: 'telephoned' })
  await makePromise(on(61), { customerId: promised, amountMinor: 12_300n, promisedOn: on(65).today })
  for (const [customerId, day] of [
    [lifted, 61],
    [promised, 62],
  ] as const) {
    const { promiseId } = await makePromise(on(day), { customerId, amountMinor: 1n, promisedOn: on(65).today })
    await withdrawPromise(on(63), promiseId)
  }
  expect([await holdsOf(lifted), await holdsOf(promised)]).toEqual([0, 0])
})

it('promises are judged by what came since', async () => {
  const { customerId } = await makeCustomer(made.ctx)
  const later = {
    ...made.ctx,
    today: addDays(made.ctx.today, 3),
    now: new Date(made.ctx.now.getTime() + 3 * 86_400_000),
  }
  await makePromise(made.ctx, { customerId, amountMinor: 12300n, promisedOn: made.ctx.today })
  expect(await judgePromises(made.ctx)).toEqual({ kept: 0, broken: 0 })
  expect(await judgePromises(later)).toEqual({ kept: 0, broken: 1 })
  await expect(makePromise(later, { customerId, amountMinor: 1n, promisedOn: made.ctx.today })).rejects.toMatchObject({
    code: 'PROMISE_IN_PAST',
  })
})

it('one payment keeps one of two promises, the earlier', async () => {
  const { ctx } = await makeOrganisation()
  const { customerId } = await makeCustomer(ctx)
  const onDay = (days: number): Ctx => ({
    ...ctx,
    today: addDays(ctx.today, days),
    now: new Date(ctx.now.getTime() + days * 86_400_000),
  })
  const promise = (day: number) =>
    makePromise(ctx, { customerId, amountMinor: 500n, promisedOn: addDays(ctx.today, day) })
  const pay = (amountMinor: bigint) =>
    recordReceipt(onDay(1), { customerId, amountMinor, receivedOn: onDay(1).today, method: 'BANK' })
  await promise(8)
  await promise(2)
  await pay(500n)
  expect(await judgePromises(onDay(4))).toEqual({ kept: 1, broken: 0 })
  expect(await judgePromises(onDay(10))).toEqual({ kept: 0, broken: 1 })
  await promise(2)
  await promise(8)
  await pay(999n)
  expect(await judgePromises(onDay(10))).toEqual({ kept: 1, broken: 1 })
})

it('the promises of two customers are kept by the money of each, and known by who took them', async () => {
  const { ctx } = await makeOrganisation()
  const day = addDays(ctx.today, 1)
  const later: Ctx = { ...ctx, today: addDays(ctx.today, 2), now: new Date(ctx.now.getTime() + 2 * 86_400_000) }
  const buyers = [await makeCustomer(ctx), await makeCustomer(ctx)]
  const portal: Ctx = { ...ctx, actor: { kind: 'PORTAL', id: null } }
  for (const [index, { customerId }] of buyers.entries()) {
    await makePromise(index === 0 ? ctx : portal, { customerId, amountMinor: 500n, promisedOn: day })
    await recordReceipt(ctx, { customerId, amountMinor: 500n, receivedOn: ctx.today, method: 'BANK' })
  }
  expect(await judgePromises(later)).toEqual({ kept: 2, broken: 0 })
  const [stored] = await read(
    ctx,
    sql<object>`SELECT source, state, accepted_at IS NOT NULL AS accepted, created_by FROM promise_to_pay
      WHERE organisation_id = ${ctx.organisationId} ORDER BY id`,
  )
  expect(stored).toEqual([
    { source: 'PERSON', state: 'KEPT', accepted: true, createdBy: ctx.actor.id },
    { source: 'PORTAL', state: 'KEPT', accepted: false, createdBy: null },
  ])
  for (const { customerId } of buyers)
    expect(await payloadsOf(ctx, 'collection/promise.kept', customerId)).toHaveLength(1)
})

it('a promise is withdrawn once, by this house, and keeps its note; other holds stay in spite of it', async () => {
  const customerId = await held()
  const stranger = (await makeOrganisation()).ctx
  await transaction(on(60), {}, async (tx) => {
    await tx.run(lockCredit(tx.ctx, customerId))
    await tx.commit(
      placeHold(tx.ctx, customerId, 'PERSON', 'call first'),
      recordEvents(tx.ctx, [holdPlaced(customerId, 'PERSON')]),
    )
  })
  const promise = { customerId, amountMinor: 12_300n, promisedOn: on(65).today, note: 'will call' }
  await expect(makePromise({ ...stranger, today: on(61).today }, promise)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const { promiseId } = await makePromise(on(61), promise)
  expect(await holdsOf(customerId)).toBe(1)
  const { promises } = await agreements(made.ctx, customerId)
  expect(promises).toMatchObject([{ id: promiseId, note: 'will call', state: 'OPEN' }])
  await expect(withdrawPromise(stranger, promiseId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await withdrawPromise(on(62), promiseId)
  await expect(withdrawPromise(on(62), promiseId)).rejects.toMatchObject({ code: 'STALE' })
  expect(await holdsOf(customerId)).toBe(2)
})

it('a promise withdrawn when a hold has come again anyway, or that ended none, places no second hold', async () => {
  const customerId = await held()
  const small = await makePromise(on(61), { customerId, amountMinor: 1n, promisedOn: on(65).today })
  await withdrawPromise(on(62), small.promiseId)
  expect(await holdsOf(customerId)).toBe(1)
  const whole = await makePromise(on(63), { customerId, amountMinor: 12_300n, promisedOn: on(65).today })
  await transaction(on(64), {}, async (tx) => {
    await tx.run(lockCredit(tx.ctx, customerId))
    await tx.commit(
      placeHold(tx.ctx, customerId, 'OVERDUE', 'FINAL_REMINDER'),
      recordEvents(tx.ctx, [holdPlaced(customerId, 'OVERDUE')]),
    )
  })
  await withdrawPromise(on(64), whole.promiseId)
  const [holds] = await read(
    made.ctx,
    sql`SELECT 1 FROM credit_hold WHERE organisation_id = ${made.ctx.organisationId} AND customer_id = ${customerId} AND ended_at IS NULL`,
  )
  expect(holds).toHaveLength(1)
})
