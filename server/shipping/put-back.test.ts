import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBin, makeBuyer, makeGoods, makePackedOrder, pickAll, tasksOfOrder } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { correctShort } from '@/server/fulfilment/mutations/correct-short'
import { pack } from '@/server/fulfilment/mutations/pack'
import { pick } from '@/server/fulfilment/mutations/pick'
import { putBack } from '@/server/fulfilment/mutations/put-back'
import { release } from '@/server/fulfilment/mutations/release'
import { reviseTasks } from '@/server/fulfilment/mutations/revise-tasks'
import { shortPick } from '@/server/fulfilment/mutations/short-pick'
import { undoPick } from '@/server/fulfilment/mutations/undo-pick'
import { listFloor } from '@/server/fulfilment/queries/list'
import { listPutBack } from '@/server/fulfilment/queries/put-back'
import { amend } from '@/server/order/mutations/amend'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import { count } from '@/server/order/mutations/count'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { dispatch } from './mutations/dispatch'
import { plan, planForgotten } from './mutations/plan'
import { callOff, cancelShipment, unpack } from './mutations/unpack'

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

const rows = async <Row>(statement: ReturnType<typeof sql<Row>>) => (await read(made.ctx, statement))[0]
const level = async (productId: string) =>
  (
    await rows(
      sql<
        Record<string, number>
      >`SELECT on_hand, reserved, picked, backordered FROM stock_level WHERE organisation_id = ${id()} AND product_id = ${productId}`,
    )
  )[0]
const order = async (orderId: string) =>
  (
    await rows(
      sql<
        Record<string, unknown>
      >`SELECT stage, waits_for, committed_minor FROM sales_order WHERE organisation_id = ${id()} AND id = ${orderId}`,
    )
  )[0]
const lineOf = async (orderId: string) =>
  (
    await rows(
      sql<{
        id: string
      }>`SELECT id FROM order_line WHERE organisation_id = ${id()} AND order_id = ${orderId} ORDER BY position`,
    )
  )[0]?.id as string
const parcelsOf = (orderId: string) =>
  rows(
    sql<{
      id: string
      shipmentId: string | null
    }>`SELECT id, shipment_id FROM parcel WHERE organisation_id = ${id()} AND order_id = ${orderId} AND unpacked_at IS NULL ORDER BY id`,
  )
const binOf = async (binId: string, productId: string) =>
  (
    await rows(
      sql<{
        quantity: number
      }>`SELECT quantity FROM bin_stock WHERE organisation_id = ${id()} AND bin_id = ${binId} AND product_id = ${productId}`,
    )
  )[0]?.quantity
const listed = async (orderId: string) =>
  (await listPutBack(made.ctx, {})).rows.filter((row) => row.orderId === orderId)
const put = async (orderId: string, quantity: number, facts: { binId?: string; idempotencyKey?: string } = {}) => {
  const { idempotencyKey, binId } = facts
  const lines = [{ orderLineId: await lineOf(orderId), quantity, ...(binId ? { binId } : {}) }]
  return putBack(made.ctx, { orderId, lines, ...(idempotencyKey ? { idempotencyKey } : {}) })
}

/** An order of one product on the floor, with this quantity in the tote. */
async function picking({ stock = 10, ordered = 5, picked = 3 } = {}) {
  const productId = await makeGoods(made.ctx, { stock, weightGrams: 100 })
  const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: ordered }] })
  await release(made.ctx, orderId)
  const [task] = await tasksOfOrder(made.ctx, orderId)
  const taskId = task?.id as string
  if (picked > 0) await pick(made.ctx, { orderId, picks: [{ taskId, quantity: picked }] })
  return { productId, orderId, taskId }
}

async function packedAndPlanned(quantity = 4) {
  const productId = await makeGoods(made.ctx, { stock: 10, weightGrams: 100 })
  const orderId = await makePackedOrder(made.ctx, customerId, [{ productId, quantity }])
  const { shipmentId } = await plan(made.ctx, orderId)
  return { productId, orderId, shipmentId: shipmentId as string }
}

