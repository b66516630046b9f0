import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeBuyer, makeGoods, pickAll } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { ship } from '@/prisma/seed/shipment'
import { mailsOf } from '@/prisma/seed/waiting'
import type { DeliveryRule } from '@/server/customer/schema'
import { pack } from '@/server/fulfilment/mutations/pack'
import { release } from '@/server/fulfilment/mutations/release'
import { addWarehouse, setServingRule } from '@/server/inventory/mutations/warehouse'
import { places } from '@/server/inventory/queries/places'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import type { RecordedEvent } from '@/server/platform/jobs/functions'
import { checkOrganisation } from '@/server/simulation/check/check'
import { dispatch } from './dispatch'
import { handOver } from './hand-over'
import { mailDispatch, mailMoved } from './mail-dispatch'
import { comeBack, failDelivery, sendAgain } from './not-delivered'
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

const mails = (orderId: string, kind: string) => mailsOf(ctx, orderId, kind)
/** An order of three units of which two are here and leave. */
async function partSent(deliveryRule: DeliveryRule) {
  const productId = await makeGoods(ctx, { stock: 2, name: 'Blue pot' })
  const { orderId } = await confirm(ctx, { customerId, deliveryRule, lines: [{ productId, quantity: 3 }] })
  return { orderId, shipmentId: await ship(ctx, orderId, 3) }
}

it('a shipment that left is told once, with what is still to come, and again when it is sent again', async () => {
  const { orderId, shipmentId } = await partSent('PART')
  expect(await mailDispatch(ctx, shipmentId)).toEqual({ mailed: true })
  expect(await mailDispatch(ctx, shipmentId)).toEqual({ mailed: false })
  const [first, ...more] = await mails(orderId, 'DISPATCH_NOTICE')
  expect([first?.text, more]).toEqual([expect.stringContaining('Still to come: 1 of Blue pot'), []])
  await failDelivery(ctx, { shipmentId, cause: 'NOBODY_THERE' })
  await comeBack(ctx, { shipmentId })
  await sendAgain(ctx, { shipmentId })
  expect(await mailDispatch(ctx, shipmentId)).toEqual({ mailed: true })
  expect(await mailDispatch(ctx, shipmentId)).toEqual({ mailed: false })
  expect(await mails(orderId, 'DISPATCH_NOTICE')).toHaveLength(2)
})

it('nothing is said to come of an order whose rest is closed now', async () => {
  const { orderId, shipmentId } = await partSent('CLOSE_REST')
  await mailDispatch(ctx, shipmentId)
  const [mail] = await mails(orderId, 'DISPATCH_NOTICE')
  expect(mail?.text).toContain('have left our house')
  expect(mail?.text).not.toContain('Still to come')
})

it('a day that moved is told once for each day, and not of an order that was cancelled', async () => {
  const productId = await makeGoods(ctx, { stock: 2 })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
  const moved = (to: string) =>
    mailMoved(ctx, { payload: { from: '2027-03-01', to }, objects: [['order', orderId]] } as unknown as RecordedEvent)
  expect([await moved('2027-03-02'), await moved('2027-03-02'), await moved('2027-03-03')]).toEqual([
    { mailed: true },
    { mailed: false },
    { mailed: true },
  ])
  await cancel(ctx, { orderId, reason: 'not wanted' })
  expect(await moved('2027-03-04')).toEqual({ mailed: false })
  const told = await mails(orderId, 'PROMISE_MOVED')
  expect(told.map((mail) => mail.subject)).toEqual([
    expect.stringMatching(/arrives on .*2 Mar 2027, not on Mon 1 Mar 2027/),
    expect.stringMatching(/arrives on .*3 Mar 2027, not on Mon 1 Mar 2027/),
  ])
})

it('tells of both shipments that left two warehouses within the same minute that the other part comes separately', async () => {
  const { ctx: house } = await makeOrganisation()
  const north = (await addWarehouse(house, { code: 'north', name: 'North' })).id
  await setServingRule(house, { rule: 'SPLIT' })
  const [saw, axe] = [await makeGoods(house, { stock: 2, name: 'Saw' }), await makeGoods(house, { name: 'Axe' })]
  await receive(house, { warehouseId: north, lines: [{ productId: axe, quantity: 2 }] })
  const lines = [saw, axe].map((productId) => ({ productId, quantity: 2 }))
  const { orderId } = await confirm(house, { customerId: await makeBuyer(house), lines })
  await release(house, orderId)
  await pickAll(house, orderId)
  const shipmentIds: string[] = []
  for (const warehouseId of [north, (await places(house)).warehouses[0]?.id]) {
    await pack(house, { orderId, warehouseId })
    shipmentIds.push((await plan(house, orderId)).shipmentId as string)
  }
  for (const shipmentId of shipmentIds) await dispatch(house, { shipmentId })
  await handOver(house, { shipmentIds })
  for (const shipmentId of shipmentIds) await mailDispatch(house, shipmentId)
  const told = await mailsOf(house, orderId, 'DISPATCH_NOTICE')
  expect(told.map(({ text }) => String(text).match(/shipment\s+of\s+its\s+own:\s+2\s+of\s+(\w+)/)?.[1])).toEqual([
    'Saw',
    'Axe',
  ])
})
