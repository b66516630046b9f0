import { createHash } from 'node:crypto'
import { NextRequest } from 'next/server'
import { encode } from 'next-auth/jwt'
import { beforeAll, describe, expect, it } from 'vitest'
import { eventsOf } from '@/prisma/seed/events'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { quoting } from '@/prisma/seed/quotes'
import { refused } from '@/prisma/seed/refused'
import { addFile, deleteFile } from '@/server/filing/mutations'
import { filesOf } from '@/server/filing/queries'
import { mostBytes, mostFiles } from '@/server/filing/rules'
import type { AboutInput } from '@/server/filing/schema'
import { acceptQuote } from '@/server/order/mutations/accept-quote'
import { openSession } from '@/server/platform/auth/sessions'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { mergeCustomers } from '@/server/receivable/mutations/merge'
import { GET } from './[id]/route'
import { POST } from './route'

process.env.NEXTAUTH_SECRET ??= 'a secret of this test alone'

let made: MadeOrganisation
let ctx: Ctx
let stranger: MadeOrganisation
let cookie: string
let customerId: string
let about: AboutInput
const cookieOf = async (userId: string) =>
  `next-auth.session-token=${await encode({ token: { sid: await openSession(userId) }, secret: process.env.NEXTAUTH_SECRET as string })}`
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  stranger = await makeOrganisation()
  cookie = await cookieOf(made.owner.userId)
  customerId = await makeBuyer(ctx)
  about = { kind: 'customer', id: customerId }
})

const host = 'http://localhost:3000'
async function put(body: Buffer, { name = 'scan.pdf', headers = {}, ...where }: Record<string, unknown> = {}) {
  const search = new URLSearchParams({ organisation: made.organisation.slug, ...about, name, ...where } as never)
  const answer = await POST(
    new NextRequest(`${host}/api/files?${search}`, {
      method: 'POST',
      body: body as never,
      headers: { cookie, origin: host, host: 'localhost:3000', ...(headers as object) },
    }),
  )
  return { status: answer.status, ...(await answer.json()) }
}
const get = (id: string, { as = cookie, slug = made.organisation.slug } = {}) =>
  GET(new NextRequest(`${host}/api/files/${id}?organisation=${slug}`, { headers: { cookie: as } }), {
    params: Promise.resolve({ id }),
  })