describe('an order cancelled while it is picked', () => {
  it('is cancelled at once, never offered for packing, and listed until its goods are in a bin again', async () => {
    const { productId, orderId, taskId } = await picking()
    await cancel(made.ctx, { orderId, reason: 'called off' })
    await reviseTasks(made.ctx, orderId)
    expect(await order(orderId)).toEqual({ stage: 'CANCELLED', waitsFor: null, committedMinor: 0n })
    expect(await level(productId)).toEqual({ onHand: 10, reserved: 0, picked: 3, backordered: 0 })
    await expect(pack(made.ctx, { orderId })).rejects.toMatchObject({ code: 'NOTHING_TO_PACK' })
    await expect(undoPick(made.ctx, { taskId })).rejects.toMatchObject({ code: 'NO_LONGER_WANTED' })
    expect((await listFloor(made.ctx, {})).rows.map((row) => row.id)).not.toContain(orderId)
    expect(await listed(orderId)).toMatchObject([{ quantity: 3, boxed: 0, isCancelled: true, since: made.ctx.now }])
    await put(orderId, 1)
    expect(await listed(orderId)).toMatchObject([{ quantity: 2 }])
    await put(orderId, 2)
    expect(await listed(orderId)).toEqual([])
    expect(await level(productId)).toEqual({ onHand: 10, reserved: 0, picked: 0, backordered: 0 })
    const moved = await rows(
      sql<
        Record<string, unknown>
      >`SELECT quantity, bin_id IS NOT NULL AS binned FROM stock_movement WHERE organisation_id = ${id()}
        AND product_id = ${productId} AND cause = 'PUT_BACK' AND object_id = ${orderId} ORDER BY abs(quantity), quantity`,
    )
    expect(moved).toEqual([
      { quantity: -1, binned: false },
      { quantity: 1, binned: true },
      { quantity: -2, binned: false },
      { quantity: 2, binned: true },
    ])
  })

  it('serves waiting orders with the goods that are put back, and not before', async () => {
    const { productId, orderId } = await picking({ stock: 3, ordered: 3, picked: 3 })
    const waiting = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    await cancel(made.ctx, { orderId, reason: 'called off' })
    expect(await level(productId)).toEqual({ onHand: 3, reserved: 0, picked: 3, backordered: 2 })
    await put(orderId, 3)
    expect(await level(productId)).toEqual({ onHand: 3, reserved: 2, picked: 0, backordered: 0 })
    expect(await release(made.ctx, waiting.orderId)).toMatchObject({ tasks: 1 })
  })

  it('is put back once, whoever does it and however often', async () => {
    const { productId, orderId } = await picking()
    await cancel(made.ctx, { orderId, reason: 'called off' })
    await reviseTasks(made.ctx, orderId)
    const races = await Promise.allSettled(Array.from({ length: 8 }, () => put(orderId, 3)))
    expect(races.filter((race) => race.status === 'fulfilled')).toHaveLength(1)
    expect(await level(productId)).toMatchObject({ onHand: 10, picked: 0 })
    const again = await picking()
    await cancel(made.ctx, { orderId: again.orderId, reason: 'called off' })
    await reviseTasks(made.ctx, again.orderId)
    const idempotencyKey = randomUUID()
    const first = await put(again.orderId, 2, { idempotencyKey })
    expect(await put(again.orderId, 2, { idempotencyKey })).toMatchObject(first)
    expect(await listed(again.orderId)).toMatchObject([{ quantity: 1 }])
  })

  it('lists picked goods that an amendment removed, too', async () => {
    const { productId, orderId } = await picking()
    await amend(made.ctx, { orderId, lines: [{ lineId: await lineOf(orderId), quantity: 2 }] })
    await reviseTasks(made.ctx, orderId)
    expect(await order(orderId)).toMatchObject({ stage: 'FULFILMENT', waitsFor: 'PACKING' })
    expect(await listed(orderId)).toMatchObject([{ quantity: 1, isCancelled: false }])
    await pack(made.ctx, { orderId })
    await put(orderId, 1)
    expect(await level(productId)).toEqual({ onHand: 10, reserved: 0, picked: 2, backordered: 0 })
  })
})

