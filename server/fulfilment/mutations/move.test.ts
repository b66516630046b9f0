import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBin, makeBuyer, makeGoods, pickAll, tasksOfOrder } from '@/prisma/seed/floor'
import { meanwhile } from '@/prisma/seed/meanwhile'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { archiveBin } from '@/server/inventory/mutations/place'
import { addWarehouse, receiveInto } from '@/server/inventory/mutations/warehouse'
import { binsByCode } from '@/server/inventory/queries/bin'
import { places } from '@/server/inventory/queries/places'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { listPutAway } from '../queries/moving'
import { follow, followedUnits } from '../rules/moving'
import { move } from './move'
import { release } from './release'

let ctx: Ctx
let stranger: Ctx
let customerId: string
let home: string
let warehouseId: string
let high: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
  const { bins, warehouses } = await places(ctx)
  home = bins[0]?.id as string
  warehouseId = warehouses[0]?.id as string
  high = await makeBin(ctx, 'H-09', 90)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const rows = rowsIn(() => ctx)
const lies = async (productId: string) =>
  Object.fromEntries(
    (
      await rows(sql`SELECT b.code, s.quantity FROM bin_stock s JOIN bin b ON b.organisation_id = s.organisation_id AND b.id = s.bin_id
        WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = ${productId} AND s.quantity > 0`)
    ).map((row) => [row.code, row.quantity]),
  )
const asked = (orderId: string) =>
  rows(sql`SELECT b.code, t.quantity, t.picked, t.state FROM pick_task t JOIN bin b ON b.organisation_id = t.organisation_id AND b.id = t.bin_id
    WHERE t.organisation_id = ${ctx.organisationId} AND t.order_id = ${orderId} ORDER BY t.walk_order, t.id`)
const ordered = async (productId: string, quantity: number) => {
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity }] })
  await release(ctx, orderId)
  return orderId
}
const somebodyPicks = (orderId: string) =>
  transaction(ctx, {}, (tx) =>
    tx.commit(sql`INSERT INTO pick_turn (organisation_id, order_id, warehouse_id, user_id, taken_at, until)
      SELECT ${ctx.organisationId}, ${orderId}, (SELECT warehouse_id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}), user_id, ${ctx.now}, ${new Date(ctx.now.getTime() + 60_000)} FROM membership WHERE organisation_id = ${ctx.organisationId} LIMIT 1`),
  )
const somebodyElse = (): Ctx => ({ ...ctx, actor: { kind: 'PERSON', id: newId(ctx.now) } }) as Ctx

