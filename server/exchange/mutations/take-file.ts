import { createHash } from 'node:crypto'
import type { Ctx } from '@/server/platform/context/ctx'
import { Refusal, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { type Tx, transaction } from '@/server/platform/database/run'
import { insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { parseCsv } from '@/server/platform/files/csv-read'
import { parseXlsx, xlsxLimits } from '@/server/platform/files/xlsx'
import { keptText } from '@/server/platform/web/input'
import type { KindName } from '../rules/fields'
import { headsKey, type Mapping, recognised } from '../rules/heads'
import { prepared, widened } from '../rules/prepared'

/** The largest file that is taken. */
export const mostBytes = xlsxLimits.bytes
/** Rows of a file besides its heads. */
const mostRows = 100_000
/** Rows above the heads, such as the name of a report. */
const mostTitles = 10
const rowsPerStatement = 2000
/** The last head of a file of wrong rows. */
export const whyHead = 'why'

interface Sheet {
  rows: string[][]
  places: number[]
}

/** Reads a table of either format; whatever is wrong with it is said in words of a move, not of a bank. */
async function sheetOf(bytes: Uint8Array, most: number): Promise<Sheet> {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  const { columns, cellCharacters } = xlsxLimits
  const limits = { bytes: mostBytes, rows: most + mostTitles + 1, columns, cellCharacters }
  try {
    return start === '504b0304' || start === 'd0cf11e0' ? await parseXlsx(bytes) : await parseCsv(bytes, { limits })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal('REFUSED', error.code.replace(/^CSV_/, 'SHEET_'), error.parameters)
  }
}

/** The row of the heads: of the first rows, that with the most that are known; else the first with several cells. */
function headRow(rows: readonly string[][]): number {
  const scores = rows.slice(0, mostTitles).map((row) => {
    const { mapping } = recognised(row)
    return Object.keys(mapping).length
  })
  const best = Math.max(...scores)
  if (best > 0) return scores.indexOf(best)
  return Math.max(
    0,
    rows.findIndex((row) => row.filter((cell) => cell.trim() !== '').length > 1),
  )
}

interface Taken {
  id: string
}

/**
 * Takes a file in: reads it, finds its heads and what it is, and keeps its rows until somebody says what to do with them. No record is
 * written yet. At most so many rows are taken. Refuses what cannot be read with SHEET_ and the reason, SHEET_NO_ROWS, SHEET_TOO_MANY_ROWS.
 */
export async function takeFile(
  ctx: Ctx,
  file: { fileName: string; bytes: Uint8Array },
  most: number = mostRows,
): Promise<Taken> {
  const sheet = await sheetOf(file.bytes, most)
  const at = headRow(sheet.rows)
  const all = (sheet.rows[at] ?? []).map((head) => keptText(head).trim().slice(0, 200))
  // A file of wrong rows is read as the one that it came from: without why they were wrong, and prepared already.
  const isMended = all.length > 1 && all.at(-1) === whyHead
  const first = isMended ? all.slice(0, -1) : all
  const { program, kind: of } = recognised(first)
  const heads = isMended ? first : widened(program, of, first)
  const body = isMended ? sheet.rows.slice(at + 1).map((row) => row.slice(0, first.length)) : sheet.rows.slice(at + 1)
  if (body.length === 0) refuse('SHEET_NO_ROWS')
  if (body.length > most) refuse('SHEET_TOO_MANY_ROWS', { limit: most })
  const id = newId(ctx.now)
  await transaction(ctx, {}, async (tx) => {
    const headsHash = createHash('sha256').update(headsKey(heads)).digest('hex')
    const [[remembered]] = await tx.run(
      sql<{
        kind: KindName
        mapping: Mapping
      }>`SELECT kind, mapping FROM import_mapping WHERE organisation_id = ${ctx.organisationId} AND heads_hash = ${headsHash}`,
      forgetOld(ctx),
      forgetOldRows(ctx),
      sql`DELETE FROM import_file f WHERE organisation_id = ${ctx.organisationId} AND state IN ('READ', 'CHECKED')
        AND NOT EXISTS (SELECT 1 FROM import_row r WHERE r.organisation_id = f.organisation_id AND r.import_id = f.id)`,
    )
    const known = recognised(heads)
    const { kind, mapping } = remembered ?? known
    const ready = isMended ? body : prepared(known.program, known.kind, heads, body)
    const rows = ready.flatMap((row, index) =>
      row ? [{ place: sheet.places[at + 1 + index] as number, cells: row.map((cell) => keptText(cell)) }] : [],
    )
    if (rows.length === 0) refuse('SHEET_NO_ROWS')
    await tx.run(
      insert(ctx, 'importFile', [
        {
          id,
          kind,
          program: known.program,
          fileName: keptText(file.fileName).slice(0, 200) || 'file',
          fileHash: createHash('sha256').update(file.bytes).digest('hex'),
          heads: JSON.stringify(heads),
          mapping: JSON.stringify(mapping),
          state: 'READ',
          rows: rows.length,
          askedBy: ctx.actor.id,
          createdAt: ctx.now,
        },
      ]),
    )
    await keepRows(tx, id, rows)
    await tx.commit(
      recordEvents(ctx, [{ name: 'exchange/file.read', objects: [['import', id]], payload: { rows: rows.length } }]),
    )
  })
  return { id }
}

const daysBefore = (ctx: Ctx, days: number) => new Date(ctx.now.getTime() - days * 86_400_000)

/** Rows of files that nobody went on with for a week. */
const forgetOld = (ctx: Ctx) =>
  sql`DELETE FROM import_row r USING import_file f WHERE r.organisation_id = ${ctx.organisationId} AND f.organisation_id = r.organisation_id AND f.id = r.import_id
    AND f.state IN ('READ', 'CHECKED') AND f.created_at < ${daysBefore(ctx, 7)}`

/** Rows of imports that nobody takes back any more. */
const forgetOldRows = (ctx: Ctx) =>
  sql`DELETE FROM import_row r USING import_file f WHERE r.organisation_id = ${ctx.organisationId} AND f.organisation_id = r.organisation_id AND f.id = r.import_id
    AND f.state IN ('DONE', 'UNDONE') AND f.ended_at < ${daysBefore(ctx, 90)}`

async function keepRows(tx: Tx, importId: string, rows: readonly { place: number; cells: string[] }[]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const some = rows.slice(from, from + rowsPerStatement)
    await tx.run(
      insert(
        tx.ctx,
        'importRow',
        some.map(({ place, cells }) => ({ importId, place, turn: place, cells: cells as never })),
      ),
    )
  }
}