const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}`)

describe('a file beside a record', () => {
  it('is kept once under a safe name, read back byte for byte as a download, and unknown to strangers', async () => {
    const bytes = pdf('<script>alert(1)</script>')
    const first = await put(bytes, { name: '../Vertrag "Süd".html' })
    expect(first).toEqual({ status: 200, id: expect.any(String) })
    expect(await put(bytes)).toEqual(first)
    expect(await filesOf(ctx, about)).toMatchObject([
      { fileName: 'Vertrag -Süd-.html.pdf', mediaType: 'application/pdf', sizeBytes: bytes.length, own: true },
    ])
    const answer = await get(first.id)
    const back = Buffer.from(await answer.arrayBuffer())
    expect(createHash('sha256').update(back).digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': `attachment; filename="Vertrag_-S_d-.html.pdf"; filename*=UTF-8''Vertrag%20-S%C3%BCd-.html.pdf`,
    })
    const strange = await cookieOf(stranger.owner.userId)
    const { slug } = stranger.organisation
    const statuses = [
      get(first.id, { as: '' }),
      get(first.id, { as: strange }),
      get(first.id, { as: strange, slug }),
      get('x'),
    ]
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([401, 404, 404, 404])
    expect(await filesOf(stranger.ctx, about)).toEqual([])
    expect((await eventsOf(ctx, customerId)).map(({ name }) => name)).toContain('filing/file.added')
  })

  it('may be of exactly 10 MB', async () => {
    const bytes = Buffer.concat([pdf(''), Buffer.alloc(mostBytes - pdf('').length)])
    expect(await refused(addFile(ctx, about, { fileName: 'large.pdf', bytes }))).toBe('done')
  })

  it.each([
    ['nothing', () => Buffer.alloc(0), /empty/],
    ['more than 10 MB', () => Buffer.concat([pdf(''), Buffer.alloc(mostBytes)]), /larger than 10 MB/],
    ['a program', () => Buffer.from('4d5a9000', 'hex'), /no file that is taken/],
  ])('is refused in words when it is %s', async (_what, bytes, words) => {
    expect(await put(bytes())).toMatchObject({ status: 422, words: expect.stringMatching(words) })
  })

  it('is taken from nobody who is not signed in here, from no other page, and beside no record of others', async () => {
    expect(await put(pdf('a'), { headers: { cookie: '' } })).toMatchObject({ status: 401 })
    expect(await put(pdf('a'), { headers: { origin: 'http://elsewhere.test' } })).toMatchObject({ status: 403 })
    expect(await put(pdf('a'), { organisation: stranger.organisation.slug })).toMatchObject({ status: 404 })
    const theirs = await makeBuyer(stranger.ctx)
    for (const where of [{ id: theirs }, { id: newId(ctx.now) }, { kind: 'order' }, { kind: 'invoice' }, { id: '1' }])
      expect(await put(pdf('a'), where)).toMatchObject({ status: 404 })
    const viewer = { ...made.ctxOf('viewer'), actor: ctx.actor } as Ctx
    expect(viewer.permissions !== 'ALL' && viewer.permissions.has('file.change')).toBe(false)
  })

  it('is deleted by who put it there or an owner, and nobody else', async () => {
    const [mine, colleague] = [made.ctxOf('sales'), made.ctxOf('warehouse')]
    const add = (text: string) => addFile(mine, about, { fileName: 'x', bytes: pdf(text) })
    const { id } = await add('1')
    expect(await refused(deleteFile({ ...colleague, actor: { kind: 'PERSON', id: newId(ctx.now) } }, { id }))).toBe(
      'ATTACHMENT_OF_ANOTHER',
    )
    expect(await refused(deleteFile(stranger.ctx, { id }))).toBe('NOT_FOUND')
    expect(await deleteFile(mine, { id })).toEqual({ id })
    expect((await get(id)).status).toBe(404)
    const { id: second } = await add('2')
    expect(await deleteFile(made.ctxOf('owner'), { id: second })).toEqual({ id: second })
  })

  it('goes from a quote with its order, and from a merged customer to the heir, where the same file is one', async () => {
    const productId = await makeGoods(ctx, { stock: 5 })
    const quoteId = await quoting(() => ({ ctx, customerId, productId })).sent()
    await addFile(ctx, { kind: 'quote', id: quoteId }, { fileName: 'plan.pdf', bytes: pdf('plan') })
    const { orderId } = await acceptQuote(ctx, { id: quoteId, name: 'Ada Buyer' })
    const ofOrder = { kind: 'order', id: orderId } as const
    expect(await filesOf(ctx, ofOrder)).toMatchObject([{ fileName: 'plan.pdf', ofQuote: true }])
    await addFile(ctx, ofOrder, { fileName: 'order.pdf', bytes: pdf('order') })
    expect((await filesOf(ctx, ofOrder)).map(({ fileName }) => fileName)).toContain('order.pdf')
    const heir = await makeBuyer(ctx)
    const from = await makeBuyer(ctx)
    for (const [id, text] of [
      [heir, 'both'],
      [from, 'both'],
      [from, 'one'],
    ] as const)
      await addFile(ctx, { kind: 'customer', id }, { fileName: `${text}.pdf`, bytes: pdf(text) })
    await mergeCustomers(ctx, { id: from, intoId: heir })
    const names = (await filesOf(ctx, { kind: 'customer', id: heir })).map(({ fileName }) => fileName)
    expect(names.toSorted()).toEqual(['both.pdf', 'one.pdf'])
    expect(await filesOf(ctx, { kind: 'customer', id: from })).toEqual([])
    expect(await refused(addFile(ctx, { kind: 'customer', id: from }, { fileName: 'x', bytes: pdf('x') }))).toBe(
      'NOT_FOUND',
    )
  })

  it(`is refused when ${mostFiles} lie there already`, async () => {
    const id = await makeBuyer(ctx)
    const add = (nth: number) =>
      addFile(ctx, { kind: 'customer', id }, { fileName: 'n.txt', bytes: Buffer.from(`${nth}`) })
    for (let nth = 0; nth < mostFiles; nth++) await add(nth)
    expect(await refused(add(mostFiles))).toBe('ATTACHMENTS_TOO_MANY')
    expect(await refused(add(0))).toBe('done')
  })
})
