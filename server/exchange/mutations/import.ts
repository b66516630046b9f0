import { createHash } from 'node:crypto'
import { dayOrder } from '@/server/collection/rules/csv-days'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, Refusal, refuse } from '@/server/platform/context/errors'
import { transaction } from '@/server/platform/database/run'
import { json, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { decimalSignOf } from '@/server/platform/money/written'
import { lockImport, outcomesOf } from '../queries/rows'
import { fieldsOf, groupField, type KindName, kinds } from '../rules/fields'
import { headsKey, type Mapping, missingFields } from '../rules/heads'
import type { ChooseInput, StartInput } from '../schema'
import { goneOver, refuseAfterGo } from './cut-over'
import { groups, noColumn, turns } from './turns'

/** Refuses a kind of record that this person may not enter by hand either. */
function mustMayMove(ctx: Ctx, kind: KindName): void {
  const { permission } = kinds[kind]
  if (ctx.permissions !== 'ALL' && !ctx.permissions.has(permission)) throw new Refusal('FORBIDDEN', 'FORBIDDEN')
}

const asked = (ctx: Ctx, id: string, kind: KindName) =>
  recordEvents(ctx, [{ name: 'exchange/import.asked', objects: [['import', id]], payload: { kind } }])

/** Cells of the first rows, by which the signs of a file are told. */
const someRows = (ctx: Ctx, id: string) =>
  sql<{
    cells: string[]
  }>`SELECT cells FROM import_row WHERE organisation_id = ${ctx.organisationId} AND import_id = ${id}::uuid ORDER BY place LIMIT 3000`

/** How amounts and days of a file are written: by what its cells can only be, else as the country does. */
function signsOf(ctx: Ctx, kind: KindName, mapping: Mapping, rows: readonly { cells: string[] }[]) {
  const column = (reads: string[]) =>
    fieldsOf(kind)
      .filter((field) => field.reads && reads.includes(field.reads) && field.key in mapping)
      .flatMap(({ key }) => rows.map(({ cells }) => cells[mapping[key] as number] ?? ''))
  const numbers = column(['amount', 'number'])
  const days = column(['day'])
  return {
    decimalSign: numbers.some((text) => text.includes(',')) ? decimalSignOf(numbers, ctx.organisation.currency) : '.',
    dayOrder: dayOrder(days, ['US'].includes(ctx.organisation.country)),
  } as const
}

/**
 * Says what a file is and what its columns mean, remembers it for the next file with these heads, and lets every row be looked at.
 * Refuses with NOT_FOUND, STALE (it runs or is over), FIELDS_MISSING and FORBIDDEN.
 */
export async function choose(ctx: Ctx, input: ChooseInput): Promise<void> {
  const { id, kind } = input
  mustMayMove(ctx, kind)
  await transaction(ctx, {}, async (tx) => {
    const [[head], rows] = await tx.run(lockImport(ctx, id), someRows(ctx, id))
    if (!head) notFound('import')
    if (!['READ', 'CHECKING', 'CHECKED'].includes(head.state)) conflict('STALE')
    const fields = new Set(fieldsOf(kind).map(({ key }) => key))
    const mapping = Object.fromEntries(
      input.columns
        .filter((one) => fields.has(one.field) && one.column < head.heads.length)
        .map((one) => [one.field, one.column]),
    )
    const missing = missingFields(kind, mapping)
    if (missing.length > 0) refuse('FIELDS_MISSING', { kind, fields: missing })
    const signs = signsOf(ctx, kind, mapping, rows)
    const groupedBy = groupField(kind)
    const headsHash = createHash('sha256').update(headsKey(head.heads)).digest('hex')
    await tx.commit(
      sql`INSERT INTO import_mapping (organisation_id, heads_hash, kind, mapping) VALUES (${ctx.organisationId}, ${headsHash}, ${kind}, ${json(mapping)}::jsonb)
        ON CONFLICT (organisation_id, heads_hash) DO UPDATE SET kind = excluded.kind, mapping = excluded.mapping`,
      sql`UPDATE import_file SET kind = ${kind}, mapping = ${json(mapping)}::jsonb, decimal_sign = ${input.decimalSign ?? signs.decimalSign}, day_order = ${input.dayOrder ?? signs.dayOrder},
          state = 'CHECKING', usual_tax = false, reached = 0, done = 0, asked_by = ${ctx.actor.id}::uuid, failure = NULL
        WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
      groupedBy === undefined
        ? turns(ctx, id, mapping.payer ?? mapping.successor)
        : groups(ctx, id, mapping[groupedBy]),
      asked(ctx, id, kind),
    )
  })
}

/** Our own numbers of customers that the file gives are set aside for it, so that nobody else gets them. */
async function ownNumbers(ctx: Ctx, id: string, column: number | undefined) {
  return sql<{
    from: bigint
    most: bigint | null
  }>`SELECT s.next AS "from", (SELECT max(substring(r.cells->>${column ?? noColumn}::int from length(s.prefix) + 1)::bigint) FROM import_row r
      WHERE r.organisation_id = s.organisation_id AND r.import_id = ${id}::uuid AND starts_with(trim(r.cells->>${column ?? noColumn}::int), s.prefix)
        AND substring(r.cells->>${column ?? noColumn}::int from length(s.prefix) + 1) ~ '^[0-9]{1,15}$') AS most
    FROM number_series s WHERE s.organisation_id = ${ctx.organisationId} AND s.series = 'CUSTOMER' FOR NO KEY UPDATE`
}

/**
 * Lets the rows be written, in the background. Refuses with NOT_FOUND, STALE, FORBIDDEN, NOTHING_TO_MOVE, and with ROWS_WRONG when rows
 * are wrong that were not to be left out.
 */
export async function start(ctx: Ctx, { id, skipsWrong, usualTax = false }: StartInput): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[head], outcomes, [over]] = await tx.run(lockImport(ctx, id), outcomesOf(ctx, id), goneOver(ctx))
    if (!head) notFound('import')
    if (head.state !== 'CHECKED' || !head.kind) conflict('STALE')
    mustMayMove(ctx, head.kind)
    refuseAfterGo(head.kind, over)
    const rows = (outcome: string) => outcomes.find((one) => one.outcome === outcome)?.rows ?? 0
    if (!skipsWrong && rows('WRONG') > 0) refuse('ROWS_WRONG', { count: rows('WRONG') })
    if (rows('NEW') + rows('CHANGED') === 0) refuse('NOTHING_TO_MOVE')
    const [[series]] =
      head.kind === 'CUSTOMERS' ? await tx.run(await ownNumbers(ctx, id, head.mapping.number)) : [[undefined]]
    const most = series?.most ?? null
    await tx.commit(
      ...(most !== null && series && most >= series.from
        ? [
            sql`UPDATE number_series SET next = ${most + 1n} WHERE organisation_id = ${ctx.organisationId} AND series = 'CUSTOMER'`,
          ]
        : []),
      sql`UPDATE import_file SET state = 'RUNNING', reached = 0, done = 0, skips_wrong = ${skipsWrong}, usual_tax = ${usualTax}, series_from = ${series?.from ?? 0n}, asked_by = ${ctx.actor.id}::uuid
        WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
      asked(ctx, id, head.kind),
    )
  })
}

/**
 * Takes the last import back, in the background: what it made goes, and what it changed becomes as it was, unless somebody used or
 * changed it since. Refuses with NOT_FOUND, STALE, FORBIDDEN, NOT_THE_LAST and ROWS_GONE: rows are kept for some days, and an archive has none.
 */
export async function undo(ctx: Ctx, { id }: { id: string }): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[head], [over], [row], [later]] = await tx.run(
      lockImport(ctx, id),
      goneOver(ctx),
      sql`SELECT 1 FROM import_row WHERE organisation_id = ${ctx.organisationId} AND import_id = ${id}::uuid LIMIT 1`,
      sql`SELECT 1 FROM import_file f, import_file mine WHERE f.organisation_id = ${ctx.organisationId} AND mine.organisation_id = f.organisation_id AND mine.id = ${id}::uuid
        AND f.state IN ('RUNNING', 'DONE') AND f.id <> mine.id AND (f.ended_at IS NULL OR f.ended_at > mine.ended_at)`,
    )
    if (!head) notFound('import')
    if (head.state !== 'DONE' || !head.kind) conflict('STALE')
    mustMayMove(ctx, head.kind)
    refuseAfterGo(head.kind, over)
    if (!row) refuse('ROWS_GONE')
    if (later) refuse('NOT_THE_LAST')
    await tx.commit(
      sql`UPDATE import_file SET state = 'UNDOING', reached = 2147483647, done = 0, asked_by = ${ctx.actor.id}::uuid WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
      asked(ctx, id, head.kind),
    )
  })
}

/** Throws a file away of which nothing was moved in. Refuses with NOT_FOUND and STALE. */
export async function drop(ctx: Ctx, { id }: { id: string }): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[head]] = await tx.run(lockImport(ctx, id))
    if (!head) notFound('import')
    if (!['READ', 'CHECKING', 'CHECKED'].includes(head.state)) conflict('STALE')
    await tx.commit(
      sql`DELETE FROM import_row WHERE organisation_id = ${ctx.organisationId} AND import_id = ${id}::uuid`,
      sql`DELETE FROM import_file WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
    )
  })
}
