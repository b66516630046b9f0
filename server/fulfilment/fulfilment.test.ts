import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBin, makeBuyer, makeGoods, pickAll as pickAllOf, tasksOfOrder } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { amend } from '@/server/order/mutations/amend'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import { count } from '@/server/order/mutations/count'
import { receive } from '@/server/order/mutations/receive'
import { read, sent } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { pack } from './mutations/pack'
import { pick, pickByScan } from './mutations/pick'
import { release } from './mutations/release'
import { reviseTasks } from './mutations/revise-tasks'
import { shortPick } from './mutations/short-pick'
import { undoPick } from './mutations/undo-pick'

let made: MadeOrganisation
let customerId: string
const id = () => made.ctx.organisationId

beforeAll(async () => {
  made = await makeOrganisation()
  customerId = await makeBuyer(made.ctx)
})

afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

const tasks = (orderId: string) => tasksOfOrder(made.ctx, orderId)

const order = async (orderId: string) =>
  (
    await read(
      made.ctx,
      sql<{
        stage: string
        waitsFor: string | null
      }>`SELECT stage, waits_for FROM sales_order WHERE organisation_id = ${id()} AND id = ${orderId}`,
    )
  )[0][0]

const level = async (productId: string) =>
  (
    await read(
      made.ctx,
      sql<
        Record<string, number>
      >`SELECT on_hand, reserved, picked, backordered FROM stock_level WHERE organisation_id = ${id()} AND product_id = ${productId}`,
    )
  )[0][0]

const place = (productId: string, quantity: number) =>
  confirm(made.ctx, { customerId, lines: [{ productId, quantity }] })

const pickAll = (orderId: string) => pickAllOf(made.ctx, orderId)

describe('pick', () => {
  it('takes in parts, by scan, and puts back', async () => {
    const gtin = '4006381333931'
    const productId = await makeGoods(made.ctx, { stock: 3, gtin })
    const { orderId } = await place(productId, 3)
    await release(made.ctx, orderId)
    await expect(pickByScan(made.ctx, { orderId, code: 'nothing' })).rejects.toMatchObject({
      code: 'NOT_ON_THIS_ORDER',
    })
    const { taskId } = await pickByScan(made.ctx, { orderId, code: `0${gtin}` })
    expect(await level(productId)).toEqual({ onHand: 3, reserved: 2, picked: 1, backordered: 0 })
    await undoPick(made.ctx, { taskId })
    expect(await level(productId)).toEqual({ onHand: 3, reserved: 3, picked: 0, backordered: 0 })
    await expect(pick(made.ctx, { orderId, picks: [{ taskId, quantity: 4 }] })).rejects.toMatchObject({
      code: 'MORE_THAN_ASKED',
    })
    expect(await pickAll(orderId)).toMatchObject({ units: 3, stage: 'FULFILMENT', waitsFor: 'PACKING' })
    await expect(pick(made.ctx, { orderId, picks: [{ taskId, quantity: 1 }] })).rejects.toMatchObject({
      code: 'TASK_ENDED',
    })
  })

  it('is done once when two people take the same task', async () => {
    const productId = await makeGoods(made.ctx, { stock: 10 })
    const { orderId } = await place(productId, 2)
    await release(made.ctx, orderId)
    const picks = (await tasks(orderId)).map((task) => ({ taskId: task.id, quantity: task.quantity }))
    const taken = await Promise.allSettled(Array.from({ length: 8 }, () => pick(made.ctx, { orderId, picks })))
    expect(taken.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await level(productId)).toEqual({ onHand: 10, reserved: 0, picked: 2, backordered: 0 })
  })

  it('answers a repeated request with the first answer', async () => {
    const productId = await makeGoods(made.ctx, { stock: 10 })
    const { orderId } = await place(productId, 4)
    await release(made.ctx, orderId)
    const [task] = await tasks(orderId)
    const input = { orderId, picks: [{ taskId: task?.id ?? '', quantity: 1 }], idempotencyKey: randomUUID() }
    await Promise.all(Array.from({ length: 5 }, () => pick(made.ctx, input)))
    expect(await level(productId)).toEqual({ onHand: 10, reserved: 3, picked: 1, backordered: 0 })
  })

  it('refuses a line that was cancelled meanwhile, and its task ends', async () => {
    const productId = await makeGoods(made.ctx, { stock: 10 })
    const { orderId } = await place(productId, 6)
    await release(made.ctx, orderId)
    const [task] = await tasks(orderId)
    const [[line]] = await read(
      made.ctx,
      sql<{ id: string }>`SELECT id FROM order_line WHERE organisation_id = ${id()} AND order_id = ${orderId}`,
    )
    await amend(made.ctx, { orderId, lines: [{ lineId: line?.id ?? '', quantity: 2 }] })
    const taskId = task?.id ?? ''
    await expect(pick(made.ctx, { orderId, picks: [{ taskId, quantity: 3 }] })).rejects.toMatchObject({
      code: 'TASK_OUTDATED',
    })
    expect(await reviseTasks(made.ctx, orderId)).toMatchObject({ changed: 1 })
    expect(await reviseTasks(made.ctx, orderId)).toMatchObject({ changed: 0 })
    expect(await tasks(orderId)).toMatchObject([{ quantity: 2, state: 'OPEN' }])
    await cancel(made.ctx, { orderId, reason: 'not wanted' })
    await reviseTasks(made.ctx, orderId)
    expect(await tasks(orderId)).toMatchObject([{ state: 'CANCELLED' }])
    expect(await order(orderId)).toEqual({ stage: 'CANCELLED', waitsFor: null })
  })

  it('keeps every unit when a pick races with a cancellation', async () => {
    const productId = await makeGoods(made.ctx, { stock: 100 })
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const { orderId } = await place(productId, 5)
        await release(made.ctx, orderId)
        await Promise.allSettled([pickAll(orderId), cancel(made.ctx, { orderId, reason: 'raced' })])
        await reviseTasks(made.ctx, orderId)
      }),
    )
    const now = await level(productId)
    expect(now).toMatchObject({ onHand: 100, reserved: 0 })
    expect((now?.picked ?? 1) % 5).toBe(0)
  })
})