describe('moving between bins', () => {
  it('moves what nobody asks for, with two movements, an event and one effect per key', async () => {
    const productId = await makeGoods(ctx, { stock: 10 })
    const input = { productId, fromBinId: home, toBinId: high, quantity: 4, idempotencyKey: 'move-1' }
    const [first, second] = [await move(ctx, input), await move(ctx, input)]
    expect(second).toEqual({ ...first, repeated: true })
    expect(first).toMatchObject({ units: 4, followed: 0, from: 'A-01', to: 'H-09' })
    expect(await lies(productId)).toEqual({ 'A-01': 6, 'H-09': 4 })
    expect(
      await rows(
        sql`SELECT quantity FROM stock_movement WHERE organisation_id = ${ctx.organisationId} AND object_id = ${first.moveId} ORDER BY quantity`,
      ),
    ).toEqual([{ quantity: -4 }, { quantity: 4 }])
    expect(await payloadsOf(ctx, 'fulfilment/goods.moved', productId)).toEqual([{ units: 4, from: 'A-01', to: 'H-09' }])
  })

  it('refuses in words what cannot move, and another organisation’s bins', async () => {
    const productId = await makeGoods(ctx, { stock: 3 })
    const other = await addWarehouse(ctx, { code: 'far', name: 'Far' })
    const there = (await places(ctx)).bins.find((bin) => bin.warehouseId === other.id)?.id as string
    const input = { productId, fromBinId: home, toBinId: high, quantity: 4 }
    expect(await refused(move(ctx, input))).toBe('BIN_HAS_FEWER')
    expect(await refused(move(ctx, { ...input, toBinId: home }))).toBe('SAME_BIN')
    expect(await refused(move(ctx, { ...input, toBinId: there }))).toBe('OTHER_WAREHOUSE')
    expect(await refused(move(stranger, input))).toBe('NOT_FOUND')
    expect(await refused(move(ctx, { ...input, productId: newId(ctx.now) }))).toBe('NOT_FOUND')
    const service = await makeGoods(ctx, { kind: 'SERVICE' })
    expect(await refused(move(ctx, { ...input, productId: service, quantity: 1 }))).toBe('NOT_FOUND')
    const gone = await makeBin(ctx, 'GONE', 99)
    await archiveBin(ctx, { id: gone })
    expect(await refused(move(ctx, { ...input, quantity: 1, toBinId: gone }))).toBe('NOT_FOUND')
    expect(await lies(productId)).toEqual({ 'A-01': 3 })
  })

  it('takes open pick tasks along as far as their units move, also of one picked in part', async () => {
    const productId = await makeGoods(ctx, { stock: 10 })
    const orderId = await ordered(productId, 8)
    expect(await move(ctx, { productId, fromBinId: home, toBinId: high, quantity: 2 })).toMatchObject({ followed: 0 })
    expect(await move(ctx, { productId, fromBinId: home, toBinId: high, quantity: 3 })).toMatchObject({ followed: 3 })
    expect(await asked(orderId)).toEqual([
      { code: 'A-01', quantity: 5, picked: 0, state: 'OPEN' },
      { code: 'H-09', quantity: 3, picked: 0, state: 'OPEN' },
    ])
    expect(await payloadsOf(ctx, 'fulfilment/pick.rerouted', orderId)).toEqual([{ units: 3, moved: true }])
    await pickAll(ctx, orderId)
    expect(await lies(productId)).toEqual({ 'H-09': 2 })
    expect((await tasksOfOrder(ctx, orderId)).every((task) => task.state === 'PICKED')).toBe(true)
  })

  it('leaves alone what another person is picking, and refuses to take it from under their hands', async () => {
    const productId = await makeGoods(ctx, { stock: 10 })
    const [picking, waiting] = [await ordered(productId, 4), await ordered(productId, 5)]
    await somebodyPicks(picking)
    const input = { productId, fromBinId: home, toBinId: high }
    expect(await move(somebodyElse(), { ...input, quantity: 6 })).toMatchObject({ followed: 5 })
    expect(await asked(waiting)).toMatchObject([{ state: 'CANCELLED' }, { code: 'H-09', quantity: 5, state: 'OPEN' }])
    expect(await refused(move(somebodyElse(), { ...input, quantity: 1 }))).toBe('BIN_BEING_PICKED')
    expect(await asked(picking)).toEqual([{ code: 'A-01', quantity: 4, picked: 0, state: 'OPEN' }])
  })
})

it('an order that was given to the floor while the move waited is seen by the next try', async () => {
  const productId = await makeGoods(ctx, { stock: 10 })
  const first = await ordered(productId, 4)
  const { orderId: second } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 3 }] })
  const input = { productId, fromBinId: home, toBinId: high, quantity: 5 }
  const answer = await meanwhile(
    ctx,
    first,
    () => refused(move(ctx, input)),
    () => release(ctx, second),
  )
  expect([answer, await lies(productId)]).toEqual(['STALE', { 'A-01': 10 }])
  expect(await move(ctx, input)).toMatchObject({ followed: 2 })
})

