import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer, makeGoods, pickAll, tasksOfOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { ship } from '@/prisma/seed/shipment'
import { mailsOf } from '@/prisma/seed/waiting'
import { changeCustomer } from '@/server/customer/mutations/change'
import { customerRecord } from '@/server/customer/queries'
import type { DeliveryRule } from '@/server/customer/schema'
import { pack } from '@/server/fulfilment/mutations/pack'
import { release, releaseWaiting } from '@/server/fulfilment/mutations/release'
import { shortPick } from '@/server/fulfilment/mutations/short-pick'
import { confirmationPaper } from '@/server/order/documents/confirmation'
import { amend } from '@/server/order/mutations/amend'
import { confirm } from '@/server/order/mutations/confirm'
import { mailConfirmation, printedOrder } from '@/server/order/mutations/mail-order'
import { mailClosed, mailShort } from '@/server/order/mutations/mail-waiting'
import { receive } from '@/server/order/mutations/receive'
import { previewOrder } from '@/server/order/queries/preview'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { sql } from '@/server/platform/database/sql'
import type { RecordedEvent } from '@/server/platform/jobs/functions'
import { checkOrganisation } from '@/server/simulation/check/check'
import { shippingFunctions } from '../functions'
import { closeLeft } from './close-left'
import { dispatch } from './dispatch'
import { plan } from './plan'

let ctx: Ctx
let customerId: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})
const rows = rowsIn(() => ctx)

/** An order of ten of which six are there, and of one of another product. */
async function shortOrder(deliveryRule?: DeliveryRule) {
  const [productId, otherId] = [await makeGoods(ctx, { stock: 6 }), await makeGoods(ctx, { stock: 1 })]
  const lines = [
    { productId, quantity: 10 },
    { productId: otherId, quantity: 1 },
  ]
  const placed = await confirm(ctx, { customerId, deliveryRule, lines })
  return { ...placed, productId, otherId, lines }
}
const standing = async (orderId: string) => {
  const { order, lines } = await orderRecord(ctx, { id: orderId })
  const { stage, waitsFor, promisedOn, grossMinor } = order
  const of = (name: 'cancelled' | 'backordered' | 'reserved' | 'shipped') => lines.map((line) => line[name])
  return {
    stage,
    waitsFor,
    promisedOn,
    grossMinor,
    cancelled: of('cancelled'),
    backordered: of('backordered'),
    shipped: of('shipped'),
  }
}
const account = async () => {
  const { openMinor, committedMinor, shippedNotInvoicedMinor } = await customerRecord(ctx, customerId)
  return openMinor + committedMinor + shippedNotInvoicedMinor
}
const stockOf = async (productId: string) =>
  (
    await rows(
      sql`SELECT on_hand, reserved, backordered FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}`,
    )
  )[0]

