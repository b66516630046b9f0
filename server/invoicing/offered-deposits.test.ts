import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { quotePaper } from '@/server/order/documents/quote'
import { acceptQuote } from '@/server/order/mutations/accept-quote'
import { writeQuote } from '@/server/order/mutations/quote'
import { printedQuote, quoteFile, versionFile } from '@/server/order/mutations/quote-paper'
import { linkQuote } from '@/server/order/mutations/send-quote'
import { previewOrder } from '@/server/order/queries/preview'
import { quoteRecord } from '@/server/order/queries/quotes'
import { orderRecord } from '@/server/order/queries/record'
import { acceptedDeposits, offeredDeposits } from '@/server/order/rules/offered-deposits'
import { look } from '@/server/platform/documents/proof/look'
import { addDays } from '@/server/platform/time/calendar'
import { portalView } from '@/server/portal/queries'
import { checkOrganisation } from '@/server/simulation/check/check'

it('says with an offer which deposits come with it, beside its sums, and charges them with the order', async () => {
  const { ctx } = await makeOrganisation()
  const { customerId } = await makeCustomer(ctx)
  const returnable = async (name: string, unitPrice: string) =>
    (await makeProduct(ctx, { name, kind: 'RETURNABLE', unitPrice })).productId
  const returnables = [
    { returnableId: await returnable('Crate', '2'), per: 24 },
    { returnableId: await returnable('Bottle', '0.08'), per: 1 },
  ]
  const beer = (await makeProduct(ctx, { unitPrice: '1', stock: 100, returnables })).productId
  const cups = (await makeProduct(ctx, { unitPrice: '1', stock: 100 })).productId
  const offered = {
    customerId,
    lines: [
      { productId: beer, quantity: 48 },
      { productId: cups, quantity: 2 },
    ],
    validUntil: addDays(ctx.today, 10),
  }
  const { id } = await writeQuote(ctx, offered)
  const seen = await previewOrder(ctx, { customerId, lines: offered.lines, isOffer: true })
  const { quote, lines } = await quoteRecord(ctx, { id })
  expect([quote.netMinor, seen.totals.netMinor]).toEqual([50_00n, 50_00n])
  expect(lines.map((line) => line.deposit)).toEqual(['plus deposit: 2 × Crate at 2.00, 48 × Bottle at 0.08', null])
  const withThem = offeredDeposits(quote, lines)
  expect(withThem?.netMinor).toBe(7_84n)
  expect(seen.withDepositsMinor).toBe(withThem?.grossMinor)
  expect(seen.credit.afterMinor).toBe(withThem?.grossMinor)
  const paper = JSON.stringify(quotePaper(await printedQuote(ctx, id), ctx.organisation).totals)
  expect(paper).toContain('Total with deposits')
  const token = (await linkQuote(ctx, { id })).url.split('/').at(-1) as string
  expect((await portalView({ token }, '10.2.0.1')).deposits).toEqual(withThem)
  const { orderId } = await acceptQuote(ctx, { id, name: 'Ann' })
  const { order } = await orderRecord(ctx, { id: orderId })
  expect([order.netMinor, order.grossMinor]).toEqual([50_00n + 7_84n, withThem?.grossMinor])
  const after = await quoteRecord(ctx, { id })
  expect(offeredDeposits(after.quote, lines)).toBeNull()
  // Page and paper keep the sums of the acceptance, whatever the deposits are later.
  expect(acceptedDeposits(JSON.parse(String(after.quote.accepted)))).toEqual(withThem)
  const asAccepted = await quoteFile(ctx, id)
  const [page] = await look(asAccepted.bytes, 72)
  expect(asAccepted.fileName).toBe(`${quote.number} as accepted.pdf`)
  expect(page?.text).toMatch(/Deposits as accepted\s+\S*7\.84/)
  const asSent = await versionFile(ctx, after.versions[0]?.id as string)
  expect(asSent.fileName).toBe(`${quote.number}.pdf`)
  expect(await checkOrganisation(ctx)).toEqual([])
})
