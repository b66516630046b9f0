import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { setLimit } from '@/server/credit/mutations/limit'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { cancel } from './cancel'
import { confirm } from './confirm'
import { count } from './count'
import { decide } from './decide'
import { receive } from './receive'
import { serveWaiting } from './serve'

const clock = virtualClock(new Date('2026-03-02T09:00:00Z'))
let made: MadeOrganisation
let ctx: Ctx
let stranger: Ctx
let customerId: string
let productId: string
beforeAll(async () => {
  made = await makeOrganisation({ clock })
  ctx = made.ctx
  stranger = (await makeOrganisation({ clock })).ctx
  customerId = await buyer(10_000_000n)
})
beforeEach(async () => {
  ;({ productId } = await makeProduct(ctx, { stock: 6 }))
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

async function buyer(limitMinor: bigint) {
  const made = await makeCustomer(ctx)
  await setLimit(ctx, { customerId: made.customerId, limitMinor, reason: 'known' })
  return made.customerId
}
/** An order that was taken a minute after everything before it. */
async function order(quantity: number, more: object = {}) {
  clock.set(new Date(clock.now().getTime() + 60_000))
  ctx = made.ctxOf('owner')
  return (await confirm(ctx, { customerId, lines: [{ productId, quantity }], ...more })).orderId
}
/** What each order has reserved and what it waits for. */
async function stands(...orderIds: string[]) {
  const records = await Promise.all(orderIds.map((id) => orderRecord(ctx, { id })))
  return records.map(({ lines: [line] }) => `${line?.reserved}+${line?.backordered}`)
}
async function told(id: string, name: string) {
  const [rows] = await read(
    ctx,
    sql<{ payload: object }>`SELECT e.payload FROM event e
      JOIN event_object x ON x.organisation_id = e.organisation_id AND x.event_id = e.id
      WHERE e.organisation_id = ${ctx.organisationId} AND x.object_id = ${id} AND e.name = ${name} ORDER BY e.id`,
  )
  return rows.map((row) => row.payload)
}
async function movements() {
  const [rows] = await read(
    ctx,
    sql<{ quantity: number }>`SELECT quantity FROM stock_movement
      WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId} AND cause = 'COUNTED' ORDER BY id`,
  )
  return rows.map((row) => row.quantity)
}
const counted = (quantity: number, more: object = {}) => count(ctx, { productId, quantity, ...more })

describe('a count', () => {
  it('that finds less takes from the latest promise first: no day, then the later day, then the later order', async () => {
    const early = await order(1)
    const twin = await order(1)
    const late = await order(2, { requestedOn: '2026-04-01' })
    const never = await order(3)
    expect(await stands(early, twin, late, never)).toEqual(['1+0', '1+0', '2+0', '2+1'])
    expect(await counted(5)).toEqual({ onHand: 5, difference: -1, lost: 1 })
    expect(await stands(early, twin, late, never)).toEqual(['1+0', '1+0', '2+0', '1+2'])
    expect(await counted(3)).toEqual({ onHand: 3, difference: -2, lost: 2 })
    expect(await stands(early, twin, late, never)).toEqual(['1+0', '1+0', '1+1', '0+3'])
    expect(await counted(1)).toEqual({ onHand: 1, difference: -2, lost: 2 })
    expect(await stands(early, twin, late, never)).toEqual(['1+0', '0+1', '0+2', '0+3'])
    expect(await told(never, 'order/reservation.lost')).toEqual([
      { units: 1, cause: 'COUNTED' },
      { units: 1, cause: 'COUNTED' },
    ])
    expect(await counted(4)).toEqual({ onHand: 4, difference: 3, lost: 0 })
    expect(await stands(early, twin, late, never)).toEqual(['1+0', '1+0', '2+0', '0+3'])
    expect(await told(productId, 'order/stock.counted')).toEqual([
      { difference: -1, quantity: 5 },
      { difference: -2, quantity: 3 },
      { difference: -2, quantity: 1 },
      { difference: 3, quantity: 4 },
    ])
    expect(await movements()).toEqual([-1, -2, -2, 3])
  })

  it('that finds less takes from an order without a promised day first, also when it is older', async () => {
    const referred = await order(1, { customerId: await buyer(1n) })
    const promised = await order(1)
    expect(await counted(1)).toEqual({ onHand: 1, difference: -5, lost: 1 })
    expect(await stands(referred, promised)).toEqual(['0+1', '1+0'])
  })

  it('of one product takes nothing from the other products of an order', async () => {
    const { productId: other } = await makeProduct(ctx, { stock: 9 })
    const lines = [other, productId].map((id) => ({ productId: id, quantity: 4 }))
    const id = await order(4, { lines })
    expect(await counted(1)).toEqual({ onHand: 1, difference: -5, lost: 3 })
    const record = await orderRecord(ctx, { id })
    expect(record.lines.map((line) => `${line.reserved}+${line.backordered}`)).toEqual(['4+0', '1+3'])
  })

  it('that finds exactly the reserved units takes nothing from any order', async () => {
    const one = await order(4)
    expect(await counted(4)).toEqual({ onHand: 4, difference: -2, lost: 0 })
    expect(await stands(one)).toEqual(['4+0'])
    expect(await told(one, 'order/reservation.lost')).toEqual([])
  })

  it('is refused when nothing changed or for another organisation, and is booked once under its key', async () => {
    expect(await refused(counted(6))).toBe('NOTHING_CHANGED')
    expect(await refused(count(stranger, { productId, quantity: 1 }))).toBe('NOT_FOUND')
    expect(await refused(counted(1, { binId: newId(ctx.now) }))).toBe('NOT_FOUND')
    const { productId: work } = await makeProduct(ctx, { kind: 'SERVICE' })
    expect(await refused(counted(1, { productId: work }))).toBe('NOT_FOUND')
    const key = { idempotencyKey: newId(ctx.now) }
    const first = await counted(5, key)
    await counted(8)
    expect(await counted(5, key)).toMatchObject(first)
    expect(await movements()).toEqual([-1, 3])
  })
})

describe('stock that becomes free', () => {
  it('is given to the earliest released order first, as far as it reaches, and is recorded once', async () => {
    const had = await order(6)
    const referred = await order(1, { customerId: await buyer(1n) })
    const [first, second] = [await order(2), await order(5)]
    await cancel(ctx, { orderId: had, reason: 'not wanted' })
    expect(await serveWaiting(ctx, [])).toEqual({ served: 0 })
    expect(await refused(serveWaiting(stranger, [productId]))).toBe('NOT_FOUND')
    expect(await serveWaiting(ctx, [productId, productId])).toEqual({ served: 2 })
    expect(await stands(referred, first, second)).toEqual(['0+1', '2+0', '4+1'])
    expect(await serveWaiting(ctx, [productId])).toEqual({ served: 0 })
    expect(await told(first, 'order/backorder.allocated')).toEqual([{ units: 2, lines: 1, arrivesOn: '2026-03-04' }])
    expect(await told(second, 'order/backorder.allocated')).toMatchObject([{ units: 4, lines: 1 }])
    expect(await counted(8)).toEqual({ onHand: 8, difference: 2, lost: 0 })
    expect(await stands(referred, first, second)).toEqual(['0+1', '2+0', '5+0'])
    expect(await told(referred, 'order/backorder.allocated')).toEqual([])
  })

  it('is given to the rest of an old order before a newer order', async () => {
    await order(6)
    const old = await order(2, { customerId: await buyer(1n) })
    const newer = await order(1)
    const [line] = (await orderRecord(ctx, { id: old })).lines
    const part = { rest: 'WAITS' as const, lines: [{ lineId: line?.id as string, quantity: 1 }] }
    const { restOrderId } = await decide(ctx, { orderId: old, decision: 'APPROVE', reason: 'one now', part })
    await decide(ctx, { orderId: restOrderId as string, decision: 'APPROVE', reason: 'and the other' })
    await receive(ctx, { lines: [{ productId, quantity: 2 }] })
    expect(await stands(old, restOrderId as string, newer)).toEqual(['1+0', '1+0', '0+1'])
  })
})
