import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBin, makeBuyer, makeGoods, pickAll, tasksOfOrder } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { addBin } from '@/server/inventory/mutations/place'
import { addWarehouse, setServingRule } from '@/server/inventory/mutations/warehouse'
import { confirm } from '@/server/order/mutations/confirm'
import { count } from '@/server/order/mutations/count'
import { receive } from '@/server/order/mutations/receive'
import { checkOrganisation } from '@/server/simulation/check/check'
import { floorOrder } from '../queries/order'
import { pick } from './pick'
import { release } from './release'
import { reroute } from './reroute'
import { reviseTasks } from './revise-tasks'
import { takeTurn } from './turn'

let made: MadeOrganisation
let customerId: string
let far: string

beforeAll(async () => {
  made = await makeOrganisation()
  customerId = await makeBuyer(made.ctx)
  far = await makeBin(made.ctx, 'Z-09', 90)
})
afterAll(async () => expect(await checkOrganisation(made.ctx)).toEqual([]))

async function order(productId: string, quantity: number) {
  const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity }] })
  await release(made.ctx, orderId)
  return orderId
}
/** The open tasks of an order, and their bins. */
async function open(orderId: string) {
  const { tasks } = await floorOrder(made.ctx, { orderId })
  return tasks
    .filter(({ state }) => state === 'OPEN')
    .map(({ binCode, quantity, picked }) => [binCode, quantity - picked])
}
const home = async (orderId: string) => (await open(orderId))[0]?.[0]

it('nobody is sent to a bin that was counted empty while another bin has the goods', async () => {
  const productId = await makeGoods(made.ctx, { stock: 6 })
  const orderId = await order(productId, 5)
  const [task] = await tasksOfOrder(made.ctx, orderId)
  await pick(made.ctx, { orderId, picks: [{ taskId: task?.id ?? '', quantity: 2 }] })
  await receive(made.ctx, { lines: [{ productId, quantity: 9, binId: far }] })
  const near = await home(orderId)
  expect(await open(orderId)).toEqual([[near, 3]])
  await count(made.ctx, { productId, quantity: 0 })
  expect(await reroute(made.ctx, productId)).toEqual({ orders: 1, units: 3 })
  expect(await open(orderId)).toEqual([['Z-09', 3]])
  expect(await reroute(made.ctx, productId)).toEqual({ orders: 0, units: 0 })
  expect((await pickAll(made.ctx, orderId)).waitsFor).toBe('PACKING')
})

it('the order with the latest promise moves to another bin, and one that is being picked stays', async () => {
  const productId = await makeGoods(made.ctx, { stock: 6 })
  const [first, second, third] = [await order(productId, 2), await order(productId, 2), await order(productId, 2)]
  await receive(made.ctx, { lines: [{ productId, quantity: 4, binId: far }] })
  const near = await home(first)
  await takeTurn(made.ctx, { orderId: third })
  await count(made.ctx, { productId, quantity: 3 })
  expect(await reroute(made.ctx, productId)).toEqual({ orders: 2, units: 3 })
  expect(await open(third)).toEqual([[near, 2]])
  const told = (orderId: string) => payloadsOf(made.ctx, 'fulfilment/pick.rerouted', orderId)
  expect([await told(third), await told(second)]).toEqual([[], [{ units: 2 }]])
  expect(await open(second)).toEqual([['Z-09', 2]])
  expect(await open(first)).toEqual([
    [near, 1],
    ['Z-09', 1],
  ])
})

it('tasks for goods that an order lost by the count end before others are moved', async () => {
  const productId = await makeGoods(made.ctx, { stock: 4 })
  const both = [await order(productId, 2), await order(productId, 2)]
  const near = await home(both[0] ?? '')
  await count(made.ctx, { productId, quantity: 2 })
  expect(await reroute(made.ctx, productId)).toEqual({ orders: 0, units: 0 })
  const left = await Promise.all(both.map(open))
  expect(left.toSorted((a, b) => a.length - b.length)).toEqual([[], [[near, 2]]])
  for (const orderId of both) expect(await reviseTasks(made.ctx, orderId)).toMatchObject({ changed: 0 })
})

it('only tasks of the counted product move, to bins of the warehouse that serves it', async () => {
  const north = (await addWarehouse(made.ctx, { code: 'north', name: 'North' })).id
  const spare = (await addBin(made.ctx, { warehouseId: north, code: 'N-09', walkOrder: 90 })).id
  await setServingRule(made.ctx, { rule: 'SPLIT' })
  const [saw, axe] = [await makeGoods(made.ctx, { stock: 2 }), await makeGoods(made.ctx)]
  const rod = await makeGoods(made.ctx)
  for (const productId of [axe, rod])
    await receive(made.ctx, { warehouseId: north, lines: [{ productId, quantity: 3 }] })
  const lines = [
    { productId: saw, quantity: 2 },
    { productId: rod, quantity: 3 },
    { productId: axe, quantity: 3 },
  ]
  const { orderId } = await confirm(made.ctx, { customerId, lines })
  await release(made.ctx, orderId)
  const before = await open(orderId)
  await receive(made.ctx, { warehouseId: north, lines: [{ productId: axe, quantity: 5, binId: spare }] })
  await count(made.ctx, { warehouseId: north, productId: axe, quantity: 0 })
  expect(await reroute(made.ctx, axe)).toEqual({ orders: 1, units: 3 })
  expect((await open(orderId)).toSorted()).toEqual([...before.slice(0, 2), ['N-09', 3]].toSorted())
  await setServingRule(made.ctx, { rule: 'DEFAULT' })
})
