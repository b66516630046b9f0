import { beforeAll, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { costs, makePlanned } from '@/prisma/seed/supply'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { issueCreditNote } from '@/server/invoicing/mutations/issue-credit-note'
import { confirm } from '@/server/order/mutations/confirm'
import { writeQuote } from '@/server/order/mutations/quote'
import { receive } from '@/server/order/mutations/receive'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { discountReasons } from '@/server/pricing/queries/entries'
import { customerFigures } from './customer'
import { productMargin, saleMargin } from './margin'
import { soldByCategory } from './sold'

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
  await costs(ctx, coffee.productId, '12')
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
  await costs(ctx, coffee.productId, '12')
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

it('what left keeps what it cost then, in the margin of its order, its customer and its category, whatever it costs later', async () => {
  const { ctx } = await makeOrganisation()
  await giveLegalDetails(ctx)
  const { customerId } = await makeCustomer(ctx)
  const { productId } = await makeProduct(ctx, { stock: 20 })
  const { productId: uncosted } = await makeProduct(ctx, { stock: 1 })
  const earned = async (id: string) => {
    const [order, customer] = [await saleMargin(ctx, { id }), await customerFigures(ctx, customerId)]
    const [category] = await soldByCategory(ctx, { from: ctx.today, to: ctx.today })
    return [order, customer, category].map((one) => one && [one.costedNetMinor, one.costMinor])
  }
  const sold = async (orderId: string, quantity: number) =>
    (await issueForShipment(ctx, await ship(ctx, orderId, quantity))).invoiceId as string
  await costs(ctx, productId, '6')
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 10 }] })
  const first = await sold(orderId, 4)
  await costs(ctx, productId, '8')
  await sold(orderId, 3)
  await costs(ctx, productId, '9')
  // Three are still there and cost nine.
  const both = [70_00n, 4n * 6_00n + 3n * 8_00n]
  expect(await earned(orderId)).toEqual([[100_00n, 75_00n], both, both])
  // What is credited cost what it cost when it left.
  await issueCreditNote(ctx, { invoiceId: first, lines: [{ position: 1, quantity: 1 }], reason: 'Scratched' })
  const less = [60_00n, 42_00n]
  expect(await earned(orderId)).toEqual([[100_00n, 75_00n], less, less])
  // What had no cost when it left has none, whatever is said later.
  const { orderId: other } = await confirm(ctx, { customerId, lines: [{ productId: uncosted, quantity: 1 }] })
  await sold(other, 1)
  await costs(ctx, uncosted, '5')
  expect(await earned(other)).toEqual([[0n, 0n], less, less])
  // What left before costs were kept has that of today.
  await read(
    ctx,
    sql`UPDATE shipment_line SET cost_from = 'BEFORE', unit_cost = NULL WHERE organisation_id = ${ctx.organisationId}`,
  )
  const before = [70_00n, 6n * 9_00n + 5_00n]
  expect(await earned(orderId)).toEqual([[100_00n, 90_00n], before, before])
})
