import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { makePlanned } from '@/prisma/seed/supply'
import { addWarehouse, archiveWarehouse } from '@/server/inventory/mutations/warehouse'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { release } from './release'
import { serveFrom } from './serve-from'
import { takeTurn } from './turn'

let made: MadeOrganisation
let ctx: Ctx
let customerId: string
let north: string
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  customerId = await makeBuyer(ctx)
  north = (await addWarehouse(ctx, { code: 'north', name: 'North' })).id
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

async function stocked(inMain: number, inNorth: number) {
  const productId = await makeGoods(ctx, { stock: inMain })
  if (inNorth > 0) await receive(ctx, { warehouseId: north, lines: [{ productId, quantity: inNorth }] })
  return productId
}
async function ordered(quantity: number, ...productIds: string[]) {
  const lines = productIds.map((productId) => ({ productId, quantity }))
  return (await confirm(ctx, { customerId, lines })).orderId
}
const to = (orderId: string, warehouseId = north) => serveFrom(ctx, { orderId, warehouseId })

it('an order is served only from a warehouse in use, and not after it was cancelled', async () => {
  const orderId = await ordered(1, await stocked(1, 1))
  const closed = (await addWarehouse(ctx, { code: 'closed', name: 'Closed' })).id
  await archiveWarehouse(ctx, { id: closed })
  for (const warehouseId of [closed, newId(ctx.now)])
    expect(await refusedWith(to(orderId, warehouseId))).toEqual(['NOT_FOUND', { noun: 'warehouse' }])
  await cancel(ctx, { orderId, reason: 'not wanted' })
  expect(await refused(to(orderId))).toBe('STALE')
})

it('an order that somebody else picks stays; one that nobody can pick yet moves', async () => {
  const other = made.ctxOf('warehouse')
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql`INSERT INTO membership (organisation_id, user_id, name, email, roles, joined_at)
        VALUES (${ctx.organisationId}, ${other.actor.id}, 'Pia', 'pia@example.test', '{warehouse}', ${ctx.now})`,
    ),
  )
  const [onFloor, later] = [await ordered(1, await stocked(1, 1)), await ordered(1, await stocked(0, 1))]
  await release(ctx, onFloor)
  for (const orderId of [onFloor, later]) await takeTurn(other, { orderId })
  expect(await refused(to(onFloor))).toBe('SOMEBODY_IS_ON_IT')
  expect(await to(later)).toEqual({ orderId: later, warehouse: 'North', backordered: 0 })
})

it('what is there is reserved line by line, the rest waits, and the event says whether a known day is lost', async () => {
  const productId = await stocked(6, 4)
  const short = await ordered(3, productId, productId)
  expect(await to(short)).toEqual({ orderId: short, warehouse: 'North', backordered: 2 })
  const { order, lines } = await orderRecord(ctx, { id: short })
  expect([order.warehouseName, ...lines.map((line) => [line.reserved, line.backordered])]).toEqual([
    'North',
    [3, 0],
    [1, 2],
  ])
  const told = (orderId: string) => payloadsOf(ctx, 'fulfilment/order.servedFrom', orderId)
  expect(await told(short)).toEqual([{ warehouse: 'North', backordered: 2, unkept: true }])
  expect(await payloadsOf(ctx, 'fulfilment/order.servedFrom', productId)).toHaveLength(1)
  const enough = await ordered(2, await stocked(2, 2))
  await to(enough)
  expect(await told(enough)).toEqual([{ warehouse: 'North', backordered: 0 }])
  const [waiting, expected] = [await stocked(0, 0), await stocked(0, 0)]
  await makePlanned(ctx, [{ productId: expected, quantity: 5 }])
  const [undated, dated] = [await ordered(2, waiting), await ordered(2, expected)]
  for (const orderId of [undated, dated]) await to(orderId)
  expect([await told(undated), await told(dated)]).toEqual([
    [{ warehouse: 'North', backordered: 2 }],
    [{ warehouse: 'North', backordered: 2, unkept: true }],
  ])
})
