import { unzipSync } from 'fflate'
import { beforeAll, expect, it } from 'vitest'
import { movedIn } from '@/prisma/seed/imported'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { addFile } from '@/server/filing/mutations'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { invoiceFile } from '@/server/invoicing/mutations/mail'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, snapshot, transaction } from '@/server/platform/database/run'
import { askArchive, makeArchive, makeArchives } from './mutations/archive'
import { partsOf, writeAll } from './mutations/write-archive'
import { archivedTables, archivePiece, jsonOf, lastArchive, rowsOf } from './queries/archive'

let made: MadeOrganisation
let ctx: Ctx
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  await giveLegalDetails(ctx)
  const { customerId } = await makeCustomer(ctx)
  const { shipmentId } = await makeShipped(ctx, { customerId })
  const { invoiceId } = await issueForShipment(ctx, shipmentId)
  await invoiceFile(ctx, invoiceId)
})

async function unpacked(id: string) {
  const pieces: Buffer[] = []
  for (let nth = 0; ; nth++) {
    const piece = await archivePiece(ctx, id, nth)
    if (!piece) break
    pieces.push(piece)
  }
  const files = unzipSync(Buffer.concat(pieces))
  return (name: string) => Buffer.from(files[name] ?? []).toString()
}

it('the archive has every row of every table as JSON and CSV, the papers as they are, no secret, and nobody else’s rows', async () => {
  await makeCustomer((await makeOrganisation()).ctx, { name: 'Somebody else’s' })
  const { id } = await askArchive(ctx)
  expect(await refused(askArchive(ctx))).toBe('ARCHIVE_UNDER_WAY')
  expect(await refused(archivePiece(ctx, id, 0))).toBe('NOT_FOUND')
  await makeArchive(ctx, id)
  await makeArchive(ctx, id)
  expect(await lastArchive(ctx)).toMatchObject({ id, state: 'READY' })
  const file = await unpacked(id)
  const manifest = JSON.parse(file('manifest.json'))
  for (const table of ['customer', 'product', 'sales_order', 'invoice', 'posting_line', 'event', 'stock_movement']) {
    const [rows] = await read(ctx, {
      text: `SELECT to_jsonb(t) AS row FROM "${table}" t WHERE organisation_id = '${ctx.organisationId}' ${table === 'event' ? "AND name <> 'exchange/archive.made'" : ''}`,
      values: [],
    })
    const kept = file(`json/${table}.jsonl`)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const sorted = (list: unknown[]) => list.map((row) => JSON.stringify(row)).sort()
    expect(sorted(kept)).toEqual(sorted((rows as { row: unknown }[]).map(({ row }) => row)))
    expect(manifest.rows[table]).toBe(kept.length)
    expect(file(`csv/${table}.csv`).trim().split('\r\n').length).toBe(kept.length + 1)
  }
  expect(manifest.papers.length).toBeGreaterThan(0)
  expect(file(manifest.papers[0].path).slice(0, 5)).toBe('%PDF-')
  expect(file('json/api_key.jsonl')).toBe('')
  expect(file('json/customer.jsonl')).not.toContain('Somebody else')
  const { ctx: stranger } = await makeOrganisation()
  expect(await refused(archivePiece(stranger, id, 0))).toBe('NOT_FOUND')
})

it('an archive reads at most a thousand rows at once however many there are, says how far it is, and is kept for a week', async () => {
  const { ctx: many } = await makeOrganisation()
  await movedIn(
    many,
    `SKU,Name,Price\n${Array.from({ length: 2100 }, (_, nth) => `M-${nth},Many,1`).join('\n')}\n`,
    'PRODUCTS',
  )
  const sizes: number[] = []
  await snapshot(many, async (reader) => {
    for await (const rows of jsonOf(reader, many, 'product')) sizes.push(rows.length)
  })
  expect(sizes).toEqual([1000, 1000, 100])
  const { id } = await askArchive(many)
  await makeArchive(many, id)
  const made = await lastArchive(many)
  expect(made?.partsDone).toBe(made?.parts)
  const tables = await snapshot(many, archivedTables)
  // Products, their events and the rows of their file are more than is told of at once.
  expect(made?.parts).toBeGreaterThanOrEqual(tables.length + 3 * (partsOf(2100) - 1))
  expect([0, 1999, 2000, 4000].map(partsOf)).toEqual([1, 1, 3, 5])
  await transaction(many, {}, (tx) =>
    tx.commit({
      text: `INSERT INTO blob (organisation_id, hash, media_type, bytes, created_at) SELECT $1, 'paper ' || n, 'text/plain', '\\x00', now() FROM generate_series(1, 51) AS n`,
      values: [many.organisationId],
    }),
  )
  const { customerId } = await makeCustomer(many)
  await addFile(
    many,
    { kind: 'customer', id: customerId },
    { fileName: 'key.txt', bytes: Buffer.from('under the mat') },
  )
  const told: [done: number, parts: number][] = []
  const names: string[] = []
  const add = async (name: string, content: AsyncIterable<unknown>) => {
    names.push(name)
    for await (const _ of content);
  }
  const expected = await snapshot(many, async (reader) => {
    await writeAll(many, reader, { add }, async (done, parts) => void told.push([done, parts]))
    const rows = await rowsOf(reader, many, tables)
    // The first half of a table of two thousand rows and more is its JSON, the second its CSV.
    const steps = tables.map(({ name }) => partsOf(rows.get(name) ?? 0))
    const begun = steps.map((_, nth) => steps.slice(0, nth).reduce((sum, one) => sum + one, 0))
    const all = steps.reduce((sum, one) => sum + one, 0)
    const done = begun.flatMap((from, nth) => Array.from({ length: steps[nth] ?? 0 }, (_, step) => from + step))
    return [...done, all, all + 50].map((step) => [step, all + 52])
  })
  expect(told).toEqual(expected)
  expect(names.slice(-53)).toEqual([
    ...Array.from({ length: 51 }, () => expect.stringMatching(/^documents\/paper/)),
    expect.stringContaining('key.txt'),
    'manifest.json',
  ])
  const later = (days: number): Ctx => ({ ...many, now: new Date(many.now.getTime() + days * 86_400_000) })
  await makeArchives(later(6))
  expect((await lastArchive(many))?.id).toBe(id)
  await makeArchives(later(8))
  expect(await lastArchive(many)).toBeNull()
  expect(await refused(archivePiece(many, id, 0))).toBe('NOT_FOUND')
})
