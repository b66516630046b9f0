import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer, makeGoods, pickAll } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { giveLegalDetails } from '@/prisma/seed/shipment'
import { makePlanned } from '@/prisma/seed/supply'
import { addWarehouse, setServingRule } from '@/server/inventory/mutations/warehouse'
import { places } from '@/server/inventory/queries/places'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { amend } from '@/server/order/mutations/amend'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import { count } from '@/server/order/mutations/count'
import { receive } from '@/server/order/mutations/receive'
import { serveWaiting } from '@/server/order/mutations/serve'
import { previewOrder } from '@/server/order/queries/preview'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { dispatch } from '@/server/shipping/mutations/dispatch'
import { handOver } from '@/server/shipping/mutations/hand-over'
import { mailDispatch } from '@/server/shipping/mutations/mail-dispatch'
import { plan } from '@/server/shipping/mutations/plan'
import { listShipments } from '@/server/shipping/queries/list'
import { shipmentRecord } from '@/server/shipping/queries/record'
import { checkOrganisation } from '@/server/simulation/check/check'
import { pack } from './mutations/pack'
import { pick } from './mutations/pick'
import { putBack } from './mutations/put-back'
import { release } from './mutations/release'
import { serveFrom } from './mutations/serve-from'
import { takeBack } from './mutations/take-back'
import { listFloor } from './queries/list'

let ctx: Ctx
let customerId: string
let main: string
let north: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
  customerId = await makeBuyer(ctx)
  main = (await places(ctx)).warehouses[0]?.id as string
  north = (await addWarehouse(ctx, { code: 'north', name: 'North' })).id
  await setServingRule(ctx, { rule: 'SPLIT' })
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const rows = rowsIn(() => ctx)
/** Reserved, picked, waiting and on hand of a product in the main warehouse and in the northern one. */
const levelsOf = async (productId: string) =>
  (
    await rows(sql`SELECT s.reserved, s.picked, s.backordered, s.on_hand FROM stock_level s JOIN warehouse w ON w.organisation_id = s.organisation_id AND w.id = s.warehouse_id
    WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = ${productId} ORDER BY w.code`)
  ).map(({ reserved, picked, backordered, onHand }) => `${reserved}/${picked}/${backordered} of ${onHand}`)
/** Two products, of which the main warehouse has one and the northern one the other. */
async function apart(inMain = 5, inNorth = 5) {
  const [saw, axe] = [await makeGoods(ctx, { stock: inMain }), await makeGoods(ctx)]
  if (inNorth > 0) await receive(ctx, { warehouseId: north, lines: [{ productId: axe, quantity: inNorth }] })
  return { saw, axe }
}
const both = ({ saw, axe }: { saw: string; axe: string }, quantity = 2) => [
  { productId: saw, quantity },
  { productId: axe, quantity },
]
async function placed(goods: { saw: string; axe: string }, facts: object = {}) {
  const { orderId } = await confirm(ctx, { customerId, lines: both(goods), ...facts })
  const { order, lines } = await orderRecord(ctx, { id: orderId })
  return { orderId, order, lines, lineIds: lines.map((line) => line.id) }
}

