import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeConnections } from '@/server/platform/database/db'
import { closeNotifier } from '@/server/platform/database/notify'
import { placeBy } from './order'
import { anyOrder, type BenchWorld, benchWorld } from './world'
import { expectSameRows, openYardstick, rowsOf, sumsOf } from './yardstick'

let world: BenchWorld
let yardstick: Awaited<ReturnType<typeof openYardstick>>

beforeAll(async () => {
  world = await benchWorld()
  yardstick = await openYardstick(world, 2)
}, 60_000)

afterAll(async () => {
  await yardstick.close()
  await closeNotifier()
  await closeConnections()
})

it('writes the same rows as the verb, and moves stock and exposure by the same amounts', async () => {
  const order = anyOrder(world, false)
  const begin = await sumsOf(world)
  const { orderId, promisedOn } = await placeBy(world)(order)
  const between = await sumsOf(world)
  const other = await yardstick.place({ ...order, key: `${order.key} again` }, promisedOn as string)
  const end = await sumsOf(world)
  await expectSameRows(world, orderId, other)
  expect(end.reserved - between.reserved).toBe(between.reserved - begin.reserved)
  expect(end.committedMinor - between.committedMinor).toBe(between.committedMinor - begin.committedMinor)
  const rows = await rowsOf(world, orderId)
  expect(rows).toMatchObject({ order: { stage: 'FULFILMENT' }, key: { procedure: 'order.confirm' } })
  expect([rows.lines, rows.events, rows.objects].map((list) => (list as unknown[]).length)).toEqual([3, 1, 2])
})

it('is refused when it writes anything else', async () => {
  const order = anyOrder(world, false)
  const { orderId, promisedOn } = await placeBy(world)(order)
  const later = { ...order, at: new Date(order.at.getTime() + 1), key: `${order.key} later` }
  const other = await yardstick.place(later, promisedOn as string)
  await expect(expectSameRows(world, orderId, other)).rejects.toThrow('other rows')
})
