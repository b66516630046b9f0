import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { query, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import type { Problem } from '../rules/cells'
import type { Change, Outcome } from '../rules/decided'
import type { KindName } from '../rules/fields'
import { type Mapping, proposed, weightyLeftOut } from '../rules/heads'
import { type RowListInput, rowListInput } from '../schema'
import { namesOfMade } from './made'
import { type ImportState, type Made, outcomesOf } from './rows'

const shownAtOnce = 50

export interface ImportListRow {
  id: string
  kind: KindName | null
  program: string | null
  fileName: string
  state: ImportState
  rows: number
  done: number
  counts: Partial<Record<Outcome, number>> | null
  createdAt: Date
  endedAt: Date | null
}

/** A page of the files that were sent, the latest first. */
export async function listImports(
  ctx: Ctx,
  { after, limit = shownAtOnce }: { after?: string | undefined; limit?: number } = {},
): Promise<Page<ImportListRow>> {
  const list = tables
    .selectFrom('importFile as f')
    .select(['f.id', 'f.kind', 'f.program', 'f.fileName', 'f.state', 'f.rows', 'f.done', 'f.counts', 'f.createdAt'])
    .select('f.endedAt')
    .where('f.organisationId', '=', ctx.organisationId)
  const key = { value: 'f.createdAt', type: 'timestamptz', id: 'f.id', descending: true } as const
  const [rows] = await read(ctx, query(byKey(list, key, { after, limit }).$castTo<ImportListRow>()))
  return pageOf(rows, { after, limit }, (row) => cursorOf(row.createdAt, row.id))
}

export interface ImportRecord extends ImportListRow {
  heads: string[]
  mapping: Mapping
  decimalSign: '.' | ','
  dayOrder: 'DMY' | 'MDY'
  skipsWrong: boolean
  failure: string | null
  /** How many rows become what, as far as they were looked at. */
  outcomes: Partial<Record<Outcome | 'NONE', number>>
  /** Of an import that was taken back: rows that stayed. */
  kept: number
  /** What it made or changed beside its rows and is still so because it was used or changed since. */
  madeStays: { table: Made['table']; name: string }[]
  /** The first rows of the file. */
  sample: string[][]
  /** Heads of columns that are left out though they hold values that matter, such as a currency or a second price. */
  leftOut: string[]
  /** Of rows that come in before they do: how many of them have something to be seen to, by its code and by how such a customer is usually taxed. */
  seenTo: { code: string; treatment: string | null; rows: number }[]
  isLast: boolean
  /** The same file was moved in before. */
  sameAs: { id: string; endedAt: Date } | null
}

/** Those of the columns that hold something in some row. */
const holdingValues = (ctx: Ctx, id: string, columns: readonly number[]) =>
  sql<{
    column: number
  }>`SELECT c."column" FROM unnest(${columns}::int[]) AS c ("column") WHERE EXISTS (SELECT 1 FROM import_row r
      WHERE r.organisation_id = ${ctx.organisationId} AND r.import_id = ${id}::uuid AND trim(r.cells->>c."column") <> '') ORDER BY c."column"`

/** One import with what its columns mean and what becomes of its rows. */
export async function importRecord(ctx: Ctx, id: string): Promise<ImportRecord> {
  const [[file], outcomes, sample, [last], [twin], seenTo] = await read(
    ctx,
    sql<
      Omit<ImportRecord, 'outcomes' | 'sample' | 'seenTo' | 'isLast' | 'kept' | 'sameAs' | 'madeStays' | 'leftOut'> & {
        fileHash: string
        made: Made[]
      }
    >`SELECT id, kind, program, file_name, file_hash, state, rows, done, counts, created_at, ended_at, heads, mapping, decimal_sign, day_order, skips_wrong, failure, made
      FROM import_file WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
    outcomesOf(ctx, id),
    sql<{
      cells: string[]
    }>`SELECT cells FROM import_row WHERE organisation_id = ${ctx.organisationId} AND import_id = ${id}::uuid ORDER BY place LIMIT 5`,
    sql<{
      id: string
    }>`SELECT id FROM import_file WHERE organisation_id = ${ctx.organisationId} AND state = 'DONE' ORDER BY ended_at DESC LIMIT 1`,
    sql<{
      id: string
      endedAt: Date
    }>`SELECT o.id, o.ended_at FROM import_file f JOIN import_file o ON o.organisation_id = f.organisation_id AND o.file_hash = f.file_hash AND o.id <> f.id
      WHERE f.organisation_id = ${ctx.organisationId} AND f.id = ${id}::uuid AND o.state = 'DONE' ORDER BY o.ended_at DESC LIMIT 1`,
    sql<
      ImportRecord['seenTo'][number]
    >`SELECT p.one->>'code' AS code, p.one->'parameters'->>'treatment' AS treatment, count(*)::int AS rows
      FROM import_file f JOIN import_row r ON r.organisation_id = f.organisation_id AND r.import_id = f.id, jsonb_array_elements(r.problems) AS p (one)
      WHERE f.organisation_id = ${ctx.organisationId} AND f.id = ${id}::uuid AND f.state = 'CHECKED' AND r.outcome IN ('NEW', 'CHANGED') GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  if (!file) notFound('import')
  const { fileHash: _hash, made, ...facts } = file
  const leftOut = file.kind ? weightyLeftOut(file.kind, file.heads, file.mapping) : []
  const holding = leftOut.length > 0 ? (await read(ctx, holdingValues(ctx, id, leftOut)))[0] : []
  const stays = made.filter((one) => one.stays)
  const named = stays.length > 0 ? (await read(ctx, namesOfMade(ctx, stays)))[0] : []
  return {
    ...facts,
    outcomes: Object.fromEntries(outcomes.map((one) => [one.outcome, one.rows])),
    kept: outcomes.reduce((sum, one) => sum + one.kept, 0),
    madeStays: stays.flatMap(({ table, id }) =>
      named.filter((one) => one.id === id).map(({ name }) => ({ table, name })),
    ),
    sample: sample.map(({ cells }) => cells),
    leftOut: holding.map(({ column }) => file.heads[column] || `Column ${column + 1}`),
    seenTo,
    isLast: last?.id === id,
    sameAs: twin ?? null,
  }
}

/** The columns that a kind would take of a file, for somebody who says that it is another kind. */
export async function proposal(ctx: Ctx, { id, kind }: { id: string; kind: KindName }): Promise<Mapping> {
  const { heads } = await importRecord(ctx, id)
  return proposed(kind, heads)
}

export interface ImportRowShown {
  place: number
  cells: string[]
  outcome: Outcome | null
  recordId: string | null
  changes: Change[] | null
  problems: Problem[] | null
  kept: string | null
}

/** Rows of an import behind a row of its file. */
export async function importRows(ctx: Ctx, input: RowListInput): Promise<{ rows: ImportRowShown[]; more: boolean }> {
  const { id, outcome = null, behind } = rowListInput.parse(input)
  const [rows] = await read(
    ctx,
    sql<ImportRowShown>`SELECT place, cells, outcome, record_id, changes, problems, kept FROM import_row
      WHERE organisation_id = ${ctx.organisationId} AND import_id = ${id}::uuid AND place > ${behind} AND (${outcome}::text IS NULL OR outcome = ${outcome}::text)
      ORDER BY place LIMIT ${shownAtOnce + 1}`,
  )
  return { rows: rows.slice(0, shownAtOnce), more: rows.length > shownAtOnce }
}

/** The rows that are wrong, with their heads, to be mended and sent again. */
export async function wrongRows(ctx: Ctx, id: string) {
  const [[file], rows] = await read(
    ctx,
    sql<{
      heads: string[]
      fileName: string
      kind: KindName
    }>`SELECT heads, file_name, kind FROM import_file WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
    sql<{ cells: string[]; problems: Problem[] }>`SELECT cells, problems FROM import_row
      WHERE organisation_id = ${ctx.organisationId} AND import_id = ${id}::uuid AND outcome = 'WRONG' ORDER BY place`,
  )
  return file ? { ...file, rows } : notFound('import')
}
