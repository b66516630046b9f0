import { expect, it } from 'vitest'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { acceptQuote } from '@/server/order/mutations/accept-quote'
import { writeQuote } from '@/server/order/mutations/quote'
import { linkQuote } from '@/server/order/mutations/send-quote'
import { quoteRecord } from '@/server/order/queries/quotes'
import { addDays } from '@/server/platform/time/calendar'
import { portalView } from './queries'

it('an optional line is outside the sums and the outlook until it is ticked; what is ticked is what is ordered', async () => {
  const { ctx } = await makeOrganisation()
  const customerId = await makeBuyer(ctx)
  const productId = await makeGoods(ctx, { stock: 4 })
  const lines = [
    { productId, quantity: 4, unitPrice: '10' },
    { productId, quantity: 3, unitPrice: '10', optional: true },
  ]
  const { id } = await writeQuote(ctx, { customerId, validUntil: addDays(ctx.today, 60), lines })
  const token = (await linkQuote(ctx, { id })).url.split('/').at(-1) as string
  const shown = async (ticked?: number[]) => {
    const view = await portalView({ token, ...(ticked && { ticked }) }, '10.2.0.1')
    return [view.quote.netMinor, view.ticked, view.outlook?.waits, view.chooses]
  }
  expect(await shown()).toEqual([40_00n, [], [0, 0], true])
  expect(await shown([2])).toEqual([70_00n, [2], [0, 3], true])
  expect(await shown([1, 9])).toEqual([40_00n, [], [0, 0], true])
  await acceptQuote(ctx, { id, name: 'Ada Buyer', ticked: [2] })
  const { order, quote, chooses, taxes } = await portalView({ token, ticked: [] }, '10.2.0.1')
  expect([order?.netMinor, order?.lines.length, chooses]).toEqual([70_00n, 2, false])
  expect(quote.acceptedHash).toBe((await quoteRecord(ctx, { id })).quote.acceptedHash)
  expect(taxes).toHaveLength(1)
})
