import sharp from 'sharp'
import { beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeProduct } from '@/prisma/seed/records'
import { refusedWith } from '@/prisma/seed/refused'
import type { Ctx } from '@/server/platform/context/ctx'
import { productRecord } from '../queries'
import { removePicture, setPicture } from './picture'

let ctx: Ctx
let stranger: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
})

const drawn = (r: number) =>
  sharp({ create: { width: 9, height: 9, channels: 3, background: { r, g: 80, b: 40 } } })
    .png()
    .toBuffer()

it('a picture is set, replaced and removed by this house, each once, and the same one again changes nothing', async () => {
  const { productId: id } = await makeProduct(ctx)
  const told = async (what: 'changed' | 'removed') => (await payloadsOf(ctx, `catalog/picture.${what}`, id)).length
  const [red, blue] = [await drawn(200), await drawn(20)]
  const { hash } = await setPicture(ctx, { id, bytes: red })
  expect(await setPicture(ctx, { id, bytes: red })).toEqual({ hash })
  expect([await told('changed'), (await productRecord(ctx, id)).picture]).toEqual([1, hash])
  const next = await setPicture(ctx, { id, bytes: blue })
  expect([await told('changed'), (await productRecord(ctx, id)).picture]).toEqual([2, next.hash])
  const refusals = [setPicture(stranger, { id, bytes: red }), removePicture(stranger, { id })].map(refusedWith)
  for (const refusal of refusals) expect(await refusal).toEqual(['NOT_FOUND', { noun: 'product' }])
  await removePicture(ctx, { id })
  expect((await productRecord(ctx, id)).picture).toBeNull()
  expect(await refusedWith(removePicture(ctx, { id }))).toEqual(['NOT_FOUND', { noun: 'picture' }])
  expect(await told('removed')).toBe(1)
})
