import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBin, makeBuyer, makeGoods, makeReleased, pickAll, tasksOfOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refusedWith as refused } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { archiveBin } from '@/server/inventory/mutations/place'
import { amend } from '@/server/order/mutations/amend'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import { blockLot } from '@/server/order/mutations/withhold'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { pack } from './pack'
import { pick } from './pick'
import { putBack } from './put-back'
import { release } from './release'
import { reviseTasks } from './revise-tasks'
import { shortPick } from './short-pick'
import { undoPick } from './undo-pick'

let ctx: Ctx
let stranger: Ctx
let customerId: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const rows = rowsIn(() => ctx)
/** An order of one product with this quantity in the tote. */
async function picked(quantity: number, ordered = 5) {
  const made = await makeReleased(ctx, customerId, { stock: 10, weightGrams: 100, quantities: [ordered] })
  const taskId = made.tasks[0]?.id as string
  await pick(ctx, { orderId: made.orderId, picks: [{ taskId, quantity }] })
  return { ...made, taskId, orderLineId: made.lineIds[0] as string }
}
const level = async (productId: string) =>
  (
    await rows(sql`SELECT on_hand, reserved, picked FROM stock_level WHERE organisation_id = ${ctx.organisationId}
      AND product_id = ${productId}`)
  )[0]
const told = (name: string, objectId: string) => payloadsOf(ctx, name, objectId)
const homeless = (productId: string, binId: string | null) =>
  transaction(ctx, {}, (tx) =>
    tx.commit(sql`UPDATE stock_level SET home_bin_id = ${binId} WHERE organisation_id = ${ctx.organisationId}
      AND product_id = ${productId}`),
  )

describe('what is put back', () => {
  it('is loose in a tote and belongs to an order of this organisation', async () => {
    const { orderId, orderLineId, productId } = await picked(3)
    const other = await picked(1)
    const put = (quantity: number) => refused(putBack(ctx, { orderId, lines: [{ orderLineId, quantity }] }))
    const lines = [{ orderLineId, quantity: 1 }]
    const notFound = ['NOT_FOUND', { noun: 'order line' }]
    expect(await refused(putBack(stranger, { orderId, lines }))).toEqual(notFound)
    expect(await refused(putBack(ctx, { orderId: other.orderId, lines }))).toEqual(notFound)
    const both = [...lines, { orderLineId: other.orderLineId, quantity: 1 }]
    expect(await refused(putBack(ctx, { orderId, lines: both }))).toEqual(notFound)
    const parcels = [{ lines: [{ orderLineId, quantity: 1 }] }]
    await pack(ctx, { orderId, parcels })
    expect(await put(3)).toEqual(['MORE_THAN_LOOSE', { position: 1, left: 2, boxed: 1 }])
    expect(await put(2)).toBe('done')
    expect(await level(productId)).toEqual({ onHand: 10, reserved: 4, picked: 1 })
  })

  it('goes into the named bins, one line in parts; goods that are no longer wanted go first', async () => {
    const { orderId, orderLineId, productId } = await picked(5)
    const bins = [await makeBin(ctx, 'PB-1', 801), await makeBin(ctx, 'PB-2', 802)]
    await amend(ctx, { orderId, lines: [{ lineId: orderLineId, quantity: 4 }] })
    await reviseTasks(ctx, orderId)
    const lines = [2, 1].map((quantity, index) => ({ orderLineId, quantity, binId: bins[index] as string }))
    expect(await putBack(ctx, { orderId, lines })).toMatchObject({ orderId, units: 3, again: 2 })
    expect(await level(productId)).toEqual({ onHand: 10, reserved: 2, picked: 2 })
    expect(await told('fulfilment/goods.putBack', orderId)).toEqual([expect.objectContaining({ units: 3, again: 2 })])
    const lies = await rows(sql`SELECT quantity FROM bin_stock WHERE organisation_id = ${ctx.organisationId}
      AND bin_id = ANY(${bins}::uuid[]) AND product_id = ${productId} ORDER BY quantity`)
    expect(lies).toEqual([{ quantity: 1 }, { quantity: 2 }])
  })

  it('without a home bin needs a named one', async () => {
    const { orderId, orderLineId, productId } = await picked(2)
    const binId = await makeBin(ctx, 'PB-3', 803)
    const [before] = await rows(sql`SELECT home_bin_id FROM stock_level WHERE organisation_id = ${ctx.organisationId}
      AND product_id = ${productId}`)
    await homeless(productId, null)
    const put = (line: object) => refused(putBack(ctx, { orderId, lines: [{ orderLineId, quantity: 1, ...line }] }))
    const closed = await makeBin(ctx, 'PB-4', 804)
    await archiveBin(ctx, { id: closed })
    expect(await put({ binId: closed })).toEqual(['NOT_FOUND', { noun: 'bin' }])
    expect((await put({}))[0]).toBe('NO_BIN')
    expect(await put({ binId })).toBe('done')
    await homeless(productId, before?.homeBinId as string)
    expect(await put({})).toBe('done')
  })
})

