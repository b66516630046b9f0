import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeGoods, makePackedOrder, tasksOfOrder } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { setLimit } from '@/server/credit/mutations/limit'
import { pick } from '@/server/fulfilment/mutations/pick'
import { putBack } from '@/server/fulfilment/mutations/put-back'
import { release } from '@/server/fulfilment/mutations/release'
import { reviseTasks } from '@/server/fulfilment/mutations/revise-tasks'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { amend } from './amend'
import { cancel, loadToChange } from './cancel'
import { confirm } from './confirm'
import { decide } from './decide'

let made: MadeOrganisation
let ctx: Ctx
let stranger: Ctx
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  stranger = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

/** An order of ten units at 12.30, of which nine are there, by a customer whose limit is 20.00. */
async function referred() {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 2_000n, reason: 'known' })
  const { productId } = await makeProduct(ctx, { stock: 9 })
  const { orderId, creditState } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 10 }] })
  expect(creditState).toBe('REFERRED')
  return { customerId, productId, orderId }
}
const say = (orderId: string, more: object = {}) => cancel(ctx, { orderId, reason: 'not wanted', ...more })
async function level(productId: string) {
  const [[row]] = await read(
    ctx,
    sql<{ reserved: number; backordered: number }>`SELECT reserved, backordered FROM stock_level
      WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}`,
  )
  return row
}
async function exposure(customerId: string) {
  const [[row]] = await read(
    ctx,
    sql<{ committedMinor: bigint }>`SELECT committed_minor FROM credit_account
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}`,
  )
  return row?.committedMinor
}
async function referral(orderId: string) {
  const [rows] = await read(
    ctx,
    sql<{ state: string }>`SELECT state FROM credit_decision
      WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} ORDER BY created_at, id`,
  )
  return rows.map((row) => row.state)
}
const cancelled = (orderId: string) => payloadsOf(ctx, 'order/lines.cancelled', orderId)

describe('cancelling an order', () => {
  it('is done once under a key, not by another organisation, and records units and reason', async () => {
    const { orderId, productId } = await referred()
    expect(await refused(cancel(stranger, { orderId, reason: 'mine' }))).toBe('NOT_FOUND')
    const key = { idempotencyKey: newId(ctx.now), reason: 'x'.repeat(300) }
    expect(await say(orderId, key)).toEqual({ orderId, stage: 'CANCELLED' })
    expect(await say(orderId, key)).toMatchObject({ orderId, stage: 'CANCELLED' })
    expect(await refused(say(orderId))).toBe('ORDER_CANCELLED')
    expect(await level(productId)).toEqual({ reserved: 0, backordered: 0 })
    expect(await cancelled(orderId)).toEqual([{ units: 10, picked: 0, reason: 'x'.repeat(200) }])
  })

  it('frees the exposure of its payer, and the stock of each line', async () => {
    const { customerId } = await makeCustomer(ctx)
    await setLimit(ctx, { customerId, limitMinor: 99_999n, reason: 'known' })
    const [one, other] = [await makeProduct(ctx, { stock: 9 }), await makeProduct(ctx, { stock: 2 })]
    const lines = [one, other].map(({ productId }) => ({ productId, quantity: 5 }))
    const { orderId } = await confirm(ctx, { customerId, lines })
    const [first] = (await orderRecord(ctx, { id: orderId })).lines
    await amend(ctx, { orderId, lines: [{ lineId: first?.id as string, quantity: 0 }] })
    expect([await exposure(customerId), await level(other.productId)]).toEqual([
      6_150n,
      { reserved: 2, backordered: 3 },
    ])
    await say(orderId)
    expect([await exposure(customerId), await level(one.productId), await level(other.productId)]).toEqual([
      0n,
      { reserved: 0, backordered: 0 },
      { reserved: 0, backordered: 0 },
    ])
    expect(await cancelled(orderId)).toEqual([{ units: 5, picked: 0, reason: 'not wanted' }])
  })

  it('counts the picked units that have to be put back', async () => {
    const { customerId } = await makeCustomer(ctx)
    const productId = await makeGoods(ctx, { stock: 5, weightGrams: 100 })
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 7 }] })
    await release(ctx, orderId)
    const [task] = await tasksOfOrder(ctx, orderId)
    await pick(ctx, { orderId, picks: [{ taskId: task?.id as string, quantity: 2 }] })
    await say(orderId)
    expect(await cancelled(orderId)).toEqual([{ units: 7, picked: 2, reason: 'not wanted' }])
    const [line] = (await orderRecord(ctx, { id: orderId })).lines
    await reviseTasks(ctx, orderId)
    await putBack(ctx, { orderId, lines: [{ orderLineId: line?.id as string, quantity: 2 }] })
  })

  it('loses only what has not left; refuses when everything has left', async () => {
    const { orderId } = await referred()
    await decide(ctx, { orderId, decision: 'APPROVE', reason: 'yes' })
    await ship(ctx, orderId, 3)
    expect((await say(orderId)).stage).not.toBe('CANCELLED')
    const { lines } = await orderRecord(ctx, { id: orderId })
    expect(lines).toMatchObject([{ ordered: 10, shipped: 3, cancelled: 7, reserved: 0, backordered: 0 }])
    expect(await referral(orderId)).toEqual(['APPROVED'])
    await reviseTasks(ctx, orderId)
    expect(await refused(say(orderId))).toBe('NOTHING_TO_CANCEL')
    const lower = { orderId, lines: [{ lineId: lines[0]?.id as string, quantity: 2 }] }
    expect(await refusedWith(amend(ctx, lower))).toMatchObject(['HAS_LEFT', { position: 1, free: 0 }])
  })
})

