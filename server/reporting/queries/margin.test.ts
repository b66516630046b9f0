import { beforeAll, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { makePlanned } from '@/prisma/seed/supply'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { confirm } from '@/server/order/mutations/confirm'
import { writeQuote } from '@/server/order/mutations/quote'
import { receive } from '@/server/order/mutations/receive'
import { discountReasons } from '@/server/pricing/queries/entries'
import { setSupply } from '@/server/supply/mutations/reorder'
import { customerFigures } from './customer'
import { productMargin, saleMargin } from './margin'

type Made = Awaited<ReturnType<typeof makeOrganisation>>
let made: Made
beforeAll(async () => {
  made = await makeOrganisation()
  await giveLegalDetails(made.ctx)
})

it('goods on a purchase list say what a product costs now; a list without a cost leaves it as it was', async () => {
  const { ctx } = made
  const { productId } = await makeProduct(ctx, { unitPrice: '10' })
  const come = async (unitCost?: string) => {
    const { id } = await makePlanned(ctx, [{ productId, quantity: 5, ...(unitCost ? { unitCost } : {}) }])
    await receive(ctx, { plannedReceiptId: id, lines: [{ productId, quantity: 5 }] })
    return productMargin(ctx, { id: productId })
  }
  expect(await come()).toEqual({ unitCost: null, percent: null })
  expect(await come('6')).toEqual({ unitCost: '6', percent: 40 })
  expect(await come()).toEqual({ unitCost: '6', percent: 40 })
  expect(await come('7.5')).toEqual({ unitCost: '7.5', percent: 25 })
})

it('an order earns its net less its costs, goods by weight too; who may not see it, and another house, get nothing', async () => {
  const { ctx, ctxOf } = made
  const { customerId } = await makeCustomer(ctx)
  const coffee = await makeProduct(ctx, { unitPrice: '20', unit: 'KGM', places: 3 })
  await receive(ctx, { lines: [{ productId: coffee.productId, quantity: 5000 }] })
  const mug = await makeProduct(ctx, { unitPrice: '5' })
  await setSupply(ctx, { productId: coffee.productId, supplierId: null, reorderPoint: 0, multiple: 1, unitCost: '12' })
  const { orderId } = await confirm(ctx, {
    customerId,
    lines: [
      { productId: coffee.productId, quantity: 1500 },
      { productId: mug.productId, quantity: 4 },
    ],
  })
  const margin = { netMinor: 50_00n, costedNetMinor: 30_00n, costMinor: 18_00n, percent: 40 }
  expect(await saleMargin(ctxOf('sales'), { id: orderId })).toEqual(margin)
  expect(await productMargin(ctx, { id: coffee.productId })).toEqual({ unitCost: '12', percent: 40 })
  await issueForShipment(ctx, await ship(ctx, orderId, 1500))
  expect(await customerFigures(ctx, customerId)).toMatchObject({ costedNetMinor: 30_00n, costMinor: 18_00n })
  const stranger = (await makeOrganisation()).ctx
  expect(await refused(saleMargin(stranger, { id: orderId }))).toBe('NOT_FOUND')
  expect(await refused(productMargin(stranger, { id: mug.productId }))).toBe('NOT_FOUND')
  expect(await customerFigures(ctxOf('viewer'), customerId)).toMatchObject({ costMinor: 0n })
})

it('a quote and an order earn the same: without charges, and the discount on the whole taken off each line alike', async () => {
  const { ctx } = made
  const { customerId } = await makeCustomer(ctx)
  const [coffee, mug] = [
    await makeProduct(ctx, { unitPrice: '20', stock: 9 }),
    await makeProduct(ctx, { unitPrice: '5' }),
  ]
  await setSupply(ctx, { productId: coffee.productId, supplierId: null, reorderPoint: 0, multiple: 1, unitCost: '12' })
  const lines = [
    { productId: coffee.productId, quantity: 3 },
    { productId: mug.productId, quantity: 4 },
  ]
  const reasonId = (await discountReasons(ctx))[0]?.id as string
  const charges = [{ kind: 'PACKING' as const, amount: '7' }]
  const wish = { customerId, lines, discount: { percent: '10', reasonId }, charges }
  const margin = { netMinor: 72_00n, costedNetMinor: 54_00n, costMinor: 36_00n, percent: 33.3 }
  const offered = [...lines, { productId: coffee.productId, quantity: 1, optional: true }]
  const { id } = await writeQuote(ctx, { ...wish, lines: offered, validUntil: ctx.today })
  expect(await saleMargin(ctx, { id })).toEqual(margin)
  const { orderId } = await confirm(ctx, wish)
  expect(await saleMargin(ctx, { id: orderId })).toEqual(margin)
  const stranger = (await makeOrganisation()).ctx
  expect(await refused(saleMargin(stranger, { id }))).toBe('NOT_FOUND')
})