describe('putting away', () => {
  it('receives into the receiving bin, lists what waits there with its usual bin, until it is moved', async () => {
    const dock = await makeBin(ctx, 'DOCK', 1)
    await receiveInto(ctx, { warehouseId, binId: dock })
    const productId = await makeGoods(ctx, { sku: 'DOCKED' })
    await receive(ctx, { lines: [{ productId, quantity: 2, binId: home }] })
    expect(await refused(archiveBin(ctx, { id: dock }))).toBe('BIN_IN_USE')
    await receive(ctx, { lines: [{ productId, quantity: 7 }] })
    await ordered(productId, 8)
    const [waits] = (await listPutAway(ctx, {})).rows
    expect(waits).toMatchObject({ sku: 'DOCKED', fromBin: 'DOCK', toBin: 'A-01', quantity: 7 })
    expect((await listPutAway(ctx, { q: 'DOCKED' })).rows).toHaveLength(1)
    expect((await listPutAway(ctx, { q: 'nothing like it' })).rows).toHaveLength(0)
    expect((await listPutAway(stranger, {})).rows).toEqual([])
    expect(await binsByCode(ctx, { code: 'dock' })).toMatchObject([
      { code: 'DOCK', isReceiving: true, contents: [{ sku: 'DOCKED', quantity: 7, homeBin: 'A-01' }] },
    ])
    await move(ctx, { productId, fromBinId: dock, toBinId: home, quantity: 7 })
    expect((await listPutAway(ctx, {})).rows).toEqual([])
    await receiveInto(ctx, { warehouseId, binId: null })
    await receive(ctx, { lines: [{ productId, quantity: 1 }] })
    expect(await lies(productId)).toEqual({ 'A-01': 10 })
    expect(await refused(receiveInto(stranger, { warehouseId, binId: null }))).toBe('NOT_FOUND')
  })

  it('proposes the bin with most of it when the home bin is the receiving bin', async () => {
    const [dock] = await binsByCode(ctx, { code: 'DOCK' })
    const fromBinId = dock?.id as string
    const productId = await makeGoods(ctx)
    await receive(ctx, { lines: [{ productId, quantity: 5, binId: fromBinId }] })
    await move(ctx, { productId, fromBinId, toBinId: high, quantity: 3 })
    await receiveInto(ctx, { warehouseId, binId: fromBinId })
    expect((await listPutAway(ctx, {})).rows.find((row) => row.productId === productId)).toMatchObject({
      quantity: 2,
      toBin: 'H-09',
    })
  })

  it('lists each lot by itself, and loses none between two pages', async () => {
    const productId = await makeGoods(ctx, { sku: 'DATED', tracking: 'LOT' })
    const lines = ['L-1', 'L-2', 'L-3'].map((number, index) => ({ productId, quantity: index + 1, lot: { number } }))
    await receive(ctx, { lines })
    const first = await listPutAway(ctx, { q: 'DATED', limit: 2 })
    const rest = await listPutAway(ctx, { q: 'DATED', limit: 2, after: first.next ?? '' })
    expect([...first.rows, ...rest.rows].map((row) => [row.lot, row.quantity])).toEqual([
      ['L-1', 1],
      ['L-2', 2],
      ['L-3', 3],
    ])
    const [dock] = await binsByCode(ctx, { code: 'DOCK' })
    await move(ctx, { productId, fromBinId: dock?.id as string, toBinId: high, quantity: 2, lot: 'L-2' })
    expect((await listPutAway(ctx, { q: 'DATED' })).rows.map((row) => row.lot)).toEqual(['L-1', 'L-3'])
    await receiveInto(ctx, { warehouseId, binId: null })
  })
})

describe('which tasks follow', () => {
  const task = (id: string, quantity: number, picked: number, picker: string | null) => ({
    id,
    orderId: `order-${id}`,
    orderLineId: id,
    warehouseId: 'w',
    binId: 'a',
    productId: 'p',
    lot: '',
    quantity,
    picked,
    state: 'OPEN' as const,
    cause: null,
    walkOrder: 1,
    missing: 0,
    found: 0,
    orderNumber: id,
    picker,
  })
  it.each([
    [3, 10, [], 0],
    [3, 10, [{ quantity: 7, picked: 0 }], 0],
    [4, 10, [{ quantity: 7, picked: 0 }], 1],
    [4, 10, [{ quantity: 12, picked: 5 }], 1],
    // A bin that was counted short: nothing in it is free.
    [2, 3, [{ quantity: 9, picked: 0 }], 2],
  ])('%i of %i units, asked for by %j: %i follow', (quantity, inBin, asking, followed) => {
    expect(followedUnits(quantity, inBin, asking)).toBe(followed)
  })

  it('ends a task that moves whole, divides one that moves in part, and keeps what was picked of it', () => {
    const to = { binId: 'b', walkOrder: 5 }
    const { tasks, takes } = follow([task('x', 4, 0, null), task('y', 6, 2, null)], 6, to)
    expect(tasks).toMatchObject([
      { id: 'x', state: 'CANCELLED' },
      { id: 'y', quantity: 4, picked: 2, state: 'OPEN' },
    ])
    expect([...takes]).toMatchObject([
      ['order-x', [{ quantity: 4, ...to }]],
      ['order-y', [{ quantity: 2, ...to }]],
    ])
    expect(follow([task('z', 6, 2, null)], 4, to).tasks).toMatchObject([{ quantity: 2, picked: 2, state: 'PICKED' }])
    expect(() => follow([task('x', 4, 0, 'Ida'), task('y', 1, 0, null)], 2, to)).toThrow('BIN_BEING_PICKED')
  })
})
