import { lockStock } from '@/server/inventory/mutations/stock'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import type { Tx } from '@/server/platform/database/run'
import { expectRows, json, type Statement, sql } from '@/server/platform/database/sql'
import { type EventObjectRef, type NewEvent, recordEvents } from '@/server/platform/events/events'
import type { Measure } from '@/server/platform/money/quantity'
import { expectedOf, type PlannedLine, type PlannedState, stateOf } from '../rules'

/** A planned receipt, read and locked by a verb. */
export interface PlannedRow {
  id: string
  number: string
  supplierId: string
  warehouseId: string
  state: PlannedState
  expectedOn: string
  version: string
}

export interface PlannedLineRow extends PlannedLine, Measure {
  sku: string
  reckonedOn: string
  unitCost: string | null
}

/** Locks a planned receipt, before orders and stock. The lock protects its lines too. */
export const lockPlanned = (ctx: Ctx, id: string): Statement<PlannedRow> =>
  sql`SELECT id, number, supplier_id, warehouse_id, state, expected_on, xmin::text AS version FROM planned_receipt
    WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`

/** The lines of a planned receipt by position. */
export const plannedLinesOf = (ctx: Ctx, id: string): Statement<PlannedLineRow> =>
  sql`SELECT l.id, l.position, l.product_id, p.sku, p.unit, p.places, l.quantity, l.received, l.closed, l.expected_on, l.reckoned_on, trim_scale(l.unit_cost) AS unit_cost
    FROM planned_receipt_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
    WHERE l.organisation_id = ${ctx.organisationId} AND l.planned_receipt_id = ${id} ORDER BY l.position`

/**
 * Loads and locks a planned receipt for a verb that changes expected goods. It locks the stock of the products too, because a verb that
 * promises expected goods holds the same lock and then sees them before or after the change. Refuses with NOT_FOUND.
 */
export async function loadPlanned(tx: Tx, id: string): Promise<{ planned: PlannedRow; lines: PlannedLineRow[] }> {
  const { ctx } = tx
  const [[planned], lines] = await tx.run(lockPlanned(ctx, id), plannedLinesOf(ctx, id))
  if (!planned) notFound('plannedReceipt')
  await tx.run(lockStock(ctx, planned.warehouseId, [...new Set(lines.map((line) => line.productId))]))
  return { planned, lines }
}

/** The objects of a planned receipt's events: itself, its supplier and its products. */
export const objectsOf = (
  planned: Pick<PlannedRow, 'id' | 'supplierId'>,
  lines: readonly { productId: string }[],
): EventObjectRef[] => [
  ['plannedReceipt', planned.id],
  ['supplier', planned.supplierId],
  ...[...new Set(lines.map((line) => line.productId))].slice(0, 50).map((id) => ['product', id] as const),
]

/** Writes the quantities and days of existing lines, and the state of the planned receipt that follows from them. */
export function writePlanned(ctx: Ctx, id: string, lines: readonly PlannedLineRow[]): Statement<never>[] {
  const rows = lines.map(({ id: lineId, position, quantity, received, closed, expectedOn, reckonedOn, unitCost }) => ({
    id: lineId,
    position,
    quantity,
    received,
    closed,
    expectedOn,
    reckonedOn,
    unitCost,
  }))
  return [
    expectRows(
      rows.length,
      sql`UPDATE planned_receipt_line l SET position = x.position, quantity = x.quantity, received = x.received, closed = x.closed, expected_on = x."expectedOn",
        reckoned_on = x."reckonedOn", unit_cost = x."unitCost"
      FROM jsonb_to_recordset(${json(rows)}) AS x(id uuid, position int, quantity int, received int, closed int, "expectedOn" date, "reckonedOn" date, "unitCost" numeric)
      WHERE l.organisation_id = ${ctx.organisationId} AND l.planned_receipt_id = ${id} AND l.id = x.id`,
    ),
    writeStand(ctx, id, lines),
  ]
}

/** The state of a planned receipt by its lines. */
export const writeStand = (ctx: Ctx, id: string, lines: readonly PlannedLineRow[]): Statement<never> =>
  expectRows(
    1,
    sql`UPDATE planned_receipt SET state = ${stateOf(lines)}, expected_on = ${expectedOf(lines)} WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
  )

/** The same, with its event. */
export const writeAndTell = (
  ctx: Ctx,
  id: string,
  lines: readonly PlannedLineRow[],
  event: NewEvent,
): Statement<never>[] => [...writePlanned(ctx, id, lines), recordEvents(ctx, [event])]
