import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBin, makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { changeProduct } from '@/server/catalog/mutations/product'
import { confirm } from '@/server/order/mutations/confirm'
import { count } from '@/server/order/mutations/count'
import { receive } from '@/server/order/mutations/receive'
import { blockLot, expireLots, unblockLot } from '@/server/order/mutations/withhold'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { dispatch } from '@/server/shipping/mutations/dispatch'
import { plan } from '@/server/shipping/mutations/plan'
import { unpack } from '@/server/shipping/mutations/unpack'
import { checkOrganisation } from '@/server/simulation/check/check'
import { move } from './mutations/move'
import { pack } from './mutations/pack'
import { pick, pickByScan } from './mutations/pick'
import { putBack } from './mutations/put-back'
import { release } from './mutations/release'
import { reroute } from './mutations/reroute'
import { reviseTasks } from './mutations/revise-tasks'
import { shortPick } from './mutations/short-pick'
import { takeBack } from './mutations/take-back'
import { undoPick } from './mutations/undo-pick'

let made: MadeOrganisation
let customerId: string
const rows = rowsIn(() => made.ctx)
const day = (days: number) => addDays(made.ctx.today, days)

beforeAll(async () => {
  made = await makeOrganisation()
  customerId = await makeBuyer(made.ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

/** Goods that are kept by lot: number, units, days until it expires. */
async function makeLots(...lots: [number: string, units: number, expires: number | null][]): Promise<string> {
  const productId = await makeGoods(made.ctx, { tracking: 'LOT' })
  await receive(made.ctx, {
    lines: lots.map(([number, quantity, expires]) => ({
      productId,
      quantity,
      lot: { number, ...(expires !== null && { expiresOn: day(expires) }) },
    })),
  })
  return productId
}
async function makeSerials(...numbers: string[]): Promise<string> {
  const productId = await makeGoods(made.ctx, { tracking: 'SERIAL' })
  await receive(made.ctx, { lines: numbers.map((number) => ({ productId, quantity: 1, lot: { number } })) })
  return productId
}
const onFloor = async (productId: string, quantity: number) => {
  const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity }] })
  await release(made.ctx, orderId)
  return orderId
}
const tasks = (orderId: string) =>
  rows(sql`SELECT id, lot, quantity, picked, state FROM pick_task WHERE organisation_id = ${made.ctx.organisationId} AND order_id = ${orderId}
    ORDER BY released_at, lot, id`)
const asked = async (orderId: string) =>
  (await tasks(orderId)).filter((task) => task.state === 'OPEN').map((task) => [task.lot, task.quantity])
const level = async (productId: string) =>
  (
    await rows(
      sql`SELECT on_hand, reserved, picked, blocked, backordered FROM stock_level WHERE organisation_id = ${made.ctx.organisationId} AND product_id = ${productId}`,
    )
  )[0]
const lotId = async (productId: string, number: string) =>
  String(
    (
      await rows(
        sql`SELECT id FROM lot WHERE organisation_id = ${made.ctx.organisationId} AND product_id = ${productId} AND number = ${number}`,
      )
    )[0]?.id,
  )
const bins = (productId: string) =>
  rows(
    sql`SELECT lot, quantity FROM bin_stock WHERE organisation_id = ${made.ctx.organisationId} AND product_id = ${productId} AND quantity > 0 ORDER BY lot`,
  )
const lineOf = async (orderId: string) =>
  String(
    (
      await rows(
        sql`SELECT id FROM order_line WHERE organisation_id = ${made.ctx.organisationId} AND order_id = ${orderId}`,
      )
    )[0]?.id,
  )
const pickOpen = async (orderId: string) =>
  pick(made.ctx, {
    orderId,
    picks: (await tasks(orderId))
      .filter((task) => task.state === 'OPEN')
      .map((task) => ({ taskId: String(task.id), quantity: Number(task.quantity) - Number(task.picked) })),
  })
const ship = async (orderId: string) => {
  await pack(made.ctx, { orderId })
  const { shipmentId } = await plan(made.ctx, orderId)
  await dispatch(made.ctx, { shipmentId: shipmentId ?? '' })
  return shipmentId ?? ''
}