describe('short pick', () => {
  it('corrects the bin and makes the rest a backorder', async () => {
    const productId = await makeGoods(made.ctx, { stock: 5 })
    const { orderId } = await place(productId, 5)
    await release(made.ctx, orderId)
    const [task] = await tasks(orderId)
    const short = await shortPick(made.ctx, { taskId: task?.id ?? '', picked: 2, cause: 'BIN_EMPTY' })
    expect(short).toMatchObject({ picked: 2, short: 3, reservedAgain: 0, backordered: 3 })
    expect(await level(productId)).toEqual({ onHand: 2, reserved: 0, picked: 2, backordered: 3 })
    await receive(made.ctx, { lines: [{ productId, quantity: 3 }] })
    await release(made.ctx, orderId)
    expect(await pickAll(orderId)).toMatchObject({ units: 3, waitsFor: 'PACKING' })
  })

  it('reserves again from other bins, and writes off what the bin should have had', async () => {
    const far = await makeBin(made.ctx, 'C-01', 40)
    const productId = await makeGoods(made.ctx, { stock: 4 })
    await receive(made.ctx, { lines: [{ productId, quantity: 3, binId: far }] })
    const { orderId } = await place(productId, 3)
    await release(made.ctx, orderId)
    const [task] = await tasks(orderId)
    const short = await shortPick(made.ctx, { taskId: task?.id ?? '', picked: 1, cause: 'NOT_FOUND' })
    expect(short).toMatchObject({ short: 2, reservedAgain: 2, backordered: 0 })
    expect(await level(productId)).toEqual({ onHand: 4, reserved: 2, picked: 1, backordered: 0 })
    expect((await tasks(orderId)).map(({ quantity, state }) => [quantity, state])).toEqual([
      [3, 'SHORT'],
      [2, 'OPEN'],
    ])
  })

  it('goes on in another bin when the bin was counted empty since', async () => {
    const far = await makeBin(made.ctx, 'D-04', 50)
    const productId = await makeGoods(made.ctx, { stock: 5 })
    const { orderId } = await place(productId, 5)
    await release(made.ctx, orderId)
    await receive(made.ctx, { lines: [{ productId, quantity: 5, binId: far }] })
    expect(await count(made.ctx, { productId, quantity: 1 })).toMatchObject({ difference: -4, lost: 0 })
    const taskId = (await tasks(orderId))[0]?.id as string
    const taking = pick(made.ctx, { orderId, picks: [{ taskId, quantity: 5 }] })
    await expect(taking).rejects.toMatchObject({ code: 'BIN_SHORT', parameters: { left: 1 } })
    const short = (picked: number) => shortPick(made.ctx, { taskId, picked, cause: 'BIN_EMPTY' })
    await expect(short(2)).rejects.toMatchObject({ code: 'BIN_SHORT' })
    expect(await short(1)).toMatchObject({ picked: 1, reservedAgain: 4, backordered: 0 })
    expect(await level(productId)).toEqual({ onHand: 6, reserved: 4, picked: 1, backordered: 0 })
    expect((await tasks(orderId)).map((task) => [task.quantity, task.state])).toEqual([
      [5, 'SHORT'],
      [4, 'OPEN'],
    ])
    expect(await pickAll(orderId)).toMatchObject({ waitsFor: 'PACKING' })
  })

  it('removes damaged goods and keeps the sound ones beside them', async () => {
    const productId = await makeGoods(made.ctx, { stock: 6 })
    const { orderId } = await place(productId, 4)
    await release(made.ctx, orderId)
    const [task] = await tasks(orderId)
    await shortPick(made.ctx, { taskId: task?.id ?? '', picked: 3, cause: 'DAMAGED' })
    expect(await level(productId)).toEqual({ onHand: 5, reserved: 1, picked: 3, backordered: 0 })
    expect(await pickAll(orderId)).toMatchObject({ units: 1 })
  })
})

