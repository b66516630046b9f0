import { beforeAll, describe, expect, it } from 'vitest'
import { lookedAt, movedIn, takenBack } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { exportsByName } from '@/server/exports'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { checkOrganisation } from '@/server/simulation/check/check'
import { importRows } from './queries/imports'

let ctx: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  await movedIn(
    ctx,
    'SKU,Name,Price,Barcode,Case quantity,Case barcode,Other packs\nF-1,Flour,1.25,4006381333931,12,14006381333938,box of 24 (4006381333948)\nF-2,Loose flour,0.9,,,,\nF-3,Rye,2,,,,\n',
    'PRODUCTS',
  )
})

/** What the list of products in a state says in a column. */
async function told(state: string, label: string) {
  const page = await exportsByName.products?.page(ctx, { state, sort: 'sku' } as never, undefined)
  const column = exportsByName.products?.columns(ctx).find((one) => one.label === label)
  return page?.rows.map((row) => column?.value(row))
}

describe('a product that a file says is archived', () => {
  const stateOf = async (sku: string) => {
    const [[found]] = await read(ctx, {
      text: `SELECT p.archived_at IS NOT NULL AS archived, (SELECT count(*)::int FROM barcode b WHERE b.organisation_id = p.organisation_id AND b.product_id = p.id) AS codes FROM product p WHERE p.sku = $1`,
      values: [sku],
    })
    return found
  }
  const out = 'SKU,Name,Price,In use or archived\nF-1,Flour,1.25,archived\nF-3,Rye bread,2,active\n'

  it('goes out of use, as the preview says, and is in use again with its barcodes when the file is taken back', async () => {
    const seen = await lookedAt(ctx, out, 'PRODUCTS')
    expect((await importRows(ctx, { id: seen.id })).rows.map(({ changes }) => changes)).toEqual([
      [['state', 'in use', 'out of use (archived)']],
      [['name', 'Rye', 'Rye bread']],
    ])
    const { id, counts } = await movedIn(ctx, out, 'PRODUCTS')
    expect(counts).toEqual({ CHANGED: 2 })
    expect(await stateOf('F-1')).toEqual({ archived: true, codes: 0 })
    expect((await lookedAt(ctx, out, 'PRODUCTS')).outcomes).toEqual({ SAME: 2 })
    const again = await lookedAt(ctx, out.replace('1.25,archived', '1.25,active'), 'PRODUCTS')
    const { rows } = await importRows(ctx, { id: again.id })
    expect(rows[0]?.problems).toEqual([{ field: 'sku', code: 'PRODUCT_ARCHIVED' }])
    expect(await takenBack(ctx, id)).toMatchObject({ kept: 0 })
    expect(await stateOf('F-1')).toEqual({ archived: false, codes: 3 })
    expect(await told('', 'Name')).toEqual(['Flour', 'Loose flour', 'Rye'])
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it('stays out of use when its barcode is that of another product by then', async () => {
    const { id } = await movedIn(ctx, out, 'PRODUCTS')
    await movedIn(ctx, 'SKU,Name,Price,Barcode\nF-9,Other flour,1,4006381333931\n', 'PRODUCTS')
    expect(await takenBack(ctx, id)).toMatchObject({ kept: 1 })
    expect((await importRows(ctx, { id })).rows.map(({ kept }) => kept)).toEqual(['barcode', null])
    expect(await stateOf('F-1')).toEqual({ archived: true, codes: 0 })
  })

  it('stands so in the list that goes out, and what it costs only for who may see that', async () => {
    await movedIn(ctx, 'SKU,Name,Price,Cost of a unit\nF-9,Other flour,1,0.4\n', 'PRODUCTS')
    expect(await told('archived', 'SKU')).toEqual(['F-1'])
    expect(await told('archived', 'In use or archived')).toEqual(['archived'])
    expect(await told('', 'In use or archived')).toEqual(['active', 'active', 'active'])
    expect(await told('', 'Cost of a unit')).toEqual([null, null, '0.4'])
    const labels = (of: Ctx) => exportsByName.products?.columns(of).map(({ label }) => label)
    expect(labels(ctx)).toContain('Cost of a unit')
    expect(labels({ ...ctx, permissions: new Set(['product.read'] as const) })).not.toContain('Cost of a unit')
  })
})
