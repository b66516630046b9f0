import { moveBins, moveStock, recordMovements } from '@/server/inventory/mutations/stock'
import { blockedBy, type Lot } from '@/server/inventory/rules/lots'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { json, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { inUnits } from '@/server/platform/money/quantity'
import type { StockWrite } from '../rules/stock-known'
import type { WrittenRow } from './mover'

export interface Moved {
  productId: string
  warehouseId: string
  binId: string
  /** More, or less, than before. */
  quantity: number
  places: number
  lot: string
}

/** Stock as a count finds it: the bin, the promise row, the movement and the event. */
export function counted(ctx: Ctx, all: readonly Moved[], lots: ReadonlyMap<string, Lot>): Statement[] {
  const moved = all.filter(({ quantity }) => quantity !== 0)
  if (moved.length === 0) return []
  return [
    moveStock(ctx, [
      ...moved.map((one) => ({ warehouseId: one.warehouseId, productId: one.productId, onHand: one.quantity })),
      ...blockedBy(moved, lots),
    ]),
    ...moveBins(ctx, moved),
    recordMovements(
      ctx,
      moved.map(({ places: _places, ...one }) => ({
        ...one,
        cause: 'COUNTED' as const,
        objectType: 'product',
        objectId: one.productId,
      })),
    ),
    recordEvents(
      ctx,
      moved.map(({ productId, quantity, places }) => ({
        name: 'order/stock.counted' as const,
        objects: [['product', productId]] as const,
        payload: { difference: inUnits(quantity, { places }) },
      })),
    ),
  ]
}

/** What a unit of a product costs from now on. */
export const costs = (ctx: Ctx, rows: readonly { productId: string; unitCost: string | null }[]): Statement =>
  sql`INSERT INTO product_supply AS s (organisation_id, product_id, unit_cost)
    SELECT DISTINCT ON (d."productId") ${ctx.organisationId}::uuid, d."productId", d."unitCost" FROM jsonb_to_recordset(${json(rows)}) AS d("productId" uuid, "unitCost" numeric)
    ON CONFLICT (organisation_id, product_id) DO UPDATE SET unit_cost = excluded.unit_cost`

/** Costs as they were, where they are still as the import set them. */
export function costsBack(ctx: Ctx, rows: readonly WrittenRow[]): Statement[] {
  const set = rows.flatMap(({ recordId, before }) => {
    const { costWas, costSet } = before as { costWas?: string | null; costSet?: string }
    return costSet === undefined ? [] : [{ id: recordId, was: costWas, set: costSet }]
  })
  return [
    sql`UPDATE product_supply s SET unit_cost = d.was FROM jsonb_to_recordset(${json(set)}) AS d(id uuid, was numeric, "set" numeric)
      WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = d.id AND s.unit_cost = round(d."set", 6)`,
  ]
}

/** Bins that rows name and that are not there yet, behind the last one on the way; `archived` are those that went with an import and come back. */
export function newBins(
  ctx: Ctx,
  rows: readonly StockWrite[],
  archived: readonly { id: string; warehouseId: string }[],
) {
  const named = new Map(
    rows.filter(({ binId }) => !binId).map((one) => [`${one.warehouseId}/${one.binCode.toLowerCase()}`, one]),
  )
  const bins = [...named].map(([key, { warehouseId, binCode }], nth) => ({
    key,
    id: newId(ctx.now),
    warehouseId,
    code: binCode,
    nth,
  }))
  const there = [...bins, ...archived]
  const changed = [...new Set(there.map(({ warehouseId }) => warehouseId))]
  return {
    made: there.map(({ id, warehouseId }) => ({ table: 'bin' as const, id, of: warehouseId })),
    idOf: ({ warehouseId, binCode, binId }: StockWrite) =>
      binId ?? (bins.find(({ key }) => key === `${warehouseId}/${binCode.toLowerCase()}`)?.id as string),
    statements: [
      sql`UPDATE bin SET archived_at = NULL WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${archived.map(({ id }) => id)}::uuid[])`,
      sql`INSERT INTO bin (organisation_id, id, warehouse_id, code, walk_order)
              SELECT ${ctx.organisationId}::uuid, d.id, d."warehouseId", d.code, d.nth + 1 + (SELECT coalesce(max(b.walk_order), 0) FROM bin b WHERE b.organisation_id = ${ctx.organisationId} AND b.warehouse_id = d."warehouseId")
              FROM jsonb_to_recordset(${json(bins)}) AS d(id uuid, "warehouseId" uuid, code text, nth int)`,
      recordEvents(
        ctx,
        changed.map((id) => ({
          name: 'inventory/warehouse.changed' as const,
          objects: [['warehouse', id]] as const,
        })),
      ),
    ],
  }
}
