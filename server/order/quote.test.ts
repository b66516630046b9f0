import { beforeAll, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { changeCustomer } from '@/server/customer/mutations/change'
import { hashToken } from '@/server/platform/auth/tokens'
import { mintCtx } from '@/server/platform/context/ctx'
import type { Refusal } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { portalView } from '@/server/portal/queries'
import { acceptQuote, declineQuote } from './mutations/accept-quote'
import { mailConfirmation } from './mutations/mail-order'
import { changeQuote, withdrawQuote, writeQuote } from './mutations/quote'
import { linkQuote, sendQuote } from './mutations/send-quote'
import { listOrders } from './queries/list'
import { quoteOutlook } from './queries/outlook'
import { previewOrder } from './queries/preview'
import { quoteRecord } from './queries/quotes'
import { orderRecord } from './queries/record'
import { orderListOf } from './schema'

const refused = (code: string) => expect.objectContaining({ code }) as unknown as Refusal
let us: MadeOrganisation
let strangers: MadeOrganisation
let customerId: string
let productId: string

beforeAll(async () => {
  us = await makeOrganisation()
  strangers = await makeOrganisation()
  customerId = (await makeCustomer(us.ctx)).customerId
  productId = (await makeProduct(us.ctx, { stock: 100, unitPrice: '12.5' })).productId
})

const offer = (quantity = 4) =>
  writeQuote(us.ctx, { customerId, validUntil: us.ctx.today, lines: [{ productId, quantity, unitPrice: '10' }] })

const tokenOf = (url: string) => url.split('/').at(-1) as string

describe('quotes', () => {
  it('refuses a change when somebody else has changed the quote since it was read', async () => {
    const { id } = await offer()
    const { version } = (await quoteRecord(us.ctx, { id })).quote
    const wish = { id, version, customerId, validUntil: us.ctx.today, lines: [{ productId, quantity: 5 }] }
    await changeQuote(us.ctx, wish)
    await expect(changeQuote(us.ctx, { ...wish, note: 'second tab' })).rejects.toEqual(refused('CHANGED_MEANWHILE'))
    expect((await quoteRecord(us.ctx, { id })).quote.note).toBeNull()
  })

  it('is written, changed, sent with a link whose secret is not stored, and accepted as an order at its prices', async () => {
    const { id } = await offer()
    await changeQuote(us.ctx, {
      id,
      customerId,
      validUntil: us.ctx.today,
      lines: [{ productId, quantity: 5, unitPrice: '9' }],
    })
    await sendQuote(us.ctx, { id })
    const [[mail]] = await read(
      us.ctx,
      sql<{
        state: string
        body: { text: string; secrets: Record<string, string> }
      }>`SELECT state, body FROM mail WHERE organisation_id = ${us.ctx.organisationId} AND object_id = ${id}`,
    )
    const url = Object.values(mail?.body.secrets ?? {})[0] as string
    expect(mail?.body.text).not.toContain(tokenOf(url))
    const view = await portalView({ token: tokenOf(url) }, '10.0.0.1')
    expect(view.quote).toMatchObject({ state: 'SENT', netMinor: 4500n })
    const portal = mintCtx({ organisation: us.organisation, actor: { kind: 'PORTAL', id: null } })
    const [first, second] = await Promise.all([
      acceptQuote(portal, { id, name: 'Ada Buyer' }),
      acceptQuote(portal, { id, name: 'Ada Buyer' }),
    ])
    expect(second.orderId).toBe(first.orderId)
    const record = await orderRecord(us.ctx, { id: first.orderId })
    expect(record.order).toMatchObject({ source: 'QUOTE', netMinor: 4500n, creditState: 'PASSED' })
    expect(record.lines[0]).toMatchObject({ ordered: 5, reserved: 5 })
    expect(record.timeline.map((event) => event.name)).toContain('order/quote.accepted')
    expect((await portalView({ token: tokenOf(url) }, '10.0.0.1')).order?.number).toBe(first.number)
    await expect(withdrawQuote(us.ctx, { id })).rejects.toEqual(refused('QUOTE_NOT_OPEN'))
  })

  it('shows nothing to another organisation', async () => {
    const { id } = await offer()
    const { url } = await linkQuote(us.ctx, { id })
    await expect(portalView({ token: 'x'.repeat(43) }, '10.0.0.2')).rejects.toEqual(refused('NOT_FOUND'))
    await expect(sendQuote(strangers.ctx, { id })).rejects.toEqual(refused('NOT_FOUND'))
    await expect(acceptQuote(strangers.ctx, { id, name: 'Mallory' })).rejects.toEqual(refused('NOT_FOUND'))
    const [links] = await read(
      us.ctx,
      sql<{ id: string }>`SELECT id FROM portal_link WHERE token_hash = ${hashToken(tokenOf(url))}`,
    )
    expect(links).toHaveLength(1)
    const [foreign] = await read(
      strangers.ctx,
      sql`SELECT id FROM portal_link WHERE token_hash = ${hashToken(tokenOf(url))}`,
    )
    expect(foreign).toHaveLength(0)
  })

  it('is accepted as it was sent, whatever was edited since; a draft with a link can still be mailed once', async () => {
    const { customerId: buyer } = await makeCustomer(us.ctx)
    const { productId: sold } = await makeProduct(us.ctx, { stock: 10 })
    const { id } = await writeQuote(us.ctx, {
      customerId: buyer,
      validUntil: us.ctx.today,
      lines: [{ productId: sold, quantity: 2, unitPrice: '8' }],
    })
    await linkQuote(us.ctx, { id })
    await sendQuote(us.ctx, { id })
    await expect(sendQuote(us.ctx, { id })).rejects.toEqual(refused('QUOTE_MAILED'))
    const offered = (await quoteRecord(us.ctx, { id })).quote
    await changeCustomer(us.ctx, {
      id: buyer,
      name: 'Edited since',
      billLine: '1 Main Street',
      billPostcode: '',
      billCity: 'Dublin',
      taxTreatment: 'EXPORT',
      paymentTermsId: await termsOf(us.ctx, 'PREPAID'),
    })
    const asked = await quoteRecord(us.ctx, { id })
    expect(await quoteOutlook(us.ctx, asked.quote, asked.lines)).toMatchObject({ noPromise: 'CREDIT' })
    const { orderId } = await acceptQuote(us.ctx, { id, name: 'Ada Buyer' })
    const { order, lines } = await orderRecord(us.ctx, { id: orderId })
    expect(order).toMatchObject({ grossMinor: offered.grossMinor, termsName: offered.termsName, termsKind: 'NET' })
    expect(order).toMatchObject({ stage: 'ORDER', waitsFor: 'TAX', promisedOn: null })
    expect(order.taxMinor).toBeGreaterThan(0n)
    expect(lines[0]).toMatchObject({ taxCode: 'S', unitPrice: expect.stringMatching(/^8/) })
  })

  it('is declined once, and cannot be accepted afterwards', async () => {
    const { id } = await offer()
    await linkQuote(us.ctx, { id })
    await declineQuote(us.ctx, { id, reason: 'too dear' })
    await expect(acceptQuote(us.ctx, { id, name: 'Ada Buyer' })).rejects.toEqual(refused('QUOTE_NOT_OPEN'))
  })
})

describe('orders on the pages', () => {
  it('the preview shows what confirming would do', async () => {
    const preview = await previewOrder(us.ctx, { customerId, lines: [{ productId, quantity: 1000 }] })
    expect(preview.lines[0]).toMatchObject({ unitPrice: expect.stringMatching(/^12\.5/), netMinor: 1_250_000n })
    expect(preview.lines[0]?.backordered).toBeGreaterThan(0)
    expect(preview.credit.state).toBe('REFERRED')
    expect(preview.promisedOn).toBeNull()
  })

  it('the list finds orders by number and customer, page by page, and none of another organisation', async () => {
    const page = await listOrders(us.ctx, { limit: 1 })
    const [row] = page.rows
    expect(row?.customerId).toBe(customerId)
    expect((await listOrders(us.ctx, { q: row?.number })).rows).toHaveLength(1)
    expect((await listOrders(us.ctx, { q: row?.customerName })).rows.length).toBeGreaterThan(0)
    expect(
      (await listOrders(us.ctx, orderListOf({ stage: row?.stage, waitsFor: row?.waitsFor ?? undefined }))).rows.length,
    ).toBeGreaterThan(0)
    expect((await listOrders(us.ctx, { late: true, mine: true })).rows).toHaveLength(0)
    expect((await listOrders(strangers.ctx, { q: row?.number })).rows).toHaveLength(0)
    await expect(orderRecord(strangers.ctx, { id: row?.id as string })).rejects.toEqual(refused('NOT_FOUND'))
  })

  it('mails the confirmation with the paper once', async () => {
    const [row] = (await listOrders(us.ctx, {})).rows
    expect(await mailConfirmation(us.ctx, row?.id as string)).toEqual({ mailed: true })
    expect(await mailConfirmation(us.ctx, row?.id as string)).toEqual({ mailed: false })
    const [papers] = await read(
      us.ctx,
      sql<{
        kind: string
      }>`SELECT kind FROM document WHERE organisation_id = ${us.ctx.organisationId} AND object_id = ${row?.id}`,
    )
    expect(papers).toEqual([{ kind: 'orderConfirmation' }])
  })
})
