import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { eventsOf } from '@/prisma/seed/events'
import { byValue } from '@/prisma/seed/freight'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { quoting } from '@/prisma/seed/quotes'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { archiveProduct } from '@/server/catalog/mutations/product'
import { archiveCustomer } from '@/server/customer/mutations/archive'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { permissionsOf } from '@/server/platform/context/permissions'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { setChargePolicy } from '@/server/pricing/mutations/charge-policy'
import { discountReasons } from '@/server/pricing/queries/entries'
import { checkOrganisation } from '@/server/simulation/check/check'
import { quoteRecord } from '../queries/quotes'
import { acceptQuote, declineQuote } from './accept-quote'
import { changeQuote, expireQuotes, withdrawQuote, writeQuote } from './quote'
import { linkQuote, sendQuote } from './send-quote'

const clock = virtualClock(new Date('2026-03-02T09:00:00Z'))
let made: MadeOrganisation
let ctx: Ctx
let stranger: Ctx
let customerId: string
let productId: string
beforeAll(async () => {
  made = await makeOrganisation({ clock })
  ctx = made.ctx
  stranger = (await makeOrganisation({ clock })).ctx
  ;({ customerId } = await makeCustomer(ctx))
  ;({ productId } = await makeProduct(ctx, { stock: 100, name: 'Red rose', unitPrice: '12.5' }))
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const { wish, draft, sent, quote, state } = quoting(() => ({ ctx, customerId, productId }))
const told = (id: string) => eventsOf(ctx, id)

describe('a new quote', () => {
  it('has the names and prices of the catalogue unless others are given, and is written once under its key', async () => {
    const key = { idempotencyKey: newId(ctx.now) }
    const lines = [
      { productId, quantity: 4 },
      { productId, quantity: 2, unitPrice: '0', description: 'A gift' },
    ]
    const [id, again] = [
      await draft({ ...key, lines, note: 'For spring' }),
      await draft({ ...key, lines, note: 'For spring' }),
    ]
    expect(again).toBe(id)
    const record = await quoteRecord(ctx, { id })
    expect(record.quote).toMatchObject({
      state: 'DRAFT',
      note: 'For spring',
      netMinor: 5000n,
      taxMinor: 1150n,
      sentAt: null,
    })
    expect(record.quote.createdByName).toBe('Olive Owner')
    expect(record.lines.map((line) => [line.description, Number(line.unitPrice), line.netMinor])).toEqual([
      ['Red rose', 12.5, 5000n],
      ['A gift', 0, 0n],
    ])
    const { customerId: other } = await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })
    await changeQuote(ctx, { id, ...wish({ customerId: other, validUntil: '2026-04-01', note: 'Changed' }) })
    const changed = await quoteRecord(ctx, { id })
    expect(changed.quote).toMatchObject({
      customerId: other,
      termsKind: 'PREPAID',
      validUntil: '2026-04-01',
      note: 'Changed',
      netMinor: 5000n,
    })
    expect(changed.lines).toHaveLength(1)
    expect((await told(id)).map((event) => event.name)).toEqual(['order/quote.written', 'order/quote.changed'])
    const seen = { id, version: changed.quote.version, ...wish() }
    for (const code of ['done', 'CHANGED_MEANWHILE']) expect(await refused(changeQuote(ctx, seen))).toBe(code)
  })

  it('is refused for another organisation, an archived customer or product, and an end in the past', async () => {
    const gone = (await makeCustomer(ctx)).customerId
    const old = (await makeProduct(ctx)).productId
    await archiveCustomer(ctx, { id: gone })
    await archiveProduct(ctx, { id: old })
    const id = await draft()
    const theirs = (await makeProduct(stranger)).productId
    const wishes: [object, string][] = [
      [{ validUntil: '2026-03-01' }, 'QUOTE_ENDED_BEFORE'],
      [{ validUntil: '2026-03-02' }, 'done'],
      [{ customerId: gone }, 'CUSTOMER_ARCHIVED'],
      [{ lines: [{ productId: old, quantity: 1 }] }, 'PRODUCT_ARCHIVED'],
      [{ lines: [{ productId: theirs, quantity: 1 }] }, 'NOT_FOUND'],
      [{ customerId: (await makeCustomer(stranger)).customerId }, 'NOT_FOUND'],
    ]
    for (const [more, code] of wishes) {
      expect([more, await refused(writeQuote(ctx, wish(more)))]).toEqual([more, code])
      expect([more, await refused(changeQuote(ctx, { id, ...wish(more) }))]).toEqual([more, code])
    }
    const own = wish({
      customerId: (await makeCustomer(stranger)).customerId,
      lines: [{ productId: theirs, quantity: 1 }],
    })
    expect(await refused(changeQuote(stranger, { id, ...own }))).toBe('NOT_FOUND')
    const verbs = [withdrawQuote, declineQuote, linkQuote, sendQuote]
    for (const verb of verbs) expect(await refused(verb(stranger, { id }))).toBe('NOT_FOUND')
    expect(await state(id)).toBe('DRAFT')
  })
})