describe('an order of which something is short', () => {
  it('is picked, and leaves, as it comes when nothing else is said', async () => {
    const { orderId, otherId } = await shortOrder()
    expect(await release(ctx, orderId)).toMatchObject({ tasks: 2, parked: null })
    await ship(ctx, orderId, 10)
    expect(await standing(orderId)).toMatchObject({ waitsFor: 'STOCK', backordered: [4, 0], shipped: [6, 1] })
    expect(await closeLeft(ctx, orderId)).toEqual({ closed: 0 })
    expect((await orderRecord(ctx, { id: orderId })).order.deliveryRule).toBe('PART')
    expect(await stockOf(otherId)).toMatchObject({ onHand: 0 })
  })

  it('is sent complete: not picked before all of it is there, and promised from then on', async () => {
    const { orderId, productId, lines } = await shortOrder('COMPLETE')
    expect(await standing(orderId)).toMatchObject({ stage: 'FULFILMENT', waitsFor: 'STOCK', promisedOn: null })
    expect(await release(ctx, orderId)).toMatchObject({ tasks: 0, parked: 'REST' })
    await releaseWaiting(ctx)
    expect(await tasksOfOrder(ctx, orderId)).toEqual([])
    const preview = (rule: DeliveryRule) =>
      previewOrder(ctx, { customerId, lines: lines.map((one) => ({ ...one, quantity: 20 })), deliveryRule: rule })
    expect((await preview('COMPLETE')).noPromise).toBe('STOCK')
    await mailConfirmation(ctx, orderId)
    expect((await mailsOf(ctx, orderId))[0]?.text).toContain('complete only')
    const { facts } = confirmationPaper(await printedOrder(ctx, orderId), ctx.organisation)
    expect(facts).toContainEqual(['If something is short', 'complete only'])
    await receive(ctx, { lines: [{ productId, quantity: 3 }] })
    expect((await payloadsOf(ctx, 'order/backorder.allocated', orderId))[0]).toMatchObject({
      units: 3,
      arrivesOn: null,
    })
    expect(await release(ctx, orderId)).toMatchObject({ parked: 'REST' })
    await receive(ctx, { lines: [{ productId, quantity: 1 }] })
    expect(await standing(orderId)).toMatchObject({ waitsFor: 'PICKING', promisedOn: expect.any(String) })
    expect(await release(ctx, orderId)).toMatchObject({ tasks: 2, parked: null })
    await ship(ctx, orderId, 10)
    expect(await standing(orderId)).toMatchObject({ shipped: [10, 1] })
  })

  it('is sent complete: what is packed waits after a short pick, until the order is amended', async () => {
    const productId = await makeGoods(ctx, { stock: 5 })
    const { orderId } = await confirm(ctx, {
      customerId,
      deliveryRule: 'COMPLETE',
      lines: [{ productId, quantity: 5 }],
    })
    await release(ctx, orderId)
    const [task] = await tasksOfOrder(ctx, orderId)
    await shortPick(ctx, { taskId: task?.id as string, picked: 3, cause: 'NOT_FOUND' })
    expect(await standing(orderId)).toMatchObject({ stage: 'FULFILMENT', waitsFor: 'STOCK', backordered: [2] })
    const event = { id: 'e', name: 'fulfilment/pick.short', objects: [['order', orderId]], payload: { backordered: 2 } }
    await mailShort(ctx, event as never)
    expect((await mailsOf(ctx, orderId)).at(-1)?.text).toContain('the rest of your order waits with it')
    await pack(ctx, { orderId })
    expect(await plan(ctx, orderId)).toEqual({ shipmentId: null })
    await amend(ctx, { orderId, deliveryRule: 'PART' })
    expect(await standing(orderId)).toMatchObject({ stage: 'SHIPPING', waitsFor: 'DISPATCH' })
    const { shipmentId } = await plan(ctx, orderId)
    await amend(ctx, { orderId, deliveryRule: 'COMPLETE' })
    expect(await refused(dispatch(ctx, { shipmentId: shipmentId as string }))).toBe('LEAVES_TOGETHER')
    await amend(ctx, { orderId, deliveryRule: 'PART' })
    await dispatch(ctx, { shipmentId: shipmentId as string })
    expect(await standing(orderId)).toMatchObject({ shipped: [3], backordered: [2] })
    expect((await payloadsOf(ctx, 'order/order.amended', orderId))[0]).toMatchObject({ delivery: ['COMPLETE', 'PART'] })
  })
})