describe('goods that are kept by lot', () => {
  it('come in by lot, with a day that stays', async () => {
    const productId = await makeLots(['A', 5, 30])
    const line = { productId, quantity: 1 }
    expect(await refused(receive(made.ctx, { lines: [line] }))).toBe('LOT_NEEDED_FOR')
    expect(await refused(receive(made.ctx, { lines: [{ ...line, lot: { number: 'A', expiresOn: day(31) } }] }))).toBe(
      'LOT_EXPIRES_OTHERWISE',
    )
    await receive(made.ctx, { lines: [{ ...line, lot: { number: 'A' } }] })
    expect(await bins(productId)).toEqual([{ lot: 'A', quantity: 6 }])
    const plain = await makeGoods(made.ctx)
    expect(await refused(receive(made.ctx, { lines: [{ productId: plain, quantity: 1, lot: { number: 'A' } }] }))).toBe(
      'NOT_TRACKED',
    )
  })

  it('are offered by expiry, then by the day on which they came in; what has expired is not promised', async () => {
    const productId = await makeLots(['LATE', 1, 90], ['SOON', 2, 10], ['GONE', 9, -1], ['EVER', 1, null])
    const later = { ...made.ctx, now: new Date(made.ctx.now.getTime() + 3_600_000) }
    const came = [{ number: 'BETWEEN', expiresOn: day(40) }, { number: 'AFTER' }]
    await receive(later, { lines: came.map((lot) => ({ productId, quantity: 1, lot })) })
    expect(await level(productId)).toMatchObject({ onHand: 15, blocked: 9 })
    const inTurn: unknown[] = []
    for (let nth = 0; nth < 6; nth++) inTurn.push(...(await asked(await onFloor(productId, 1))).map(([lot]) => lot))
    expect(inTurn).toEqual(['SOON', 'SOON', 'BETWEEN', 'LATE', 'EVER', 'AFTER'])
    await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 5 }] })
    expect(await level(productId)).toMatchObject({ reserved: 6, backordered: 5 })
  })

  it('leave by another lot that is scanned, unless it is blocked, expired or not in the bin', async () => {
    const productId = await makeLots(['A', 5, 10], ['B', 5, 20], ['C', 5, -3])
    const [orderId, other] = [await onFloor(productId, 4), await onFloor(productId, 6)]
    const [task] = await tasks(orderId)
    const take = (lot: string, quantity = 1) =>
      refused(pick(made.ctx, { orderId, picks: [{ taskId: String(task?.id), quantity, lot }] }))
    await blockLot(made.ctx, { lotId: await lotId(productId, 'C'), reason: 'Cracked' })
    expect(await take('C')).toBe('LOT_BLOCKED')
    await unblockLot(made.ctx, { lotId: await lotId(productId, 'C') })
    expect(await take('C')).toBe('LOT_EXPIRED')
    expect(await take('X')).toBe('LOT_NOT_HERE')
    expect(await take('B', 3)).toBe('done')
    const gone = (await tasks(orderId)).filter((one) => one.state === 'PICKED')
    expect(gone).toMatchObject([{ lot: 'B', quantity: 3, picked: 3 }])
    await reroute(made.ctx, productId)
    expect(await asked(orderId)).toEqual([['A', 1]])
    expect(await asked(other)).toEqual(
      expect.arrayContaining([
        ['A', 3],
        ['A', 1],
        ['B', 2],
      ]),
    )
    await pickOpen(orderId)
    await pickOpen(other)
    expect(await bins(productId)).toEqual([{ lot: 'C', quantity: 5 }])
  })

  it('keep their lots in parcels, when they are unpacked, sent and taken back', async () => {
    const productId = await makeLots(['A', 2, 10], ['B', 5, 20])
    const orderId = await onFloor(productId, 4)
    await pickOpen(orderId)
    const packed = await pack(made.ctx, { orderId })
    await unpack(made.ctx, { parcelId: packed.parcels[0]?.id ?? '' })
    const orderLineId = await lineOf(orderId)
    expect(await refused(putBack(made.ctx, { orderId, lines: [{ orderLineId, quantity: 1 }] }))).toBe('LOT_NEEDED')
    await putBack(made.ctx, { orderId, lines: [{ orderLineId, quantity: 1, lot: 'A' }] })
    await release(made.ctx, orderId)
    expect(await asked(orderId)).toEqual([['A', 1]])
    await pickOpen(orderId)
    await ship(orderId)
    const back = { orderId, cause: 'NOT_WANTED' as const, restock: true }
    expect(await refusedWith(takeBack(made.ctx, { ...back, lines: [{ orderLineId, quantity: 1, lot: 'X' }] }))).toEqual(
      ['LOT_HAS_FEWER', { lot: 'X' }],
    )
    expect(await refused(takeBack(made.ctx, { ...back, lines: [{ orderLineId, quantity: 1 }] }))).toBe('LOT_NEEDED')
    await takeBack(made.ctx, { ...back, lines: [{ orderLineId, quantity: 2, lot: 'B' }] })
    await takeBack(made.ctx, { ...back, restock: false, lines: [{ orderLineId, quantity: 2 }] })
    expect(await bins(productId)).toEqual([{ lot: 'B', quantity: 5 }])
  })

  it('are blocked with the promises that they carried, and offered again when the block is lifted', async () => {
    const productId = await makeLots(['A', 6, 10], ['B', 3, 20])
    const orderId = await onFloor(productId, 5)
    await blockLot(made.ctx, { lotId: await lotId(productId, 'A'), reason: 'Recalled by the maker' })
    expect(await level(productId)).toMatchObject({ blocked: 6, reserved: 3, backordered: 2 })
    await reviseTasks(made.ctx, orderId)
    await reroute(made.ctx, productId)
    expect(await asked(orderId)).toEqual([['B', 3]])
    expect(await refused(blockLot(made.ctx, { lotId: await lotId(productId, 'A'), reason: 'Twice' }))).toBe(
      'LOT_BLOCKED_ALREADY',
    )
    await unblockLot(made.ctx, { lotId: await lotId(productId, 'A') })
    expect(await level(productId)).toMatchObject({ blocked: 0, reserved: 5, backordered: 0 })
  })

  it('stay here when their lot is blocked in the tote or the parcel', async () => {
    const productId = await makeLots(['A', 4, 10], ['B', 2, 20])
    const [undone, orderId] = [await onFloor(productId, 1), await onFloor(productId, 2)]
    for (const each of [undone, orderId]) await pickOpen(each)
    await pack(made.ctx, { orderId })
    const { shipmentId } = await plan(made.ctx, orderId)
    await blockLot(made.ctx, { lotId: await lotId(productId, 'A'), reason: 'Recalled' })
    expect(await refused(dispatch(made.ctx, { shipmentId: shipmentId ?? '' }))).toBe('LOT_BLOCKED')
    const [task] = await tasks(undone)
    expect(await undoPick(made.ctx, { taskId: String(task?.id) })).toMatchObject({ units: -1, waitsFor: 'STOCK' })
    expect(await level(productId)).toMatchObject({ blocked: 2, reserved: 0, backordered: 1, picked: 2 })
    expect(await payloadsOf(made.ctx, 'order/reservation.lost', undone)).toEqual([{ units: 1, cause: 'BLOCKED' }])
    expect(await tasks(undone)).toMatchObject([{ picked: 0, state: 'CANCELLED' }])
  })

  it('are taken out the day after their last day', async () => {
    const productId = await makeLots(['A', 3, 0], ['B', 1, 20])
    const orderId = await onFloor(productId, 2)
    expect(await expireLots(made.ctx)).toEqual({ lots: 0 })
    const tomorrow = { ...made.ctx, today: day(1), now: new Date(made.ctx.now.getTime() + 86_400_000) }
    expect(await expireLots(tomorrow)).toEqual({ lots: 1 })
    expect(await expireLots(tomorrow)).toEqual({ lots: 0 })
    expect(await level(productId)).toMatchObject({ blocked: 3, reserved: 1, backordered: 1 })
    await reviseTasks(made.ctx, orderId)
    await reroute(tomorrow, productId)
    const [task] = await tasks(orderId)
    expect(await refused(pick(tomorrow, { orderId, picks: [{ taskId: String(task?.id), quantity: 1 }] }))).not.toBe(
      'done',
    )
  })

  it('are counted, moved and short by lot', async () => {
    const productId = await makeLots(['A', 5, 10], ['B', 5, 20])
    const binId = await makeBin(made.ctx, 'LOT-9', 900)
    const [home] = await rows(
      sql`SELECT home_bin_id FROM stock_level WHERE organisation_id = ${made.ctx.organisationId} AND product_id = ${productId}`,
    )
    const fromBinId = String(home?.homeBinId)
    expect(await refused(count(made.ctx, { productId, quantity: 3 }))).toBe('LOT_NEEDED_FOR')
    await count(made.ctx, { productId, quantity: 4, lot: { number: 'A' } })
    await count(made.ctx, { productId, quantity: 2, lot: { number: 'NEW', expiresOn: day(40) } })
    const orderId = await onFloor(productId, 4)
    const moving = { productId, fromBinId, toBinId: binId, quantity: 4 }
    expect(await refused(move(made.ctx, moving))).toBe('LOT_NEEDED_FOR')
    await move(made.ctx, { ...moving, lot: 'A' })
    const open = (await tasks(orderId)).find((task) => task.state === 'OPEN')
    expect(open).toMatchObject({ lot: 'A', quantity: 4 })
    await shortPick(made.ctx, { taskId: String(open?.id), picked: 1, cause: 'NOT_FOUND' })
    expect(await asked(orderId)).toEqual([['B', 3]])
    expect(await bins(productId)).toEqual([
      { lot: 'B', quantity: 5 },
      { lot: 'NEW', quantity: 2 },
    ])
  })
})

