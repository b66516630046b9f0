import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventsOf, payloadsOf } from '@/prisma/seed/events'
import { makeBuyer, makeGoods, pickAll, tasksOfOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { makePlanned } from '@/prisma/seed/supply'
import {
  addWarehouse,
  archiveWarehouse,
  changeWarehouse,
  makeDefaultWarehouse,
  setServingRule,
} from '@/server/inventory/mutations/warehouse'
import { places } from '@/server/inventory/queries/places'
import { listStock, stockRecord } from '@/server/inventory/queries/stock'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import { count } from '@/server/order/mutations/count'
import { planWaiting } from '@/server/order/mutations/plan-waiting'
import { receive } from '@/server/order/mutations/receive'
import { serveWaiting } from '@/server/order/mutations/serve'
import { previewOrder } from '@/server/order/queries/preview'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { receiveTransfer } from './mutations/receive-transfer'
import { release } from './mutations/release'
import { sendTransfer } from './mutations/send-transfer'
import { serveFrom } from './mutations/serve-from'
import { listTransfers, transferRecord } from './queries/transfers'
import { arriveOn } from './rules/transfer'

let ctx: Ctx
let stranger: Ctx
let customerId: string
let main: string
let north: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
  main = (await places(ctx)).warehouses[0]?.id as string
  north = (await addWarehouse(ctx, { code: 'north', name: 'North', postcodes: ['BT'], city: 'Derry' })).id
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const rows = rowsIn(() => ctx)
const levelsOf = async (productId: string) => {
  const found =
    await rows(sql`SELECT w.code, s.on_hand, s.reserved, s.backordered FROM stock_level s JOIN warehouse w ON w.organisation_id = s.organisation_id AND w.id = s.warehouse_id
    WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = ${productId}`)
  return Object.fromEntries(found.map(({ code, ...level }) => [code, level]))
}
const to = (postcode: string, country = 'IE') => ({ name: 'Site', line: '1 Road', city: 'Town', postcode, country })
const servedAs = async (orderId: string) => {
  const { order } = await orderRecord(ctx, { id: orderId })
  return [order.warehouseName, order.servedBecause]
}
const stocked = async (inMain: number, inNorth: number) => {
  const productId = await makeGoods(ctx, { stock: inMain })
  if (inNorth > 0) await receive(ctx, { warehouseId: north, lines: [{ productId, quantity: inNorth }] })
  return productId
}

describe('which warehouse serves an order', () => {
  it('follows the rule of the organisation, says why, and reserves there only; a named one wins', async () => {
    const productId = await stocked(5, 3)
    const order = (quantity: number, facts: object = {}) =>
      confirm(ctx, { customerId, shipTo: to('BT48'), lines: [{ productId, quantity }], ...facts })
    expect(await servedAs((await order(1)).orderId)).toEqual(['Main warehouse', 'DEFAULT'])
    await setServingRule(ctx, { rule: 'NEAREST' })
    expect(await servedAs((await order(1)).orderId)).toEqual(['North', 'POSTCODE'])
    expect(await servedAs((await order(1, { shipTo: to('D01') })).orderId)).toEqual(['Main warehouse', 'COUNTRY'])
    await setServingRule(ctx, { rule: 'WHOLE' })
    const preview = await previewOrder(ctx, { customerId, shipTo: to('BT48'), lines: [{ productId, quantity: 3 }] })
    expect(preview).toMatchObject({
      served: { name: 'Main warehouse', because: 'WHOLE', warehouses: 2 },
      lines: [{ reserved: 3 }],
    })
    expect(await servedAs((await order(3)).orderId)).toEqual(['Main warehouse', 'WHOLE'])
    const chosen = await order(1, { warehouseId: north })
    expect(await servedAs(chosen.orderId)).toEqual(['North', 'CHOSEN'])
    expect(await levelsOf(productId)).toEqual({
      MAIN: { onHand: 5, reserved: 5, backordered: 0 },
      NORTH: { onHand: 3, reserved: 2, backordered: 0 },
    })
    expect(await refused(order(1, { warehouseId: customerId }))).toBe('NOT_FOUND')
    await setServingRule(ctx, { rule: 'DEFAULT' })
  })

  it('can be changed before picking: reservations, pick tasks and the promise move, and what comes free is served', async () => {
    const productId = await stocked(4, 6)
    const first = await confirm(ctx, { customerId, lines: [{ productId, quantity: 4 }] })
    const waits = await confirm(ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    await release(ctx, first.orderId)
    expect(await serveFrom(ctx, { orderId: first.orderId, warehouseId: north })).toMatchObject({
      warehouse: 'North',
      backordered: 0,
    })
    expect(await tasksOfOrder(ctx, first.orderId)).toMatchObject([{ state: 'CANCELLED' }])
    expect(await serveWaiting(ctx, [productId])).toEqual({ served: 1 })
    expect(await levelsOf(productId)).toEqual({
      MAIN: { onHand: 4, reserved: 2, backordered: 0 },
      NORTH: { onHand: 6, reserved: 4, backordered: 0 },
    })
    expect(await servedAs(first.orderId)).toEqual(['North', 'CHOSEN'])
    await release(ctx, first.orderId)
    await pickAll(ctx, first.orderId)
    expect(await refused(serveFrom(ctx, { orderId: first.orderId, warehouseId: main }))).toBe('PICKING_BEGUN')
    expect(await refused(serveFrom(ctx, { orderId: waits.orderId, warehouseId: main }))).toBe('SAME_WAREHOUSE')
    expect(await refused(serveFrom(stranger, { orderId: waits.orderId, warehouseId: north }))).toBe('NOT_FOUND')
  })

  it('receives, counts and lists each warehouse by itself, and serves what waits there', async () => {
    const productId = await stocked(0, 0)
    const { orderId } = await confirm(ctx, { customerId, warehouseId: north, lines: [{ productId, quantity: 5 }] })
    await receive(ctx, { lines: [{ productId, quantity: 9 }] })
    expect((await levelsOf(productId)).NORTH).toEqual({ onHand: 0, reserved: 0, backordered: 5 })
    await count(ctx, { warehouseId: north, productId, quantity: 3 })
    expect(await levelsOf(productId)).toEqual({
      MAIN: { onHand: 9, reserved: 0, backordered: 0 },
      NORTH: { onHand: 3, reserved: 3, backordered: 2 },
    })
    await count(ctx, { warehouseId: north, productId, quantity: 1 })
    expect((await levelsOf(productId)).NORTH).toEqual({ onHand: 1, reserved: 1, backordered: 4 })
    const there = await stockRecord(ctx, { productId, warehouseId: north })
    expect(there).toMatchObject({ onHand: 1, waiting: [{ orderId, quantity: 4 }] })
    expect(there.elsewhere).toMatchObject([
      { name: 'Main warehouse', onHand: 9 },
      { name: 'North', onHand: 1 },
    ])
    expect((await listStock(ctx, { warehouseId: north, state: 'WAITED_FOR' })).rows).toMatchObject([{ productId }])
    expect(await refused(receive(stranger, { warehouseId: north, lines: [{ productId, quantity: 1 }] }))).toBe(
      'NOT_FOUND',
    )
    await cancel(ctx, { orderId, reason: 'no longer' })
  })

  it('takes a purchase list in where it is expected, and promises only there from it', async () => {
    const productId = await stocked(0, 0)
    const planned = await makePlanned(ctx, [{ productId, quantity: 5 }], { warehouseId: north })
    expect(await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })).toMatchObject({ promisedOn: null })
    const there = await confirm(ctx, { customerId, warehouseId: north, lines: [{ productId, quantity: 1 }] })
    expect(there.promisedOn).not.toBeNull()
    const lines = [{ productId, quantity: 5 }]
    expect(await refused(receive(ctx, { warehouseId: main, plannedReceiptId: planned.id, lines }))).toBe(
      'PLANNED_ELSEWHERE',
    )
    expect(await receive(ctx, { plannedReceiptId: planned.id, lines })).toMatchObject({ served: 1 })
    expect((await levelsOf(productId)).NORTH).toEqual({ onHand: 5, reserved: 1, backordered: 0 })
  })
})

