import { crc32 } from 'node:zlib'
import { NextRequest } from 'next/server'
import { encode } from 'next-auth/jwt'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { removePicture } from '@/server/catalog/mutations/picture'
import { productRecord } from '@/server/catalog/queries'
import { writeQuote } from '@/server/order/mutations/quote'
import { linkQuote } from '@/server/order/mutations/send-quote'
import { openSession } from '@/server/platform/auth/sessions'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { portalView } from '@/server/portal/queries'
import { GET as portalPicture } from '../portal/[token]/pictures/[hash]/route'
import { GET, POST } from './[id]/route'

process.env.NEXTAUTH_SECRET ??= 'a secret of this test alone'
const host = 'localhost:3000'

let made: MadeOrganisation
let productId: string
let cookie: string
const cookieOf = async ({ owner }: MadeOrganisation) =>
  `next-auth.session-token=${await encode({
    token: { sid: await openSession(owner.userId) },
    secret: process.env.NEXTAUTH_SECRET as string,
  })}`

beforeAll(async () => {
  made = await makeOrganisation()
  cookie = await cookieOf(made)
  productId = (await makeProduct(made.ctx)).productId
})

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 80, b: 40 } } })

const address = (id: string, more = '') =>
  `http://${host}/api/pictures/${id}?organisation=${made.organisation.slug}${more}`

/** Sends a file as the owner, unless the headers say otherwise. */
async function sent(body: Uint8Array, { id = productId, ...headers }: Record<string, string> = {}) {
  const asked = { cookie, origin: `http://${host}`, host, ...headers }
  const request = new NextRequest(address(id), { method: 'POST', body: body as BodyInit, headers: asked })
  const answer = await POST(request, { params: Promise.resolve({ id }) })
  return { status: answer.status, ...((await answer.json()) as { hash?: string; words?: string }) }
}

const seen = (size: string, headers: Record<string, string> = { cookie }) =>
  GET(new NextRequest(address(productId, `&size=${size}`), { headers }), { params: Promise.resolve({ id: productId }) })

/** A picture that says that it has many pixels, with the right sum of its head. */
async function bomb(side: number): Promise<Buffer> {
  const bytes = await plain(8, 8).png().toBuffer()
  bytes.writeUInt32BE(side, 16)
  bytes.writeUInt32BE(side, 20)
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
  return bytes
}

describe('the picture of a product', () => {
  it('is drawn again from a JPEG, PNG or WebP: turned as it was taken, in two sizes, without what the file said beside', async () => {
    const taken = await plain(3000, 1500)
      .jpeg()
      .withMetadata({ orientation: 6, exif: { IFD0: { Copyright: 'Somebody' } } })
      .toBuffer()
    for (const file of [await plain(30, 20).png().toBuffer(), await plain(30, 20).webp().toBuffer(), taken])
      expect(await sent(file)).toMatchObject({ status: 200 })
    const answer = await seen('large')
    const large = Buffer.from(await answer.arrayBuffer())
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    const { format, width, height, exif } = await sharp(large).metadata()
    expect({ format, width, height, exif }).toEqual({ format: 'webp', width: 600, height: 1200, exif: undefined })
    const small = await sharp(Buffer.from(await (await seen('small')).arrayBuffer())).metadata()
    expect([small.width, small.height]).toEqual([120, 240])
    expect((await productRecord(made.ctx, productId)).picture).toMatch(/^[0-9a-f]{64}$/)
  })

  it('that has much in it is drawn lighter, so that a tablet gets it soon', async () => {
    const side = 900
    const grain = (at: number) => (Math.imul(at, 2654435761) ^ (Math.imul(at, 40503) >> 3)) >>> 24
    const noise = Buffer.from(Uint8Array.from({ length: side * side * 3 }, (_, at) => grain(at)))
    const file = await sharp(noise, { raw: { width: side, height: side, channels: 3 } })
      .png()
      .toBuffer()
    expect(await sent(file)).toMatchObject({ status: 200 })
    expect((await (await seen('large')).arrayBuffer()).byteLength).toBeLessThanOrEqual(380_000)
  })

  it.each([
    [
      'an SVG',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      /can be read/,
    ],
    ['a GIF', async () => plain(9, 9).gif().toBuffer(), /can be read/],
    ['nothing', async () => Buffer.alloc(0), /can be read/],
    ['a page behind the first bytes of a JPEG', async () => Buffer.from('\xff\xd8\xff<html>', 'latin1'), /can be read/],
    [
      'half of a PNG',
      async () => (await plain(400, 400).png({ compressionLevel: 0 }).toBuffer()).subarray(0, 9000),
      /can be read/,
    ],
    ['a small file of very many pixels', () => bomb(40_000), /60 million pixels/],
    ['a file that is too large', async () => Buffer.alloc(10_000_001, 1), /10 MB/],
  ])('refuses %s in words, and keeps the one that is there', async (_what, file, words) => {
    const { picture } = await productRecord(made.ctx, productId)
    expect(await sent(await file())).toEqual({ status: 422, words: expect.stringMatching(words) })
    expect((await productRecord(made.ctx, productId)).picture).toBe(picture)
  })

  it('is nobody else’s: not of strangers, of another page, of who is signed out, nor to be changed by who may only look', async () => {
    const file = await plain(10, 10).png().toBuffer()
    const stranger = await makeOrganisation()
    const theirs = await cookieOf(stranger)
    const { productId: other } = await makeProduct(stranger.ctx)
    expect((await sent(file, { id: other })).status).toBe(404)
    expect((await sent(file, { cookie: theirs })).status).toBe(404)
    expect((await sent(file, { cookie: '' })).status).toBe(401)
    expect((await sent(file, { origin: 'http://elsewhere.test' })).status).toBe(403)
    expect((await seen('small', { cookie: theirs })).status).toBe(404)
    expect((await seen('small', { cookie: '' })).status).toBe(401)
    expect(await refused(removePicture(stranger.ctx, { id: productId }))).toBe('NOT_FOUND')
    await read(
      made.ctx,
      sql`UPDATE membership SET roles = '{viewer}' WHERE organisation_id = ${made.organisation.id} AND user_id = ${made.owner.userId}::uuid`,
    )
    expect((await sent(file)).status).toBe(403)
    expect((await seen('small')).status).toBe(200)
  })

  it('stands on the quote page of its product and on no other, until it is removed', async () => {
    const { ctx } = made
    const { customerId } = await makeCustomer(ctx)
    const offer = async (id: string) => {
      const lines = [{ productId: id, quantity: 1 }]
      const quote = await writeQuote(ctx, { customerId, validUntil: addDays(ctx.today, 9), lines })
      return (await linkQuote(ctx, quote)).url.split('/').at(-1) ?? ''
    }
    const [with1, without] = [await offer(productId), await offer((await makeProduct(ctx)).productId)]
    const view = await portalView({ token: with1 }, '127.0.0.9')
    const hash = view.lines[0]?.picture ?? ''
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    const shown = async (token: string) =>
      (await portalPicture(new NextRequest(`http://${host}/p`), { params: Promise.resolve({ token, hash }) })).status
    expect([await shown(with1), await shown(without), await shown('x'.repeat(43))]).toEqual([200, 404, 404])
    await removePicture(ctx, { id: productId })
    expect(await shown(with1)).toBe(404)
    expect(await refused(removePicture(ctx, { id: productId }))).toBe('NOT_FOUND')
  })
})
