import type { Ctx } from '@/server/platform/context/ctx'
import { type Reader, transaction } from '@/server/platform/database/run'
import { json, type Statement, sql } from '@/server/platform/database/sql'
import { type ImportHead, lockImport, nextGroups, nextRows, type StoredRow, togetherOf } from '../queries/rows'
import { cellsOf } from '../rules/cells'
import { currencyOfHeads } from '../rules/currency'
import { type Decided, type Pass, type SaidRow, wrongRow } from '../rules/decided'
import { groupField, type KindName } from '../rules/fields'
import type { Mover } from './mover'
import { pointOutAlike } from './point-out-alike'

/** Rows that are looked at or written together. */
export const atOnce = 500
const lastTurn = 2_147_483_647

/** How this person looks at the rows of an import. */
export const passOf = (ctx: Ctx, head: ImportHead): Pass => ({
  id: head.id,
  runs: head.state === 'RUNNING',
  seriesFrom: head.seriesFrom,
  usualTax: head.usualTax,
  maySetLimits: ctx.permissions === 'ALL' || ctx.permissions.has('credit.decide'),
  reading: {
    decimalSign: head.decimalSign,
    dayOrder: head.dayOrder,
    currency: ctx.organisation.currency,
    country: ctx.organisation.country,
  },
})

/** Rows with their cells by field. */
export function saidIn(head: ImportHead, rows: readonly StoredRow[]): SaidRow[] {
  const currency = currencyOfHeads(head.kind as KindName, head.heads, head.mapping)
  return rows.map(({ place, cells, key }) => ({
    place,
    cells: { ...(currency ? { currency } : {}), ...cellsOf(head.kind as KindName, cells, head.mapping) },
    group: key,
  }))
}

/** Rows that name a record which an earlier row of the file names already are wrong. */
async function withoutRepeated<W>(
  ctx: Ctx,
  reader: Reader,
  head: ImportHead,
  rows: readonly StoredRow[],
  decided: Decided<W>[],
) {
  const keys = decided.flatMap(({ key }) => key ?? [])
  const [earlier] = await reader(
    sql<{
      key: string
      place: number
    }>`SELECT k.key, min(r.place) AS place FROM unnest(${keys}::text[]) AS k (key)
      CROSS JOIN LATERAL (SELECT r.place FROM import_row r WHERE r.organisation_id = ${ctx.organisationId} AND r.import_id = ${head.id}::uuid
        AND r.key = k.key AND r.turn <= ${head.reached} OFFSET 0) AS r GROUP BY k.key`,
  )
  const first = new Map(earlier.map((one) => [one.key, one.place]))
  return decided.map((one, index): Decided<W> => {
    if (!one.key) return one
    const place = first.get(one.key)
    if (place === undefined) {
      first.set(one.key, rows[index]?.place ?? 0)
      return one
    }
    return wrongRow(one.place, one.key, [{ field: 'key', code: 'ROW_REPEATED', parameters: { row: place } }])
  })
}

/**
 * Writes what was decided of rows, and how far the import has come. The rows are named twice, because the planner takes a record set for a
 * hundred rows and would read the whole file for each.
 */
export function keep(ctx: Ctx, head: ImportHead, rows: readonly StoredRow[], decided: readonly KeptRow[]): Statement[] {
  const reached = rows.at(-1)?.turn ?? lastTurn
  return [
    sql`UPDATE import_row r SET key = d.key, outcome = d.outcome, record_id = d."recordId", changes = d.changes, problems = d.problems, before = d.before, version = d.version
      FROM jsonb_to_recordset(${json(decided)}) AS d(place int, key text, outcome text, "recordId" uuid, changes jsonb, problems jsonb, before jsonb, version text)
      WHERE r.organisation_id = ${ctx.organisationId} AND r.import_id = ${head.id}::uuid AND r.place = d.place
        AND r.place = ANY(${decided.map(({ place }) => place)}::int[])`,
    sql`UPDATE import_file SET reached = ${reached}, done = done + ${rows.length} WHERE organisation_id = ${ctx.organisationId} AND id = ${head.id}::uuid`,
  ]
}

type KeptRow = Omit<Decided, 'write'> & { version: string | null }

/** What is kept of a row beside its cells, and in which state its record was written. */
export const kept = ({ write: _write, ...decided }: Decided, version: string | null = null): KeptRow => ({
  ...decided,
  version,
})

/** Looks at the next rows without writing a record: what would become of each. */
export async function lookAt(ctx: Ctx, importId: string, mover: Mover): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[head]] = await tx.run(lockImport(ctx, importId))
    if (head?.state !== 'CHECKING') return
    const grouped = groupField(head.kind as KindName) !== undefined
    const [next] = await tx.run((grouped ? nextGroups : nextRows)(ctx, importId, head.reached, atOnce))
    const rows = togetherOf(next)
    if (rows.length === 0) {
      await tx.commit(
        ...pointOutAlike(ctx, head),
        sql`UPDATE import_file SET state = 'CHECKED', reached = 0, done = 0 WHERE organisation_id = ${ctx.organisationId} AND id = ${importId}::uuid`,
      )
      return
    }
    const reader: Reader = (...statements) => tx.run(...statements)
    const decided = await mover.decide(ctx, reader, saidIn(head, rows), passOf(ctx, head))
    const once = grouped ? decided : await withoutRepeated(ctx, reader, head, rows, decided)
    await tx.commit(
      ...keep(
        ctx,
        head,
        rows,
        once.map((one) => kept(one)),
      ),
    )
  })
}
