import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { expectRows, insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { type BinInput, binInput, type WarehouseInput, warehouseInput } from '../schema'

const changed = (ctx: Ctx, warehouseId: string) =>
  recordEvents(ctx, [{ name: 'inventory/warehouse.changed', objects: [['warehouse', warehouseId]] }])

/** Adds a warehouse with a first bin and a stock row for every product that is goods. Refuses with DUPLICATE (code). */
export async function addWarehouse(ctx: Ctx, input: WarehouseInput): Promise<{ id: string }> {
  const facts = warehouseInput.parse(input)
  const [id, binId] = [newId(ctx.now), newId(ctx.now)]
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      insert(ctx, 'warehouse', [{ id, ...facts }]),
      insert(ctx, 'bin', [{ id: binId, warehouseId: id, code: 'A-01', walkOrder: 10 }]),
      sql`INSERT INTO stock_level (organisation_id, warehouse_id, product_id, home_bin_id)
        SELECT organisation_id, ${id}::uuid, id, ${binId}::uuid FROM product WHERE organisation_id = ${ctx.organisationId} AND kind = 'GOODS'`,
      changed(ctx, id),
    ),
  )
  return { id }
}

/** Renames a warehouse. Refuses with NOT_FOUND. */
export async function renameWarehouse(ctx: Ctx, input: { id: string; name: string }): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[warehouse]] = await tx.run(
      sql`SELECT id FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND id = ${input.id} FOR NO KEY UPDATE`,
    )
    if (!warehouse) notFound('warehouse')
    await tx.commit(
      sql`UPDATE warehouse SET name = ${input.name} WHERE organisation_id = ${ctx.organisationId} AND id = ${input.id}`,
      changed(ctx, input.id),
    )
  })
}

/**
 * Chooses the bin into which a warehouse receives, from now on; null ends it: goods go to their home bins. What waits in
 * the bin before stays there. Refuses with NOT_FOUND (warehouse; a bin in use of that warehouse).
 */
export async function receiveInto(ctx: Ctx, input: { warehouseId: string; binId: string | null }): Promise<void> {
  const { warehouseId, binId } = input
  await transaction(ctx, {}, async (tx) => {
    const [[warehouse], [bin]] = await tx.run(
      sql`SELECT id FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND id = ${warehouseId} FOR NO KEY UPDATE`,
      sql`SELECT id FROM bin WHERE organisation_id = ${ctx.organisationId} AND id = ${binId}::uuid AND warehouse_id = ${warehouseId} AND archived_at IS NULL FOR SHARE`,
    )
    if (!warehouse) notFound('warehouse')
    if (binId && !bin) notFound('bin')
    await tx.commit(
      sql`UPDATE warehouse SET receiving_bin_id = ${binId}::uuid WHERE organisation_id = ${ctx.organisationId} AND id = ${warehouseId}`,
      changed(ctx, warehouseId),
    )
  })
}

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
