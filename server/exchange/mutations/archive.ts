import type { Ctx } from '@/server/platform/context/ctx'
import { conflict } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { type Reader, read, snapshot, transaction } from '@/server/platform/database/run'
import { insert, json, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { csvLine } from '@/server/platform/files/csv'
import { type ZipWriter, zipped } from '@/server/platform/files/zip-write'
import { archivedTables, jsonOf, keptDays, keptFiles, keptPapers, rowsOf, textOf } from '../queries/archive'

const pieceBytes = 4_000_000

/** Asks for the whole organisation as one file; the one before goes. Refuses with ARCHIVE_UNDER_WAY while one is being made. */
export async function askArchive(ctx: Ctx): Promise<{ id: string }> {
  const id = newId(ctx.now)
  await transaction(ctx, {}, async (tx) => {
    const [, [waiting]] = await tx.run(
      sql`SELECT id FROM archive WHERE organisation_id = ${ctx.organisationId} FOR UPDATE`,
      sql`SELECT 1 FROM archive WHERE organisation_id = ${ctx.organisationId} AND state = 'ASKED'`,
    )
    if (waiting) conflict('ARCHIVE_UNDER_WAY')
    await tx.commit(
      sql`DELETE FROM archive_piece WHERE organisation_id = ${ctx.organisationId}`,
      sql`DELETE FROM archive WHERE organisation_id = ${ctx.organisationId}`,
      insert(ctx, 'archive', [{ id, state: 'ASKED', askedBy: ctx.actor.id, createdAt: ctx.now }]),
      recordEvents(ctx, [{ name: 'exchange/archive.asked', objects: [['archive', id]] }]),
    )
  })
  return { id }
}

async function* lines<Row>(
  batches: AsyncIterable<Row[]>,
  line: (row: Row) => string,
  told: (batch: Row[]) => Promise<void>,
) {
  for await (const batch of batches) {
    yield batch.map(line).join('')
    await told(batch)
  }
}

async function* once(content: string | Uint8Array) {
  yield content
}

/** Is told how many parts of an archive are written. */
type Progress = (done: number, parts: number) => Promise<void>

interface Bytes {
  bytes: Buffer
}

/** Papers are told of by so many, because each is small. */
const papersAtOnce = 50

/** A table is told of by so many rows, so that a large one does not look as if nothing went on. */
const rowsAtOnce = 2000

/** How many parts a table counts for: once, and once more for so many rows of each of its two files. */
export const partsOf = (rows: number): number => 1 + 2 * Math.floor(rows / rowsAtOnce)

/** Writes every table as JSON and as CSV, every paper and file, and a list of what is in it. */
async function writeAll(ctx: Ctx, reader: Reader, zip: ZipWriter, progress: Progress): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const tables = await archivedTables(reader)
  const papers = await keptPapers(reader, ctx)
  const files = await keptFiles(reader, ctx)
  const sizes = await rowsOf(reader, ctx, tables)
  const tableParts = tables.reduce((sum, { name }) => sum + partsOf(sizes.get(name) ?? 0), 0)
  const parts = tableParts + papers.length + files.length
  let before = 0
  for (const { name, columns } of tables) {
    const until = before + partsOf(sizes.get(name) ?? 0)
    let rows = 0
    const told = async <Row>(batch: Row[]) => {
      const more = Math.floor((rows + batch.length) / rowsAtOnce) - Math.floor(rows / rowsAtOnce)
      rows += batch.length
      if (more > 0) await progress(Math.min(until - 1, before + Math.floor(rows / rowsAtOnce)), parts)
    }
    await progress(before, parts)
    counts[name] = 0
    const counted = ({ row }: { row: string }) => {
      counts[name] = (counts[name] ?? 0) + 1
      return `${row}\n`
    }
    await zip.add(`json/${name}.jsonl`, lines(jsonOf(reader, ctx, name), counted, told))
    const csv = lines(textOf(reader, ctx, name), ({ row }) => csvLine(columns.map((column) => row[column])), told)
    async function* withHead() {
      yield `\uFEFF${csvLine(columns)}`
      yield* csv
    }
    await zip.add(`csv/${name}.csv`, withHead())
    before = until
  }
  const own = ctx.organisationId
  const contents = [
    ...papers.map(({ hash, path }) => ({
      path,
      content: sql<Bytes>`SELECT bytes FROM blob WHERE organisation_id = ${own} AND hash = ${hash}`,
    })),
    ...files.map(({ id, path }) => ({
      path,
      content: sql<Bytes>`SELECT bytes FROM attachment WHERE organisation_id = ${own} AND id = ${id}::uuid`,
    })),
  ]
  for (const [nth, { path, content }] of contents.entries()) {
    if (nth % papersAtOnce === 0) await progress(tableParts + nth, parts)
    const [[kept]] = await reader(content)
    if (kept) await zip.add(path, once(kept.bytes))
  }
  const manifest = {
    format: 1,
    organisation: ctx.organisation.name,
    currency: ctx.organisation.currency,
    madeAt: ctx.now,
    rows: counts,
    papers,
    files,
  }
  await zip.add('manifest.json', once(`${JSON.stringify(manifest, null, 2)}\n`))
  return counts
}

