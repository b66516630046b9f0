import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { holdCustomer } from '@/server/credit/mutations/hold'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { amend } from './amend'
import { confirm } from './confirm'
import { count } from './count'
import { decide } from './decide'
import { expireReservations } from './expire'
import { receive } from './receive'

// A Monday morning: what is reserved now is handed over today and arrives two working days later.
const clock = virtualClock(new Date('2026-03-02T09:00:00Z'))
let made: MadeOrganisation
let ctx: Ctx
let customerId: string

beforeAll(async () => {
  made = await makeOrganisation({ clock })
  ctx = made.ctx
  ;({ customerId } = await makeCustomer(ctx))
  await read(
    ctx,
    sql`UPDATE customer SET email = NULL WHERE organisation_id = ${ctx.organisationId} AND id = ${customerId}`,
  )
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const orderOf = async (id: string) => (await orderRecord(ctx, { id })).order
const promisesTold = async (orderId: string) => {
  const [rows] = await read(
    ctx,
    sql<{
      promisedOn: string
    }>`SELECT e.payload->>'promisedOn' AS promised_on FROM event e JOIN event_object x ON x.organisation_id = e.organisation_id AND x.event_id = e.id
      WHERE e.organisation_id = ${ctx.organisationId} AND e.name = 'order/order.promised' AND x.object_type = 'order' AND x.object_id = ${orderId}`,
  )
  return rows.map((row) => row.promisedOn)
}

/** An order of three units of which one is there, by a customer without an e-mail address. */
async function short() {
  const { productId } = await makeProduct(ctx, { stock: 1 })
  const { orderId, promisedOn } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 3 }] })
  expect(promisedOn).toBeNull()
  const { lines } = await orderRecord(ctx, { id: orderId })
  return { productId, orderId, lineId: lines[0]?.id as string }
}

it.each<[string, (order: Awaited<ReturnType<typeof short>>) => Promise<unknown>]>([
  ['goods come in', ({ productId }) => receive(ctx, { lines: [{ productId, quantity: 2 }] })],
  ['a count finds them', ({ productId }) => count(ctx, { productId, quantity: 3 })],
  ['what is missing is taken off', ({ orderId, lineId }) => amend(ctx, { orderId, lines: [{ lineId, quantity: 1 }] })],
])('promises a day to a customer without an e-mail address as soon as %s', async (_, deed) => {
  const order = await short()
  await deed(order)
  expect((await orderOf(order.orderId)).promisedOn).toBe('2026-03-04')
  expect(await promisesTold(order.orderId)).toEqual(['2026-03-04'])
})

it('promises no day while a part of an order waits, and keeps the first promise afterwards', async () => {
  const { productId, orderId } = await short()
  await receive(ctx, { lines: [{ productId, quantity: 1 }] })
  expect((await orderOf(orderId)).promisedOn).toBeNull()
  await receive(ctx, { lines: [{ productId, quantity: 1 }] })
  expect((await orderOf(orderId)).promisedOn).toBe('2026-03-04')
  clock.set(new Date('2026-03-09T09:00:00Z'))
  ctx = made.ctxOf('owner')
  await count(ctx, { productId, quantity: 1 })
  await receive(ctx, { lines: [{ productId, quantity: 2 }] })
  expect((await orderOf(orderId)).promisedOn).toBe('2026-03-04')
  expect(await promisesTold(orderId)).toHaveLength(1)
})

it('promises a day when credit releases an order, computed from the stock at that moment', async () => {
  const { productId, orderId } = await short()
  await holdCustomer(ctx, { customerId, reason: 'asked to' })
  const held = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
  expect(held).toMatchObject({ creditState: 'HELD', promisedOn: null })
  clock.set(new Date('2026-03-23T09:00:00Z'))
  ctx = made.ctxOf('owner')
  await expireReservations(ctx)
  await receive(ctx, { lines: [{ productId, quantity: 5 }] })
  expect((await orderOf(orderId)).promisedOn).toBe('2026-03-25')
  expect((await orderOf(held.orderId)).promisedOn).toBeNull()
  await decide(ctx, { orderId: held.orderId, decision: 'APPROVE', reason: 'known' })
  expect((await orderOf(held.orderId)).promisedOn).toBe('2026-03-25')
})
