import { beforeAll, describe, expect, it } from 'vitest'
import { movedIn } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { freeText } from '@/server/catalog/mutations/free-text'
import { changeProduct } from '@/server/catalog/mutations/product'
import { nextSold } from '@/server/catalog/rules'
import { customerRecord } from '@/server/customer/queries'
import type { Ctx } from '@/server/platform/context/ctx'
import { permissionsOf } from '@/server/platform/context/permissions'
import { addDays } from '@/server/platform/time/calendar'
import { previewOrder } from '../queries/preview'
import { orderRecord } from '../queries/record'
import { acceptQuote } from './accept-quote'
import { amend } from './amend'
import { confirm } from './confirm'
import { writeQuote } from './quote'
import { linkQuote } from './send-quote'

let ctx: Ctx
let customerId: string
let productId: string

beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  customerId = (await makeCustomer(ctx)).customerId
  productId = (await makeProduct(ctx, { sku: 'SIXES', stock: 100, minQuantity: 10, multiple: 6 })).productId
})

const next = (quantity: number) => ['QUANTITY_NOT_SOLD', { sku: 'SIXES', next: quantity }]

describe('a product with a minimum and a multiple', () => {
  it.each([
    [1, 12],
    [10, 12],
    [12, 12],
    [13, 18],
  ])('is not sold in a quantity of %i: the next that is sold is %i', (quantity, sold) =>
    expect(nextSold(quantity, { minQuantity: 10, multiple: 6 })).toBe(sold),
  )

  it('refuses another quantity in orders, quotes and amendments; the preview names the next that is sold', async () => {
    const lines = (quantity: number) => [{ productId, quantity }]
    expect(await refusedWith(confirm(ctx, { customerId, lines: lines(6) }))).toEqual(next(12))
    const validUntil = addDays(ctx.today, 7)
    expect(await refusedWith(writeQuote(ctx, { customerId, validUntil, lines: lines(13) }))).toEqual(next(18))
    const preview = await previewOrder(ctx, { customerId, lines: [...lines(13), ...lines(18)] })
    expect(preview.lines.map((line) => line.nextSold)).toEqual([18, null])
    const { orderId } = await confirm(ctx, { customerId, lines: lines(12) })
    const [line] = (await orderRecord(ctx, { id: orderId })).lines
    const wish = (quantity: number) => amend(ctx, { orderId, lines: [{ lineId: line?.id as string, quantity }] })
    expect(await refusedWith(wish(14))).toEqual(next(18))
    expect(await refusedWith(amend(ctx, { orderId, added: lines(1) }))).toEqual(next(12))
    await wish(18)
    await wish(0)
  })
})

describe('a line of a new order', () => {
  it('of goods reserves what is free, two lines of one product share it, and that of a service waits to be performed', async () => {
    const goods = (await makeProduct(ctx, { stock: 5 })).productId
    const service = (await makeProduct(ctx, { kind: 'SERVICE' })).productId
    const lines = [goods, service, goods].map((id, n) => ({ productId: id, quantity: n + 3 }))
    const { orderId } = await confirm(ctx, { customerId, lines })
    expect(await stand(orderId)).toEqual(['3 0 0', '0 0 4', '2 3 0'])
  })

  it('brings the deposits for its packaging, each on a line of its own', async () => {
    const crate = (await makeProduct(ctx, { kind: 'RETURNABLE', unitPrice: '1.5' })).productId
    const returnables = [{ returnableId: crate, per: 6 }]
    const beer = (await makeProduct(ctx, { stock: 20, returnables })).productId
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId: beer, quantity: 12 }] })
    const { lines, order } = await orderRecord(ctx, { id: orderId })
    expect(lines.map((line) => [line.productId, line.ordered])).toEqual([
      [beer, 12],
      [crate, 2],
    ])
    expect(order.netMinor).toBe(123_00n)
  })

  it('brings its deposits also in an order of very many lines', async () => {
    const crate = (await makeProduct(ctx, { kind: 'RETURNABLE', unitPrice: '1.5' })).productId
    const beer = (await makeProduct(ctx, { returnables: [{ returnableId: crate, per: 6 }] })).productId
    const lines = Array.from({ length: 12 }, () => ({ productId: beer, quantity: 6 }))
    const { orderId } = await confirm(ctx, { customerId, lines })
    const { order, lines: placed } = await orderRecord(ctx, { id: orderId })
    expect(placed.filter((line) => line.productId === crate).reduce((sum, line) => sum + line.ordered, 0)).toBe(12)
    expect(order.netMinor).toBe(738_00n)
  })

  it('without a product of its own needs a text and a price, unless it was offered with them', async () => {
    const { productId: text } = await freeText(ctx, {})
    const line = { productId: text, quantity: 1 }
    expect(await refused(confirm(ctx, { customerId, lines: [{ ...line, description: 'Travel' }] }))).toBe(
      'FREE_TEXT_INCOMPLETE',
    )
    const orderId = await offered({ ...line, description: 'Travel', unitPrice: '30' })
    expect((await orderRecord(ctx, { id: orderId })).lines).toMatchObject([{ description: 'Travel', netMinor: 30_00n }])
  })

  it('is held to what is sold and to the floor price today, but not when it was offered or agreed before', async () => {
    const { productId: id, sku } = await makeProduct(ctx, { stock: 99, unitPrice: '10' })
    const sales = { ...ctx, permissions: permissionsOf(['sales']) }
    const line = { productId: id, quantity: 7, unitPrice: '8' }
    const validUntil = addDays(ctx.today, 9)
    const quote = await writeQuote(sales, { customerId, validUntil, lines: [line] })
    await linkQuote(sales, { id: quote.id })
    await changeProduct(ctx, { id, name: 'Nails', unitPrice: '10', floorPrice: '9', minQuantity: 10 })
    expect(await refused(confirm(sales, { customerId, lines: [line] }))).toBe('QUANTITY_NOT_SOLD')
    expect(await refused(confirm(sales, { customerId, lines: [{ ...line, quantity: 10 }] }))).toBe('BELOW_FLOOR')
    const { orderId } = await acceptQuote(sales, { id: quote.id, name: 'Ann' })
    expect((await orderRecord(ctx, { id: orderId })).lines).toMatchObject([{ ordered: 7, netMinor: 56_00n }])
    const { number } = await customerRecord(ctx, customerId)
    const file = `Order number,Customer,SKU,Quantity,Price\nX-1,${number},${sku},7,8\n`
    expect((await movedIn(sales, file, 'OPEN_ORDERS')).outcomes).toMatchObject({ NEW: 1 })
  })
})

async function offered(line: { productId: string; quantity: number; description?: string; unitPrice?: string }) {
  const { id } = await writeQuote(ctx, { customerId, validUntil: addDays(ctx.today, 9), lines: [line] })
  await linkQuote(ctx, { id })
  return (await acceptQuote(ctx, { id, name: 'Ada Buyer' })).orderId
}
const stand = async (orderId: string) =>
  (await orderRecord(ctx, { id: orderId })).lines.map((line) => `${line.reserved} ${line.backordered} ${line.open}`)
