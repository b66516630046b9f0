import { beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refusedWith } from '@/prisma/seed/refused'
import { nextSold } from '@/server/catalog/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { addDays } from '@/server/platform/time/calendar'
import { previewOrder } from '../queries/preview'
import { orderRecord } from '../queries/record'
import { amend } from './amend'
import { confirm } from './confirm'
import { writeQuote } from './quote'

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