describe('an order whose rest is closed', () => {
  it('is promised by what is there; after the first part has left, what is short is cancelled and told', async () => {
    const before = await account()
    const { orderId, productId } = await shortOrder('CLOSE_REST')
    const { promisedOn, grossMinor } = await standing(orderId)
    expect(promisedOn).not.toBeNull()
    expect(await account()).toBe(before + grossMinor)
    expect(await closeLeft(ctx, orderId)).toEqual({ closed: 0 })
    await ship(ctx, orderId, 10)
    expect(await stockOf(productId)).toMatchObject({ backordered: 4 })
    expect(await closeLeft(ctx, orderId)).toEqual({ closed: 4 })
    expect(await closeLeft(ctx, orderId)).toEqual({ closed: 0 })
    const after = await standing(orderId)
    expect(after).toMatchObject({
      stage: 'INVOICING',
      cancelled: [4, 0],
      backordered: [0, 0],
      shipped: [6, 1],
      promisedOn,
    })
    expect(after.grossMinor).toBe((grossMinor * 7n) / 11n)
    expect(await account()).toBe(before + after.grossMinor)
    expect(await stockOf(productId)).toMatchObject({ onHand: 0, reserved: 0, backordered: 0 })
    const [payload, ...more] = await payloadsOf(ctx, 'order/lines.cancelled', orderId)
    expect(more).toEqual([])
    expect(payload).toMatchObject({ units: 4, picked: 0, closed: [[1, 4]] })
    const event = {
      id: 'c',
      name: 'order/lines.cancelled',
      objects: [['order', orderId]],
      payload,
    } as unknown as RecordedEvent
    await mailClosed(ctx, event)
    await mailClosed(ctx, event)
    const told = (await mailsOf(ctx, orderId)).filter((mail) => String(mail.subject).includes('taken off'))
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ kind: 'ORDER_AMENDMENT', text: expect.stringContaining('4 units were not here') })
  })

  it('names the first 25 of its lines, however many are closed', async () => {
    const [here, short] = [await makeGoods(ctx, { stock: 1 }), await makeGoods(ctx)]
    const lines = [here, ...Array<string>(27).fill(short)].map((productId) => ({ productId, quantity: 1 }))
    const { orderId } = await confirm(ctx, { customerId, deliveryRule: 'CLOSE_REST', lines })
    await ship(ctx, orderId, 1)
    expect(await closeLeft(ctx, orderId)).toEqual({ closed: 27 })
    const closed = Array.from({ length: 25 }, (_, index) => [index + 2, 1])
    expect(await payloadsOf(ctx, 'order/lines.cancelled', orderId)).toMatchObject([{ units: 27, closed }])
  })

  it('takes what comes in before it leaves, and waits when nothing of it is there', async () => {
    const productId = await makeGoods(ctx)
    const { orderId } = await confirm(ctx, {
      customerId,
      deliveryRule: 'CLOSE_REST',
      lines: [{ productId, quantity: 2 }],
    })
    expect(await standing(orderId)).toMatchObject({ promisedOn: null, waitsFor: 'STOCK' })
    await receive(ctx, { lines: [{ productId, quantity: 2 }] })
    await ship(ctx, orderId, 2)
    expect(await closeLeft(ctx, orderId)).toEqual({ closed: 0 })
    expect(await standing(orderId)).toMatchObject({ shipped: [2], cancelled: [0] })
  })

  it('is closed by the program: when goods have left, and when something is lost or added after that', () => {
    const on = shippingFunctions
      .filter((one) => one.id.startsWith('shipping.close-'))
      .map((one) => 'on' in one && one.on)
    expect(on).toEqual([
      'shipping/shipment.left',
      'fulfilment/pick.short',
      'order/reservation.lost',
      'order/order.amended',
    ])
  })
})

it('is the customer’s rule, unless the order says another', async () => {
  const { name } = await customerRecord(ctx, customerId)
  await changeCustomer(ctx, { id: customerId, name, deliveryRule: 'COMPLETE' })
  const productId = await makeGoods(ctx, { stock: 2 })
  const order = { customerId, lines: [{ productId, quantity: 1 }] }
  const own = await confirm(ctx, order)
  const other = await confirm(ctx, { ...order, deliveryRule: 'PART' })
  const ruleOf = async (orderId: string) => (await orderRecord(ctx, { id: orderId })).order.deliveryRule
  expect([await ruleOf(own.orderId), await ruleOf(other.orderId)]).toEqual(['COMPLETE', 'PART'])
  await pickAll(ctx, (await release(ctx, own.orderId)).orderId)
})
