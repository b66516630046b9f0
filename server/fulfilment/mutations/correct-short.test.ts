import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBin, makeBuyer, makeGoods, onHandOf, tasksOfOrder } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refusedWith as refused } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { confirm } from '@/server/order/mutations/confirm'
import { count } from '@/server/order/mutations/count'
import { receive } from '@/server/order/mutations/receive'
import { blockLot } from '@/server/order/mutations/withhold'
import { orderRecord } from '@/server/order/queries/record'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { correctShort } from './correct-short'
import { release } from './release'
import { shortPick } from './short-pick'

let made: MadeOrganisation
let ctx: Ctx
let stranger: Ctx
let customerId: string
beforeAll(async () => {
  made = await makeOrganisation({ clock: virtualClock(new Date('2026-06-09T08:00:00Z')) })
  ctx = made.ctx
  stranger = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const rows = rowsIn(() => ctx)
const at = (instant: string) =>
  mintCtx({ organisation: made.organisation, actor: ctx.actor, clock: virtualClock(new Date(instant)) })
const told = (name: string, objectId: string) => payloadsOf(ctx, name, objectId)
const onHand = (productId: string) => onHandOf(ctx, productId)

describe('a short pick that is corrected', () => {
  async function short(orders: number[], picked = 0) {
    const productId = await makeGoods(ctx, { stock: 6 })
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 6 }] })
    await release(ctx, orderId)
    const waiting = []
    for (const quantity of orders)
      waiting.push((await confirm(ctx, { customerId, lines: [{ productId, quantity }] })).orderId)
    const taskId = (await tasksOfOrder(ctx, orderId))[0]?.id as string
    const go = () => shortPick(ctx, { taskId, picked, cause: 'BIN_EMPTY' })
    return { productId, orderId, taskId, waiting, go }
  }

  const mayBeFound = async (orderId: string) => (await orderRecord(ctx, { id: orderId })).order.reportedShort

  it('needs a task of this organisation, records what it gave back, and happens once under one key', async () => {
    const { productId, orderId, taskId, go } = await short([2])
    expect(await refused(correctShort(ctx, { taskId }))).toEqual(['NOTHING_TO_CORRECT', {}])
    expect(await mayBeFound(orderId)).toBe(false)
    await go()
    expect(await mayBeFound(orderId)).toBe(true)
    const notFound = ['NOT_FOUND', { noun: 'pick task' }]
    expect(await refused(correctShort(stranger, { taskId }))).toEqual(notFound)
    expect(await refused(correctShort(ctx, { taskId: newId(ctx.now) }))).toEqual(notFound)
    expect(await refused(correctShort(ctx, { taskId, quantity: 7 }))).toEqual(['NOTHING_TO_CORRECT', {}])
    const input = { taskId, quantity: 6, idempotencyKey: 'correct-once' }
    const answer = { orderId, units: 6, reserved: 6 }
    expect(await correctShort(ctx, input)).toEqual(answer)
    expect(await correctShort(ctx, input)).toEqual({ ...answer, repeated: true })
    expect(await told('fulfilment/short.corrected', orderId)).toMatchObject([{ units: 6, reserved: 6 }])
    expect(await told('fulfilment/short.corrected', productId)).toHaveLength(1)
    expect(await onHand(productId)).toBe(6)
    expect(await mayBeFound(orderId)).toBe(false)
  })

  it('gives the units to the line that was short, and none of another line of the order', async () => {
    const productId = await makeGoods(ctx, { stock: 6 })
    const lines = [2, 4].map((quantity) => ({ productId, quantity }))
    const { orderId } = await confirm(ctx, { customerId, lines })
    await release(ctx, orderId)
    const task = (await tasksOfOrder(ctx, orderId)).find(({ quantity }) => quantity === 4)
    await shortPick(ctx, { taskId: task?.id as string, picked: 0, cause: 'BIN_EMPTY' })
    expect(await correctShort(ctx, { taskId: task?.id as string, quantity: 3 })).toMatchObject({ reserved: 3 })
    expect(await mayBeFound(orderId)).toBe(true)
    const after = (await orderRecord(ctx, { id: orderId })).lines
    expect(after.map((line) => [line.reserved, line.backordered])).toEqual([
      [2, 0],
      [3, 1],
    ])
  })

  it('keeps blocked what is found of a lot that nobody may get: the order still waits', async () => {
    const productId = await makeGoods(ctx, { tracking: 'LOT' })
    await receive(ctx, { lines: [{ productId, quantity: 4, lot: { number: 'A' } }] })
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 4 }] })
    await release(ctx, orderId)
    const taskId = (await tasksOfOrder(ctx, orderId))[0]?.id as string
    await shortPick(ctx, { taskId, picked: 0, cause: 'BIN_EMPTY' })
    const here = ctx.organisationId
    const [lot] = await rows(sql`SELECT id FROM lot WHERE organisation_id = ${here} AND product_id = ${productId}`)
    await blockLot(ctx, { lotId: String(lot?.id), reason: 'Recalled' })
    expect(await correctShort(ctx, { taskId })).toMatchObject({ units: 4, reserved: 0 })
    expect(
      await rows(
        sql`SELECT on_hand, blocked, reserved, backordered FROM stock_level WHERE organisation_id = ${here} AND product_id = ${productId}`,
      ),
    ).toEqual([{ onHand: 4, blocked: 4, reserved: 0, backordered: 4 }])
  })

  it.each([
    ['the bin before', '2026-06-09T07:00:00Z', 'home', 'done'],
    ['the bin since', '2026-06-09T09:00:00Z', 'home', 'COUNTED_SINCE'],
    ['another bin since', '2026-06-09T09:00:00Z', 'other', 'done'],
  ])('stands where somebody counted %s: %s', async (_, when, where, expected) => {
    const { productId, taskId, go } = await short([])
    const binId = await makeBin(ctx, `CS-${newId(ctx.now).slice(-8)}`, 700)
    await receive(ctx, { lines: [{ productId, quantity: 1, binId }] })
    const counted = () => count(at(when), { productId, quantity: 2, ...(where === 'other' ? { binId } : {}) })
    if (when < '2026-06-09T08') await count(at(when), { productId, quantity: 5 })
    await go()
    if (when > '2026-06-09T08') await counted()
    const answer = await refused(correctShort(at('2026-06-09T10:00:00Z'), { taskId, quantity: 1 }))
    expect(typeof answer === 'string' ? answer : answer[0]).toBe(expected)
  })
})
