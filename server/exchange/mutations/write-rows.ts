import type { Ctx } from '@/server/platform/context/ctx'
import { Refusal } from '@/server/platform/context/errors'
import { type NumbersTaken, withNumbers } from '@/server/platform/database/numbers'
import { type Reader, read, type Tx, transaction } from '@/server/platform/database/run'
import { json, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { lockMade } from '../queries/made'
import { type ImportHead, lockImport, type Made, nextRows, outcomesOf, type StoredRow } from '../queries/rows'
import type { Problem } from '../rules/cells'
import type { Decided, SaidRow } from '../rules/decided'
import { groupField, type KindName } from '../rules/fields'
import { keep, kept, passOf, saidIn } from './look-at'
import type { Mover } from './mover'

const lastTurn = 2_147_483_647

/** Writes the next rows; those that are refused are halved until the one that cannot be written stands alone. */
export async function writeRows(ctx: Ctx, head: ImportHead, mover: Mover, turns: readonly number[]): Promise<void> {
  if (turns.length === 0) return end(ctx, head.id)
  try {
    await writeUpTo(ctx, head, mover, turns)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const whole = turns.length === 1 || groupField(head.kind as KindName) !== undefined
    if (whole) return giveUp(ctx, head, turns, error)
    await writeRows(ctx, head, mover, turns.slice(0, Math.ceil(turns.length / 2)))
  }
}

/** The import under a lock; nothing when another worker has come further meanwhile, and may have written these rows. */
async function standing(tx: Tx, asked: ImportHead): Promise<ImportHead | null> {
  const [[head]] = await tx.run(lockImport(tx.ctx, asked.id))
  return head?.state === 'RUNNING' && head.reached === asked.reached ? head : null
}

async function writeUpTo(ctx: Ctx, asked: ImportHead, mover: Mover, turns: readonly number[]): Promise<void> {
  const write = (numbers: readonly NumbersTaken[]) =>
    transaction(ctx, {}, async (tx) => {
      const head = await standing(tx, asked)
      if (!head) return
      const [rows] = await tx.run(nextRows(ctx, asked.id, head.reached, turns.length))
      await writeChunk(tx, head, mover, rows, numbers)
    })
  const [rows] = await read(ctx, nextRows(ctx, asked.id, asked.reached, turns.length))
  const fresh = saidIn(
    asked,
    rows.filter(({ outcome }) => outcome === 'NEW'),
  )
  await withSeries(ctx, mover.series ?? [], fresh, write)
}

/** Takes what each series has to give, one behind the other, before the transaction opens. */
function withSeries(
  ctx: Ctx,
  [first, ...others]: NonNullable<Mover['series']>,
  rows: readonly SaidRow[],
  work: (numbers: readonly NumbersTaken[]) => Promise<void>,
): Promise<void> {
  if (!first) return work([])
  const rest = (taken: NumbersTaken) => withSeries(ctx, others, rows, (numbers) => work([taken, ...numbers]))
  const count = first.needs(rows)
  return count === 0 ? rest(() => []) : withNumbers(ctx, first.name, count, rest)
}

async function writeChunk(
  tx: Tx,
  head: ImportHead,
  mover: Mover,
  rows: readonly StoredRow[],
  numbers: readonly NumbersTaken[],
) {
  const { ctx } = tx
  const reader: Reader = (...statements) => tx.run(...statements)
  const wrong = rows.filter(({ outcome }) => outcome === 'WRONG').map(({ place }) => place)
  const asked = rows.filter(({ place }) => !wrong.includes(place))
  const decided = await mover.decide(ctx, reader, saidIn(head, asked), passOf(ctx, head))
  const writable = decided.filter((one): one is Decided & { write: object } => one.write !== null)
  const { ids, statements, versions, made = [] } = await mover.write(ctx, reader, writable, numbers, tx)
  await tx.run(...statements)
  const [found] = versions ? await tx.run(versions) : [[]]
  const versionOf = new Map(found.map((one) => [one.id, one.version]))
  const written = decided.map((one) => {
    const recordId = ids.get(one.place) ?? one.recordId
    const version = one.write === null ? null : (versionOf.get(recordId ?? '') ?? 'WRITTEN')
    return { ...kept(one, version), recordId }
  })
  await tx.commit(...keep(ctx, head, rows, written), ...(await alsoMade(tx, head.id, made)))
}

/** Remembers what was made beside the records, and in which state. */
async function alsoMade(tx: Tx, importId: string, made: readonly Made[]) {
  if (made.length === 0) return []
  const { ctx } = tx
  const [states] = await tx.run(
    lockMade(
      ctx,
      made.map(({ id }) => id),
    ),
  )
  const all = made.map((one) => ({ ...one, ...states.find(({ id }) => id === one.id) }))
  return [
    sql`UPDATE import_file SET made = made || ${json(all)}::jsonb WHERE organisation_id = ${ctx.organisationId} AND id = ${importId}::uuid`,
  ]
}

/** Rows that looked right and are refused all the same: the reason stands beside them. */
async function giveUp(ctx: Ctx, asked: ImportHead, turns: readonly number[], refusal: Refusal): Promise<void> {
  const gtin = String(refusal.parameters.constraint).includes('gtin')
  const parameters = refusal.parameters as Problem['parameters']
  const problems: Problem[] = [
    gtin ? { field: 'gtin', code: 'GTIN_TAKEN' } : { field: 'key', code: refusal.code, parameters },
  ]
  const last = turns.at(-1) ?? 0
  await transaction(ctx, {}, async (tx) => {
    if (!(await standing(tx, asked))) return
    await tx.commit(
      sql`UPDATE import_row SET outcome = 'WRONG', problems = ${json(problems)}::jsonb WHERE organisation_id = ${ctx.organisationId} AND import_id = ${asked.id}::uuid AND turn = ANY(${turns}::int[])`,
      sql`UPDATE import_file SET reached = ${last}, done = done + ${turns.length} WHERE organisation_id = ${ctx.organisationId} AND id = ${asked.id}::uuid`,
    )
  })
}

/** Ends an import. One that was to be done whole, and of which a row turned wrong meanwhile, is taken back. */
async function end(ctx: Ctx, importId: string): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[head], outcomes] = await tx.run(lockImport(ctx, importId), outcomesOf(ctx, importId))
    if (head?.state !== 'RUNNING') return
    const counts = Object.fromEntries(outcomes.map(({ outcome, rows }) => [outcome, rows]))
    const failed = !head.skipsWrong && (counts.WRONG ?? 0) > 0
    await tx.commit(
      failed
        ? sql`UPDATE import_file SET state = 'UNDOING', reached = ${lastTurn}, done = 0, failure = 'ROW_TURNED_WRONG', counts = ${json(counts)}::jsonb WHERE organisation_id = ${ctx.organisationId} AND id = ${importId}::uuid`
        : sql`UPDATE import_file SET state = 'DONE', ended_at = ${ctx.now}, counts = ${json(counts)}::jsonb WHERE organisation_id = ${ctx.organisationId} AND id = ${importId}::uuid`,
      ...(failed
        ? []
        : [
            recordEvents(ctx, [
              {
                name: 'exchange/import.ended',
                objects: [['import', importId]],
                payload: { kind: head.kind, ...counts },
              },
            ]),
          ]),
    )
  })
}
