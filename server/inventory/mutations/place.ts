import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { expectRows, insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { type BinInput, binInput } from '../schema'

/** The event of a change of a warehouse or its bins. */
export const changed = (ctx: Ctx, warehouseId: string) =>
  recordEvents(ctx, [{ name: 'inventory/warehouse.changed', objects: [['warehouse', warehouseId]] }])

/** Adds a bin; `walkOrder` is its place on the way through the warehouse. Refuses with NOT_FOUND (warehouse), DUPLICATE (code). */
export async function addBin(ctx: Ctx, input: BinInput): Promise<{ id: string }> {
  const facts = binInput.parse(input)
  const id = newId(ctx.now)
  await transaction(ctx, {}, (tx) => tx.commit(insert(ctx, 'bin', [{ id, ...facts }]), changed(ctx, facts.warehouseId)))
  return { id }
}

interface LockedBin {
  warehouseId: string
  archivedAt: Date | null
}

async function changeBin(ctx: Ctx, id: string, change: { walkOrder: number } | 'ARCHIVE'): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    // Asked after the lock: goods that moved in while we waited are seen.
    const [[bin], [{ used } = { used: false }]] = await tx.run(
      sql<LockedBin>`SELECT warehouse_id, archived_at FROM bin WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
      sql<{
        used: boolean
      }>`SELECT EXISTS (SELECT 1 FROM bin_stock WHERE organisation_id = ${ctx.organisationId} AND bin_id = ${id} AND quantity > 0)
          OR EXISTS (SELECT 1 FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND home_bin_id = ${id})
          OR EXISTS (SELECT 1 FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND receiving_bin_id = ${id}) AS used`,
    )
    if (!bin) notFound('bin')
    if (bin.archivedAt) conflict('STALE')
    if (change === 'ARCHIVE' && used) refuse('BIN_IN_USE')
    const write =
      change === 'ARCHIVE'
        ? sql`UPDATE bin SET archived_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND archived_at IS NULL`
        : sql`UPDATE bin SET walk_order = ${change.walkOrder} WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND archived_at IS NULL`
    await tx.commit(expectRows(1, write), changed(ctx, bin.warehouseId))
  })
}

/** Moves a bin to another place on the way. Refuses with NOT_FOUND, STALE. */
export function moveBin(ctx: Ctx, input: { id: string; walkOrder: number }): Promise<void> {
  return changeBin(ctx, input.id, { walkOrder: input.walkOrder })
}

/** Archives a bin. Refuses with BIN_IN_USE while it has stock, is a product's home bin or where goods come in. */
export function archiveBin(ctx: Ctx, input: { id: string }): Promise<void> {
  return changeBin(ctx, input.id, 'ARCHIVE')
}
