import { describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { makePlanned } from '@/prisma/seed/supply'
import { serveFrom } from '@/server/fulfilment/mutations/serve-from'
import { addWarehouse } from '@/server/inventory/mutations/warehouse'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { RecordedEvent } from '@/server/platform/jobs/functions'
import { addDays, instantAt } from '@/server/platform/time/calendar'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { drain, makeWorld, sweep } from '@/server/simulation/drive'
import { closePlanned, expectOn } from '@/server/supply/mutations/close'
import { orderFiles } from '../queries/files'
import { listOrders } from '../queries/list'
import { previewOrder } from '../queries/preview'
import { orderRecord } from '../queries/record'
import { cancel } from './cancel'
import { confirm } from './confirm'
import { count } from './count'
import { planWaiting } from './plan-waiting'
import { receive } from './receive'

/** A Monday at nine in weeks without a holiday. */
const monday = new Date('2026-03-02T09:00:00Z')

async function staged() {
  const made = await makeOrganisation({ clock: virtualClock(monday), gateways: { mail: 'RECORD' } })
  const { ctx } = made
  const { productId } = await makeProduct(ctx)
  const { customerId } = await makeCustomer(ctx)
  const order = async (quantity: number, requestedOn?: string) =>
    (await confirm(ctx, { customerId, requestedOn, lines: [{ productId, quantity }] })).orderId
  const days = async (id: string) => {
    const { order, lines } = await orderRecord(ctx, { id })
    return { promised: order.promisedOn, moved: order.movedOn, planned: lines[0]?.plannedOn ?? null }
  }
  const moves = async (id: string) => {
    const told = (await payloadsOf(ctx, 'order/promise.moved', id)) as { from: string | null; to: string | null }[]
    // All of it happens in one millisecond.
    return told.sort((a, b) => String(a.to).localeCompare(String(b.to)))
  }
  const kinds = async (id: string) => {
    const [rows] = await read(
      ctx,
      sql<{
        kind: string
        subject: string
        text: string
      }>`SELECT kind, subject, body->>'text' AS text FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${id} AND kind <> 'ORDER_CONFIRMATION' ORDER BY kind`,
    )
    return rows
  }
  const mails = async (id: string) => {
    const [rows] = await read(
      ctx,
      sql<{
        kind: string
        subject: string
      }>`SELECT kind, subject FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${id}
        AND effect_key LIKE 'order/promise.moved%' ORDER BY kind`,
    )
    return rows
  }
  const react = () => drain(makeWorld(ctx.organisation, () => {}))
  return { ctx, productId, customerId, order, days, moves, mails, kinds, react }
}

/** A time at which all reactions to earlier events have ended. */
const checked = (ctx: Ctx) => checkOrganisation({ ...ctx, now: new Date(ctx.now.getTime() + 86_400_000 * 30) })

const inDays = (ctx: Ctx, days: number) => addDays(ctx.today, days)

describe('a promise from planned receipts', () => {
  it('is the day after the goods arrive plus transit; the form shows the same, and the next order gets the next receipt', async () => {
    const { ctx, productId, customerId, order, days } = await staged()
    await makePlanned(ctx, [{ productId, quantity: 10, inDays: 3 }])
    await makePlanned(ctx, [{ productId, quantity: 10, inDays: 8 }])
    const preview = await previewOrder(ctx, { customerId, lines: [{ productId, quantity: 7 }] })
    expect(preview.lines[0]).toMatchObject({ backordered: 7, plannedOn: inDays(ctx, 3) })
    const [first, second, third] = [await order(7), await order(4), await order(10)]
    expect(await days(first)).toEqual({ promised: preview.promisedOn, moved: null, planned: inDays(ctx, 3) })
    expect(preview.promisedOn && preview.promisedOn > inDays(ctx, 3)).toBe(true)
    expect((await days(second)).planned).toBe(inDays(ctx, 8))
    expect(await days(third)).toEqual({ promised: null, moved: null, planned: null })
    // Three units of the first receipt are not promised, but a line that waits without a day comes first.
    expect((await days(await order(3))).planned).toBeNull()
    expect(await checked(ctx)).toEqual([])
  })

  it('is asked for of what may not wait, and not of the rest; an order that needs no credit has it at once', async () => {
    const { ctx, productId } = await staged()
    const { customerId } = await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'CASH') })
    const { productId: strict } = await makeProduct(ctx, { refusesShort: true })
    await makePlanned(ctx, [{ productId: strict, quantity: 5, inDays: 3 }])
    const lines = [strict, productId].map((id) => ({ productId: id, quantity: 2, unitPrice: '0' }))
    const { orderId, creditState } = await confirm(ctx, { customerId, lines })
    const planned = (await orderRecord(ctx, { id: orderId })).lines.map((line) => line.plannedOn)
    expect([creditState, ...planned]).toEqual(['NOT_NEEDED', inDays(ctx, 3), null])
  })

  it('never gives the same units to two lines or to two orders at the same time', async () => {
    const { ctx, productId, customerId, order, days } = await staged()
    await makePlanned(ctx, [
      { productId, quantity: 10, inDays: 3 },
      { productId, quantity: 90, inDays: 9 },
    ])
    const lines = [5, 6].map((quantity) => ({ productId, quantity }))
    const { orderId } = await confirm(ctx, { customerId, lines })
    expect((await orderRecord(ctx, { id: orderId })).lines.map((line) => line.plannedOn)).toEqual([
      inDays(ctx, 3),
      inDays(ctx, 9),
    ])
    const both = await Promise.all([5, 5, 5, 5].map((quantity) => order(quantity)))
    const planned = await Promise.all(both.map(async (id) => (await days(id)).planned))
    expect(planned.filter((day) => day === inDays(ctx, 3))).toHaveLength(1)
    expect(await checked(ctx)).toEqual([])
  })

  it('received goods serve the earliest promised day first, not the first order', async () => {
    const { ctx, productId, order, days } = await staged()
    const near = await makePlanned(ctx, [{ productId, quantity: 4, inDays: 3 }])
    await makePlanned(ctx, [{ productId, quantity: 30, inDays: 8 }])
    const [large, small] = [await order(20), await order(4)]
    expect([(await days(large)).planned, (await days(small)).planned]).toEqual([inDays(ctx, 8), inDays(ctx, 3)])
    await receive(ctx, { plannedReceiptId: near.id, lines: [{ productId, quantity: 4 }] })
    expect((await orderRecord(ctx, { id: small })).lines[0]).toMatchObject({
      backordered: 0,
      reserved: 4,
      plannedOn: null,
    })
    expect((await orderRecord(ctx, { id: large })).lines[0]).toMatchObject({ backordered: 20, reserved: 0 })
    expect(await checked(ctx)).toEqual([])
  })
})