describe('pack', () => {
  it('packs everything into one parcel, or as told, never more than was picked', async () => {
    const productId = await makeGoods(made.ctx, { stock: 10, weightGrams: 250 })
    const { orderId } = await place(productId, 6)
    await expect(pack(made.ctx, { orderId })).rejects.toMatchObject({ code: 'NOTHING_TO_PACK' })
    await release(made.ctx, orderId)
    await pickAll(orderId)
    const [[line]] = await read(
      made.ctx,
      sql<{ id: string }>`SELECT id FROM order_line WHERE organisation_id = ${id()} AND order_id = ${orderId}`,
    )
    const parcel = (quantity: number) => ({ lines: [{ orderLineId: line?.id ?? '', quantity }] })
    await expect(pack(made.ctx, { orderId, parcels: [parcel(4), parcel(3)] })).rejects.toMatchObject({
      code: 'MORE_THAN_PICKED',
    })
    const first = await pack(made.ctx, { orderId, parcels: [parcel(2), parcel(3)] })
    expect(first).toMatchObject({ parcels: [{ weightGrams: 500 }, { weightGrams: 750 }], waitsFor: 'PACKING' })
    const races = await Promise.allSettled(Array.from({ length: 4 }, () => pack(made.ctx, { orderId })))
    expect(races.filter((race) => race.status === 'fulfilled')).toHaveLength(1)
    expect(await order(orderId)).toEqual({ stage: 'SHIPPING', waitsFor: 'DISPATCH' })
  })

  it('takes an order of 700 lines through at once', async () => {
    const productIds: string[] = []
    for (let n = 0; n < 20; n++) productIds.push(await makeGoods(made.ctx, { stock: 700 }))
    const lines = Array.from({ length: 700 }, (_, n) => ({ productId: productIds[n % 20] ?? '', quantity: 2 }))
    const { orderId } = await confirm(made.ctx, { customerId, lines })
    const before = sent.trips
    await release(made.ctx, orderId)
    await pickAll(orderId)
    await pack(made.ctx, { orderId })
    // Not one trip to the database for each line.
    expect(sent.trips - before).toBeLessThan(20)
  })
})
