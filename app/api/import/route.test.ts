import { deflateRawSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { NextRequest } from 'next/server'
import { encode } from 'next-auth/jwt'
import { beforeAll, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { openSession } from '@/server/platform/auth/sessions'
import { read } from '@/server/platform/database/run'
import { parseCsv } from '@/server/platform/files/csv-read'
import { POST as readArchive } from '../archive/route'
import { POST as takeFile } from './route'

process.env.NEXTAUTH_SECRET ??= 'a secret of this test alone'

let made: MadeOrganisation
let cookie: string
beforeAll(async () => {
  made = await makeOrganisation()
  const token = await encode({
    token: { sid: await openSession(made.owner.userId) },
    secret: process.env.NEXTAUTH_SECRET as string,
  })
  cookie = `next-auth.session-token=${token}`
})

/** Sends bytes as the owner; answers the words of the refusal, if there are any, and the work that it took. */
async function sent(route: typeof takeFile, body: Uint8Array | string, headers: Record<string, string> = {}) {
  const url = `http://localhost:3000/api?organisation=${made.organisation.slug}&name=list.csv`
  const begun = process.cpuUsage()
  const answer = await route(
    new NextRequest(url, {
      method: 'POST',
      body: body as BodyInit,
      headers: { cookie, origin: 'http://localhost:3000', host: 'localhost:3000', ...headers },
    }),
  )
  return { status: answer.status, ...(await answer.json()), work: workSince(begun) }
}

/** What the processor did for this process and its threads, in seconds: other work of the machine does not count. */
function workSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1e6
}

/** The work of reading a good file of forty thousand rows. */
let good = 0

async function refusedSoon(route: typeof takeFile, body: Uint8Array | string, expected: RegExp) {
  const answer = await sent(route, body)
  expect(answer).toMatchObject({ status: 422, words: expect.stringMatching(expected) })
  expect(answer.work / good).toBeLessThan(4)
}

const xml = (text: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`)
const parts = {
  '[Content_Types].xml': xml(
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
  ),
  '_rels/.rels': xml(
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  ),
  'xl/workbook.xml': xml(
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
  ),
  'xl/_rels/workbook.xml.rels': xml(
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  ),
}
const workbook = (sheet: Uint8Array) => zipSync({ ...parts, 'xl/worksheets/sheet1.xml': sheet })
const sheetOf = (rows: string) =>
  xml(
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
  )

/** A workbook whose directory says that a sheet is small which unpacks to much more. */
function lying(): Buffer {
  const bytes = Buffer.from(workbook(Buffer.alloc(5_000_000, 32)))
  for (let at = bytes.indexOf('504b0102', 0, 'hex'); at >= 0; at = bytes.indexOf('504b0102', at + 4, 'hex'))
    if (bytes.readUInt32LE(at + 24) > 1_000_000) bytes.writeUInt32LE(5000, at + 24)
  return bytes
}

const letters = (nth: number): string =>
  nth < 0 ? '' : letters(Math.floor(nth / 26) - 1) + String.fromCharCode(65 + (nth % 26))
const cell = (nth: number, row: number) => `<c r="${letters(nth)}${row}" t="inlineStr"><is><t>Head ${nth}</t></is></c>`
const wide = Array.from({ length: 10_000 }, (_, nth) => `Head ${nth}`)
const words = /^[A-Z].{10,}/

describe('a hostile file is refused in words, with less work than four good ones, and leaves nothing', () => {
  beforeAll(async () => {
    const begun = process.cpuUsage()
    const bytes = Buffer.from(`SKU,Name,Price\n${'SAW-1,Japanese saw,19.90\n'.repeat(40_000)}`)
    expect((await parseCsv(bytes)).rows).toHaveLength(40_001)
    good = workSince(begun)
  })
  const files: [what: string, bytes: () => Uint8Array | string, words: RegExp][] = [
    ['of 50 MB', () => Buffer.alloc(50_000_000, 'SKU,Name,Price\n'), /larger than 20 MB/],
    ['with 10,000 columns', () => `${wide.join(',')}\n${wide.join(',')}\n`, /columns/],
    [
      'that is a workbook with 10,000 columns',
      () =>
        workbook(
          sheetOf(
            [1, 2, 3].map((row) => `<row r="${row}">${wide.map((_, nth) => cell(nth, row)).join('')}</row>`).join(''),
          ),
        ),
      /columns/,
    ],
    ['with 200,000 rows', () => `SKU,Name,Price\n${'A,B,1\n'.repeat(200_000)}`, /100,000 rows/],
    ['with a cell of a megabyte', () => `SKU,Name\nA,${'x'.repeat(1_000_000)}\n`, /characters/],
    ['that is empty', () => '', /empty/],
    ['that is a picture', () => Buffer.from(`89504e470d0a1a0a${'00ff10'.repeat(2000)}`, 'hex'), words],
    ['that is a workbook cut in half', () => workbook(sheetOf('<row/>')).slice(0, 700), words],
    ['that is a workbook full of nothing, 25 MB of it', () => workbook(Buffer.alloc(25_000_000, 32)), /unpack|much/i],
    [
      'that is a workbook of cells, 22 MB of them',
      () => workbook(sheetOf('<row><c t="inlineStr"><is><t>A</t></is></c></row>'.repeat(450_000))),
      /unpack|much/i,
    ],
    ['that is a workbook whose directory lies', lying, words],
    [
      'that is an old workbook or one with a password',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(5000)]),
      words,
    ],
    ['with nothing below its heads', () => 'SKU,Name,Price\n', /below the heads/],
  ]
  it.each(files)('%s', async (_what, bytes, expected) => {
    await refusedSoon(takeFile, bytes(), expected)
    const [[left]] = await read(made.ctx, {
      text: 'SELECT (SELECT count(*)::int FROM import_file) + (SELECT count(*)::int FROM import_row) AS n',
      values: [],
    })
    expect(left).toEqual({ n: 0 })
  })

  it('that is a bomb where the file of an organisation is expected', async () => {
    const bomb = zipSync({
      'manifest.json': Buffer.alloc(30_000_000, 32),
      'json/customer.jsonl': Buffer.alloc(1000, 123),
    })
    for (const bytes of [bomb, Buffer.alloc(3_000_000, 1), zipSync({ 'manifest.json': deflateRawSync('{}') })])
      await refusedSoon(readArchive, bytes, words)
  })
})

it('is read whatever its encoding, and its formulas stay text that is refused row by row', async () => {
  const list = 'SKU;Name;Price\nÄ-1;Grüße;1,50\n=HYPERLINK("http://x.test");@SUM(A1);2,00\n'
  const utf16 = Buffer.from(`\uFEFF${list}`, 'utf16le')
  for (const bytes of [utf16, Buffer.from(list, 'latin1'), Buffer.from(`\uFEFF${list}`)]) {
    const { id } = await sent(takeFile, bytes)
    const [rows] = await read(made.ctx, {
      text: `SELECT cells FROM import_row WHERE import_id = '${id}' ORDER BY place`,
      values: [],
    })
    expect(rows).toEqual([
      { cells: ['Ä-1', 'Grüße', '1,50'] },
      { cells: ['=HYPERLINK("http://x.test")', '@SUM(A1)', '2,00'] },
    ])
  }
})

it('is taken from nobody who is not signed in here, and from no other page', async () => {
  expect(await sent(takeFile, 'SKU\nA\n', { cookie: '' })).toMatchObject({ status: 401 })
  expect(await sent(takeFile, 'SKU\nA\n', { origin: 'http://elsewhere.test' })).toMatchObject({ status: 403 })
  const other = await makeOrganisation()
  const url = `http://localhost:3000/api?organisation=${other.organisation.slug}`
  const headers = { cookie, origin: 'http://localhost:3000', host: 'localhost:3000' }
  for (const route of [takeFile, readArchive])
    expect((await route(new NextRequest(url, { method: 'POST', body: 'SKU\nA\n', headers }))).status).toBe(404)
})