/**
 * Makes an archive that was asked for: all of it as it stood at one moment, while people go on working. Made again from the beginning
 * when it was interrupted; one that is ready stays.
 */
export async function makeArchive(ctx: Ctx, id: string): Promise<void> {
  const [[asked]] = await read(
    ctx,
    sql`SELECT 1 FROM archive WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid AND state = 'ASKED'`,
  )
  if (!asked) return
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql`DELETE FROM archive_piece WHERE organisation_id = ${ctx.organisationId} AND archive_id = ${id}::uuid`,
    ),
  )
  let counts: Record<string, number> = {}
  const write = (zip: ZipWriter) =>
    snapshot(ctx, async (reader) => {
      counts = await writeAll(ctx, reader, zip, (done, parts) =>
        transaction(ctx, {}, async (tx) => {
          await tx.commit(
            sql`UPDATE archive SET parts = ${parts}, parts_done = ${done} WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid AND state = 'ASKED'`,
          )
        }),
      )
    })
  const size = await zipped(write, pieceBytes, (bytes, nth) =>
    transaction(ctx, {}, async (tx) => {
      await tx.commit(
        sql`INSERT INTO archive_piece (organisation_id, archive_id, nth, bytes) VALUES (${ctx.organisationId}, ${id}::uuid, ${nth}, ${bytes}::bytea)`,
      )
    }),
  )
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql`UPDATE archive SET state = 'READY', ready_at = ${ctx.now}, parts_done = parts, size_bytes = ${size}, counts = ${json(counts)}::jsonb WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid AND state = 'ASKED'`,
      recordEvents(ctx, [{ name: 'exchange/archive.made', objects: [['archive', id]], payload: { bytes: size } }]),
    ),
  )
}

/** Makes every archive that somebody waits for, and lets those go that were kept long enough. */
export async function makeArchives(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now.getTime() - keptDays * 86_400_000)
  await transaction(ctx, {}, async (tx) => {
    await tx.commit(
      sql`DELETE FROM archive_piece p USING archive a WHERE p.organisation_id = ${ctx.organisationId} AND a.organisation_id = p.organisation_id AND a.id = p.archive_id AND a.ready_at < ${before}`,
      sql`DELETE FROM archive WHERE organisation_id = ${ctx.organisationId} AND ready_at < ${before}`,
    )
  })
  const [waiting] = await read(
    ctx,
    sql<{ id: string }>`SELECT id FROM archive WHERE organisation_id = ${ctx.organisationId} AND state = 'ASKED'`,
  )
  for (const { id } of waiting) await makeArchive(ctx, id)
}
