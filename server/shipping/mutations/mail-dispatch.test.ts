import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { ship } from '@/prisma/seed/shipment'
import { mailsOf } from '@/prisma/seed/waiting'
import type { DeliveryRule } from '@/server/customer/schema'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import type { RecordedEvent } from '@/server/platform/jobs/functions'
import { checkOrganisation } from '@/server/simulation/check/check'
import { mailDispatch, mailMoved } from './mail-dispatch'
import { comeBack, failDelivery, sendAgain } from './not-delivered'

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
