import { beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer, makeGoods, makePicker } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { addWarehouse, setServingRule } from '@/server/inventory/mutations/warehouse'
import { places } from '@/server/inventory/queries/places'
import { confirm } from '@/server/order/mutations/confirm'
import { count } from '@/server/order/mutations/count'
import { mailConfirmation } from '@/server/order/mutations/mail-order'
import { receive } from '@/server/order/mutations/receive'
import { listOrders } from '@/server/order/queries/list'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { pack } from './mutations/pack'
import { pick } from './mutations/pick'
import { release } from './mutations/release'
import { serveFrom } from './mutations/serve-from'
import { shortPick } from './mutations/short-pick'
import { leaveTurn, takeTurn } from './mutations/turn'
import { undoPick } from './mutations/undo-pick'
import { countFloor } from './queries/count'
import { fulfilmentFiles } from './queries/files'
import { listFloor } from './queries/list'

let made: MadeOrganisation
let customerId: string
let main: string
let north: string
let pia: Ctx
let tom: Ctx

beforeAll(async () => {
  made = await makeOrganisation()
  customerId = await makeBuyer(made.ctx)
  main = (await places(made.ctx)).warehouses[0]?.id as string
  north = (await addWarehouse(made.ctx, { code: 'north', name: 'North' })).id
  await setServingRule(made.ctx, { rule: 'SPLIT' })
  ;[pia, tom] = [await makePicker(made, 'Pia'), await makePicker(made, 'Tom')]
})

/** An order of two units that lie in the main warehouse and of three in the northern one, with its two tasks. */
async function divided(more: { productId: string; quantity: number }[] = []) {
  const [saw, axe] = [await makeGoods(made.ctx, { stock: 5 }), await makeGoods(made.ctx)]
  await receive(made.ctx, { warehouseId: north, lines: [{ productId: axe, quantity: 5 }] })
  const lines = [{ productId: saw, quantity: 2 }, { productId: axe, quantity: 3 }, ...more]
  const { orderId } = await confirm(made.ctx, { customerId, lines })
  await release(made.ctx, orderId)
  const [tasks] = await read(
    made.ctx,
    sql<{ id: string; warehouseId: string }>`SELECT id, warehouse_id FROM pick_task
      WHERE organisation_id = ${made.ctx.organisationId} AND order_id = ${orderId}`,
  )
  const taskIn = (warehouseId: string) => tasks.find((task) => task.warehouseId === warehouseId)?.id as string
  return { orderId, here: taskIn(main), there: taskIn(north) }
}

const inNorth = (orderId: string) => ({ orderId, warehouseId: north })
const taken = (orderId: string, taskId: string, quantity = 1) => ({ orderId, picks: [{ taskId, quantity }] })

