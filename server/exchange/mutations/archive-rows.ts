import { mostBytes } from '@/server/filing/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { refuse } from '@/server/platform/context/errors'
import { json, type Statement } from '@/server/platform/database/sql'
import type { ZipReader } from '@/server/platform/files/zip-read'
import { type ArchiveRow, earlier } from '../rules/carried'

const rowsAtOnce = 1000
/** Rows in which pictures or papers are come fewer at once. */
const charactersAtOnce = 10_000_000

/** A row as the archive has it: its text, which alone has every digit, and what it says. */
export interface Line {
  line: string
  row: ArchiveRow
}

/** A table of this version: its name, and its columns. */
export interface Known {
  name: string
  columns: readonly string[]
}

/** The rows of a table of an archive, some hundred at once; none when the archive does not have the table. Refuses with ARCHIVE_UNREADABLE and ARCHIVE_UNKNOWN. */
export async function* rowsOf(zip: ZipReader, { name: table, columns }: Known): AsyncGenerator<Line[]> {
  const name = `json/${table}.jsonl`
  if (!zip.has(name)) return
  const known = new Set([...columns, ...(earlier[table] ?? [])])
  let rows: Line[] = []
  let characters = 0
  for await (const line of zip.lines(name)) {
    if (line.trim() === '') continue
    const row = rowIn(line)
    const unknown = Object.keys(row).find((column) => !known.has(column))
    if (unknown !== undefined) refuse('ARCHIVE_UNKNOWN', { what: `${table}.${unknown}`.slice(0, 100) })
    rows.push({ line, row })
    characters += line.length
    if (rows.length < rowsAtOnce && characters < charactersAtOnce) continue
    yield rows
    rows = []
    characters = 0
  }
  if (rows.length > 0) yield rows
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

export type Brought = Line & { otherwise: ArchiveRow }

/** Rows with the bytes that lie beside them in the archive, a few megabytes at once. Refuses with ARCHIVE_UNREADABLE. */
export async function* withBytes(
  zip: ZipReader,
  rows: readonly Brought[],
  pathOf: (row: ArchiveRow) => string | undefined,
  holds: (row: ArchiveRow, bytes: Buffer) => boolean,
): AsyncGenerator<Brought[]> {
  let some: Brought[] = []
  let length = 0
  for (const one of rows) {
    const path = pathOf(one.row)
    if (path === undefined) return refuse('ARCHIVE_UNREADABLE')
    const bytes = await zip.bytes(path, mostBytes)
    if (!holds(one.row, bytes)) refuse('ARCHIVE_UNREADABLE')
    some.push({ ...one, otherwise: { ...one.otherwise, bytes: `\\x${bytes.toString('hex')}` } })
    length += bytes.length
    if (length < charactersAtOnce / 2) continue
    yield some
    some = []
    length = 0
  }
  if (some.length > 0) yield some
}

const wholeIn = (value: unknown) => (Number.isSafeInteger(value) ? BigInt(value as number) : 0n)

/** Lines of postings, so that those of one posting are written together: the database asks of each statement whether it balances. */
export async function* wholePostings(batches: AsyncIterable<Line[]>): AsyncGenerator<Line[]> {
  const waiting = new Map<string, { lines: Line[]; sum: bigint }>()
  for await (const batch of batches) {
    const whole: Line[] = []
    for (const one of batch) {
      const id = String(one.row.posting_id)
      const posting = waiting.get(id) ?? { lines: [], sum: 0n }
      posting.lines.push(one)
      posting.sum += wholeIn(one.row.ledger_amount_minor)
      waiting.set(id, posting)
      if (posting.sum !== 0n || posting.lines.length < 2) continue
      whole.push(...posting.lines)
      waiting.delete(id)
    }
    if (whole.length > 0) yield whole
  }
  const rest = [...waiting.values()].flatMap(({ lines }) => lines)
  if (rest.length > 0) yield rest
}

/** A statement whose tables are only known when it runs: of the database's own catalogue, never of a file. */
export const plain = <Row>(text: string, values: unknown[] = []): Statement<Row> => ({ text, values })

/** The order of events is that of their transactions, and all of these are written by one. */
const ours = ['organisation_id', 'txid']

/**
 * Writes rows as an archive has them, each with what is otherwise here. What an older archive does not say gets the value of a new record.
 */
export function written(ctx: Ctx, { name: table, columns }: Known, rows: readonly Brought[]): Statement {
  const names = [...columns, 'bytes']
    .filter((column) => !ours.includes(column))
    .filter((column) => rows.some(({ row, otherwise }) => column in row || column in otherwise))
    .map((column) => `"${column}"`)
  return plain(
    `INSERT INTO "${table}" (organisation_id, ${names}) SELECT $1, ${names.map((name) => `x.${name}`)} FROM unnest($2::text[], $3::text[]) AS u (line, otherwise)
      CROSS JOIN LATERAL jsonb_populate_record(NULL::"${table}", u.line::jsonb || u.otherwise::jsonb) AS x`,
    [ctx.organisationId, rows.map(({ line }) => line), rows.map(({ otherwise }) => json(otherwise))],
  )
}
