import type { Ctx } from '@/server/platform/context/ctx'
import { type Reader, transaction } from '@/server/platform/database/run'
import { json, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { lastWritten, lockImport, togetherOf } from '../queries/rows'
import { groupField, type KindName } from '../rules/fields'
import { atOnce } from './look-at'
import { moverOf } from './movers'
import { removeMade } from './remove-made'

/** Takes the last rows back that were written and are still as they were written. */
export async function takeBackRows(ctx: Ctx, importId: string): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[head]] = await tx.run(lockImport(ctx, importId))
    if (head?.state !== 'UNDOING') return
    const grouped = groupField(head.kind as KindName) !== undefined
    const [written] = await tx.run(lastWritten(ctx, importId, head.reached, grouped ? 1 : atOnce))
    // Who refers to others goes before those may go.
    const rows = togetherOf(written)
    const last = rows.at(-1)
    if (!last) {
      const reader: Reader = (...statements) => tx.run(...statements)
      const { statements, stays } = await removeMade(ctx, reader, importId, head.made)
      const made = head.made.map((one) => stays.find(({ id }) => id === one.id) ?? one)
      await tx.commit(
        ...statements,
        sql`UPDATE import_file SET state = 'UNDONE', ended_at = ${ctx.now}, made = ${json(made)}::jsonb WHERE organisation_id = ${ctx.organisationId} AND id = ${importId}::uuid`,
        recordEvents(ctx, [
          { name: 'exchange/import.undone', objects: [['import', importId]], payload: { kind: head.kind } },
        ]),
      )
      return
    }
    const reader: Reader = (...statements) => tx.run(...statements)
    const mover = moverOf(head.kind as KindName)
    const { statements, kept } = await mover.takeBack(ctx, reader, rows as never, tx)
    const stays = [...kept].map(([place, why]) => ({ place, why }))
    await tx.commit(
      ...statements,
      sql`UPDATE import_row r SET version = CASE WHEN d.why IS NULL THEN NULL ELSE r.version END, kept = d.why
        FROM (SELECT unnest(${rows.map(({ place }) => place)}::int[]) AS place) p
        LEFT JOIN jsonb_to_recordset(${json(stays)}) AS d(place int, why text) ON d.place = p.place
        WHERE r.organisation_id = ${ctx.organisationId} AND r.import_id = ${importId}::uuid AND r.place = p.place`,
      sql`UPDATE import_file SET reached = ${last.turn}, done = done + ${rows.length} WHERE organisation_id = ${ctx.organisationId} AND id = ${importId}::uuid`,
    )
  })
}