it('a discount on the whole of a quote respects the floor price, and freight as a line replaces the charge for it', async () => {
  const { ctx: own } = await makeOrganisation({ clock })
  const nails = (await makeProduct(own, { floorPrice: '9' })).productId
  const way = (await makeProduct(own, { kind: 'FREIGHT' })).productId
  const policy = { freight: byValue([0, 7_00]), smallBelowMinor: null, smallMinor: null, minimumMinor: null }
  await setChargePolicy(own, { ...policy, withLast: false })
  const charge = async (percent: string, ...ids: string[]) => {
    const lines = ids.map((id) => ({ productId: id, quantity: 1 }))
    const discount = { percent, reasonId: (await discountReasons(own))[0]?.id as string }
    const wished = { customerId: (await makeCustomer(own)).customerId, lines, validUntil: own.today, discount }
    const { id } = await writeQuote({ ...own, permissions: permissionsOf(['sales']) }, wished)
    return (await quoteRecord(own, { id })).quote.chargeMinor
  }
  expect(await refused(charge('10.1', nails))).toBe('BELOW_FLOOR')
  expect([await charge('10', nails), await charge('10', nails, way)]).toEqual([7_00n, 0n])
})

it('a sent quote without an answer expires after its last day, once, in its own organisation only', async () => {
  const [today, tomorrow, unsent] = [await sent(), await sent({ validUntil: '2026-03-03' }), await draft()]
  const sentAt = (await quote(today)).sentAt
  expect(await expireQuotes(ctx)).toEqual({ expired: 0 })
  clock.set(new Date('2026-03-03T09:00:00Z'))
  ctx = made.ctxOf('owner')
  await linkQuote(ctx, { id: tomorrow })
  expect((await quote(tomorrow)).sentAt).toEqual(sentAt)
  expect(await refused(acceptQuote(ctx, { id: today, name: 'Ada Buyer' }))).toBe('QUOTE_EXPIRED')
  expect(await refused(sendQuote(ctx, { id: today }))).toBe('QUOTE_EXPIRED')
  expect(await expireQuotes(stranger)).toEqual({ expired: 0 })
  const { expired } = await expireQuotes(ctx)
  expect(expired).toBeGreaterThan(0)
  expect([await state(today), await state(tomorrow), await state(unsent)]).toEqual(['EXPIRED', 'SENT', 'DRAFT'])
  expect(await quote(today)).toMatchObject({ decidedAt: ctx.now })
  expect((await told(today)).map((event) => event.name).at(-1)).toBe('order/quote.expired')
  expect(await expireQuotes(ctx)).toEqual({ expired: 0 })
  expect(await refused(withdrawQuote(ctx, { id: today }))).toBe('QUOTE_NOT_OPEN')
  expect(await refused(acceptQuote(ctx, { id: tomorrow, name: 'Ada Buyer' }))).toBe('done')
})

it.each([
  ['SEND', 'https://trade.example.test', 1],
  ['RECORD', 'http://localhost:3000', 0],
] as const)(
  'the paper of a quote is kept as it was mailed (%s), and its link leads to %s',
  async (mail, place, kept) => {
    const { ctx: own } = await makeOrganisation({ clock, gateways: { mail } })
    const lines = [{ productId: (await makeProduct(own)).productId, quantity: 1 }]
    const { customerId: buyer } = await makeCustomer(own)
    const { id } = await writeQuote(own, { customerId: buyer, validUntil: own.today, lines })
    await sendQuote(own, { id })
    const papers = sql`SELECT kind FROM document WHERE organisation_id = ${own.organisationId} AND object_id = ${id}`
    expect((await read(own, papers))[0]).toEqual(Array(kept).fill({ kind: 'quote' }))
    vi.stubEnv('NEXTAUTH_URL', kept ? place : undefined)
    const { url } = await linkQuote(own, { id }).finally(() => vi.unstubAllEnvs())
    expect(url.startsWith(`${place}/portal/`)).toBe(true)
  },
)
