import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { quoting } from '@/prisma/seed/quotes'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { portalPaper } from '@/server/documents'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { virtualClock } from '@/server/platform/time/clock'
import { portalView } from '@/server/portal/queries'
import { checkOrganisation } from '@/server/simulation/check/check'
import { quoteRecord } from '../queries/quotes'
import { orderRecord } from '../queries/record'
import { versionContent } from '../queries/versions'
import { acceptQuote, declineQuote } from './accept-quote'
import { changeQuote, expireQuotes, withdrawQuote } from './quote'
import { printedQuote, quoteFile, renderQuote, versionFile } from './quote-paper'
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
  ;({ productId } = await makeProduct(ctx, { stock: 500, name: 'Red rose', unitPrice: '12.5' }))
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const { wish, draft, quote } = quoting(() => ({ ctx, customerId, productId }))
const until = () => addDays(ctx.today, 14)
const linked = async (id: string) => (await linkQuote(ctx, { id })).url.split('/').at(-1) as string
const day = (days: number): Ctx =>
  mintCtx({ ...ctx, clock: virtualClock(new Date(ctx.now.getTime() + days * 86_400_000)) })
/** A quote that was sent as version 1 and sent again as version 2, with the secret of each link. */
async function twice() {
  const id = await draft({ validUntil: until() })
  const first = await linked(id)
  await changeQuote(ctx, { id, ...wish({ validUntil: until(), lines: [{ productId, quantity: 6 }] }) })
  return { id, first, second: await linked(id) }
}

