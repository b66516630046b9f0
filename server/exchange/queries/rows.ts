import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { FileContact } from '../rules/customer-known'
import type { KindName } from '../rules/fields'
import type { Mapping } from '../rules/heads'

export const states = ['READ', 'CHECKING', 'CHECKED', 'RUNNING', 'DONE', 'UNDOING', 'UNDONE'] as const
export type ImportState = (typeof states)[number]

/** An import as the work on it sees it. */
export interface ImportHead {
  id: string
  kind: KindName | null
  state: ImportState
  mapping: Mapping
  heads: string[]
  decimalSign: '.' | ','
  dayOrder: 'DMY' | 'MDY'
  skipsWrong: boolean
  usualTax: boolean
  seriesFrom: bigint
  rows: number
  reached: number
  done: number
  askedBy: string | null
  /** What it made beside the records of its rows. */
  made: Made[]
}

/** Something that an import made, or a contact that it changed, because a row names it. */
export interface Made {
  table: 'product_category' | 'customer_group' | 'price_list' | 'supplier' | 'bin' | 'customer_contact'
  id: string
  /** The warehouse of a bin, the customer of a contact. */
  of?: string
  /** The state in which the import left it; a change of it counts as use. */
  version?: string
  /** What a contact that was there said before. */
  before?: FileContact
  /** It was used or changed since, so that it stayed when the import was taken back. */
  stays?: boolean
}

/** Locks an import, so that two workers never take the same rows. */
export function lockImport(ctx: Ctx, id: string): Statement<ImportHead> {
  return sql`SELECT id, kind, state, mapping, heads, decimal_sign, day_order, skips_wrong, usual_tax, series_from, rows, reached, done, asked_by, made FROM import_file
    WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid FOR NO KEY UPDATE`
}

export interface StoredRow {
  place: number
  turn: number
  cells: string[]
  key: string | null
  outcome: 'NEW' | 'CHANGED' | 'SAME' | 'WRONG' | null
  recordId: string | null
  before: unknown
  version: string | null
}

/** The next rows of an import, in their turn. */
export function nextRows(ctx: Ctx, id: string, reached: number, limit: number): Statement<StoredRow> {
  return sql`SELECT place, turn, cells, key, outcome, record_id, before, version FROM import_row
    WHERE organisation_id = ${ctx.organisationId} AND import_id = ${id}::uuid AND turn > ${reached} ORDER BY turn LIMIT ${limit}`
}

/** The next rows of an import whose rows belong together, about so many, and every row of the last record among them. */
export function nextGroups(ctx: Ctx, id: string, reached: number, about: number): Statement<StoredRow> {
  return sql`SELECT r.place, r.turn, r.cells, r.key, r.outcome, r.record_id, r.before, r.version FROM import_row r,
      (SELECT max(turn) AS turn, (array_agg(key ORDER BY turn DESC))[1] AS key FROM (SELECT turn, key FROM import_row
        WHERE organisation_id = ${ctx.organisationId} AND import_id = ${id}::uuid AND turn > ${reached} ORDER BY turn LIMIT ${about}) AS few) AS l
    WHERE r.organisation_id = ${ctx.organisationId} AND r.import_id = ${id}::uuid AND r.turn > ${reached}
      AND (r.turn <= l.turn OR r.turn <= (SELECT max(g.turn) FROM import_row g WHERE g.organisation_id = ${ctx.organisationId} AND g.import_id = ${id}::uuid AND g.key = l.key))
    ORDER BY r.turn`
}

/** Rows that refer to other rows of the file have their turn behind all of those by so much. */
export const nextWave = 10_000_000

/** The rows that may be done together: none of them refers to another one of them. */
export function togetherOf<Row extends { turn: number }>(rows: readonly Row[]): Row[] {
  const wave = ({ turn }: Row) => Math.floor(turn / nextWave)
  return rows.filter((row) => wave(row) === wave(rows[0] as Row))
}

/** The last rows that were written before a turn, for taking them back the other way round. */
export function lastWritten(ctx: Ctx, id: string, before: number, limit: number): Statement<StoredRow> {
  return sql`SELECT place, turn, cells, key, outcome, record_id, before, version FROM import_row
    WHERE organisation_id = ${ctx.organisationId} AND import_id = ${id}::uuid AND turn < ${before} AND version IS NOT NULL ORDER BY turn DESC LIMIT ${limit}`
}

/** How many rows of an import become what. */
export function outcomesOf(
  ctx: Ctx,
  id: string,
): Statement<{ outcome: string; rows: number; written: number; kept: number }> {
  return sql`SELECT coalesce(outcome, 'NONE') AS outcome, count(*)::int AS rows, count(version)::int AS written, count(kept)::int AS kept FROM import_row
    WHERE organisation_id = ${ctx.organisationId} AND import_id = ${id}::uuid GROUP BY 1`
}
