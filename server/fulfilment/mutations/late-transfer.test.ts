import { afterEach, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refusedWith } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { makeHouses } from '@/prisma/seed/transfers'
import { confirm } from '@/server/order/mutations/confirm'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays, instantAt } from '@/server/platform/time/calendar'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { drain, makeWorld, sweep } from '@/server/simulation/drive'
import { transferRecord } from '../queries/transfers'
import { findLateTransfers, postponeTransfer } from './late-transfer'
import { receiveTransfer } from './receive-transfer'

/** A Monday at nine in weeks without a holiday. */
const monday = new Date('2026-03-02T09:00:00Z')
let ctx: Ctx
afterEach(async () => expect(await checkOrganisation(ctx)).toEqual([]))
const rows = rowsIn(() => ctx)

/** An order in the northern warehouse that waits for goods on their way there, expected the day after. */
async function staged() {
  const made = await makeOrganisation({ clock: virtualClock(monday), gateways: { mail: 'RECORD' } })
  ctx = made.ctx
  const { north, send } = await makeHouses(ctx)
  const productId = await makeGoods(ctx, { stock: 5 })
  const transfer = await send([{ productId, quantity: 5 }], { expectedOn: addDays(ctx.today, 1) })
  const lines = [{ productId, quantity: 5 }]
  const { orderId } = await confirm(ctx, { customerId: await makeBuyer(ctx), warehouseId: north, lines })
  const world = makeWorld(ctx.organisation, () => {})
  await drain(world)
  const at = (day: string, time: string) => sweep(world, instantAt(ctx.organisation.timeZone, day, time))
  const days = async () => {
    const { order, lines: waiting } = await orderRecord(ctx, { id: orderId })
    return { promised: order.promisedOn, moved: order.movedOn, planned: waiting[0]?.plannedOn }
  }
  const mails = async () =>
    (
      await rows(
        sql`SELECT kind FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${orderId} AND effect_key LIKE 'order/promise.moved%'`,
      )
    ).map(({ kind }) => kind)
  return { transfer, productId, orderId, days, mails, at, react: () => drain(world) }
}

/** Starts the works one after the other while the transfer is locked, so that each of them has read before one has written. */
async function inTurn(id: string, ...works: (() => Promise<unknown>)[]) {
  const found = sql<{ waiting: number }>`SELECT count(*)::int AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`
  const until = async (waiting: number) => {
    for (let asked = 0; asked < 5_000; asked++) if (Number((await rows(found))[0]?.waiting) >= waiting) return
  }
  const started: Promise<unknown>[] = []
  await transaction(ctx, {}, async (tx) => {
    await tx.run(sql`SELECT id FROM transfer WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR UPDATE`)
    for (const work of works) {
      started.push(work().catch(String))
      await until(started.length)
    }
  })
  return Promise.all(started)
}

it('moves the promises that rest on it once by five working days when it is late, and tells the customer once', async () => {
  const { transfer, productId, orderId, days, mails, at } = await staged()
  const before = await days()
  expect(before).toMatchObject({ moved: null, planned: '2026-03-03' })
  for (const [day, time] of [
    ['2026-03-03', '18:00'],
    ['2026-03-04', '07:00'],
    ['2026-03-05', '07:00'],
    ['2026-03-10', '07:00'],
  ] as const)
    await at(day, time)
  const { moved, planned } = await days()
  expect([planned, moved && before.promised && moved > before.promised]).toEqual(['2026-03-11', true])
  expect(await payloadsOf(ctx, 'order/promise.moved', orderId)).toEqual([{ from: before.promised, to: moved }])
  expect(await mails()).toEqual(['PROMISE_MOVED'])
  expect(await transferRecord(ctx, transfer.id)).toMatchObject({ expectedOn: '2026-03-03', reckonedOn: '2026-03-11' })
  const told = { number: transfer.number, from: '2026-03-03', to: '2026-03-11' }
  expect(await payloadsOf(ctx, 'fulfilment/transfer.late', productId)).toEqual([told])
})

it('that leaves later moves the promises that rest on it, and one that comes earlier moves none', async () => {
  const { transfer, productId, days, mails, react } = await staged()
  const { promised } = await days()
  const expected = async (expectedOn: string) => {
    expect(await postponeTransfer(ctx, { id: transfer.id, expectedOn })).toEqual({ expectedOn })
    await react()
    return days()
  }
  const later = await expected('2026-03-12')
  expect([later.planned, later.promised, (later.moved ?? '') > (promised ?? '')]).toEqual([
    '2026-03-12',
    promised,
    true,
  ])
  expect(await expected('2026-03-05')).toEqual(later)
  // The same day again changes nothing and tells nothing.
  expect(await expected('2026-03-05')).toEqual(later)
  expect(await mails()).toEqual(['PROMISE_MOVED'])
  // Both happened at the same moment of this clock, which gives them no order.
  const told = (await payloadsOf(ctx, 'fulfilment/transfer.postponed', productId)) as { from: string }[]
  expect(told.toSorted((one, other) => one.from.localeCompare(other.from))).toMatchObject([
    { from: '2026-03-03', to: '2026-03-12' },
    { from: '2026-03-12', to: '2026-03-05' },
  ])
})

it('is reckoned anew once on a later day, by one of two sweeps at once, and not on its own day nor when it has come', async () => {
  const { transfer, productId } = await staged()
  const on = (today: string) => ({ ...ctx, today })
  expect(await findLateTransfers(on('2026-03-03'))).toEqual({ late: 0 })
  const sweeping = () => findLateTransfers(on('2026-03-06'))
  expect(await inTurn(transfer.id, sweeping, sweeping)).toEqual([{ late: 1 }, { late: 0 }])
  expect((await transferRecord(ctx, transfer.id)).reckonedOn).toBe('2026-03-13')
  expect(await findLateTransfers(on('2026-03-13'))).toEqual({ late: 0 })
  // Whoever says its first day again says that it comes on that day after all.
  await postponeTransfer(ctx, { id: transfer.id, expectedOn: '2026-03-03' })
  expect((await transferRecord(ctx, transfer.id)).reckonedOn).toBeNull()
  expect(await payloadsOf(ctx, 'fulfilment/transfer.postponed', transfer.id)).toHaveLength(1)
  await receiveTransfer(ctx, { id: transfer.id, lines: [{ productId, quantity: 5 }] })
  expect(await findLateTransfers(on('2026-03-30'))).toEqual({ late: 0 })
  const another = postponeTransfer(ctx, { id: transfer.id, expectedOn: '2026-03-30' })
  expect(await refusedWith(another)).toEqual(['TRANSFER_OVER', { number: transfer.number }])
  const unknown = postponeTransfer(ctx, { id: newId(ctx.now), expectedOn: '2026-03-30' })
  expect(await refusedWith(unknown)).toEqual(['NOT_FOUND', { noun: 'transfer' }])
})

it('that comes while it is found to be late is not reckoned anew', async () => {
  const { transfer, productId } = await staged()
  const receive = () => receiveTransfer(ctx, { id: transfer.id, lines: [{ productId, quantity: 5 }] })
  const [received, swept] = await inTurn(transfer.id, receive, () => findLateTransfers({ ...ctx, today: '2026-03-06' }))
  expect([received, swept]).toEqual([expect.objectContaining({ state: 'RECEIVED', units: 5 }), { late: 0 }])
  expect(await transferRecord(ctx, transfer.id)).toMatchObject({ state: 'RECEIVED', reckonedOn: null })
})