describe('an order cancelled when it is packed', () => {
  it('does not leave: its shipment is cancelled, and its parcel is unpacked before it is put back', async () => {
    const { productId, orderId, shipmentId } = await packedAndPlanned()
    await cancel(made.ctx, { orderId, reason: 'called off' })
    expect(await order(orderId)).toMatchObject({ stage: 'CANCELLED' })
    await expect(dispatch(made.ctx, { shipmentId })).rejects.toMatchObject({ code: 'NOT_PACKED' })
    expect(await callOff(made.ctx, orderId)).toEqual({ cancelled: 1 })
    expect(await callOff(made.ctx, orderId)).toEqual({ cancelled: 0 })
    expect(await plan(made.ctx, orderId)).toEqual({ shipmentId: null })
    await planForgotten(made.ctx)
    expect(await parcelsOf(orderId)).toMatchObject([{ shipmentId: null }])
    expect(await listed(orderId)).toMatchObject([{ quantity: 4, boxed: 4 }])
    await expect(put(orderId, 1)).rejects.toMatchObject({ code: 'MORE_THAN_LOOSE' })
    const [parcel] = await parcelsOf(orderId)
    await unpack(made.ctx, { parcelId: parcel?.id as string })
    await expect(unpack(made.ctx, { parcelId: parcel?.id as string })).rejects.toMatchObject({
      code: 'ALREADY_UNPACKED',
    })
    await put(orderId, 4)
    expect(await level(productId)).toEqual({ onHand: 10, reserved: 0, picked: 0, backordered: 0 })
  })

  it('cannot be reduced below the contents of its parcels', async () => {
    const { orderId } = await packedAndPlanned()
    const lines = [{ lineId: await lineOf(orderId), quantity: 3 }]
    await expect(amend(made.ctx, { orderId, lines })).rejects.toMatchObject({ code: 'LIES_IN_PARCEL' })
  })
})

