import { expect, it } from 'vitest'
import { makeGoods } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { acceptQuote } from '@/server/order/mutations/accept-quote'
import { saveDraft } from '@/server/order/mutations/draft'
import { writeQuote } from '@/server/order/mutations/quote'
import { linkQuote } from '@/server/order/mutations/send-quote'
import { orderDraft } from '@/server/order/queries/drafts'
import { previewOrder } from '@/server/order/queries/preview'
import { orderRecord } from '@/server/order/queries/record'
import { addDays } from '@/server/platform/time/calendar'
import { addEntry } from '@/server/pricing/mutations/entry'
import { createPriceList } from '@/server/pricing/mutations/price-list'
import { mergeCustomers } from './merge'

it('a merged customer orders what it was sent at the price of then, whatever the lists of its heir say, and its drafts are those of the heir', async () => {
  const { ctx } = await makeOrganisation()
  const { customerId: old } = await makeCustomer(ctx)
  const { customerId: heir } = await makeCustomer(ctx)
  const productId = await makeGoods(ctx, { stock: 9 })
  const listed = async (customerId: string, unitPrice: string, validFrom: string) => {
    const list = await createPriceList(ctx, { name: `For ${unitPrice}`, audience: 'CUSTOMER', customerId, validFrom })
    await addEntry(ctx, { priceListId: list.id, productId, unitPrice })
  }
  await listed(old, '8', addDays(ctx.today, -3))
  const lines = [{ productId, quantity: 1 }]
  const { id: quoteId } = await writeQuote(ctx, { customerId: old, validUntil: addDays(ctx.today, 9), lines })
  await linkQuote(ctx, { id: quoteId })
  const { id: draftId } = await saveDraft(ctx, { customerId: old, content: '{}', lines: 1 })
  await listed(heir, '7', addDays(ctx.today, -2))
  await mergeCustomers(ctx, { id: old, intoId: heir })
  const { orderId } = await acceptQuote(ctx, { id: quoteId, name: 'Pat Buyer' })
  expect((await orderRecord(ctx, { id: orderId })).lines[0]).toMatchObject({ unitPrice: '8.000000' })
  // Both lists are for the heir now, and the one that holds since later goes before.
  const { lines: now } = await previewOrder(ctx, { customerId: heir, lines })
  expect(now[0]).toMatchObject({ unitPrice: '7' })
  expect((await orderDraft(ctx, { id: draftId })).customer).toMatchObject({ id: heir })
})