describe('goods with serial numbers', () => {
  it('are one piece each, here once and sent once', async () => {
    const productId = await makeSerials('S1', 'S2', 'S3')
    const take = (number: string, quantity = 1) =>
      refused(receive(made.ctx, { lines: [{ productId, quantity, lot: { number } }] }))
    expect(await take('S1')).toBe('SERIAL_HERE')
    expect(await take('S9', 2)).toBe('SERIAL_IS_ONE')
    const orderId = await onFloor(productId, 2)
    const [{ sku } = { sku: '' }] = await rows(
      sql`SELECT sku FROM product WHERE organisation_id = ${made.ctx.organisationId} AND id = ${productId}`,
    )
    await pick(made.ctx, {
      orderId,
      picks: [{ taskId: String((await tasks(orderId))[0]?.id), quantity: 1, lot: 'S3' }],
    })
    await reroute(made.ctx, productId)
    await pickByScan(made.ctx, { orderId, code: String(sku) })
    await ship(orderId)
    expect(await take('S3')).toBe('SERIAL_OUT')
    const [left] = await bins(productId)
    const orderLineId = await lineOf(orderId)
    const back = { orderId, cause: 'NOT_WANTED' as const, restock: true }
    await takeBack(made.ctx, { ...back, lines: [{ orderLineId, quantity: 1, lot: 'S3' }] })
    expect(await refused(takeBack(made.ctx, { ...back, lines: [{ orderLineId, quantity: 1, lot: 'S3' }] }))).toBe(
      'LOT_HAS_FEWER',
    )
    expect(await bins(productId)).toEqual([left, { lot: 'S3', quantity: 1 }])
  })

  it('begin and end with an empty shelf', async () => {
    const productId = await makeGoods(made.ctx, { stock: 1 })
    const facts = { id: productId, name: 'Kept otherwise', unitPrice: '10' }
    expect(await refusedWith(changeProduct(made.ctx, { ...facts, tracking: 'LOT' }))).toEqual([
      'TRACKING_USED',
      { field: 'tracking', stock: true, orders: false, transfers: false },
    ])
    await count(made.ctx, { productId, quantity: 0 })
    await changeProduct(made.ctx, { ...facts, tracking: 'SERIAL' })
    expect(await refused(changeProduct(made.ctx, { ...facts, places: 2 }))).not.toBe('done')
  })
})
