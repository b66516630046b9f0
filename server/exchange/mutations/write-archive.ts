import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { csvLine } from '@/server/platform/files/csv'
import type { ZipWriter } from '@/server/platform/files/zip-write'
import { archivedTables, jsonOf, keptFiles, keptPapers, rowsOf, textColumns, textOf } from '../queries/archive'

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
export async function writeAll(
  ctx: Ctx,
  reader: Reader,
  zip: ZipWriter,
  progress: Progress,
): Promise<Record<string, number>> {
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
    const said = textColumns(name, columns)
    const csv = lines(textOf(reader, ctx, name), ({ row }) => csvLine(said.map((column) => row[column])), told)
    async function* withHead() {
      yield `\uFEFF${csvLine(said)}`
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
