import type { Ctx } from '@/server/platform/context/ctx'
import { conflict } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { type Reader, read, snapshot, transaction } from '@/server/platform/database/run'
import { insert, json, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { csvLine } from '@/server/platform/files/csv'
import { type ZipWriter, zipped } from '@/server/platform/files/zip-write'
import { archivedTables, jsonOf, keptDays, keptFiles, keptPapers, textOf } from '../queries/archive'

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

async function* lines<Row>(batches: AsyncIterable<Row[]>, line: (row: Row) => string) {
  for await (const batch of batches) yield batch.map(line).join('')
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

/** Writes every table as JSON and as CSV, every paper and file, and a list of what is in it. */
async function writeAll(ctx: Ctx, reader: Reader, zip: ZipWriter, progress: Progress): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const tables = await archivedTables(reader)
  const papers = await keptPapers(reader, ctx)
  const files = await keptFiles(reader, ctx)
  const parts = tables.length + papers.length + files.length
  for (const [nth, { name, columns }] of tables.entries()) {
    await progress(nth, parts)
    counts[name] = 0
    const counted = ({ row }: { row: string }) => {
      counts[name] = (counts[name] ?? 0) + 1
      return `${row}\n`
    }
    await zip.add(`json/${name}.jsonl`, lines(jsonOf(reader, ctx, name), counted))
    const csv = lines(textOf(reader, ctx, name), ({ row }) => csvLine(columns.map((column) => row[column])))
    async function* withHead() {
      yield `\uFEFF${csvLine(columns)}`
      yield* csv
    }
    await zip.add(`csv/${name}.csv`, withHead())
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
    if (nth % papersAtOnce === 0) await progress(tables.length + nth, parts)
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
