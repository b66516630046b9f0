import type { Ctx } from '@/server/platform/context/ctx'
import { refuse } from '@/server/platform/context/errors'
import { type Tx, transaction } from '@/server/platform/database/run'
import type { Statement } from '@/server/platform/database/sql'
import { goodsIn } from '@/server/platform/money/quantity'
import { closeLines, expectedOf, openOf, type PlannedState, stateOf } from '../rules'
import type { ExpectInput } from '../schema'
import { loadPlanned, objectsOf, type PlannedLineRow, writeAndTell } from './write-planned'

const openGoods = (lines: readonly PlannedLineRow[]) => goodsIn(lines, openOf)

/**
 * Gives up what is still expected. A planned receipt of which nothing came is cancelled; otherwise it counts as received with less.
 * Refuses with NOT_FOUND, PLANNED_OVER.
 */
export async function closePlanned(ctx: Ctx, { id }: { id: string }): Promise<{ state: PlannedState }> {
  return transaction(ctx, {}, async (tx) => {
    const { answer, statements } = await closing(tx, id)
    return tx.conclude(answer, ...statements)
  })
}

/** Builds the statements that give up what is still expected. Refuses like `closePlanned`. */
export async function closing(
  tx: Tx,
  id: string,
): Promise<{ answer: { state: PlannedState }; statements: Statement[] }> {
  const { planned, lines } = await loadPlanned(tx, id)
  const goods = openGoods(lines)
  if (goods.units === 0) refuse('PLANNED_OVER')
  const after = closeLines(lines)
  const state = stateOf(after)
  const name = state === 'CANCELLED' ? 'supply/receipt.cancelled' : 'supply/receipt.closed'
  const event = { name, objects: objectsOf(planned, lines), payload: { ...goods } } as const
  return { answer: { state }, statements: writeAndTell(tx.ctx, id, after, event) }
}

/** Records the day that the supplier names for everything that is still open. Refuses with NOT_FOUND, PLANNED_OVER. */
export async function expectOn(ctx: Ctx, { id, expectedOn }: ExpectInput): Promise<{ expectedOn: string }> {
  return transaction(ctx, {}, async (tx) => {
    const { planned, lines } = await loadPlanned(tx, id)
    if (openGoods(lines).units === 0) refuse('PLANNED_OVER')
    const after = lines.map((line) => (openOf(line) > 0 ? { ...line, expectedOn, reckonedOn: expectedOn } : line))
    return tx.conclude(
      { expectedOn },
      ...writeAndTell(ctx, id, after, {
        name: 'supply/receipt.postponed',
        objects: objectsOf(planned, lines),
        payload: { from: expectedOf(lines), to: expectedOn },
      }),
    )
  })
}
