import { beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { acceptQuote } from '@/server/order/mutations/accept-quote'
import { amend } from '@/server/order/mutations/amend'
import { answerOffer } from '@/server/order/mutations/answer-offer'
import { confirm } from '@/server/order/mutations/confirm'
import { writeQuote } from '@/server/order/mutations/quote'
import { linkQuote } from '@/server/order/mutations/send-quote'
import { offerAsked } from '@/server/order/queries/offer'
import { previewOrder } from '@/server/order/queries/preview'
import { quoteRecord } from '@/server/order/queries/quotes'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { changeOrganisation } from '@/server/platform/organisation/mutations/settings'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { addEntry } from './mutations/entry'
import { createPriceList } from './mutations/price-list'
import { pricesOfProduct } from './queries/entries'
import { priceListRecord } from './queries/lists'
import { shownLists } from './queries/shown'

let ctx: Ctx
let customerId: string
let productId: string
let priceListId: string
let wish: { customerId: string; lines: { productId: string; quantity: number }[] }

beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  customerId = (await makeCustomer(ctx)).customerId
  productId = (await makeProduct(ctx, { unitPrice: '99', stock: 1000 })).productId
  priceListId = (await createPriceList(ctx, { name: 'Shop', audience: 'ALL', withTax: true, validFrom: ctx.today })).id
  // Standard tax in Ireland is 23 %.
  await addEntry(ctx, { priceListId, productId, unitPrice: '123' })
  wish = { customerId, lines: [{ productId, quantity: 2 }] }
})

const registered = (taxRegistered: boolean) => changeOrganisation(ctx, { taxRegistered })
const priced = ({ lines }: { lines: { unitPrice: string; taxCode?: string }[] }) =>
  lines.map(({ unitPrice, taxCode }) => [Number(unitPrice), taxCode])
const sums = ({ netMinor, taxMinor, grossMinor }: { netMinor: bigint; taxMinor: bigint; grossMinor: bigint }) => [
  netMinor,
  taxMinor,
  grossMinor,
]
const quoted = () => writeQuote(ctx, { ...wish, validUntil: addDays(ctx.today, 9) })

describe('a price with tax, of a seller who is not registered for tax', () => {
  it('is charged as it stands: in the preview, a quote, an order and the line that is added to it', async () => {
    await registered(false)
    const shown = await previewOrder(ctx, wish)
    expect([Number(shown.lines[0]?.unitPrice), ...sums(shown.totals)]).toEqual([123, 246_00n, 0n, 246_00n])
    const { quote, ...offer } = await quoteRecord(ctx, await quoted().then(({ id }) => ({ id })))
    expect([priced(offer), sums(quote)]).toEqual([[[123, 'O']], [246_00n, 0n, 246_00n]])
    const { orderId } = await confirm(ctx, wish)
    await amend(ctx, { orderId, added: [{ productId, quantity: 1 }] })
    const { order, ...record } = await orderRecord(ctx, { id: orderId })
    expect([priced(record), sums(order)]).toEqual([
      [
        [123, 'O'],
        [123, 'O'],
      ],
      [369_00n, 0n, 369_00n],
    ])
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it('is shown as one without tax in it, on the list, with the product and by the public interface', async () => {
    const shown = async () => [
      (await priceListRecord(ctx, { id: priceListId })).containsTax,
      (await pricesOfProduct(ctx, { productId }))[0]?.containsTax,
      (await shownLists(ctx, null, 9))[0]?.withTax,
    ]
    await registered(false)
    expect(await shown()).toEqual([false, false, false])
    await registered(true)
    expect(await shown()).toEqual([true, true, true])
  })

  it('has the tax in it from the day the seller is registered, while what was ordered before stays as agreed', async () => {
    await registered(false)
    const { orderId: before } = await confirm(ctx, wish)
    await registered(true)
    const { orderId: after } = await confirm(ctx, wish)
    const [old, fresh] = [await orderRecord(ctx, { id: before }), await orderRecord(ctx, { id: after })]
    expect([priced(old), sums(old.order)]).toEqual([[[123, 'O']], [246_00n, 0n, 246_00n]])
    expect([priced(fresh), sums(fresh.order)]).toEqual([[[100, 'S']], [200_00n, 46_00n, 246_00n]])
  })

  it.each([
    ['is registered now', false, [100, 'S'], [200_00n, 46_00n, 246_00n]],
    ['is registered no longer', true, [123, 'O'], [246_00n, 0n, 246_00n]],
  ])(
    'of an accepted offer stays what is paid with the tax of today, when the seller %s',
    async (_, then, line, sum) => {
      await registered(then)
      const { id } = await quoted()
      await linkQuote(ctx, { id })
      await registered(!then)
      const { orderId } = await acceptQuote(ctx, { id, name: 'Ann' })
      expect(await offerAsked(ctx, { id: orderId })).toMatchObject({ grossMinor: 246_00n, todayGrossMinor: 246_00n })
      await answerOffer(ctx, { orderId, answer: 'TODAYS_TAX' })
      const { order, ...record } = await orderRecord(ctx, { id: orderId })
      expect([priced(record), sums(order)]).toEqual([[line], sum])
      expect(await checkOrganisation(ctx)).toEqual([])
    },
  )

  it.each(['REVERSE_CHARGE', 'EXPORT'] as const)(
    'is less the tax for a customer for whom none is due: %s',
    async (taxTreatment) => {
      await registered(true)
      const untaxed = await makeCustomer(ctx, { taxTreatment })
      const { totals } = await previewOrder(ctx, { ...wish, customerId: untaxed.customerId })
      expect(sums(totals)).toEqual([200_00n, 0n, 200_00n])
      await registered(false)
      expect(sums((await previewOrder(ctx, { ...wish, customerId: untaxed.customerId })).totals)[2]).toBe(246_00n)
    },
  )
})
