import { withPostcode } from '@/server/customer/rules/postcode'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { expectRows, insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import type { ServingRule } from '../rules/serving'
import { type ChangeWarehouseInput, changeWarehouseInput, type WarehouseInput, warehouseInput } from '../schema'
import { changed } from './place'

/** Adds a warehouse with a first bin and a stock row for every product that is goods. Refuses with DUPLICATE (code), POSTCODE_WRONG. */
export async function addWarehouse(ctx: Ctx, input: WarehouseInput): Promise<{ id: string }> {
  const { country, ...said } = warehouseInput.parse(input)
  const facts = withPostcode({ ...said, country: country ?? ctx.organisation.country })
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

/**
 * Replaces name, address, served postcodes and rank of a warehouse; orders that it serves already stay. Refuses with
 * NOT_FOUND, CHANGED_MEANWHILE, POSTCODE_WRONG.
 */
export async function changeWarehouse(ctx: Ctx, input: ChangeWarehouseInput): Promise<void> {
  const { id, version, country, ...said } = changeWarehouseInput.parse(input)
  await transaction(ctx, {}, async (tx) => {
    const [[before]] = await tx.run(
      sql<{
        version: string
        country: string
        postcode: string | null
      }>`SELECT xmin::text AS version, country, postcode FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
    )
    if (!before) notFound('warehouse')
    if (version !== undefined && version !== before.version) conflict('CHANGED_MEANWHILE')
    const f = withPostcode({ ...said, country: country ?? ctx.organisation.country }, before)
    await tx.commit(
      sql`UPDATE warehouse SET name = ${f.name}, address_line = ${f.addressLine}, postcode = ${f.postcode}, city = ${f.city},
          country = ${f.country}, postcodes = ${f.postcodes}::text[], rank = ${f.rank}
        WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
      changed(ctx, id),
    )
  })
}

interface LockedWarehouse {
  isDefault: boolean
  archivedAt: Date | null
}

/** What keeps a warehouse in use: goods, orders that wait or are on the floor, and what is expected there. */
const usesOf = (ctx: Ctx, id: string) =>
  sql<{ goods: boolean; orders: boolean; expected: boolean }>`SELECT
    EXISTS (SELECT 1 FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND warehouse_id = ${id} AND on_hand > 0) AS goods,
    EXISTS (SELECT 1 FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND warehouse_id = ${id} AND reserved + picked + backordered > 0) AS orders,
    EXISTS (SELECT 1 FROM planned_receipt WHERE organisation_id = ${ctx.organisationId} AND warehouse_id = ${id} AND state IN ('OPEN', 'PART_RECEIVED'))
      OR EXISTS (SELECT 1 FROM transfer WHERE organisation_id = ${ctx.organisationId} AND to_warehouse_id = ${id} AND state = 'SENT') AS expected`

/**
 * Takes a warehouse out of use: no order is served from it any more, and nothing comes in. Refuses with NOT_FOUND, STALE,
 * DEFAULT_NEEDED, WAREHOUSE_IN_USE (goods, orders or what is expected).
 */
export async function archiveWarehouse(ctx: Ctx, { id }: { id: string }, archived = true): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    // The uses are asked after the lock of the stock: an order that is placed meanwhile is seen.
    const [[warehouse], , [uses]] = await tx.run(
      sql<LockedWarehouse>`SELECT is_default, archived_at FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
      sql`SELECT 1 FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND warehouse_id = ${id} ORDER BY product_id FOR NO KEY UPDATE`,
      usesOf(ctx, id),
    )
    if (!warehouse) notFound('warehouse')
    if (archived === (warehouse.archivedAt !== null)) conflict('STALE')
    if (archived && warehouse.isDefault) refuse('DEFAULT_WAREHOUSE')
    if (archived && (uses?.goods || uses?.orders || uses?.expected)) refuse('WAREHOUSE_IN_USE', { ...uses })
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE warehouse SET archived_at = ${archived ? ctx.now : null} WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
      ),
      changed(ctx, id),
    )
  })
}

/** Makes a warehouse the default one, from now on. Refuses with NOT_FOUND, also for an archived one. */
export async function makeDefaultWarehouse(ctx: Ctx, { id }: { id: string }): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [found] = await tx.run(
      sql<{
        id: string
      }>`SELECT id FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL ORDER BY id FOR NO KEY UPDATE`,
    )
    if (!found.some((one) => one.id === id)) notFound('warehouse')
    await tx.commit(
      sql`UPDATE warehouse SET is_default = false WHERE organisation_id = ${ctx.organisationId} AND is_default`,
      sql`UPDATE warehouse SET is_default = true WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
      changed(ctx, id),
    )
  })
}

/** Sets the rule by which the warehouse of an order is chosen, for orders from now on. */
export async function setServingRule(ctx: Ctx, { rule }: { rule: ServingRule }): Promise<void> {
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      expectRows(1, sql`UPDATE organisation SET serving_rule = ${rule} WHERE id = ${ctx.organisationId}`),
      recordEvents(ctx, [
        { name: 'inventory/serving.changed', objects: [['organisation', ctx.organisationId]], payload: { rule } },
      ]),
    ),
  )
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
