import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { byValue, byWeight } from '@/prisma/seed/freight'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { changeService } from '@/server/carrier/mutations'
import { listServices } from '@/server/carrier/queries'
import type { FreightTable } from '@/server/carrier/rules'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { printed } from '@/server/invoicing/queries/printed'
import { acceptQuote } from '@/server/order/mutations/accept-quote'
import { amend } from '@/server/order/mutations/amend'
import { confirm } from '@/server/order/mutations/confirm'
import { writeQuote } from '@/server/order/mutations/quote'
import { linkQuote } from '@/server/order/mutations/send-quote'
import { previewOrder } from '@/server/order/queries/preview'
import { quoteRecord } from '@/server/order/queries/quotes'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { addDays } from '@/server/platform/time/calendar'
import { type Parameters, speak } from '@/server/platform/words/words'
import { setChargePolicy } from '@/server/pricing/mutations/charge-policy'
import { sentences } from '@/server/pricing/words/en'
import { checkOrganisation } from '@/server/simulation/check/check'

let ctx: Ctx
let customerId: string
let stone: string
let feather: { productId: string; sku: string }

beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
  customerId = (await makeCustomer(ctx)).customerId
  stone = (await makeProduct(ctx, { stock: 1000, weightGrams: 2500 })).productId
  feather = await makeProduct(ctx, { stock: 1000, unitPrice: '1' })
})
afterAll(async () => expect(await checkOrganisation(ctx)).toEqual([]))

const settings = (freight: FreightTable | null) =>
  setChargePolicy(ctx, { freight, smallBelowMinor: null, smallMinor: null, minimumMinor: null, withLast: false })

const chargeService = async (freight: FreightTable | null) => {
  const service = (await listServices(ctx)).find(({ isDefault }) => isDefault)
  if (!service) throw new Error('no default service')
  const { id, name, transitDays, cutOff } = service
  await changeService(ctx, { id, name, transitDays, cutOff, freight })
}

const order = async (quantity: number, facts: object = {}) =>
  (await confirm(ctx, { customerId, lines: [{ productId: stone, quantity }], ...facts })).orderId
const charged = async (id: string) => (await orderRecord(ctx, { id })).order.chargeMinor
const france = { name: 'Atelier', line: '1 rue Haute', postcode: '75001', city: 'Paris', country: 'FR' }

describe('freight in steps', () => {
  it('is that of the step which the goods reach, of where they go, and follows an amendment of either', async () => {
    await settings(byValue([0, 9_90], [50_00, 5_90], [150_00, 0], [0, 19_90, 'FR'], [150_00, 9_90, 'FR']))
    const say = speak(ctx.organisation)
    const said = (payload: unknown) => sentences['pricing/charges.set']?.(payload as Parameters, say)
    const [told] = await payloadsOf(ctx, 'pricing/charges.set', ctx.organisationId)
    expect(said(told)).toBe('Charges set: freight by value in 5 steps')
    const before = { freightMinor: '690', freeFromMinor: '15000' }
    expect(said(before)).toBe(`Charges set: freight ${say.money('690')}, free from ${say.money('15000')}`)
    const amounts = [4, 5, 15].map(async (quantity) => charged(await order(quantity)))
    expect(await Promise.all(amounts)).toEqual([9_90n, 5_90n, 0n])
    const abroad = await order(15, { shipTo: france })
    expect(await charged(abroad)).toBe(9_90n)

    const home = await order(4)
    const [line] = (await orderRecord(ctx, { id: home })).lines
    await amend(ctx, { orderId: home, lines: [{ lineId: line?.id as string, quantity: 6 }] })
    expect(await charged(home)).toBe(5_90n)
    await amend(ctx, { orderId: home, shipTo: france })
    expect(await charged(home)).toBe(19_90n)
    await amend(ctx, { orderId: home, added: [{ productId: stone, quantity: 9 }] })
    expect(await charged(home)).toBe(9_90n)
  })

  it('of the service goes by weight in place of the organisation’s, is invoiced once, and an amendment weighs again', async () => {
    await settings(byValue([0, 9_90]))
    await chargeService(byWeight([0, 6_90], [5000, 12_90], [31_500, 49_00]))
    const two = await order(2)
    expect(await charged(two)).toBe(6_90n)
    await amend(ctx, { orderId: two, added: [{ productId: feather.productId, quantity: 40 }] })
    expect(await charged(two)).toBe(6_90n)
    const [line] = (await orderRecord(ctx, { id: two })).lines
    await amend(ctx, { orderId: two, lines: [{ lineId: line?.id as string, quantity: 3 }] })
    expect(await charged(two)).toBe(12_90n)
    const parts = []
    for (const quantity of [1, 9])
      parts.push(await printed(ctx, (await issueForShipment(ctx, await ship(ctx, two, quantity))).invoiceId))
    expect(parts.map((part) => part.adjustments.map(({ amountMinor }) => amountMinor))).toEqual([[12_90n], []])
    await chargeService(null)
    expect(await charged(await order(2))).toBe(9_90n)
  })

  it('is foreseen while typing, with what more would make it cheaper, or its weight and the goods that have none', async () => {
    await settings(byValue([0, 9_90], [50_00, 5_90], [150_00, 0]))
    const lines = [
      { productId: stone, quantity: 3 },
      { productId: feather.productId, quantity: 1 },
    ]
    const seen = await previewOrder(ctx, { customerId, lines })
    expect(seen.charges).toMatchObject([{ kind: 'FREIGHT', amountMinor: '990' }])
    expect(seen.cheaperFreight).toEqual({ missingMinor: 19_00n, amountMinor: 5_90n })
    expect(seen.freightWeight).toBeNull()
    await chargeService(byWeight([0, 6_90], [5000, 12_90], [0, 30_00, 'FR']))
    const weighed = await previewOrder(ctx, { customerId, lines })
    expect(weighed.charges).toMatchObject([{ amountMinor: '1290' }])
    expect(weighed).toMatchObject({ cheaperFreight: null, freightWeight: { grams: 7500n, unknown: [feather.sku] } })
    expect((await previewOrder(ctx, { customerId, lines, shipTo: france })).charges).toMatchObject([
      { amountMinor: '3000' },
    ])
  })

  it('of a quote is that of the customer’s country, and stays what was sent whatever is charged later', async () => {
    await chargeService(byWeight([0, 6_90], [5000, 12_90], [0, 30_00, 'FR']))
    const quoted = async (buyer: string) => {
      const lines = [{ productId: stone, quantity: 3 }]
      const { id } = await writeQuote(ctx, { customerId: buyer, lines, validUntil: addDays(ctx.today, 20) })
      return id
    }
    const french = await makeCustomer(ctx, { country: 'FR', billPostcode: '75001', billCity: 'Paris' })
    expect((await quoteRecord(ctx, { id: await quoted(french.customerId) })).quote.chargeMinor).toBe(30_00n)
    const id = await quoted(customerId)
    await linkQuote(ctx, { id })
    await chargeService(byWeight([0, 99_00]))
    const { orderId } = await acceptQuote(ctx, { id, name: 'Ada Buyer' })
    expect(await charged(orderId)).toBe(12_90n)
    const [line] = (await orderRecord(ctx, { id: orderId })).lines
    await amend(ctx, { orderId, lines: [{ lineId: line?.id as string, quantity: 1 }] })
    expect(await charged(orderId)).toBe(12_90n)
  })
})
