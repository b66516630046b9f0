import { beforeAll, expect, it } from 'vitest'
import { lookedAt } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import type { Ctx } from '@/server/platform/context/ctx'
import { takeFile } from './mutations/take-file'
import { importRecord, importRows } from './queries/imports'

let ctx: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
})

const take = (bytes: Buffer | string, most?: number, fileName = 'list.csv') =>
  takeFile(ctx, { fileName, bytes: Buffer.from(bytes) }, most)
const taken = async (bytes: Buffer | string, most?: number) =>
  importRecord(ctx, (await take(bytes, most)).id).then(({ heads, rows }) => ({ heads, rows }))
const times = (rows: number, line = 'A,1\n') => line.repeat(rows)

it('takes as many rows as it may, below as many titles, and no more', async () => {
  const file = (titles: number, rows: number) => `${times(titles, 'Report\n')}SKU,Name\n${times(rows)}`
  expect(await taken(file(9, 3), 3)).toEqual({ heads: ['SKU', 'Name'], rows: 3 })
  expect(await refused(take(file(0, 4), 3))).toBe('SHEET_TOO_MANY_ROWS')
  expect(await refused(take(file(0, 0), 3))).toBe('SHEET_NO_ROWS')
})

it('finds the heads among the first rows: those that are known, else the first row of several cells', async () => {
  expect(await taken(`SKU,Foo\n${times(11)}SKU,Name\n`)).toEqual({ heads: ['SKU', 'Foo'], rows: 12 })
  expect(await taken(`All goods,\nFoo,Bar\n${times(2)}`)).toEqual({ heads: ['Foo', 'Bar'], rows: 2 })
  expect(await taken('Foo\n1\n')).toEqual({ heads: ['Foo'], rows: 1 })
})

it('leaves out why the rows of a mended file were wrong, and takes a table of that column alone as it is', async () => {
  expect((await taken('SKU,Name,why\nA-1,Mug,no price\n')).heads).toEqual(['SKU', 'Name'])
  expect((await taken('why\nno price\n')).heads).toEqual(['why'])
})

it('refuses the format of before 2007, and what is no table, in words of a sheet', async () => {
  expect(await refused(take(Buffer.from('d0cf11e0a1b11ae1', 'hex')))).toBe('SHEET_OLD')
  expect(await refused(take(Buffer.from('504b0304ff', 'hex')))).toBe('SHEET_UNREADABLE')
})

it('keeps the name of a file, cut where it is too long, and gives one to a file without', async () => {
  const named = async (fileName: string) =>
    (await importRecord(ctx, (await take('SKU,Name\nA,B\n', undefined, fileName)).id)).fileName
  expect([await named('stock.csv'), await named('x'.repeat(300)), await named('')]).toEqual([
    'stock.csv',
    'x'.repeat(200),
    'file',
  ])
})

it.each([
  [
    'SKU,Name,Price,Currency,Price 2\nC-1,Mug,10.00,USD,\nC-2,Cup,11.00,eur,9\nC-3,Jug,$11.00,,\n',
    'currency',
    ['Price 2'],
  ],
  ['SKU,Name,Price ($),Ccy 2\nC-1,Mug,10.00,\nC-2,Cup,€ 11.00,\n', 'currency', []],
  ['Name,Payment terms,Payment terms\nC-1,30,14\nC-2,30,\n', '', ['Payment terms']],
])(
  'says of %j what is in another currency, and which columns with values are left out',
  async (csv, field, leftOut) => {
    const seen = await lookedAt(ctx, csv)
    const { rows } = await importRows(ctx, { id: seen.id })
    const wrong = rows.flatMap(({ place, problems }) => (problems ?? []).map((one) => [place, one.field, one.code]))
    expect(seen.leftOut).toEqual(leftOut)
    expect(wrong.every(([, , code]) => code === 'OTHER_CURRENCY')).toBe(true)
    expect(wrong).toEqual(expect.arrayContaining(field ? [[2, field, 'OTHER_CURRENCY']] : []))
    expect(seen.outcomes).toEqual(field ? (leftOut.length > 0 ? { NEW: 1, WRONG: 2 } : { WRONG: 2 }) : { NEW: 2 })
  },
)