describe('what is put back and no longer wanted', () => {
  const withLots = async (...numbers: string[]) => {
    const productId = await makeGoods(ctx, { tracking: 'LOT' })
    await receive(ctx, { lines: numbers.map((number) => ({ productId, quantity: 2, lot: { number } })) })
    return productId
  }
  const block = async (productId: string, number: string) => {
    const [lot] = await rows(sql`SELECT id FROM lot WHERE organisation_id = ${ctx.organisationId}
      AND product_id = ${productId} AND number = ${number}`)
    await blockLot(ctx, { lotId: String(lot?.id), reason: 'Recalled' })
  }
  const stand = async (productId: string) =>
    (
      await rows(sql`SELECT reserved, picked, blocked, backordered FROM stock_level
        WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}`)
    )[0]
  const ordered = async (...lines: [productId: string, quantity: number][]) => {
    const { orderId } = await confirm(ctx, {
      customerId,
      lines: lines.map(([productId, quantity]) => ({ productId, quantity })),
    })
    const found = await rows(sql`SELECT id FROM order_line WHERE organisation_id = ${ctx.organisationId}
      AND order_id = ${orderId} ORDER BY position`)
    return { orderId, lineIds: found.map(({ id }) => String(id)) as [string, string] }
  }
  const pickedOf = async (...lines: [productId: string, quantity: number][]) => {
    const made = await ordered(...lines)
    await release(ctx, made.orderId)
    await pickAll(ctx, made.orderId)
    return made
  }

  it('goes to the order that waits for it, unless its lot is blocked', async () => {
    const [plain, dated] = [await makeGoods(ctx, { stock: 2 }), await withLots('A')]
    const { orderId, lineIds } = await pickedOf([plain, 2], [dated, 2])
    await ordered([plain, 1], [dated, 1])
    await amend(ctx, { orderId, lines: lineIds.map((lineId) => ({ lineId, quantity: 1 })) })
    await reviseTasks(ctx, orderId)
    await block(dated, 'A')
    await putBack(ctx, { orderId, lines: lineIds.map((orderLineId) => ({ orderLineId, quantity: 1 })) })
    expect(await stand(plain)).toEqual({ reserved: 1, picked: 1, blocked: 0, backordered: 0 })
    expect(await stand(dated)).toEqual({ reserved: 0, picked: 1, blocked: 1, backordered: 1 })
  })

  it('is lost to its own order only where its own lot is blocked', async () => {
    const [first, second] = [await withLots('A', 'B'), await withLots('A')]
    const { orderId, lineIds } = await pickedOf([first, 4], [second, 2])
    await block(first, 'A')
    const back = (orderLineId: string, lot: string) => ({ orderLineId, quantity: 1, lot })
    const lines = [back(lineIds[0], 'A'), back(lineIds[0], 'B'), back(lineIds[1], 'A')]
    await putBack(ctx, { orderId, lines })
    expect(await stand(first)).toEqual({ reserved: 1, picked: 2, blocked: 1, backordered: 1 })
    expect(await stand(second)).toEqual({ reserved: 1, picked: 1, blocked: 0, backordered: 0 })
  })
})

describe('a pick that is undone', () => {
  it('is at most what the task took, and is in its bin again', async () => {
    const { orderId, taskId, productId } = await picked(5)
    const undo = (quantity?: number) => undoPick(ctx, { taskId, ...(quantity ? { quantity } : {}) })
    const notFound = ['NOT_FOUND', { noun: 'pick task' }]
    expect(await refused(undoPick(stranger, { taskId }))).toEqual(notFound)
    expect(await refused(undoPick(ctx, { taskId: newId(ctx.now) }))).toEqual(notFound)
    expect(await refused(undo(6))).toEqual(['NOTHING_TO_UNDO', { picked: 5 }])
    expect(await undo(2)).toMatchObject({ orderId, units: -2, waitsFor: 'PICKING' })
    expect(await tasksOfOrder(ctx, orderId)).toMatchObject([{ picked: 3, quantity: 5, state: 'OPEN' }])
    expect(await undo()).toMatchObject({ units: -3 })
    expect(await refused(undo())).toEqual(['NOTHING_TO_UNDO', { picked: 0 }])
    expect(await told('fulfilment/pick.undone', orderId)).toMatchObject([{ units: 2 }, { units: 3 }])
    expect(await level(productId)).toEqual({ onHand: 10, reserved: 5, picked: 0 })
    expect(await pickAll(ctx, orderId)).toMatchObject({ units: 5 })
  })

  it('is not in a parcel yet', async () => {
    const { orderId, taskId, orderLineId } = await picked(3)
    await pack(ctx, { orderId, parcels: [{ lines: [{ orderLineId, quantity: 2 }] }] })
    expect(await refused(undoPick(ctx, { taskId }))).toEqual(['ALREADY_PACKED', {}])
    expect(await refused(undoPick(ctx, { taskId, quantity: 2 }))).toEqual(['ALREADY_PACKED', {}])
    expect(await refused(undoPick(ctx, { taskId, quantity: 1 }))).toBe('done')
  })

  it('does not belong to a short task, which is corrected instead', async () => {
    const { taskId } = await picked(2)
    await shortPick(ctx, { taskId, picked: 1, cause: 'DAMAGED' })
    expect(await refused(undoPick(ctx, { taskId }))).toEqual(['NOTHING_TO_UNDO', { picked: 3 }])
  })
})