describe('transfers between warehouses', () => {
  const sent = (productId: string, quantity: number, facts: object = {}) =>
    sendTransfer(ctx, {
      fromWarehouseId: main,
      toWarehouseId: north,
      expectedOn: addDays(ctx.today, 3),
      lines: [{ productId, quantity }],
      ...facts,
    })

  it('leave one stock at once, belong to neither on their way, promise where they are expected, and serve on arrival', async () => {
    const productId = await stocked(10, 0)
    const waiting = await confirm(ctx, { customerId, warehouseId: north, lines: [{ productId, quantity: 4 }] })
    expect(waiting.promisedOn).toBeNull()
    const { id, number } = await sent(productId, 6, { idempotencyKey: 'send-1' })
    expect(await sent(productId, 6, { idempotencyKey: 'send-1' })).toMatchObject({ id, repeated: true })
    expect(await levelsOf(productId)).toMatchObject({ MAIN: { onHand: 4 }, NORTH: { onHand: 0 } })
    await planWaiting(ctx, [productId])
    const [line] = await rows(
      sql`SELECT planned_on FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ${waiting.orderId}`,
    )
    expect(line).toEqual({ plannedOn: addDays(ctx.today, 3) })
    expect((await listTransfers(ctx, {})).rows).toMatchObject([
      { number, fromName: 'Main warehouse', toName: 'North', units: 6 },
    ])
    expect((await listTransfers(stranger, {})).rows).toEqual([])
    expect(await checkOrganisation(ctx)).toEqual([])
    expect(await receiveTransfer(ctx, { id, lines: [{ productId, quantity: 3 }], rest: 'EXPECTED' })).toMatchObject({
      units: 3,
      lost: 0,
      state: 'SENT',
      served: 1,
    })
    expect(await receiveTransfer(ctx, { id, lines: [{ productId, quantity: 1 }] })).toMatchObject({
      units: 1,
      lost: 2,
      state: 'RECEIVED',
      served: 1,
    })
    expect((await levelsOf(productId)).NORTH).toEqual({ onHand: 4, reserved: 4, backordered: 0 })
    expect(await transferRecord(ctx, id)).toMatchObject({
      state: 'RECEIVED',
      lines: [{ quantity: 6, received: 4, lost: 2 }],
    })
    expect(await refused(receiveTransfer(ctx, { id, lines: [{ productId, quantity: 1 }] }))).toBe('TRANSFER_OVER')
    expect(await payloadsOf(ctx, 'fulfilment/transfer.received', id)).toMatchObject([
      { units: 3 },
      { units: 1, lost: 2 },
    ])
    expect(
      (await eventsOf(ctx, waiting.orderId)).filter(({ name }) => name === 'order/backorder.allocated'),
    ).toHaveLength(2)
  })

  it('take more in than was sent, and what was not sent', async () => {
    const [productId, other] = [await stocked(5, 0), await stocked(1, 0)]
    const { id } = await sent(productId, 2)
    const lines = [
      { productId, quantity: 3 },
      { productId: other, quantity: 1 },
    ]
    expect(await receiveTransfer(ctx, { id, lines })).toMatchObject({ units: 4, over: 2, lost: 0, state: 'RECEIVED' })
    expect((await levelsOf(other)).NORTH).toMatchObject({ onHand: 1 })
    expect(await refused(transferRecord(stranger, id))).toBe('NOT_FOUND')
  })

  it('refuse what is promised, on pick lists, in another bin or of another organisation', async () => {
    const productId = await stocked(5, 0)
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    await release(ctx, orderId)
    expect(await refusedWith(sent(productId, 4))).toMatchObject(['NOT_FREE', { free: 3 }])
    expect(await refused(sent(productId, 1, { toWarehouseId: main }))).toBe('SAME_WAREHOUSE')
    expect(await refused(sent(productId, 1, { toWarehouseId: orderId }))).toBe('NOT_FOUND')
    const [bin] = (await places(ctx)).bins.filter((one) => one.warehouseId === north)
    expect(await refused(sent(productId, 1, { lines: [{ productId, quantity: 1, binId: bin?.id }] }))).toBe('NOT_FREE')
    const input = {
      fromWarehouseId: main,
      toWarehouseId: north,
      expectedOn: ctx.today,
      lines: [{ productId, quantity: 1 }],
    }
    expect(await refused(sendTransfer(stranger, input))).toBe('NOT_FOUND')
  })

  it.each([
    [[5, 0, 0], 5, 'LOST', [5, 5, 0], 0, 0, true],
    [[5, 0, 0], 3, 'LOST', [5, 3, 2], 2, 0, true],
    [[5, 0, 0], 3, 'EXPECTED', [5, 3, 0], 0, 0, false],
    [[5, 3, 0], 4, 'EXPECTED', [5, 7, 0], 0, 2, true],
    [[5, 0, 0], 0, 'LOST', [5, 0, 5], 5, 0, true],
  ] as const)(
    'of %j units %i arrive, the rest %s: %j',
    ([quantity, received, lost], came, rest, after, nowLost, over, ended) => {
      const { lines, ...outcome } = arriveOn(
        [{ productId: 'p', places: 0, quantity, received, lost }],
        new Map([['p', came]]),
        rest,
      )
      expect(lines.map((line) => [line.quantity, line.received, line.lost])).toEqual([after])
      expect(outcome).toEqual({ lost: nowLost, over, ended })
    },
  )
})

