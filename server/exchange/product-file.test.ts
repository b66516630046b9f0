import { beforeAll, describe, expect, it } from 'vitest'
import { lookedAt, movedIn, takenBack } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { exportsByName } from '@/server/exports'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { csvLine } from '@/server/platform/files/csv'
import { checkOrganisation } from '@/server/simulation/check/check'
import { importRows, wrongRows } from './queries/imports'

let ctx: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
})

/** The list of products as a file, as its link gives it. */
async function productFileOf(of: Ctx): Promise<string> {
  const file = exportsByName.products
  if (!file) throw new Error('there is no list of products')
  const columns = file.columns(of)
  const { rows } = await file.page(of, { sort: 'sku' }, undefined)
  return [
    csvLine(columns.map(({ label }) => label)),
    ...rows.map((row) => csvLine(columns.map(({ value }) => value(row)))),
  ].join('')
}

const everything =
  `SKU,Name,Barcode,Price,Price is for so many units,Unit,Category,Description,Length in millimetres,Country of origin,Tariff code,Successor (SKU),Least quantity of an order,Sold in multiples of,Kept by lot or serial number,Refused when it cannot be promised,Case quantity,Case barcode,Pallet quantity,Other packs
F-1,Flour,4006381333931,1.25,100,pcs,Baking,"Fine,
of wheat",300,Italy,1101.00,F-2,12,6,lot,yes,12,14006381333938,480,box of 24 (4006381333948); tray of 6
F-2,"=Loose ""flour""",,0.9,1,kg,baking,,,,,F-3,1.5,0.5,,,10,,,bag of 2.5
F-3,Rye,,2,1,pcs,,,,,,,,,serial,,,,,
`.replace('"=Loose', `"'=Loose`)

describe('products from a file with all that their form has', () => {
  it('are written, go out as a file, and come in unchanged: here as they are, elsewhere as new ones', async () => {
    const seen = await lookedAt(ctx, everything)
    const { rows } = await importRows(ctx, { id: seen.id })
    expect(rows.map(({ outcome, problems, changes }) => [outcome, problems, changes])).toEqual([
      [
        'NEW',
        [],
        [
          ['category', '', 'Baking (new: it is made)'],
          ['successor', '', 'F-2'],
        ],
      ],
      [
        'NEW',
        [],
        [
          ['category', '', 'baking (new: it is made)'],
          ['successor', '', 'F-3'],
        ],
      ],
      ['NEW', [], []],
    ])
    expect((await movedIn(ctx, everything)).counts).toEqual({ NEW: 3 })
    const [stored] = await read(ctx, {
      text: `SELECT p.sku, p.name, g.name AS category, p.description, p.length_mm, p.origin_country, p.tariff_code, p.min_quantity, p.multiple, p.tracking, p.refuses_short,
          (SELECT n.sku FROM product n WHERE n.organisation_id = p.organisation_id AND n.id = p.successor_id) AS successor,
          (SELECT string_agg(k.unit || k.quantity || coalesce(':' || k.gtin, ''), ' ' ORDER BY k.quantity) FROM product_pack k WHERE k.organisation_id = p.organisation_id AND k.product_id = p.id) AS packs,
          (SELECT count(*)::int FROM barcode b WHERE b.organisation_id = p.organisation_id AND b.product_id = p.id) AS barcodes
        FROM product p LEFT JOIN product_category g ON g.organisation_id = p.organisation_id AND g.id = p.category_id ORDER BY p.sku`,
      values: [],
    })
    expect(stored).toMatchObject([
      {
        sku: 'F-1',
        category: 'Baking',
        description: 'Fine,\nof wheat',
        lengthMm: 300,
        originCountry: 'IT',
        tariffCode: '110100',
        minQuantity: 12,
        multiple: 6,
        tracking: 'LOT',
        refusesShort: true,
        successor: 'F-2',
        packs: 'XPU6 XCS12:14006381333938 XBX24:4006381333948 XPX480',
        barcodes: 3,
      },
      {
        name: '=Loose "flour"',
        category: 'Baking',
        minQuantity: 1500,
        multiple: 500,
        successor: 'F-3',
        packs: 'XBG2500 XCS10000',
      },
      { tracking: 'SERIAL', category: null, packs: null },
    ])
    const out = await productFileOf(ctx)
    expect((await lookedAt(ctx, out)).outcomes).toEqual({ SAME: 3 })
    const { ctx: other } = await makeOrganisation()
    const there = await movedIn(other, out)
    expect(there).toMatchObject({ kind: 'PRODUCTS', counts: { NEW: 3 } })
    expect(await productFileOf(other)).toBe(out)
    expect(await checkOrganisation(other)).toEqual([])
    const back = await takenBack(other, there.id)
    expect(back).toMatchObject({ state: 'UNDONE', kept: 0 })
    expect(await productFileOf(other)).toBe(`${out.split('\r\n')[0]}\r\n`)
  })

  it('become as they were when a change is taken back, packs and successor as well', async () => {
    const before = await productFileOf(ctx)
    const change = (successor: string) =>
      `SKU,Name,Price,Category,Successor (SKU),Case quantity,Case barcode,Other packs,Country of origin\nF-1,Flour,1.25,Mill,F-3,24,,tray of 0,FR\nF-3,Rye,2,Mill,${successor},6,,,\n`
    const circle = await lookedAt(ctx, change('F-1'), 'PRODUCTS')
    const { rows } = await importRows(ctx, { id: circle.id })
    expect(rows.map(({ problems }) => problems?.[0]?.code)).toEqual(['SUCCESSOR_CIRCLE', 'SUCCESSOR_CIRCLE'])
    const { id, counts } = await movedIn(ctx, change(''), 'PRODUCTS')
    expect(counts).toEqual({ CHANGED: 2 })
    const after = await productFileOf(ctx)
    expect(after.split('\r\n')[1]).toMatch(/Mill.*FR.*F-3.*24,14006381333938,480,,box of 24/)
    expect(await takenBack(ctx, id)).toMatchObject({ kept: 0 })
    expect(await productFileOf(ctx)).toBe(before)
  })
})

describe('a file of wrong rows that was mended', () => {
  it('is read like the file that it came from: its columns as they were chosen, its names not put together twice', async () => {
    const shop =
      'Handle,Title,Option1 Value,Variant SKU,Variant Price,Marker\nshirt,Shirt,Red,SH-R,ten,SHIRT\nshirt,,Blue,SH-B,11,SHIRT\n'
    const first = await lookedAt(ctx, shop, 'PRODUCTS')
    const columns = { sku: 3, name: 1, unitPrice: 4, category: 5 }
    const again = await lookedAt(ctx, shop, 'PRODUCTS', {
      columns: Object.entries(columns).map(([field, column]) => ({ field, column })),
    })
    expect([first.outcomes, again.outcomes]).toEqual([
      { NEW: 1, WRONG: 1 },
      { NEW: 1, WRONG: 1 },
    ])
    const { heads, rows } = await wrongRows(ctx, again.id)
    const mended =
      csvLine([...heads, 'why']) +
      rows.map(({ cells }) => csvLine([...cells.map((cell) => cell.replace('ten', '10')), 'Price: …'])).join('')
    const { mapping, program, id } = await lookedAt(ctx, mended)
    expect([program, mapping]).toEqual(['Shopify', columns])
    const read = await importRows(ctx, { id })
    expect(read.rows.map(({ cells, outcome }) => [cells[1], outcome])).toEqual([['Shirt – Red', 'NEW']])
  })
})
