import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventsOf } from '@/prisma/seed/events'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { quoting } from '@/prisma/seed/quotes'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { acceptQuote, declineQuote } from './accept-quote'
import { changeQuote, withdrawQuote } from './quote'
import { linkQuote, sendQuote } from './send-quote'

const clock = virtualClock(new Date('2026-03-02T09:00:00Z'))
let made: MadeOrganisation
let ctx: Ctx
let customerId: string
let productId: string
beforeAll(async () => {
  made = await makeOrganisation({ clock })
  ctx = made.ctx
  ;({ customerId } = await makeCustomer(ctx))
  ;({ productId } = await makeProduct(ctx, { stock: 100, name: 'Red rose', unitPrice: '12.5' }))
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const { wish, draft, sent, quote, state } = quoting(() => ({ ctx, customerId, productId }))
const told = (id: string) => eventsOf(ctx, id)

it('an answer to a version that was replaced is refused, and told whether the newer one was sent', async () => {
  const id = await sent()
  await changeQuote(ctx, { id, ...wish() })
  const accept = (version: number) => refusedWith(acceptQuote(ctx, { id, name: 'Ada Buyer', version }))
  expect(await accept(1)).toEqual(['QUOTE_REPLACED', { version: 2, ready: false }])
  await linkQuote(ctx, { id })
  expect(await accept(1)).toEqual(['QUOTE_REPLACED', { version: 2, ready: true }])
  expect(await refused(declineQuote(ctx, { id, version: 1 }))).toBe('QUOTE_REPLACED')
  expect([await accept(2), await state(id)]).toEqual(['done', 'ACCEPTED'])
})

describe('the possible actions of a quote', () => {
  const accept = (id: string) => acceptQuote(ctx, { id, name: 'Ada Buyer' })
  const verbs: Record<string, (id: string) => Promise<unknown>> = {
    change: (id) => changeQuote(ctx, { id, ...wish() }),
    send: (id) => sendQuote(ctx, { id }),
    link: (id) => linkQuote(ctx, { id }),
    accept,
    decline: (id) => declineQuote(ctx, { id }),
    withdraw: (id) => withdrawQuote(ctx, { id }),
  }
  it.each<[string, (id: string) => Promise<unknown>, string]>([
    ['a draft', async () => {}, 'change send link withdraw'],
    ['one that was sent', (id) => linkQuote(ctx, { id }), 'change send link accept decline withdraw'],
    ['an accepted one', async (id) => [await linkQuote(ctx, { id }), await accept(id)], 'link accept'],
    ['a declined one', async (id) => [await linkQuote(ctx, { id }), await declineQuote(ctx, { id })], 'change'],
    ['a withdrawn one', (id) => withdrawQuote(ctx, { id }), ''],
  ])('are right for %s', async (_, stage, able) => {
    for (const [name, verb] of Object.entries(verbs)) {
      const id = await draft()
      await stage(id)
      const accepted = (await state(id)) === 'ACCEPTED'
      const refusal = name !== 'change' ? 'QUOTE_NOT_OPEN' : accepted ? 'QUOTE_ACCEPTED' : 'QUOTE_NOT_DRAFT'
      expect([name, await refused(verb(id))]).toEqual([name, able.split(' ').includes(name) ? 'done' : refusal])
    }
  })

  it('keep what was entered with them: the reason, the person who entered it, the customer’s number and note', async () => {
    const [silent, said] = [await sent(), await sent()]
    await declineQuote(ctx, { id: silent })
    await declineQuote(ctx, { id: said, reason: 'x'.repeat(300) })
    expect((await told(silent)).at(-1)).toEqual({ name: 'order/quote.declined', payload: { reason: null } })
    expect((await told(said)).at(-1)?.payload).toEqual({ reason: 'x'.repeat(200) })
    expect(await quote(said)).toMatchObject({ state: 'DECLINED', decidedAt: ctx.now })
    const id = await sent({ note: 'Ring twice' })
    const words = { reference: 'PO 7', comment: 'By the back door' }
    const { orderId, number } = await acceptQuote(ctx, { id, name: 'Ada Buyer', ...words })
    expect(await quote(id)).toMatchObject({ acceptedBy: 'Ada Buyer', orderId, orderNumber: number, decidedAt: ctx.now })
    expect((await orderRecord(ctx, { id: orderId })).order).toMatchObject({
      customerReference: 'PO 7',
      note: 'Ring twice\nBy the back door',
    })
    expect((await told(id)).at(-1)).toEqual({ name: 'order/quote.accepted', payload: { told: true, version: 1 } })
    const full = await acceptQuote(ctx, { id: await sent({ note: 'x'.repeat(2000) }), name: 'Ada', comment: 'y' })
    expect((await orderRecord(ctx, { id: full.orderId })).order.note).toBe('x'.repeat(2000))
    const itself = await sent()
    const portal = mintCtx({ organisation: made.organisation, actor: { kind: 'PORTAL', id: null }, clock })
    const bare = await acceptQuote(portal, { id: itself, name: 'Ada Buyer' })
    expect((await orderRecord(ctx, { id: bare.orderId })).order.note).toBeNull()
    const [answer] = (await told(itself)).filter(({ name }) => name === 'order/quote.accepted')
    expect(answer?.payload).toEqual({ told: false, version: 1 })
    await linkQuote(ctx, { id })
    expect(await state(id)).toBe('ACCEPTED')
    const nobody = await draft({ customerId: (await makeCustomer(ctx, { email: null })).customerId })
    expect(await refused(sendQuote(ctx, { id: nobody }))).toBe('QUOTE_WITHOUT_ADDRESS')
  })
})
