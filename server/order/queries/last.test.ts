import { beforeAll, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { makePlanned } from '@/prisma/seed/supply'
import { addService } from '@/server/carrier/mutations'
import { listCarriers } from '@/server/carrier/queries'
import { archiveProduct } from '@/server/catalog/mutations/product'
import { searchProducts } from '@/server/catalog/queries/found'
import { setLimit } from '@/server/credit/mutations/limit'
import { virtualClock } from '@/server/platform/time/clock'
import { cancel } from '../mutations/cancel'
import { confirm } from '../mutations/confirm'
import { lastOrder } from './last'
import { previewOrder } from './preview'

// A Monday morning before the cut-off.
const clock = virtualClock(new Date('2026-03-02T09:00:00Z'))
let made: MadeOrganisation
let customerId: string
beforeAll(async () => {
  made = await makeOrganisation({ clock })
  customerId = (await makeCustomer(made.ctx)).customerId
  await setLimit(made.ctx, { customerId, limitMinor: 1_000_000n, reason: 'known' })
})

it('the last order is the customer’s newest one that was not cancelled, with uncancelled units of products still sold', async () => {
  const { ctx } = made
  expect(await lastOrder(ctx, { customerId })).toBeNull()
  const [mug, jug, gone] = [await makeProduct(ctx, { stock: 9 }), await makeProduct(ctx), await makeProduct(ctx)]
  const lines = [
    { productId: mug.productId, quantity: 4, unitPrice: '7.5' },
    { productId: jug.productId, quantity: 2 },
    { productId: gone.productId, quantity: 1 },
  ]
  const first = await confirm(ctx, { customerId, lines })
  const second = await confirm(ctx, { customerId, lines: [{ productId: jug.productId, quantity: 1 }] })
  expect((await lastOrder(ctx, { customerId }))?.id).toBe(second.orderId)
  await cancel(ctx, { orderId: second.orderId, reason: 'twice' })
  await archiveProduct(ctx, { id: gone.productId })
  const last = await lastOrder(ctx, { customerId })
  expect(last?.number).toBe(first.number)
  expect(last?.lines.map((line) => [line.sku, line.quantity, line.priceSource])).toEqual([
    [mug.sku, 4, 'TYPED'],
    [jug.sku, 2, 'PRODUCT'],
  ])
  const { ctx: stranger } = await makeOrganisation({ clock })
  expect(await lastOrder(stranger, { customerId })).toBeNull()
})

it('each typed line shows its free units and its day of arrival with the chosen service', async () => {
  const { ctx } = made
  const [here, late] = [await makeProduct(ctx, { stock: 5 }), await makeProduct(ctx, { stock: 1 })]
  await makePlanned(ctx, [{ productId: late.productId, quantity: 10 }])
  expect((await searchProducts(ctx, { text: here.sku }))[0]).toMatchObject({ available: 5 })
  const lines = [here, late].map(({ productId }) => ({ productId, quantity: 3 }))
  const usual = await previewOrder(ctx, { customerId, lines })
  expect(usual.lines.map((line) => [line.available, line.backordered])).toEqual([
    [5, 0],
    [1, 2],
  ])
  const [first, second] = usual.lines.map((line) => line.arrivesOn ?? '')
  expect(first).toBe('2026-03-04')
  expect((second ?? '') > '2026-03-09').toBe(true)
  expect(usual.promisedOn).toBe(second)
  const [carrier] = await listCarriers(ctx)
  const { id: slow } = await addService(ctx, {
    carrierId: carrier?.id as string,
    name: 'Slow',
    kind: 'PARCEL',
    transitDays: 4,
    cutOff: '12:00',
  })
  const slower = await previewOrder(ctx, { customerId, lines, carrierServiceId: slow })
  expect(slower.lines[0]?.arrivesOn).toBe('2026-03-06')
})
