import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { confirm } from './confirm'
import { receive } from './receive'
import { serveWaiting } from './serve'

let ctx: Ctx
let customerId: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const order = async (productId: string, ...quantities: number[]) =>
  (await confirm(ctx, { customerId, lines: quantities.map((quantity) => ({ productId, quantity })) })).orderId
const reserved = async (orderId: string) => (await orderRecord(ctx, { id: orderId })).lines.map((line) => line.reserved)
const told = (orderId: string) => payloadsOf(ctx, 'order/backorder.allocated', orderId)
const come = (productId: string, quantity: number) => receive(ctx, { lines: [{ productId, quantity }] })

it('goods that come serve the lines with the earliest day, then the oldest order; who gets nothing is told nothing', async () => {
  const { productId } = await makeProduct(ctx)
  const [large, small] = [await order(productId, 5), await order(productId, 2)]
  await read(
    ctx,
    sql`UPDATE order_line SET planned_on = ${ctx.today} WHERE organisation_id = ${ctx.organisationId} AND order_id = ${small}`,
  )
  await come(productId, 2)
  expect([await reserved(large), await reserved(small)]).toEqual([[0], [2]])
  expect([await told(large), await told(small)]).toEqual([[], [expect.objectContaining({ units: 2, lines: 1 })]])
  const young = await order(productId, 4)
  await come(productId, 6)
  expect([await reserved(large), await reserved(young)]).toEqual([[5], [1]])
  expect((await told(young)).map((one) => (one as { units: number }).units)).toEqual([1])
})

it('each line of an order gets its own part, and the event says how many', async () => {
  const [{ productId }, other] = [await makeProduct(ctx), await makeProduct(ctx)]
  const lines = [productId, other.productId, productId].map((id, n) => ({ productId: id, quantity: n + 1 }))
  const { orderId } = await confirm(ctx, { customerId, lines })
  await come(productId, 3)
  expect(await reserved(orderId)).toEqual([1, 0, 2])
  expect(await told(orderId)).toEqual([expect.objectContaining({ units: 3, lines: 2 })])
})

it('an order that was paid beforehand is served, and one that waits for its payment is not', async () => {
  const paysFirst = (await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })).customerId
  const { productId } = await makeProduct(ctx)
  const place = () => confirm(ctx, { customerId: paysFirst, lines: [{ productId, quantity: 1 }] })
  const [unpaid, paid] = [await place(), await place()]
  const money = { customerId: paysFirst, orderId: paid.orderId, amountMinor: BigInt(paid.grossMinor) }
  await recordReceipt(ctx, { ...money, receivedOn: ctx.today, method: 'BANK' })
  await come(productId, 5)
  expect([await reserved(unpaid.orderId), await reserved(paid.orderId)]).toEqual([[0], [1]])
  expect(await serveWaiting(ctx, [productId, productId])).toEqual({ served: 0 })
  expect(await told(unpaid.orderId)).toEqual([])
})