describe('a warehouse', () => {
  it('is archived only when nothing lies, waits or is expected there, and serves nobody then', async () => {
    const { id } = await addWarehouse(ctx, { code: 'old', name: 'Old' })
    expect(await refusedWith(archiveWarehouse(ctx, { id: north }))).toMatchObject(['WAREHOUSE_IN_USE', { goods: true }])
    expect(await refused(archiveWarehouse(ctx, { id: main }))).toBe('DEFAULT_WAREHOUSE')
    expect(await refused(archiveWarehouse(stranger, { id }))).toBe('NOT_FOUND')
    await archiveWarehouse(ctx, { id })
    const productId = await makeGoods(ctx, { stock: 1 })
    expect(await refused(confirm(ctx, { customerId, warehouseId: id, lines: [{ productId, quantity: 1 }] }))).toBe(
      'NOT_FOUND',
    )
    expect(await refused(receive(ctx, { warehouseId: id, lines: [{ productId, quantity: 1 }] }))).toBe('NOT_FOUND')
    expect(await refused(makeDefaultWarehouse(ctx, { id }))).toBe('NOT_FOUND')
    await archiveWarehouse(ctx, { id }, false)
    await makeDefaultWarehouse(ctx, { id })
    expect((await places(ctx)).warehouses[0]).toMatchObject({ id, isDefault: true })
    await makeDefaultWarehouse(ctx, { id: main })
  })

  it('keeps what another person changed meanwhile', async () => {
    const before = (await places(ctx)).warehouses.find((one) => one.id === north)
    const change = { id: north, name: 'North', postcodes: ['BT', 'D 15'], version: before?.version }
    await changeWarehouse(ctx, change)
    expect((await places(ctx)).warehouses.find((one) => one.id === north)).toMatchObject({ postcodes: ['BT', 'D 15'] })
    expect(await refused(changeWarehouse(ctx, change))).toBe('CHANGED_MEANWHILE')
    const berlin = { name: 'North', country: 'DE', postcode: 'ABC' }
    expect(await refused(changeWarehouse(ctx, { id: north, ...berlin }))).toBe('POSTCODE_WRONG')
    expect(await refused(addWarehouse(ctx, { code: 'berlin', ...berlin }))).toBe('POSTCODE_WRONG')
    expect(await refused(changeWarehouse(stranger, { id: north, name: 'Mine' }))).toBe('NOT_FOUND')
  })
})
