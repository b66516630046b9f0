import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { meanwhile } from '@/prisma/seed/meanwhile'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { holdCustomer, liftHold } from '@/server/credit/mutations/hold'
import { setLimit } from '@/server/credit/mutations/limit'
import { archiveCustomer, restoreCustomer } from '@/server/customer/mutations/archive'
import { customerRecord } from '@/server/customer/queries'
import { release } from '@/server/fulfilment/mutations/release'
import { listWaiting } from '@/server/home/queries/waiting'
import { mintCtx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { mergeCustomers } from '@/server/receivable/mutations/merge'
import { checkOrganisation } from '@/server/simulation/check/check'
import { sentence } from '@/server/words'
import { listOrders } from '../queries/list'
import { offerAsked, retaxed } from '../queries/offer'
import { quoteOutlook } from '../queries/outlook'
import { quoteRecord } from '../queries/quotes'
import { orderRecord } from '../queries/record'
import { acceptQuote } from './accept-quote'
import { answerOffer, takeReturned } from './answer-offer'
import { cancel } from './cancel'
import { mailConfirmation } from './mail-order'
import { writeQuote } from './quote'
import { regate } from './regate'
import { linkQuote } from './send-quote'

let made: MadeOrganisation
let customerId: string
let productId: string
beforeAll(async () => {
  made = await makeOrganisation()
})
beforeEach(async () => {
  ;({ customerId } = await makeCustomer(made.ctx))
  ;({ productId } = await makeProduct(made.ctx, { stock: 50 }))
  await setLimit(made.ctx, { customerId, limitMinor: 19_900n, reason: 'known' })
})
afterEach(async () => expect(await checkOrganisation(made.ctx)).toEqual([]))

const portal = () => mintCtx({ organisation: made.organisation, actor: { kind: 'PORTAL', id: null } })

async function offered(quantity = 4) {
  const { ctx } = made
  const { id } = await writeQuote(ctx, { customerId, validUntil: ctx.today, lines: [{ productId, quantity }] })
  await linkQuote(ctx, { id })
  return id
}

/** Changes the standard tax rate, up, down or back. */
const taxed = (rate: string) =>
  read(
    made.ctx,
    sql`UPDATE tax_category SET rate = ${rate}::numeric WHERE organisation_id = ${made.ctx.organisationId} AND code = 'S' AND rate > 15`,
  )

/** An offer at 23 % that is accepted after the tax rate changed. */
async function accepted(rate: string, quantity?: number) {
  await taxed('23')
  const id = await offered(quantity)
  await taxed(rate)
  return acceptQuote(portal(), { id, name: 'Ada Buyer' })
}

const orderOf = async (id: string) => orderRecord(made.ctx, { id })
const mailed = async (orderId: string) => {
  const [rows] = await read(
    made.ctx,
    sql<{ kind: string; body: { text: string } }>`SELECT kind, body FROM mail
      WHERE organisation_id = ${made.ctx.organisationId} AND object_id = ${orderId} ORDER BY id`,
  )
  return rows
}

describe('an accepted offer whose tax rate has changed since', () => {
  it('becomes an order on the offered terms, and waits for the seller, who finds it on a list', async () => {
    const { orderId, number } = await accepted('25')
    const { order, lines } = await orderOf(orderId)
    expect(order).toMatchObject({ stage: 'ORDER', waitsFor: 'TAX', promisedOn: null, grossMinor: 4920n })
    expect(lines[0]).toMatchObject({ reserved: 4, taxRate: expect.stringMatching(/^23/) })
    expect(await release(made.ctx, orderId)).toMatchObject({ tasks: 0, parked: 'ASKED' })
    expect((await listWaiting(made.ctxOf('sales'), { kind: 'TAX' })).rows.map((row) => row.recordId)).toContain(orderId)
    expect((await listOrders(made.ctx, { waitsFor: 'TAX' })).rows.map((row) => row.number)).toContain(number)
    expect(await offerAsked(made.ctx, { id: orderId })).toMatchObject({
      grossMinor: 4920n,
      todayGrossMinor: 5000n,
      lines: [
        { position: 1, quoted: { taxCode: 'S' }, today: { taxCode: 'S', taxRate: expect.stringMatching(/^25/) } },
      ],
    })
    await mailConfirmation(made.ctx, orderId)
    expect((await mailed(orderId)).map((mail) => mail.kind)).toEqual(['ORDER_RECEIVED'])
  })

  it('gets its promise and confirmation when the seller keeps the quoted tax', async () => {
    const { orderId } = await accepted('25')
    await answerOffer(made.ctx, { orderId, answer: 'QUOTED_TAX' })
    const { order, timeline } = await orderOf(orderId)
    expect(order).toMatchObject({ stage: 'FULFILMENT', waitsFor: 'PICKING', grossMinor: 4920n })
    expect(order.promisedOn).not.toBeNull()
    const said = timeline.find((event) => event.name === 'order/offer.answered')
    expect(said && sentence(said, made.organisation)).toBe('Tax kept as it was quoted')
    await mailConfirmation(made.ctx, orderId)
    const [mail] = await mailed(orderId)
    expect(mail?.kind).toBe('ORDER_CONFIRMATION')
    expect(mail?.body.text).not.toContain('tax of today')
    await expect(answerOffer(made.ctx, { orderId, answer: 'TODAYS_TAX' })).rejects.toMatchObject({
      code: 'NOTHING_ASKED',
    })
  })

  it('gets the tax of today on each line, in total, exposure and mail when the seller chooses it', async () => {
    const { orderId } = await accepted('25')
    await answerOffer(made.ctx, { orderId, answer: 'TODAYS_TAX', idempotencyKey: 'once' })
    await answerOffer(made.ctx, { orderId, answer: 'TODAYS_TAX', idempotencyKey: 'once' })
    const { order, lines, credit, timeline } = await orderOf(orderId)
    expect(order).toMatchObject({ waitsFor: 'PICKING', taxMinor: 1000n, grossMinor: 5000n })
    expect(lines[0]?.taxRate).toMatch(/^25/)
    expect(credit?.committedMinor).toBe(5000n)
    const said = timeline.find((event) => event.name === 'order/offer.answered')
    expect(said && sentence(said, made.organisation)).toBe('Taxed as of today: the total from €49.20 to €50.00')
    await mailConfirmation(made.ctx, orderId)
    expect((await mailed(orderId)).at(-1)?.body.text).toMatch(/tax of today.*€49\.20/s)
  })

  it('says in its confirmation what was offered with the optional lines that they took', async () => {
    await taxed('23')
    const lines = [4, 1].map((quantity) => ({ productId, quantity, optional: quantity === 1 }))
    const { id } = await writeQuote(made.ctx, { customerId, validUntil: made.ctx.today, lines })
    await linkQuote(made.ctx, { id })
    await taxed('25')
    const { orderId } = await acceptQuote(portal(), { id, name: 'Ada Buyer', ticked: [2] })
    const quoted = await read(made.ctx, retaxed(made.ctx, orderId))
    await answerOffer(made.ctx, { orderId, answer: 'TODAYS_TAX' })
    const { number } = (await quoteRecord(made.ctx, { id })).quote
    expect([quoted, await read(made.ctx, retaxed(made.ctx, orderId))]).toEqual([
      [[]],
      [[{ number, grossMinor: 6150n }]],
    ])
    await mailConfirmation(made.ctx, orderId)
    expect((await mailed(orderId)).at(-1)?.body.text).toMatch(/tax of today.*€61\.50/s)
  })

  it('refuses the tax of today when it takes the order over the limit', async () => {
    const { orderId } = await accepted('25', 16)
    await expect(answerOffer(made.ctx, { orderId, answer: 'TODAYS_TAX' })).rejects.toMatchObject({
      code: 'CREDIT_EXCEEDED',
    })
    // The quoted tax raises nothing, so it needs no credit.
    await setLimit(made.ctx, { customerId, limitMinor: 100n, reason: 'owes too much' })
    await answerOffer(made.ctx, { orderId, answer: 'QUOTED_TAX' })
  })

  it('asks for payment beforehand only after the tax is decided', async () => {
    const { customerId: buyer } = await makeCustomer(made.ctx, { paymentTermsId: await termsOf(made.ctx, 'PREPAID') })
    customerId = buyer
    const { orderId } = await accepted('25')
    expect((await orderOf(orderId)).proforma).toBeNull()
    await answerOffer(made.ctx, { orderId, answer: 'TODAYS_TAX' })
    const { order, proforma } = await orderOf(orderId)
    expect(order).toMatchObject({ stage: 'CREDIT', waitsFor: 'PAYMENT' })
    expect(proforma).toMatchObject({ state: 'OPEN', grossMinor: 5000n })
  })

  it('passes credit again while it waits, so that it goes on at once after the answer', async () => {
    await taxed('23')
    const id = await offered()
    await taxed('25')
    await holdCustomer(made.ctx, { customerId, reason: 'asked to' })
    const { orderId } = await acceptQuote(portal(), { id, name: 'Ada Buyer' })
    expect((await orderOf(orderId)).order).toMatchObject({ creditState: 'HELD', stage: 'ORDER', waitsFor: 'TAX' })
    await liftHold(made.ctx, { customerId, cause: 'PERSON', reason: 'paid' })
    expect(await regate(made.ctx, customerId)).toEqual({ released: 1 })
    expect((await orderOf(orderId)).order).toMatchObject({ stage: 'ORDER', waitsFor: 'TAX', promisedOn: null })
    await answerOffer(made.ctx, { orderId, answer: 'QUOTED_TAX' })
    expect((await orderOf(orderId)).order).toMatchObject({ stage: 'FULFILMENT', waitsFor: 'PICKING' })
  })

  it('can be cancelled instead, and refuses the answer of another organisation', async () => {
    const { orderId } = await accepted('25')
    const stranger = await makeOrganisation()
    await expect(answerOffer(stranger.ctx, { orderId, answer: 'QUOTED_TAX' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await cancel(made.ctx, { orderId, reason: 'too dear' })
    expect((await orderOf(orderId)).order).toMatchObject({ stage: 'CANCELLED', waitsFor: null })
    await expect(answerOffer(made.ctx, { orderId, answer: 'QUOTED_TAX' })).rejects.toMatchObject({
      code: 'ORDER_CANCELLED',
    })
  })
})

describe('an accepted offer whose customer was merged or archived', () => {
  it('becomes an order of the customer into whom the first one was merged', async () => {
    const id = await offered()
    const [middle, heir] = [await makeCustomer(made.ctx), await makeCustomer(made.ctx)]
    await mergeCustomers(made.ctx, { id: customerId, intoId: middle.customerId })
    await mergeCustomers(made.ctx, { id: middle.customerId, intoId: heir.customerId })
    await read(
      made.ctx,
      sql`UPDATE customer_address SET line = '7 New Road', city = 'Cork' WHERE organisation_id = ${made.ctx.organisationId} AND customer_id = ${heir.customerId} AND is_ship_to`,
    )
    const { quote, lines } = await quoteRecord(made.ctx, { id })
    expect(await quoteOutlook(made.ctx, quote, lines)).toMatchObject({ shipTo: { line: '7 New Road', city: 'Cork' } })
    const { orderId } = await acceptQuote(portal(), { id, name: 'Ada Buyer' })
    expect((await orderOf(orderId)).order).toMatchObject({ customerId: heir.customerId, payerId: heir.customerId })
  })

  it.each<[string, (orderId: string) => Promise<unknown>]>([
    ['on its page', (orderId) => answerOffer(made.ctx, { orderId, answer: 'TAKE' })],
    [
      'by bringing the customer back',
      async (orderId) => {
        await restoreCustomer(made.ctx, { id: customerId })
        const nobody = { ...made.ctx, actor: { kind: 'PERSON', id: 'nobody' } } as const
        await expect(takeReturned(nobody, customerId)).rejects.toThrow(/uuid/)
        const once = () => takeReturned(made.ctx, customerId)
        await meanwhile(
          made.ctx,
          orderId,
          () => Promise.all([once(), once()]),
          () => sleep(50),
        )
        await once()
      },
    ],
  ])('of an archived customer waits until the seller takes it %s', async (_, deed) => {
    await taxed('23')
    const id = await offered()
    await archiveCustomer(made.ctx, { id: customerId })
    const { quote, lines } = await quoteRecord(made.ctx, { id })
    expect(await quoteOutlook(made.ctx, quote, lines)).toMatchObject({ arrivesOn: null, noPromise: 'CUSTOMER' })
    const { orderId } = await acceptQuote(portal(), { id, name: 'Ada Buyer' })
    expect((await orderOf(orderId)).order).toMatchObject({ stage: 'ORDER', waitsFor: 'CUSTOMER', promisedOn: null })
    expect((await listWaiting(made.ctx, { kind: 'CUSTOMER' })).rows.map((row) => row.recordId)).toContain(orderId)
    await deed(orderId)
    expect((await customerRecord(made.ctx, customerId)).archivedAt).toBeNull()
    expect(await payloadsOf(made.ctx, 'customer/customer.restored', customerId)).toHaveLength(1)
    expect((await orderOf(orderId)).order).toMatchObject({ stage: 'FULFILMENT', waitsFor: 'PICKING' })
  })

  it('asks about the tax after the customer is restored', async () => {
    await taxed('23')
    const id = await offered()
    await taxed('25')
    await archiveCustomer(made.ctx, { id: customerId })
    const { orderId } = await acceptQuote(portal(), { id, name: 'Ada Buyer' })
    await answerOffer(made.ctx, { orderId, answer: 'TAKE' })
    expect((await orderOf(orderId)).order).toMatchObject({ stage: 'ORDER', waitsFor: 'TAX' })
  })
})
