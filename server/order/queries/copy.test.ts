import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { archiveProduct } from '@/server/catalog/mutations/product'
import { setLimit } from '@/server/credit/mutations/limit'
import { addDays } from '@/server/platform/time/calendar'
import { amend } from '../mutations/amend'
import { cancel } from '../mutations/cancel'
import { confirm } from '../mutations/confirm'
import { writeQuote } from '../mutations/quote'
import { copiedSale, earlierSales } from './copy'
import { orderRecord } from './record'

it('finds an order or quote by number, reference and customer, and marks products that are no longer sold', async () => {
  const { ctx } = await makeOrganisation()
  const { customerId } = await makeCustomer(ctx, { name: 'Harbour Café' })
  await setLimit(ctx, { customerId, limitMinor: 1_000_000n, reason: 'known' })
  const [mug, jug] = [await makeProduct(ctx, { stock: 9 }), await makeProduct(ctx, { stock: 9 })]
  const lines = [mug, jug].map(({ productId }) => ({ productId, quantity: 3 }))
  const order = await confirm(ctx, { customerId, customerReference: 'PO 4711', lines })
  const quote = await writeQuote(ctx, { customerId, validUntil: addDays(ctx.today, 9), lines })
  const found = async (text: string) => (await earlierSales(ctx, { text })).map(({ number }) => number)
  expect(await found('harbour')).toEqual([order.number, quote.number])
  expect(await found('4711')).toEqual([order.number])
  expect(await found(quote.number)).toEqual([quote.number])
  expect(await earlierSales(ctx, { text: quote.number })).toMatchObject([{ kind: 'quote', lines: 2, on: ctx.today }])
  const record = await orderRecord(ctx, { id: order.orderId })
  const first = record.lines[0]?.id as string
  await amend(ctx, { orderId: order.orderId, lines: [{ lineId: first, quantity: 0 }] })
  await archiveProduct(ctx, { id: jug.productId })
  const ofOrder = { kind: 'order' as const, id: order.orderId }
  const read = async (asked: { kind: 'order' | 'quote'; id: string }) =>
    (await copiedSale(ctx, asked)).lines.map(({ sku, quantity, archived }) => [sku, quantity, archived])
  expect(await read(ofOrder)).toEqual([[jug.sku, 3, true]])
  expect(await read({ kind: 'quote', id: quote.id })).toEqual([
    [mug.sku, 3, false],
    [jug.sku, 3, true],
  ])
  await cancel(ctx, { orderId: order.orderId, reason: 'twice' })
  expect(await read(ofOrder)).toEqual([
    [mug.sku, 3, false],
    [jug.sku, 3, true],
  ])
  expect(await copiedSale(ctx, ofOrder)).toMatchObject({ number: order.number, customerName: 'Harbour Café' })
  const { ctx: stranger } = await makeOrganisation()
  expect(await refused(copiedSale(stranger, ofOrder))).toBe('NOT_FOUND')
  expect(await refused(copiedSale(stranger, { kind: 'quote', id: quote.id }))).toBe('NOT_FOUND')
  expect(await earlierSales(stranger, { text: 'harbour' })).toEqual([])
})