it('units in a parcel are not taken off by an amendment', async () => {
  const { customerId } = await makeCustomer(ctx)
  const productId = await makeGoods(ctx, { stock: 9, weightGrams: 100 })
  const orderId = await makePackedOrder(ctx, customerId, [{ productId, quantity: 5 }])
  const [line] = (await orderRecord(ctx, { id: orderId })).lines
  const to = (quantity: number) => amend(ctx, { orderId, lines: [{ lineId: line?.id as string, quantity }] })
  await to(8)
  expect(await refusedWith(to(4))).toMatchObject(['LIES_IN_PARCEL', { position: 1, free: 3 }])
  expect(await refused(to(5))).toBe('done')
})

it('while an order is changed, the stock of its goods is locked, and that of no other product', async () => {
  const { customerId } = await makeCustomer(ctx)
  const [goods, other] = [await makeProduct(ctx, { stock: 9 }), await makeProduct(ctx, { stock: 9 })]
  const service = await makeProduct(ctx, { kind: 'SERVICE' })
  const lines = [goods, service].map(({ productId }) => ({ productId, quantity: 1 }))
  const { orderId } = await confirm(ctx, { customerId, lines })
  const free = sql<{
    productId: string
  }>`SELECT product_id FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND product_id = ANY(${[goods.productId, other.productId]}::uuid[]) FOR NO KEY UPDATE SKIP LOCKED`
  const unlocked = await transaction(ctx, {}, async (tx) => {
    await loadToChange(tx, orderId)
    return (await read(ctx, free))[0]
  })
  expect(unlocked).toEqual([{ productId: other.productId }])
})

describe('the referral of an order', () => {
  it('is withdrawn when no unit is left to send', async () => {
    const { orderId } = await referred()
    await say(orderId)
    expect(await referral(orderId)).toEqual(['WITHDRAWN'])
  })

  it('stays while a line is still wanted', async () => {
    const { customerId } = await referred()
    const products = [await makeProduct(ctx, { stock: 9 }), await makeProduct(ctx, { stock: 9 })]
    const lines = products.map(({ productId }) => ({ productId, quantity: 5 }))
    const { orderId } = await confirm(ctx, { customerId, lines })
    const ids = (await orderRecord(ctx, { id: orderId })).lines.map((line) => line.id)
    const to = (lineId: string | undefined, quantity: number) =>
      amend(ctx, { orderId, lines: [{ lineId: lineId as string, quantity }] })
    await to(ids[0], 0)
    expect(await referral(orderId)).toEqual(['REFERRED'])
    await to(ids[1], 0)
    expect(await referral(orderId)).toEqual(['WITHDRAWN'])
  })
})
