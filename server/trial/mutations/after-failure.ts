import type { Ctx } from '@/server/platform/context/ctx'
import { conflict } from '@/server/platform/context/errors'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, json, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { happenedBetween, latestPassage, type PassageRow } from '../queries'

/** Locks the failed passage, so that only one person decides about it. */
async function failed(tx: Tx): Promise<PassageRow> {
  const { ctx } = tx
  const [, [passage]] = await tx.run(
    sql`SELECT 1 FROM organisation WHERE id = ${ctx.organisationId} FOR NO KEY UPDATE`,
    latestPassage(ctx),
  )
  if (passage?.state !== 'FAILED') conflict('NOTHING_FAILED')
  return passage
}

/** Tries a failed passage again, from the point that it had reached. Refuses NOTHING_FAILED. */
export async function tryAgain(ctx: Ctx): Promise<{ passageId: string }> {
  return transaction(ctx, {}, async (tx) => {
    const { id, kind } = await failed(tx)
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE passage SET state = 'ASKED', failures = 0 WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND state = 'FAILED'`,
      ),
      recordEvents(ctx, [{ name: 'trial/passage.retried', objects: [['passage', id]], payload: { kind } }]),
    )
    return { passageId: id }
  })
}

/**
 * Gives up the rest of a failed passage: the organisation keeps the time that it reached and works normally. Refuses
 * NOTHING_FAILED.
 */
export async function goOnWithout(ctx: Ctx): Promise<{ passageId: string }> {
  return transaction(ctx, {}, async (tx) => {
    const { id, kind, fromAt, reachedAt } = await failed(tx)
    const happened = kind === 'PAST' ? null : json(await happenedBetween(ctx, fromAt, reachedAt))
    await tx.commit(
      sql`UPDATE organisation SET sample = 'GROWN' WHERE id = ${ctx.organisationId} AND sample <> 'NONE'`,
      expectRows(
        1,
        sql`UPDATE passage SET state = 'ENDED', until_at = reached_at, happened = ${happened}::jsonb
          WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND state = 'FAILED'`,
      ),
      recordEvents(ctx, [{ name: 'trial/passage.ended', objects: [['passage', id]], payload: { kind } }]),
    )
    return { passageId: id }
  })
}