describe('what was picked, packed or planned by mistake', () => {
  it('goes into the named bin and to the floor again', async () => {
    const { productId, orderId } = await picking({ picked: 5 })
    const binId = await makeBin(made.ctx, 'Z-09', 900)
    expect(await put(orderId, 2, { binId })).toMatchObject({ units: 2, again: 2, stage: 'FULFILMENT' })
    expect(await binOf(binId, productId)).toBe(2)
    expect(await level(productId)).toEqual({ onHand: 10, reserved: 2, picked: 3, backordered: 0 })
    await release(made.ctx, orderId)
    await pickAll(made.ctx, orderId)
    expect(await order(orderId)).toMatchObject({ waitsFor: 'PACKING' })
    await expect(put(orderId, 6)).rejects.toMatchObject({ code: 'MORE_THAN_LOOSE' })
    await expect(put(orderId, 1, { binId: randomUUID() })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is unpacked with its shipment, and the other parcel is planned again', async () => {
    const { orderId } = await picking({ picked: 5 })
    const orderLineId = await lineOf(orderId)
    const parcels = [2, 3].map((quantity) => ({ lines: [{ orderLineId, quantity }] }))
    await pack(made.ctx, { orderId, parcels })
    const { shipmentId } = await plan(made.ctx, orderId)
    const [first, second] = await parcelsOf(orderId)
    await unpack(made.ctx, { parcelId: first?.id as string })
    expect(await order(orderId)).toMatchObject({ stage: 'FULFILMENT', waitsFor: 'PACKING' })
    await expect(dispatch(made.ctx, { shipmentId: shipmentId as string })).rejects.toMatchObject({
      code: 'SHIPMENT_CANCELLED',
    })
    await plan(made.ctx, orderId)
    const [left] = await parcelsOf(orderId)
    expect(left?.id).toBe(second?.id)
    await dispatch(made.ctx, { shipmentId: left?.shipmentId as string })
    await expect(unpack(made.ctx, { parcelId: left?.id as string })).rejects.toMatchObject({
      code: 'SHIPMENT_DISPATCHED',
    })
  })

  it('goes back to packing when its shipment is cancelled, and leaves with another', async () => {
    const { orderId, shipmentId, productId } = await packedAndPlanned()
    const races = await Promise.allSettled([
      cancelShipment(made.ctx, { shipmentId, reason: 'wrong box' }),
      cancelShipment(made.ctx, { shipmentId, reason: 'wrong box' }),
    ])
    expect(races.filter((race) => race.status === 'fulfilled')).toHaveLength(1)
    expect(await order(orderId)).toMatchObject({ stage: 'FULFILMENT', waitsFor: 'PACKING' })
    expect(await planForgotten(made.ctx)).toEqual({ planned: 0 })
    await pack(made.ctx, { orderId })
    const again = await plan(made.ctx, orderId)
    await dispatch(made.ctx, { shipmentId: again.shipmentId as string })
    await expect(
      cancelShipment(made.ctx, { shipmentId: again.shipmentId as string, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'SHIPMENT_DISPATCHED' })
    expect(await level(productId)).toEqual({ onHand: 6, reserved: 0, picked: 0, backordered: 0 })
  })
})

describe('a short pick that was a mistake', () => {
  it('returns everything that it took off the books, first to its own order', async () => {
    const { productId, orderId, taskId } = await picking({ stock: 5, ordered: 5, picked: 1 })
    const waiting = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 3 }] })
    await shortPick(made.ctx, { taskId, picked: 0, cause: 'NOT_FOUND' })
    expect(await level(productId)).toEqual({ onHand: 1, reserved: 0, picked: 1, backordered: 7 })
    await expect(correctShort(made.ctx, { taskId, quantity: 5 })).rejects.toMatchObject({ code: 'NOTHING_TO_CORRECT' })
    expect(await correctShort(made.ctx, { taskId, quantity: 3 })).toMatchObject({ units: 3, reserved: 3 })
    expect(await correctShort(made.ctx, { taskId })).toMatchObject({ units: 1, reserved: 1 })
    await expect(correctShort(made.ctx, { taskId })).rejects.toMatchObject({ code: 'NOTHING_TO_CORRECT' })
    expect(await level(productId)).toEqual({ onHand: 5, reserved: 4, picked: 1, backordered: 3 })
    await release(made.ctx, orderId)
    await pickAll(made.ctx, orderId)
    expect(await order(orderId)).toMatchObject({ waitsFor: 'PACKING' })
    expect(await order(waiting.orderId)).toMatchObject({ waitsFor: 'STOCK' })
  })

  it('serves a waiting order when its own order found enough elsewhere', async () => {
    const { productId, orderId, taskId } = await picking({ stock: 6, ordered: 4, picked: 0 })
    await shortPick(made.ctx, { taskId, picked: 1, cause: 'BIN_EMPTY' })
    await cancel(made.ctx, { orderId, reason: 'too late' })
    const waiting = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    expect(await order(waiting.orderId)).toMatchObject({ waitsFor: 'STOCK' })
    expect(await correctShort(made.ctx, { taskId })).toMatchObject({ units: 5, reserved: 0 })
    expect(await order(waiting.orderId)).toMatchObject({ waitsFor: 'PICKING' })
  })

  it('cannot be corrected when somebody has counted the bin since', async () => {
    const { productId, taskId } = await picking({ stock: 5, ordered: 3, picked: 0 })
    await shortPick(made.ctx, { taskId, picked: 0, cause: 'NOT_FOUND' })
    await count(made.ctx, { productId, quantity: 4 })
    const since = await correctShort(made.ctx, { taskId }).catch((error) => error)
    expect(since).toMatchObject({ code: 'COUNTED_SINCE' })
  })
})
