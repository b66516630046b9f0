import { beforeAll, expect, it } from 'vitest'
import { makeBin, makeGoods } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { look, scan } from '@/server/platform/documents/proof/look'
import { LABEL_SIZES } from '@/server/platform/place/paper-sizes'
import { readCode } from '../rules/codes'
import { places } from './places'
import { binTagFile, binTagsFile, productTagFile, productTagsFile } from './tags'

let ctx: Ctx
let stranger: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
})

/** Each page of a PDF as a label printer prints it: its words, and what a scanner reads of it. */
async function printed({ bytes }: { bytes: Buffer }) {
  const pages = await look(bytes, 203.2)
  return Promise.all(pages.map(async (page) => ({ words: page.text.replace(/\s+/g, ' '), codes: await scan(page) })))
}

it('prints bin labels that a scanner reads, one or all of a warehouse in walking order', async () => {
  const binId = await makeBin(ctx, 'R-12.04', 40)
  const [one] = await printed(await binTagFile(ctx, binId))
  expect(one?.codes).toEqual(['R-12.04'])
  expect(one?.words).toContain('Main warehouse')
  const warehouseId = (await places(ctx)).warehouses[0]?.id as string
  expect((await printed(await binTagsFile(ctx, warehouseId))).flatMap((page) => page.codes)).toEqual([
    'A-01',
    'R-12.04',
  ])
  expect(await refused(binTagFile(stranger, binId))).toBe('NOT_FOUND')
  expect(await refused(binTagsFile(stranger, warehouseId))).toBe('NOT_FOUND')
})

it('prints product labels with the GTIN, otherwise the SKU, on every label size', async () => {
  const withGtin = await makeGoods(ctx, {
    sku: 'OAK-STOOL',
    gtin: '4006381333931',
    name: 'Oak stool, oiled, with a name too long for one line',
  })
  const bySku = await makeGoods(ctx, { sku: 'A-SKU-OF-FORTY-CHARACTERS-0123456789-ABCD' })
  for (const labelSize of LABEL_SIZES) {
    const sized = { ...ctx, organisation: { ...ctx.organisation, labelSize } } as Ctx
    const [page] = await printed(await productTagFile(sized, withGtin))
    expect(page?.codes.map((code) => readCode(code).gtin)).toEqual(['04006381333931'])
    expect(page?.words).toContain('OAK-STOOL')
    expect((await printed(await productTagFile(sized, bySku)))[0]?.codes).toContain(
      'A-SKU-OF-FORTY-CHARACTERS-0123456789-ABCD',
    )
  }
  const binId = await makeBin(ctx, 'P-1', 50)
  await receive(ctx, { lines: [withGtin, bySku].map((productId) => ({ productId, quantity: 1, binId })) })
  expect(await printed(await productTagsFile(ctx, binId))).toHaveLength(2)
  expect(await refused(productTagFile(stranger, withGtin))).toBe('NOT_FOUND')
  expect(await refused(productTagsFile(stranger, binId))).toBe('NOT_FOUND')
  const inGreek = await makeGoods(ctx, { sku: 'ΣΚΑΜΝΙ' })
  expect(await refused(productTagFile(ctx, inGreek))).toBe('NO_BARCODE')
})