describe('an order that is divided between two warehouses', () => {
  it('is picked by two people at the same time, one in each, and the floor names who is where', async () => {
    const { orderId, here, there } = await divided()
    expect(await takeTurn(pia, { orderId })).toMatchObject({ name: 'Pia', mine: true })
    expect(await takeTurn(tom, inNorth(orderId))).toMatchObject({ name: 'Tom', mine: true })
    expect((await pick(pia, taken(orderId, here))).units).toBe(1)
    expect((await pick(tom, taken(orderId, there, 2))).units).toBe(2)
    for (const take of [
      () => pick(pia, taken(orderId, there)),
      () => undoPick(pia, { taskId: there }),
      () => shortPick(pia, { taskId: there, picked: 0, cause: 'BIN_EMPTY' }),
    ])
      await expect(take()).rejects.toMatchObject({ code: 'SOMEBODY_IS_ON_IT', parameters: { name: 'Tom' } })
    await expect(pick(tom, taken(orderId, here))).rejects.toMatchObject({ parameters: { name: 'Pia' } })
    const worker = async (warehouseId?: string) =>
      (await listFloor(made.ctx, { warehouseId })).rows.find((row) => row.id === orderId)?.worker
    expect([await worker(main), await worker(north), await worker()]).toEqual(['Pia', 'Tom', 'Pia, Tom'])
  })

  it('is confirmed to the customer as several shipments, and one that a single warehouse serves is not', async () => {
    const { orderId } = await divided()
    const productId = await makeGoods(made.ctx, { stock: 2 })
    const whole = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    const told = async (id: string) => {
      await mailConfirmation(made.ctx, id)
      const [[mail]] = await read(
        made.ctx,
        sql<{
          text: string
        }>`SELECT body->>'text' AS text FROM mail WHERE organisation_id = ${made.ctx.organisationId} AND object_id = ${id} AND kind = 'ORDER_CONFIRMATION'`,
      )
      return /It leaves from 2 warehouses, so it comes in separate\s+shipments, each with an invoice of its own\./.test(
        mail?.text ?? '',
      )
    }
    expect([await told(orderId), await told(whole.orderId)]).toEqual([true, false])
  })

  it('is left in one warehouse and stays whose it is in the other; without a warehouse it is left everywhere', async () => {
    const { orderId } = await divided()
    for (const at of [{ orderId }, inNorth(orderId)]) await takeTurn(pia, at)
    await leaveTurn(pia, inNorth(orderId))
    expect([(await takeTurn(tom, inNorth(orderId))).name, (await takeTurn(tom, { orderId })).name]).toEqual([
      'Tom',
      'Pia',
    ])
    await leaveTurn(pia, { orderId })
    expect((await takeTurn(tom, { orderId })).name).toBe('Tom')
    await leaveTurn(tom, { orderId })
    expect((await takeTurn(pia, inNorth(orderId))).name).toBe('Pia')
  })

  it('is not brought together by one person while another picks in the other warehouse', async () => {
    const { orderId } = await divided()
    await takeTurn(tom, inNorth(orderId))
    expect(await refused(serveFrom(pia, { orderId, warehouseId: main }))).toBe('SOMEBODY_IS_ON_IT')
  })

  it('refuses a warehouse that is not there, and one of somebody else', async () => {
    const { orderId } = await divided()
    const stranger = await makeOrganisation()
    const theirs = (await places(stranger.ctx)).warehouses[0]?.id
    for (const warehouseId of [newId(pia.now), theirs])
      await expect(takeTurn(pia, { orderId, warehouseId })).rejects.toThrow('NOT_FOUND')
    await expect(takeTurn(stranger.ctx, inNorth(orderId))).rejects.toThrow('NOT_FOUND')
  })

  it('is on the list of what each warehouse has to do, on those of both, and counted once among all', async () => {
    const waits = await makeGoods(made.ctx)
    const before = await countFloor(made.ctx)
    const { orderId, there } = await divided([{ productId: waits, quantity: 4 }])
    const on = async (waitsFor: 'PICKING' | 'PACKING' | 'STOCK', warehouseId?: string) =>
      (await listFloor(made.ctx, { waitsFor, warehouseId })).rows
        .filter((row) => row.id === orderId)
        .map((row) => row.waitsFor)
    const lists = async () => [await on('PICKING', main), await on('PICKING', north), await on('PICKING')].flat()
    expect(await lists()).toEqual(['PICKING', 'PICKING', 'PICKING'])
    await pick(tom, taken(orderId, there, 3))
    expect(await lists()).toEqual(['PICKING', 'PICKING'])
    expect([await on('PACKING', main), await on('PACKING', north), await on('PACKING')]).toEqual([
      [],
      ['PACKING'],
      ['PACKING'],
    ])
    const orders = async (waitsFor: 'PICKING' | 'PACKING' | 'STOCK' | 'DISPATCH') =>
      (await listOrders(made.ctx, { waitsFor })).rows.filter((row) => row.id === orderId).length
    expect([await orders('PICKING'), await orders('PACKING'), await orders('STOCK')]).toEqual([1, 1, 0])
    const more = (await countFloor(made.ctx)).map(({ waitsFor, orders }) => [
      waitsFor,
      orders - (before.find((one) => one.waitsFor === waitsFor)?.orders ?? 0),
    ])
    expect(Object.fromEntries(more)).toEqual({ PICKING: 1, PACKING: 1, null: 1 })
    // What is packed in the north waits for the carrier, and its floor has nothing more to do.
    await pack(tom, inNorth(orderId))
    const floor = async (warehouseId: string) =>
      (await listFloor(made.ctx, { warehouseId })).rows.some((row) => row.id === orderId)
    expect([await floor(main), await floor(north)]).toEqual([true, false])
    // The order list finds what waits for the carrier there while the main warehouse still picks.
    expect([await orders('PICKING'), await orders('PACKING'), await orders('DISPATCH')]).toEqual([1, 0, 1])
  })

  it('is counted in each warehouse by what it waits for there, as the lists of that warehouse have it', async () => {
    const countsOf = async (warehouseId: string) =>
      Object.fromEntries(
        (await countFloor(made.ctx, { warehouseId })).map(({ waitsFor, orders }) => [waitsFor, orders]),
      )
    const before = { main: await countsOf(main), north: await countsOf(north) }
    const { orderId, there } = await divided([{ productId: await makeGoods(made.ctx), quantity: 4 }])
    await pick(tom, taken(orderId, there, 3))
    const [here, up] = [await countsOf(main), await countsOf(north)]
    expect([here.PICKING - before.main.PICKING, here.null - before.main.null]).toEqual([1, 1])
    expect([(up.PACKING ?? 0) - (before.north.PACKING ?? 0), up.null - before.north.null]).toEqual([1, 1])
    for (const [warehouseId, counts] of [
      [main, here],
      [north, up],
    ] as const)
      for (const waitsFor of ['PICKING', 'PACKING', 'STOCK', undefined] as const)
        expect((await listFloor(made.ctx, { warehouseId, waitsFor })).rows).toHaveLength(
          counts[waitsFor ?? 'null'] ?? 0,
        )
  })

  it('repeats no day that cannot be kept any more, neither in the list of the floor nor in its file', async () => {
    const productId = await makeGoods(made.ctx, { stock: 2 })
    const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    const { columns, page } = fulfilmentFiles.fulfilment
    const promised = columns({ organisation: made.ctx.organisation } as never).find(({ label }) => label === 'Promised')
    const shown = async () => {
      const row = (await page(made.ctx, {}, undefined)).rows.find(({ id }) => id === orderId)
      return row && [row.undated, promised?.value(row)]
    }
    expect(await shown()).toEqual([false, expect.stringMatching(/^\d{4}-\d\d-\d\d$/)])
    await count(made.ctx, { productId, quantity: 0 })
    expect(await shown()).toEqual([true, null])
  })
})
