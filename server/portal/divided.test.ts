import { expect, it } from 'vitest'
import { makeBuyer, makeGoods, pickAll } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { pack } from '@/server/fulfilment/mutations/pack'
import { release } from '@/server/fulfilment/mutations/release'
import { addWarehouse, setServingRule } from '@/server/inventory/mutations/warehouse'
import { acceptQuote } from '@/server/order/mutations/accept-quote'
import { writeQuote } from '@/server/order/mutations/quote'
import { receive } from '@/server/order/mutations/receive'
import { linkQuote } from '@/server/order/mutations/send-quote'
import { addDays } from '@/server/platform/time/calendar'
import { plan } from '@/server/shipping/mutations/plan'
import { portalView } from './queries'
import { apartWords } from './words/en'

it('a customer whose order two warehouses serve reads that it comes separately, and what is in which shipment', async () => {
  const { ctx } = await makeOrganisation()
  const north = (await addWarehouse(ctx, { code: 'north', name: 'North' })).id
  await setServingRule(ctx, { rule: 'SPLIT' })
  const [saw, axe] = [await makeGoods(ctx, { stock: 5, sku: 'SAW' }), await makeGoods(ctx, { sku: 'AXE' })]
  await receive(ctx, { warehouseId: north, lines: [{ productId: axe, quantity: 5 }] })
  const lines = [
    { productId: saw, quantity: 2 },
    { productId: axe, quantity: 3 },
  ]
  const customerId = await makeBuyer(ctx)
  const { id } = await writeQuote(ctx, { customerId, validUntil: addDays(ctx.today, 9), lines })
  const token = (await linkQuote(ctx, { id })).url.split('/').at(-1) as string
  const { orderId } = await acceptQuote(ctx, { id, name: 'Pat Buyer' })
  const seen = async () => (await portalView({ token }, '10.4.0.1')).order
  expect(await seen()).toMatchObject({ houses: 2, shipments: [] })
  await release(ctx, orderId)
  await pickAll(ctx, orderId)
  await pack(ctx, { orderId, warehouseId: north })
  await plan(ctx, orderId)
  expect((await seen())?.shipments.map(({ contents }) => contents)).toMatchObject([[{ sku: 'AXE', quantity: 3 }]])
})

it.each([
  [2, 'FULFILMENT', 'It comes from 2 of our warehouses, in separate shipments, each with an invoice of its own.'],
  [1, 'FULFILMENT', ''],
  [2, 'CANCELLED', ''],
])('an order of %i warehouses that is at %s: %s', (houses, stage, words) => {
  expect(apartWords({ houses, stage })).toBe(words)
})
