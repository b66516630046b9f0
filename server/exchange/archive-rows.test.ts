import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openZip } from '@/server/platform/files/zip-read'
import { type Brought, type Line, rowIn, rowsOf, wholePostings, withBytes } from './mutations/archive-rows'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octet-archive-rows-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function zipOf(files: Record<string, string | Buffer>) {
  const path = join(folder, 'some.zip')
  const zip = Object.fromEntries(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)]))
  await writeFile(path, zipSync(zip, { level: 0 }))
  return openZip(path)
}

async function listOf<One>(all: AsyncIterable<One>): Promise<One[]> {
  const list: One[] = []
  for await (const one of all) list.push(one)
  return list
}

const sizes = async (all: AsyncIterable<unknown[]>) => (await listOf(all)).map((some) => some.length)

it.each(['[]', 'null', '5', '"{}"', '{'])('a line %s is no row', (line) => {
  expect(() => rowIn(line)).toThrow(expect.objectContaining({ code: 'ARCHIVE_UNREADABLE' }))
})

it('rows come a thousand at once, fewer where they are long, and none of a table that is not there', async () => {
  const of = async (lines: string[]) => {
    const zip = await zipOf({ 'json/t.jsonl': lines.join('\n') })
    const found = [
      await sizes(rowsOf(zip, { name: 't', columns: ['n'] })),
      await sizes(rowsOf(zip, { name: 'u', columns: [] })),
    ]
    await zip.close()
    return found
  }
  const short = (count: number) => Array.from({ length: count }, (_, n) => JSON.stringify({ n }))
  expect(await of(short(2100))).toEqual([[1000, 1000, 100], []])
  expect(await of([...short(999), '', ' ', '{"n":1}'])).toEqual([[1000], []])
  // Ten million characters at once.
  const long = '{"n":"'.padEnd(999_998, 'x')
  expect(await of(Array.from({ length: 11 }, () => `${long}"}`))).toEqual([[10, 1], []])
})

it('rows come with the bytes that lie beside them, some megabytes at once', async () => {
  const bytes = Buffer.alloc(2_500_000, 'x')
  const zip = await zipOf({ a: bytes, b: bytes, c: Buffer.from('last') })
  const rows = (...ids: string[]): Brought[] => ids.map((id) => ({ line: '', row: { id }, otherwise: { id } }))
  const path = (row: Line['row']) => (row.id === 'none' ? undefined : String(row.id))
  const of = (...ids: string[]) => withBytes(zip, rows(...ids), path, (_row, held) => held.length > 3)
  expect(await sizes(of('a', 'b', 'c'))).toEqual([2, 1])
  expect(await sizes(of('a', 'b'))).toEqual([2])
  expect((await listOf(of('c')))[0]?.[0]?.otherwise).toEqual({ id: 'c', bytes: '\\x6c617374' })
  for (const missing of ['none', 'elsewhere'])
    await expect(listOf(of('c', missing))).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' })
  await expect(listOf(withBytes(zip, rows('c'), path, () => false))).rejects.toMatchObject({
    code: 'ARCHIVE_UNREADABLE',
  })
  await zip.close()
})

it('the lines of a posting come together as soon as they balance, and at the end what does not', async () => {
  const lines = (...some: [posting: string, amount: unknown][]): Line[] =>
    some.map(([id, amount]) => ({ line: '', row: { posting_id: id, ledger_amount_minor: amount } }))
  async function* batches() {
    yield lines(['a', 5], ['b', 3], ['a', -5], ['c', 0])
    yield lines(['d', 1], ['d', 1])
    yield lines(['b', -4], ['c', 0], ['b', 1])
    yield lines(['e', 'x'])
  }
  const whole = async (all: AsyncIterable<Line[]>) =>
    (await listOf(wholePostings(all))).map((some) => some.map(({ row }) => row.posting_id).join(''))
  expect(await whole(batches())).toEqual(['aa', 'ccbbb', 'dde'])
  async function* balanced() {
    yield lines(['a', 5], ['a', -5])
  }
  expect(await whole(balanced())).toEqual(['aa'])
})
