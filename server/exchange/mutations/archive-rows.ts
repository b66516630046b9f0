import { mostBytes } from '@/server/filing/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { refuse } from '@/server/platform/context/errors'
import type { Tx } from '@/server/platform/database/run'
import { json, type Statement } from '@/server/platform/database/sql'
import type { ZipReader } from '@/server/platform/files/zip-read'
import type { ArchiveRow, Carried } from '../rules/carried'

const rowsAtOnce = 1000
/** Rows in which pictures are come fewer at once. */
const charactersAtOnce = 10_000_000

/** A row as the archive has it: its text, which alone has every digit, and what it says. */
export interface Line {
  line: string
  row: ArchiveRow
}

/** The rows of a table of an archive, some hundred at once; none when the archive does not have the table. */
export async function* rowsOf(zip: ZipReader, table: string): AsyncGenerator<Line[]> {
  const name = `json/${table}.jsonl`
  if (!zip.has(name)) return
  let rows: Line[] = []
  let characters = 0
  for await (const line of zip.lines(name)) {
    if (line.trim() === '') continue
    rows.push({ line, row: rowIn(line) })
    characters += line.length
    if (rows.length < rowsAtOnce && characters < charactersAtOnce) continue
    yield rows
    rows = []
    characters = 0
  }
  if (rows.length > 0) yield rows
}

type Brought = Line & { otherwise: ArchiveRow }

/** Rows as they are written together: all of them, or, when their bytes lie beside them in the archive, each with its own. Refuses with ARCHIVE_UNREADABLE. */
export async function* withBytes(zip: ZipReader, { bytes: kept }: Carried, rows: Brought[]): AsyncGenerator<Brought[]> {
  if (!kept) return yield rows
  for (const one of rows) {
    if (!zip.has(kept.path(one.row))) refuse('ARCHIVE_UNREADABLE')
    const bytes = await zip.bytes(kept.path(one.row), mostBytes)
    if (!kept.holds(one.row, bytes)) refuse('ARCHIVE_UNREADABLE')
    yield [{ ...one, otherwise: { ...one.otherwise, bytes: `\\x${bytes.toString('hex')}` } }]
  }
}

/** What a line says. Refuses with ARCHIVE_UNREADABLE. */
export function rowIn(line: string): ArchiveRow {
  try {
    const row = JSON.parse(line)
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row
  } catch {
    // Refused below, like a line that is no row.
  }
  return refuse('ARCHIVE_UNREADABLE')
}

/** A statement whose tables are only known when it runs: of the database's own catalogue, never of a file. */
export const plain = <Row>(text: string, values: unknown[]): Statement<Row> => ({ text, values })

/**
 * Writes rows as an archive has them, each with what is otherwise here. Only columns that both sides have are written; what an older
 * archive does not say gets the value of a new record.
 */
export function written(
  ctx: Ctx,
  table: string,
  columns: readonly string[],
  rows: readonly (Line & { otherwise: ArchiveRow })[],
): Statement {
  const names = columns.filter((column) => column !== 'organisation_id').map((column) => `"${column}"`)
  return plain(
    `INSERT INTO "${table}" (organisation_id, ${names}) SELECT $1, ${names.map((name) => `x.${name}`)} FROM unnest($2::text[], $3::text[]) AS u (line, otherwise)
      CROSS JOIN LATERAL jsonb_populate_record(NULL::"${table}", u.line::jsonb || u.otherwise::jsonb) AS x`,
    [ctx.organisationId, rows.map(({ line }) => line), rows.map(({ otherwise }) => json(otherwise))],
  )
}

/** All records of some tables. */
export const total = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, one) => sum + one, 0)

/** Numbers that an archive brings are not given to anybody else. */
export const numbersBehind = (ctx: Ctx, [series, prefix]: readonly [string, string], table: string): Statement =>
  plain(
    `INSERT INTO number_series AS s (organisation_id, series, prefix, next, gapless)
      SELECT $1, $2, $3, greatest(1001, 1 + coalesce((SELECT max(substring(t.number from length($3) + 1)::bigint) FROM "${table}" t
        WHERE t.organisation_id = $1 AND starts_with(t.number, $3) AND substring(t.number from length($3) + 1) ~ '^[0-9]{1,15}$'), 0)), false
    ON CONFLICT (organisation_id, series) DO UPDATE SET next = greatest(s.next, excluded.next)`,
    [ctx.organisationId, series, prefix],
  )

/** What an archive says of itself. Refuses with ARCHIVE_UNREADABLE and ARCHIVE_OTHER_CURRENCY. */
export async function checkManifest(ctx: Ctx, zip: ZipReader): Promise<void> {
  if (!zip.has('manifest.json')) refuse('ARCHIVE_UNREADABLE')
  const lines: string[] = []
  for await (const line of zip.lines('manifest.json')) lines.push(line)
  const { format, currency } = rowIn(lines.join(' '))
  if (format !== 1) refuse('ARCHIVE_UNREADABLE')
  if (currency !== ctx.organisation.currency) refuse('ARCHIVE_OTHER_CURRENCY', { currency: String(currency) })
}

/** An archive that is being read into an organisation. */
export interface Reading {
  tx: Tx
  zip: ZipReader
  /** The columns of every table here. */
  columns: ReadonlyMap<string, readonly string[]>
  /** The records of the archive that are here under another id. */
  ids: Map<string, string>
  /** Records of which only some come, by their table. */
  came: Map<string, Set<string>>
}
