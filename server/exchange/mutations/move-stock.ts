import { moveBins, moveStock, recordMovements } from '@/server/inventory/mutations/stock'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import type { Reader } from '@/server/platform/database/run'
import { json, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { inUnits } from '@/server/platform/money/quantity'
import { stockSurroundings } from '../queries/stock'
import { decideStock, placeKey, type StockBefore, type StockWrite } from '../rules/stock'
import type { Mover, TakingBack, Version, WrittenRow } from './mover'

interface Moved {
  productId: string
  warehouseId: string
  binId: string
  /** More, or less, than before. */
  quantity: number
  places: number
}

/** Stock as a count finds it: the bin, the promise row, the movement and the event. */
function counted(ctx: Ctx, all: readonly Moved[]): Statement[] {
  const moved = all.filter(({ quantity }) => quantity !== 0)
  if (moved.length === 0) return []
  return [
    moveStock(
      ctx,
      moved.map((one) => ({ warehouseId: one.warehouseId, productId: one.productId, onHand: one.quantity })),
    ),
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
const costs = (ctx: Ctx, rows: readonly { productId: string; unitCost: string | null }[]): Statement =>
  sql`INSERT INTO product_supply AS s (organisation_id, product_id, unit_cost)
    SELECT DISTINCT ON (d."productId") ${ctx.organisationId}::uuid, d."productId", d."unitCost" FROM jsonb_to_recordset(${json(rows)}) AS d("productId" uuid, "unitCost" numeric)
    ON CONFLICT (organisation_id, product_id) DO UPDATE SET unit_cost = excluded.unit_cost`

/** Bins that rows name and that are not there yet, behind the last one on the way. */
function newBins(ctx: Ctx, rows: readonly StockWrite[]) {
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
  return {
    idOf: ({ warehouseId, binCode, binId }: StockWrite) =>
      binId ?? (bins.find(({ key }) => key === `${warehouseId}/${binCode.toLowerCase()}`)?.id as string),
    statements:
      bins.length === 0
        ? []
        : [
            sql`INSERT INTO bin (organisation_id, id, warehouse_id, code, walk_order)
              SELECT ${ctx.organisationId}::uuid, d.id, d."warehouseId", d.code, d.nth + 1 + (SELECT coalesce(max(b.walk_order), 0) FROM bin b WHERE b.organisation_id = ${ctx.organisationId} AND b.warehouse_id = d."warehouseId")
              FROM jsonb_to_recordset(${json(bins)}) AS d(id uuid, "warehouseId" uuid, code text, nth int)`,
            recordEvents(
              ctx,
              [...new Set(bins.map(({ warehouseId }) => warehouseId))].map((id) => ({
                name: 'inventory/warehouse.changed' as const,
                objects: [['warehouse', id]] as const,
              })),
            ),
          ],
  }
}

/** Takes stock back that still lies where the import put it, and is promised to nobody. */
async function takeBack(ctx: Ctx, reader: Reader, rows: readonly WrittenRow[]): Promise<TakingBack> {
  const ids = [...new Set(rows.map(({ recordId }) => recordId))]
  const [levels, bins] = await reader(
    sql<{
      warehouseId: string
      productId: string
      free: number
    }>`SELECT warehouse_id, product_id, on_hand - reserved - picked - blocked AS free FROM stock_level
      WHERE organisation_id = ${ctx.organisationId} AND product_id = ANY(${ids}::uuid[]) ORDER BY product_id, warehouse_id FOR NO KEY UPDATE`,
    sql<{
      binId: string
      code: string
      warehouseId: string
      productId: string
      quantity: number
      places: number
    }>`SELECT s.bin_id, b.code, s.warehouse_id, s.product_id, s.quantity, p.places FROM bin_stock s JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id JOIN bin b ON b.organisation_id = s.organisation_id AND b.id = s.bin_id
      WHERE s.organisation_id = ${ctx.organisationId} AND s.lot = '' AND s.product_id = ANY(${ids}::uuid[])`,
  )
  const free = new Map(levels.map((one) => [placeKey(one.warehouseId, one.productId), one.free]))
  const kept = new Map<number, string>()
  const moved: Moved[] = []
  for (const { place, recordId: productId, before } of rows) {
    const { warehouseId, binCode, was, quantity } = before as StockBefore
    const bin = bins.find(
      (one) => one.productId === productId && one.warehouseId === warehouseId && one.code === binCode,
    )
    const less = quantity - was
    const key = placeKey(warehouseId, productId)
    if (quantity !== was && (bin?.quantity !== quantity || (free.get(key) ?? 0) < less))
      kept.set(place, 'stock_movement')
    else if (bin) {
      free.set(key, (free.get(key) ?? 0) - less)
      moved.push({ productId, warehouseId, binId: bin.binId, quantity: -less, places: bin.places })
    }
  }
  const back = rows
    .filter(({ place }) => !kept.has(place))
    .map(({ recordId, before }) => ({ productId: recordId, unitCost: (before as StockBefore).unitCost }))
  return {
    kept,
    statements: [
      ...counted(ctx, moved),
      costs(
        ctx,
        back.filter(({ unitCost }) => unitCost !== null),
      ),
    ],
  }
}

/** Stock by bin, with what a unit costs. */
export const stockMover: Mover<StockWrite> = {
  async decide(ctx, reader, rows, pass) {
    const around = await stockSurroundings(ctx, reader, rows, pass)
    return rows.map((row) => decideStock(row, around, pass.reading))
  },
  async write(ctx, _reader, rows) {
    const writes = rows.map(({ write }) => write)
    const bins = newBins(ctx, writes)
    const ids = new Map(rows.map(({ place, write }) => [place, write.productId]))
    return {
      ids,
      statements: [
        ...bins.statements,
        ...counted(
          ctx,
          writes.map((one) => ({
            productId: one.productId,
            warehouseId: one.warehouseId,
            binId: bins.idOf(one),
            quantity: one.quantity - one.was,
            places: one.places,
          })),
        ),
        costs(
          ctx,
          writes.filter(({ unitCost }) => unitCost !== null),
        ),
      ],
      versions: sql<Version>`SELECT id, xmin::text AS version FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${[...ids.values()]}::uuid[])`,
    }
  },
  takeBack,
}