describe('an order that no warehouse has whole', () => {
  it('is divided between the fewest; each picks, packs, ships and is invoiced by itself, and freight is charged once', async () => {
    const goods = await apart()
    const lines = both(goods)
    const preview = await previewOrder(ctx, { customerId, lines })
    expect(preview.lines.map(({ from, reserved }) => [from, reserved])).toEqual([
      ['Main warehouse', 2],
      ['North', 2],
    ])
    expect(preview.served).toMatchObject({ name: 'Main warehouse and North', because: 'SPLIT' })
    const {
      orderId,
      order,
      lines: own,
      lineIds,
    } = await placed(goods, { charges: [{ kind: 'FREIGHT', amount: '9.90' }] })
    expect([order.warehouseName, order.servedBecause, order.promisedOn]).toEqual([
      'Main warehouse',
      'SPLIT',
      preview.promisedOn,
    ])
    expect(own.map((line) => [line.warehouseName, line.reserved])).toEqual([
      ['Main warehouse', 2],
      ['North', 2],
    ])
    await release(ctx, orderId)
    for (const [warehouseId, units] of [
      [main, 2],
      [north, 2],
      [undefined, 4],
    ] as const) {
      const found = (await listFloor(ctx, { warehouseId })).rows.find((row) => row.id === orderId)
      expect(found).toMatchObject({ released: units, unit: 'C62', pickLines: units / 2, packLines: 0 })
    }
    await pickAll(ctx, orderId)
    const named = lineIds.map((orderLineId) => ({ orderLineId, quantity: 2 }))
    expect(await refused(pack(ctx, { orderId, parcels: [{ lines: named }] }))).toBe('PARCEL_OF_SEVERAL')
    expect(await refused(pack(ctx, { orderId, weightGrams: 500 }))).toBe('PARCEL_OF_SEVERAL')
    expect(await pack(ctx, { orderId, warehouseId: north })).toMatchObject({
      finished: true,
      parcels: [{}],
      waitsFor: 'PACKING',
    })
    expect((await listFloor(ctx, { warehouseId: main })).rows.map((row) => row.id)).toContain(orderId)
    const first = await plan(ctx, orderId)
    expect(await pack(ctx, { orderId })).toMatchObject({ finished: true, parcels: [{}] })
    const second = await plan(ctx, orderId)
    expect(second.joined).toBeUndefined()
    const sent = await rows(
      sql`SELECT id, warehouse_id, parcels FROM shipment WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} ORDER BY number`,
    )
    expect(sent).toEqual([
      { id: first.shipmentId, warehouseId: north, parcels: 1 },
      { id: second.shipmentId, warehouseId: main, parcels: 1 },
    ])
    // Whoever loads it knows which house it leaves, and can ask for those of one house.
    const leaving = await listShipments(ctx, { warehouseId: north })
    expect(leaving.rows.map(({ id, leavesFrom }) => [id, leavesFrom])).toEqual([[first.shipmentId, 'North']])
    expect((await shipmentRecord(ctx, { shipmentId: String(second.shipmentId) })).leavesFrom).toBe('Main warehouse')
    const charged: bigint[] = []
    for (const [nth, { id }] of sent.entries()) {
      await dispatch(ctx, { shipmentId: String(id) })
      await handOver({ ...ctx, now: new Date(ctx.now.getTime() + nth * 1000) }, { shipmentIds: [String(id)] })
      await mailDispatch(ctx, String(id))
      const { invoiceId } = await issueForShipment(ctx, String(id))
      const [invoice] = await rows(
        sql`SELECT net_minor FROM invoice WHERE organisation_id = ${ctx.organisationId} AND id = ${invoiceId}`,
      )
      charged.push(BigInt(String(invoice?.netMinor)))
    }
    const told = await rows(
      sql`SELECT body->>'text' AS text FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${orderId} AND kind = 'DISPATCH_NOTICE' ORDER BY id`,
    )
    expect(told.filter(({ text }) => String(text).includes('in a shipment of its own: 2 of'))).toHaveLength(1)
    expect(charged.toSorted()).toEqual([2000n, 2990n])
    expect([await levelsOf(goods.saw), await levelsOf(goods.axe)]).toEqual([
      ['0/0/0 of 3', '0/0/0 of 0'],
      ['0/0/0 of 0', '0/0/0 of 3'],
    ])
    await takeBack(ctx, {
      orderId,
      cause: 'NOT_WANTED',
      restock: true,
      lines: lineIds.map((orderLineId) => ({ orderLineId, quantity: 1 })),
    })
    expect([await levelsOf(goods.saw), await levelsOf(goods.axe)]).toEqual([
      ['0/0/0 of 4', '0/0/0 of 0'],
      ['0/0/0 of 0', '0/0/0 of 4'],
    ])
  })

  it('is packed in one warehouse before the other has picked: what is packed can leave', async () => {
    const { orderId, lineIds } = await placed(await apart())
    await release(ctx, orderId)
    const [there] = await rows(
      sql`SELECT id FROM pick_task WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND warehouse_id = ${north}`,
    )
    await pick(ctx, { orderId, picks: [{ taskId: String(there?.id), quantity: 2 }] })
    const parcels = [{ lines: [{ orderLineId: lineIds[1] as string, quantity: 2 }] }]
    expect(await pack(ctx, { orderId, parcels })).toMatchObject({ finished: true, waitsFor: 'PICKING' })
    expect((await plan(ctx, orderId)).shipmentId).not.toBeNull()
  })

  it('packs all of it at once into parcels of one warehouse each, which become two shipments', async () => {
    const { orderId } = await placed(await apart())
    await release(ctx, orderId)
    await pickAll(ctx, orderId)
    expect((await pack(ctx, { orderId })).parcels).toHaveLength(2)
    await plan(ctx, orderId)
    const sent = await rows(
      sql`SELECT warehouse_id FROM shipment WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`,
    )
    expect(sent.map((one) => one.warehouseId).toSorted()).toEqual([main, north].toSorted())
    expect(await plan(ctx, orderId)).toEqual({ shipmentId: null })
  })

  it('is not divided when it is sent complete, when one is chosen, or when one has all of it', async () => {
    const goods = await apart()
    expect((await placed(goods, { deliveryRule: 'COMPLETE' })).order.servedBecause).not.toBe('SPLIT')
    expect((await placed(goods, { warehouseId: north })).lines.map((line) => line.warehouseName)).toEqual([
      'North',
      'North',
    ])
    await receive(ctx, { warehouseId: north, lines: [{ productId: goods.saw, quantity: 9 }] })
    expect((await placed(goods)).order).toMatchObject({ warehouseName: 'North', servedBecause: 'WHOLE' })
  })

  it('is promised for the last of its days, and what comes in serves the lines of that warehouse only', async () => {
    const goods = await apart()
    const third = await makeGoods(ctx)
    const planned = await makePlanned(ctx, [{ productId: third, quantity: 4, inDays: 9 }], { warehouseId: main })
    const lines = [...both(goods), { productId: third, quantity: 3 }]
    const { orderId, promisedOn } = await confirm(ctx, { customerId, lines })
    const [, , waits] = (await orderRecord(ctx, { id: orderId })).lines
    expect([waits?.warehouseName, waits?.backordered]).toEqual(['Main warehouse', 3])
    expect(promisedOn && waits?.plannedOn && promisedOn > waits.plannedOn).toBe(true)
    await receive(ctx, { warehouseId: north, lines: [{ productId: third, quantity: 4 }] })
    expect(await levelsOf(third)).toEqual(['0/0/3 of 0', '0/0/0 of 4'])
    await receive(ctx, { plannedReceiptId: planned.id, warehouseId: main, lines: [{ productId: third, quantity: 4 }] })
    expect(await levelsOf(third)).toEqual(['3/0/0 of 4', '0/0/0 of 4'])
  })

  it('waits in each warehouse for what is expected there', async () => {
    const goods = await apart()
    const [tin, rod] = [await makeGoods(ctx), await makeGoods(ctx)]
    await receive(ctx, { warehouseId: north, lines: [{ productId: tin, quantity: 1 }] })
    await makePlanned(ctx, [{ productId: tin, quantity: 2, inDays: 5 }], { warehouseId: north })
    await makePlanned(ctx, [{ productId: rod, quantity: 2, inDays: 9 }], { warehouseId: main })
    const lines = [...both(goods), { productId: tin, quantity: 3 }, { productId: rod, quantity: 2 }]
    const told = (await previewOrder(ctx, { customerId, lines })).lines
    const { orderId } = await confirm(ctx, { customerId, lines })
    const expected = [null, null, addDays(ctx.today, 5), addDays(ctx.today, 9)]
    expect(told.map((line) => line.plannedOn)).toEqual(expected)
    expect((await orderRecord(ctx, { id: orderId })).lines.map((line) => line.plannedOn)).toEqual(expected)
  })

  it('is raised, lowered, counted short, served, put back and cancelled where each line is served', async () => {
    const goods = await apart()
    const { orderId, lineIds } = await placed(goods)
    await amend(ctx, {
      orderId,
      lines: [{ lineId: lineIds[1] as string, quantity: 4 }],
      added: [{ productId: goods.axe, quantity: 3 }],
    })
    expect(await levelsOf(goods.axe)).toEqual(['0/0/0 of 0', '5/0/2 of 5'])
    await count(ctx, { warehouseId: north, productId: goods.axe, quantity: 4 })
    expect(await levelsOf(goods.axe)).toEqual(['0/0/0 of 0', '4/0/3 of 4'])
    await receive(ctx, { lines: [{ productId: goods.axe, quantity: 9 }] })
    await serveWaiting(ctx, [goods.axe, goods.saw])
    expect(await levelsOf(goods.axe)).toEqual(['0/0/0 of 9', '4/0/3 of 4'])
    await release(ctx, orderId)
    await pickAll(ctx, orderId)
    expect(await refused(serveFrom(ctx, { orderId, warehouseId: main }))).toBe('PICKING_BEGUN')
    await cancel(ctx, { orderId, reason: 'no longer' })
    expect([await levelsOf(goods.saw), await levelsOf(goods.axe)]).toEqual([
      ['0/2/0 of 5', '0/0/0 of 0'],
      ['0/0/0 of 9', '0/4/0 of 4'],
    ])
    const { lines } = await orderRecord(ctx, { id: orderId })
    const loose = lines
      .filter((line) => line.toPutBack > 0)
      .map((line) => ({ orderLineId: line.id, quantity: line.toPutBack }))
    await confirm(ctx, { customerId, warehouseId: north, lines: [{ productId: goods.axe, quantity: 2 }] })
    await putBack(ctx, { orderId, lines: loose })
    expect([await levelsOf(goods.saw), await levelsOf(goods.axe)]).toEqual([
      ['0/0/0 of 5', '0/0/0 of 0'],
      ['0/0/0 of 9', '2/0/0 of 4'],
    ])
  })

  it('comes together in one warehouse when a person says so, and keeps what is reserved there', async () => {
    const goods = await apart(2)
    const { orderId } = await placed(goods)
    await release(ctx, orderId)
    expect(await serveFrom(ctx, { orderId, warehouseId: main })).toMatchObject({
      warehouse: 'Main warehouse',
      backordered: 2,
    })
    expect([await levelsOf(goods.saw), await levelsOf(goods.axe)]).toEqual([
      ['2/0/0 of 2', '0/0/0 of 0'],
      ['0/0/2 of 0', '0/0/0 of 5'],
    ])
    expect(await refused(serveFrom(ctx, { orderId, warehouseId: main }))).toBe('SAME_WAREHOUSE')
    expect((await orderRecord(ctx, { id: orderId })).order.servedBecause).toBe('CHOSEN')
  })

  it('gives no unit twice when many orders at once want what lies in two warehouses, and some are cancelled meanwhile', async () => {
    const goods = await apart(7, 5)
    const work = Array.from({ length: 12 }, async (_, index) => {
      const { orderId } = await placed(goods)
      if (index % 3 === 0) await cancel(ctx, { orderId, reason: 'no longer' })
      if (index % 4 === 1)
        await serveFrom(ctx, { orderId, warehouseId: index % 8 === 1 ? main : north }).catch(() => null)
    })
    const counted = async (): Promise<unknown> =>
      (await refused(count(ctx, { productId: goods.saw, quantity: 6 }))) === 'STALE' && counted()
    await Promise.all([...work, counted()])
    for (const productId of Object.values(goods)) await serveWaiting(ctx, [productId])
    const levels = [await levelsOf(goods.saw), await levelsOf(goods.axe)].flat()
    const reserved = levels.map((level) => Number.parseInt(level, 10))
    // No more than is there: six saws after the count, and five axes in the north.
    expect([(reserved[0] ?? 9) <= 6, reserved[1], reserved[2], (reserved[3] ?? 9) <= 5]).toEqual([true, 0, 0, true])
    expect(await checkOrganisation(ctx)).toEqual([])
  })
})