describe('a sent quote that is changed', () => {
  it('becomes the next version; the earlier one is kept as it was sent, and its link leads to the newer one', async () => {
    const id = await draft({ validUntil: until(), note: 'First' })
    const first = await linked(id)
    const seen = await portalView({ token: first }, '10.9.0.1')
    expect(seen).toMatchObject({ newer: null, quote: { versionNumber: 1, netMinor: 5000n, note: 'First' } })
    await changeQuote(ctx, { id, ...wish({ validUntil: until(), lines: [{ productId, quantity: 6 }] }) })
    expect(await quote(id)).toMatchObject({ state: 'DRAFT', versionNumber: 2, netMinor: 7500n, sentAt: null })
    expect(await portalView({ token: first }, '10.9.0.1')).toMatchObject({ newer: { number: 2, ready: false } })
    await expect(portalView({ token: first, version: 2 }, '10.9.0.1')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    // A draft is changed without another version.
    await changeQuote(ctx, { id, ...wish({ validUntil: until(), lines: [{ productId, quantity: 8 }] }) })
    const second = await linked(id)
    const old = await portalView({ token: first }, '10.9.0.1')
    expect(old).toMatchObject({ newer: { number: 2, ready: true }, hash: seen.hash, outlook: null })
    expect(old.quote).toMatchObject({ versionNumber: 1, netMinor: 5000n, note: 'First' })
    expect(old.lines.map((line) => [line.quantity, line.netMinor])).toEqual([[4, 5000n]])
    for (const link of [{ token: first, version: 2 }, { token: second }]) {
      const view = await portalView(link, '10.9.0.1')
      expect(view).toMatchObject({ newer: null, quote: { versionNumber: 2, netMinor: 10_000n } })
      expect(view.hash).not.toBe(seen.hash)
    }
    const papers = await Promise.all(
      [1, 2].map((version) => portalPaper({ token: first, kind: 'quote', version }, '10.9.0.1')),
    )
    expect(papers.map(({ fileName }) => fileName)).toEqual([
      `${seen.quote.number}.pdf`,
      `${seen.quote.number} version 2.pdf`,
    ])
    expect(papers[0]?.bytes.equals(papers[1]?.bytes as Buffer)).toBe(false)
    const { versions } = await quoteRecord(ctx, { id })
    expect(versions.map(({ number, hash }) => [number, hash])).toEqual([
      [2, (await portalView({ token: second }, '10.9.0.1')).hash],
      [1, seen.hash],
    ])
    expect(versions[1]?.openedAt).not.toBeNull()
    const [[kept]] = await read(ctx, versionContent(ctx, versions[1]?.id as string))
    expect(
      createHash('sha256')
        .update(kept?.content ?? '')
        .digest('hex'),
    ).toBe(seen.hash)
    await expect(
      transaction(ctx, {}, (tx) =>
        tx.commit(sql`UPDATE quote_version SET content = '{}' WHERE organisation_id = ${ctx.organisationId}`),
      ),
    ).rejects.toThrow(/permission denied/)
  })

  it('is mailed once for each version, with file names of its own', async () => {
    const id = await draft({ validUntil: until() })
    await sendQuote(ctx, { id })
    expect(await refused(sendQuote(ctx, { id }))).toBe('QUOTE_MAILED')
    await changeQuote(ctx, { id, ...wish({ validUntil: until() }) })
    await sendQuote(ctx, { id })
    expect(await refused(sendQuote(ctx, { id }))).toBe('QUOTE_MAILED')
    const [mails] = await read(
      ctx,
      sql<{
        subject: string
        papers: { filename: string }[]
      }>`SELECT subject, body -> 'papers' AS papers FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${id} ORDER BY effect_key`,
    )
    const { number } = await quote(id)
    expect(mails.map(({ papers }) => papers[0]?.filename)).toEqual([`${number}.pdf`, `${number} version 2.pdf`])
    expect(mails[1]?.subject).toContain(`Version 2 of quote ${number}`)
  })

  it('has a paper of each version that was sent, dated with the day of sending whenever it is made', async () => {
    const { id } = await twice()
    const { versions, quote: head } = await quoteRecord(ctx, { id })
    const [second, first] = await Promise.all(versions.map((version) => versionFile(day(3), version.id)))
    expect([first?.fileName, second?.fileName]).toEqual([`${head.number}.pdf`, `${head.number} version 2.pdf`])
    expect(first?.bytes.equals(second?.bytes as Buffer)).toBe(false)
    const made = async (on: number, of: string) => renderQuote(day(on), await printedQuote(ctx, of))
    expect((await made(3, id)).equals(await made(0, id))).toBe(true)
    expect(second?.bytes.equals(await made(0, id))).toBe(true)
    const open = await draft()
    expect((await made(3, open)).equals(await made(0, open))).toBe(false)
    const stranger = (await makeOrganisation({ clock })).ctx
    expect(await refused(versionFile(stranger, versions[0]?.id as string))).toBe('NOT_FOUND')
    expect(await refused(quoteFile(stranger, id))).toBe('NOT_FOUND')
  })

  it('can be changed after it was declined or has expired, not after it was accepted or withdrawn', async () => {
    const again = (id: string) => changeQuote(ctx, { id, ...wish({ validUntil: until() }) })
    const { id: declined } = await twice()
    await declineQuote(ctx, { id: declined, name: 'Ada Buyer', reason: 'Too dear' })
    await again(declined)
    expect(await quote(declined)).toMatchObject({ state: 'DRAFT', versionNumber: 3, decidedAt: null })
    const { versions } = await quoteRecord(ctx, { id: declined })
    expect(versions[0]).toMatchObject({ number: 2, answer: 'DECLINED', answeredBy: 'Ada Buyer', comment: 'Too dear' })
    const expired = await draft()
    await linkQuote(ctx, { id: expired })
    await expireQuotes(day(2))
    expect((await quote(expired)).state).toBe('EXPIRED')
    await again(expired)
    const { id: accepted } = await twice()
    const { number } = await acceptQuote(ctx, { id: accepted, name: 'Ada Buyer' })
    expect(await refusedWith(again(accepted))).toEqual(['QUOTE_ACCEPTED', { order: number }])
    const gone = await draft()
    await withdrawQuote(ctx, { id: gone })
    expect(await refused(again(gone))).toBe('QUOTE_NOT_DRAFT')
  })
})

describe('the answer to a quote', () => {
  it('is kept with the version that the customer saw, its hash, the name and the comment', async () => {
    const { id, second } = await twice()
    const { hash } = await portalView({ token: second }, '10.9.0.2')
    const { orderId } = await acceptQuote(ctx, { id, name: 'Ada Buyer', comment: 'By the back door', version: 2 })
    const { quote: accepted, versions } = await quoteRecord(ctx, { id })
    expect(accepted).toMatchObject({ acceptedBy: 'Ada Buyer', comment: 'By the back door', hash })
    expect(versions[0]).toMatchObject({ number: 2, hash, answer: 'ACCEPTED', answeredBy: 'Ada Buyer' })
    expect(versions[1]).toMatchObject({ number: 1, answer: null })
    expect((await orderRecord(ctx, { id: orderId })).lines[0]?.ordered).toBe(6)
  })

  it('is refused in words when the version was replaced, also before the new one is sent', async () => {
    const { id } = await twice()
    const answers = [
      () => acceptQuote(ctx, { id, name: 'Ada Buyer', version: 1 }),
      () => declineQuote(ctx, { id, version: 1 }),
    ]
    for (const answer of answers)
      expect(await refusedWith(answer())).toEqual(['QUOTE_REPLACED', { version: 2, ready: true }])
    await acceptQuote(ctx, { id, name: 'Ada Buyer', version: 2 })
    expect(await refused(acceptQuote(ctx, { id, name: 'Bob', version: 1 }))).toBe('QUOTE_REPLACED')
    const { id: open } = await twice()
    await changeQuote(ctx, { id: open, ...wish({ validUntil: until() }) })
    expect(await refusedWith(acceptQuote(ctx, { id: open, name: 'Ada', version: 2 }))).toEqual([
      'QUOTE_REPLACED',
      { version: 3, ready: false },
    ])
  })

  it('and a new version in the same moment: the first to commit wins, the second is refused', async () => {
    const seen = new Set<string>()
    for (let round = 0; round < 6; round++) {
      const id = await draft({ validUntil: until() })
      await linkQuote(ctx, { id })
      const deeds = [
        () => refused(acceptQuote(ctx, { id, name: 'Ada Buyer', version: 1 })),
        () => refused(changeQuote(ctx, { id, ...wish({ validUntil: until() }) })),
      ]
      const order = round % 2 ? deeds.toReversed() : deeds
      const answers = await Promise.all(order.map((deed) => deed()))
      const [accepted, changed] = round % 2 ? answers.toReversed() : answers
      const after = await quote(id)
      if (accepted === 'done') expect([changed, after.state]).toEqual(['QUOTE_ACCEPTED', 'ACCEPTED'])
      else expect([accepted, changed, after.state]).toEqual(['QUOTE_REPLACED', 'done', 'DRAFT'])
      seen.add(String(accepted))
    }
    expect(seen.size).toBeGreaterThan(0)
  })
})