describe('when planned receipts change', () => {
  it('mails a day to an order that waited without one, mails a later day once, and does not mail an earlier one', async () => {
    const { ctx, productId, order, days, moves, mails, react } = await staged()
    const id = await order(5)
    const planned = await makePlanned(ctx, [{ productId, quantity: 5, inDays: 3 }])
    await react()
    const first = await days(id)
    expect(first).toMatchObject({ planned: inDays(ctx, 3), moved: null })
    await expectOn(ctx, { id: planned.id, expectedOn: inDays(ctx, 10) })
    expect(await planWaiting(ctx, [productId])).toEqual({ moved: 1 })
    expect(await planWaiting(ctx, [productId])).toEqual({ moved: 0 })
    await react()
    const second = await days(id)
    expect(second).toMatchObject({ promised: first.promised, planned: inDays(ctx, 10) })
    expect(second.moved && first.promised && second.moved > first.promised).toBe(true)
    await expectOn(ctx, { id: planned.id, expectedOn: inDays(ctx, 4) })
    await planWaiting(ctx, null)
    await react()
    expect(await days(id)).toEqual(second)
    expect(await moves(id)).toEqual([
      { from: null, to: first.promised },
      { from: first.promised, to: second.moved },
    ])
    expect((await mails(id)).map((mail) => mail.kind)).toEqual(['ARRIVAL_NOTICE', 'PROMISE_MOVED'])
    expect(await checked(ctx)).toEqual([])
  })

  it('mails that no day is known when a receipt is closed, and gives units of a cancelled order to the next one', async () => {
    const { ctx, productId, order, days, moves, mails, react } = await staged()
    const planned = await makePlanned(ctx, [{ productId, quantity: 5, inDays: 3 }])
    const other = await makePlanned(ctx, [{ productId, quantity: 4, inDays: 6 }])
    const [first, second] = [await order(5), await order(4)]
    await closePlanned(ctx, planned)
    await react()
    expect((await days(first)).planned).toBeNull()
    expect((await days(second)).planned).toBe(inDays(ctx, 6))
    expect(await moves(first)).toEqual([{ from: (await days(first)).promised, to: null }])
    expect((await mails(first)).map((mail) => mail.subject)).toEqual([expect.stringContaining('no day')])
    await cancel(ctx, { orderId: second, reason: 'Not wanted' })
    await makePlanned(ctx, [{ productId, quantity: 1, inDays: 6 }])
    await react()
    expect((await days(first)).planned).toBe(inDays(ctx, 6))
    await closePlanned(ctx, other)
    await react()
    expect(await checked(ctx)).toEqual([])
  })

  it('moves the day of the rest, and says so once, when a part waits without a day; the order is listed until all of it has one', async () => {
    const { ctx, productId, customerId, days, moves, kinds, react } = await staged()
    const { productId: other } = await makeProduct(ctx, { stock: 2 })
    const planned = await makePlanned(ctx, [{ productId, quantity: 5, inDays: 3 }])
    const lines = [
      { productId, quantity: 5 },
      { productId: other, quantity: 2 },
    ]
    const { orderId } = await confirm(ctx, { customerId, lines })
    await react()
    const undated = async () => (await listOrders(ctx, { undated: true })).rows.map(({ id, undated }) => [id, undated])
    expect(await undated()).toEqual([])
    const { promised } = await days(orderId)
    await count(ctx, { productId: other, quantity: 0 })
    await react()
    expect(await undated()).toEqual([[orderId, true]])
    // The file does not repeat a day that cannot be kept.
    const { columns, page } = orderFiles.orders
    const promise = columns({ organisation: ctx.organisation } as never).find(({ label }) => label === 'Promised')
    expect((await page(ctx, {}, undefined)).rows.map((row) => promise?.value(row))).toEqual([null])
    expect(await moves(orderId)).toEqual([])
    await expectOn(ctx, { id: planned.id, expectedOn: inDays(ctx, 10) })
    await react()
    const { moved } = await days(orderId)
    expect(moved && promised && moved > promised).toBe(true)
    expect(await moves(orderId)).toEqual([{ from: promised, to: moved, open: true }])
    const [told, short, ...more] = (await kinds(orderId)).filter(({ kind }) => kind !== 'ARRIVAL_NOTICE')
    expect([told?.kind, short?.kind, more]).toEqual(['PROMISE_MOVED', 'SHORTAGE_NOTICE', []])
    expect(told?.text).toMatch(/For 2 of .* no day is known yet; we come back to you/)
    expect(await checked(ctx)).toEqual([])
    await makePlanned(ctx, [{ productId: other, quantity: 2, inDays: 20 }])
    await react()
    const last = (await days(orderId)).moved
    expect(last && moved && last > moved).toBe(true)
    expect(await undated()).toEqual([])
    expect((await moves(orderId)).find(({ from }) => from === null)).toEqual({ from: null, to: last })
    expect(await checked(ctx)).toEqual([])
  })

  it('says that the day is gone when another warehouse serves an order and has nothing of it, and nothing when it has a day', async () => {
    const { ctx, customerId, days, kinds, react } = await staged()
    const { productId } = await makeProduct(ctx, { stock: 2 })
    const { id: north } = await addWarehouse(ctx, { code: 'north', name: 'North' })
    const order = async () => (await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })).orderId
    const [first, second] = [await order(), await order()]
    await serveFrom(ctx, { orderId: first, warehouseId: north })
    await react()
    expect((await kinds(first)).map(({ kind, subject }) => [kind, subject])).toEqual([
      ['PROMISE_MOVED', expect.stringContaining('no day of arrival known any more')],
    ])
    await makePlanned(ctx, [{ productId, quantity: 9, inDays: 9 }], { warehouseId: north })
    await react()
    await serveFrom(ctx, { orderId: second, warehouseId: north })
    await react()
    const { moved } = await days(second)
    expect(moved).not.toBeNull()
    expect((await kinds(second)).map(({ subject }) => subject)).toEqual([expect.stringContaining('arrives on')])
    expect(await checked(ctx)).toEqual([])
  })

  it('moves a promise once by five working days when its receipt is late, and marks the receipt as late', async () => {
    const { ctx, productId, order, days, moves } = await staged()
    await makePlanned(ctx, [{ productId, quantity: 5, inDays: 1 }])
    const id = await order(5)
    const before = await days(id)
    const world = makeWorld(ctx.organisation, (_world, _event: RecordedEvent) => {})
    for (const [day, time] of [
      ['2026-03-03', '18:00'],
      ['2026-03-04', '07:00'],
      ['2026-03-05', '07:00'],
      ['2026-03-10', '07:00'],
    ] as const)
      await sweep(world, instantAt(ctx.organisation.timeZone, day, time))
    expect((await days(id)).planned).toBe('2026-03-11')
    expect(await moves(id)).toEqual([{ from: before.promised, to: (await days(id)).moved }])
    expect(await checked(ctx)).toEqual([])
  })
})
