import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventsOf, payloadsOf } from '@/prisma/seed/events'
import { makeBin, makeBuyer, makeGoods, tasksOfOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, termsOf } from '@/prisma/seed/records'
import { refusedWith as refused } from '@/prisma/seed/refused'
import { holdCustomer, liftHold } from '@/server/credit/mutations/hold'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { checkOrganisation } from '@/server/simulation/check/check'
import { release, releaseWaiting } from './release'

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

const told = (name: string, objectId: string) => payloadsOf(ctx, name, objectId)
const place = (productId: string, ...quantities: number[]) =>
  confirm(ctx, { customerId, lines: quantities.map((quantity) => ({ productId, quantity })) })
const asked = async (orderId: string) => (await tasksOfOrder(ctx, orderId)).map((task) => task.quantity)
const nothing = { tasks: 0, performed: 0, parked: null }

describe('what is given to the floor', () => {
  it('belongs to this organisation, is given once, and is recorded', async () => {
    const { orderId } = await place(await makeGoods(ctx, { stock: 20 }), 2, 3)
    expect(await refused(release(stranger, orderId))).toEqual(['NOT_FOUND', { noun: 'order' }])
    expect(await release(ctx, orderId)).toEqual({ orderId, ...nothing, tasks: 2 })
    const events = await eventsOf(ctx, orderId)
    expect(await release(ctx, orderId)).toEqual({ orderId, ...nothing })
    expect(await told('fulfilment/pick.released', orderId)).toEqual([{ tasks: 2 }])
    expect(await eventsOf(ctx, orderId)).toEqual(events)
  })

  it('lies in several bins, and is more when goods arrive', async () => {
    const far = await makeBin(ctx, 'B-01', 20)
    const productId = await makeGoods(ctx, { stock: 4 })
    await receive(ctx, { lines: [{ productId, quantity: 3, binId: far }] })
    const { orderId } = await place(productId, 9)
    expect(await release(ctx, orderId)).toMatchObject({ tasks: 2, parked: null })
    expect(await release(ctx, orderId)).toMatchObject({ tasks: 0 })
    expect(await asked(orderId)).toEqual([4, 3])
    await receive(ctx, { lines: [{ productId, quantity: 5, binId: far }] })
    expect(await release(ctx, orderId)).toMatchObject({ tasks: 1 })
    expect((await asked(orderId)).reduce((sum, quantity) => sum + quantity, 0)).toBe(9)
  })

  it('is taken from one bin that has everything rather than from two', async () => {
    const far = await makeBin(ctx, 'B-02', 30)
    const productId = await makeGoods(ctx, { stock: 2 })
    await receive(ctx, { lines: [{ productId, quantity: 5, binId: far }] })
    const { orderId } = await place(productId, 5)
    await release(ctx, orderId)
    expect(await asked(orderId)).toEqual([5])
  })

  it('never is the same unit for two orders', async () => {
    const productId = await makeGoods(ctx, { stock: 40 })
    const orders = await Promise.all(Array.from({ length: 10 }, () => place(productId, 4)))
    await Promise.all(orders.flatMap(({ orderId }) => [release(ctx, orderId), release(ctx, orderId)]))
    expect(await Promise.all(orders.map(({ orderId }) => asked(orderId)))).toEqual(orders.map(() => [4]))
  })
})

describe('what waits and is not given to the floor', () => {
  it('is an order that is to be paid first', async () => {
    const paysFirst = (await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })).customerId
    const lines = [{ productId: await makeGoods(ctx, { stock: 5 }), quantity: 1 }]
    const { orderId } = await confirm(ctx, { customerId: paysFirst, lines })
    expect(await release(ctx, orderId)).toEqual({ orderId, ...nothing, parked: 'CREDIT' })
  })

  it('is an order without an address, as soon as one of its lines has goods to pick', async () => {
    const shipTo = { name: 'Site 4', line: ' ', city: 'Galway', country: 'IE' }
    const productIds = [await makeGoods(ctx, { stock: 1 }), await makeGoods(ctx)]
    const lines = productIds.map((productId) => ({ productId, quantity: 1 }))
    const { orderId } = await confirm(ctx, { customerId, shipTo, lines })
    expect(await release(ctx, orderId)).toEqual({ orderId, ...nothing, parked: 'ADDRESS' })
    expect(await asked(orderId)).toEqual([])
  })

  it('is that of a payer on hold; it goes on for the payer whose hold is lifted', async () => {
    const [one, two] = [await makeBuyer(ctx), await makeBuyer(ctx)]
    const productId = await makeGoods(ctx, { stock: 9 })
    const of = async (payer: string) =>
      (await confirm(ctx, { customerId: payer, lines: [{ productId, quantity: 1 }] })).orderId
    const [first, second] = [await of(one), await of(two)]
    await releaseWaiting(ctx, customerId)
    await holdCustomer(ctx, { customerId: one, reason: 'asked to' })
    expect(await release(ctx, first)).toEqual({ orderId: first, ...nothing, parked: 'HOLD' })
    expect(await releaseWaiting(ctx, one)).toEqual({ orders: 0 })
    expect(await releaseWaiting(stranger)).toEqual({ orders: 0 })
    expect(await releaseWaiting(ctx)).toEqual({ orders: 1 })
    expect([await asked(first), await asked(second)]).toEqual([[], [1]])
    await liftHold(ctx, { customerId: one, cause: 'PERSON', reason: 'over' })
    expect(await releaseWaiting(ctx, two)).toEqual({ orders: 0 })
    expect(await releaseWaiting(ctx, one)).toEqual({ orders: 1 })
    expect(await asked(first)).toEqual([1])
  })
})

it('a service is no work for the floor: it is performed when no goods are left to move', async () => {
  const service = await makeGoods(ctx, { kind: 'SERVICE' })
  const { orderId } = await place(service, 1, 2)
  expect(await release(ctx, orderId)).toEqual({ orderId, ...nothing, performed: 2 })
  expect(await told('fulfilment/service.performed', orderId)).toEqual([{ lines: 2 }])
  expect(await told('fulfilment/pick.released', orderId)).toEqual([])
  expect((await orderRecord(ctx, { id: orderId })).order).toMatchObject({ stage: 'INVOICING', waitsFor: 'INVOICE' })
  const productId = await makeGoods(ctx, { stock: 1 })
  const lines = [productId, service].map((id) => ({ productId: id, quantity: 1 }))
  const mixed = (await confirm(ctx, { customerId, lines })).orderId
  expect(await release(ctx, mixed)).toMatchObject({ tasks: 1, performed: 0 })
  expect(await told('fulfilment/service.performed', mixed)).toEqual([])
})
