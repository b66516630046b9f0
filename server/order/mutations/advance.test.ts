import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer, makeGoods, pickAll, tasksOfOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { release } from '@/server/fulfilment/mutations/release'
import { shortPick } from '@/server/fulfilment/mutations/short-pick'
import type { Ctx } from '@/server/platform/context/ctx'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { amend } from './amend'
import { confirm } from './confirm'
import { receive } from './receive'

let ctx: Ctx
let customerId: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const order = async (stock: number, quantity: number) => {
  const productId = await makeGoods(ctx, { stock })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity }] })
  return { orderId, productId }
}
const promised = (orderId: string) => payloadsOf(ctx, 'order/order.promised', orderId)
const moves = async (orderId: string) =>
  ((await payloadsOf(ctx, 'order/order.advanced', orderId)) as Record<string, string>[]).map(
    ({ from, to, waitsFor }) => `${from} ${to} ${waitsFor}`,
  )

it('a promise is recorded once, when its day becomes known, and never without a day', async () => {
  const { orderId, productId } = await order(0, 4)
  const [line] = (await orderRecord(ctx, { id: orderId })).lines
  await amend(ctx, { orderId, lines: [{ lineId: line?.id as string, quantity: 3 }] })
  expect(await promised(orderId)).toEqual([])
  await receive(ctx, { lines: [{ productId, quantity: 3 }] })
  const { promisedOn } = (await orderRecord(ctx, { id: orderId })).order
  await release(ctx, orderId)
  await pickAll(ctx, orderId)
  expect([promisedOn, await promised(orderId)]).toEqual([expect.any(String), [{ promisedOn }]])
  // That of an order which has its day from the start is part of its confirmation.
  const known = await order(1, 1)
  await release(ctx, known.orderId)
  expect(await promised(known.orderId)).toEqual([])
})

it('a wait for stock that begins or ends within a stage is recorded; picking and packing there are not', async () => {
  const { orderId, productId } = await order(2, 2)
  await release(ctx, orderId)
  const [task] = await tasksOfOrder(ctx, orderId)
  await shortPick(ctx, { taskId: task?.id as string, picked: 0, cause: 'BIN_EMPTY' })
  expect(await moves(orderId)).toEqual(['FULFILMENT FULFILMENT STOCK'])
  await receive(ctx, { lines: [{ productId, quantity: 2 }] })
  await release(ctx, orderId)
  await pickAll(ctx, orderId)
  const all = await moves(orderId)
  expect(all.toSorted()).toEqual(['FULFILMENT FULFILMENT PICKING', 'FULFILMENT FULFILMENT STOCK'])
})
