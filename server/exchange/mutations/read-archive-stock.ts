import { moveStock } from '@/server/inventory/mutations/stock'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { placeKey } from '../rules/stock-known'
import { type Line, type Reading, rowsOf, written } from './archive-rows'

interface Lying {
  warehouseId: string
  productId: string
  binId: string
  lot: string
  quantity: number
}

const here = (ids: ReadonlyMap<string, string>, id: unknown) => ids.get(String(id)) ?? String(id)

const lotKey = (warehouseId: string, productId: string, lot: string) => `${placeKey(warehouseId, productId)}/${lot}`

/** What is here by lot in all, of which some may lie in no bin: what moved in less what moved out. */
async function heldByLot({ zip, ids }: Reading): Promise<Map<string, { lot: string; quantity: number }[]>> {
  const sums = new Map<string, { place: string; lot: string; quantity: number }>()
  for await (const rows of rowsOf(zip, 'stock_movement'))
    for (const { row } of rows) {
      if (!row.lot) continue
      const [warehouseId, productId, lot] = [here(ids, row.warehouse_id), String(row.product_id), String(row.lot)]
      const key = lotKey(warehouseId, productId, lot)
      const quantity = (sums.get(key)?.quantity ?? 0) + Number(row.quantity)
      if (quantity === 0) sums.delete(key)
      else sums.set(key, { place: placeKey(warehouseId, productId), lot, quantity })
    }
  const held = new Map<string, { lot: string; quantity: number }[]>()
  for (const { place, lot, quantity } of sums.values()) held.set(place, [...(held.get(place) ?? []), { lot, quantity }])
  return held
}

/** Goods of blocked and expired lots are not free, here as there. */
const blockLots = (ctx: Ctx) =>
  sql`UPDATE stock_level s SET blocked = b.sum FROM (SELECT x.warehouse_id, x.product_id, sum(x.quantity)::int AS sum FROM bin_stock x
      JOIN lot l ON l.organisation_id = x.organisation_id AND l.product_id = x.product_id AND l.number = x.lot AND (l.blocked_at IS NOT NULL OR l.expired_at IS NOT NULL)
    WHERE x.organisation_id = ${ctx.organisationId} GROUP BY 1, 2) b
    WHERE s.organisation_id = ${ctx.organisationId} AND s.warehouse_id = b.warehouse_id AND s.product_id = b.product_id`

/**
 * Puts goods into the bins in which they lay. What was picked and had not left goes back to the home of its product, each lot as it was,
 * because the orders for which it was picked stay behind.
 */
export async function putWhatLay(reading: Reading): Promise<void> {
  const { tx, zip, ids } = reading
  const inBins = new Map<string, number>()
  for await (const rows of rowsOf(zip, 'bin_stock')) {
    const lying = rows.map(
      ({ row }): Lying => ({
        warehouseId: here(ids, row.warehouse_id),
        productId: String(row.product_id),
        binId: here(ids, row.bin_id),
        lot: String(row.lot ?? ''),
        quantity: Number(row.quantity),
      }),
    )
    for (const { warehouseId, productId, lot, quantity } of lying) {
      const key = lotKey(warehouseId, productId, lot)
      inBins.set(key, (inBins.get(key) ?? 0) + quantity)
    }
    await put(reading, rows, lying)
  }
  await putRest(reading, inBins)
  await tx.run(blockLots(tx.ctx))
}

async function putRest(reading: Reading, inBins: ReadonlyMap<string, number>): Promise<void> {
  const { tx, zip, ids } = reading
  const held = await heldByLot(reading)
  const [bins] = await tx.run(
    sql<{ id: string; warehouseId: string }>`SELECT DISTINCT ON (warehouse_id) id, warehouse_id FROM bin
      WHERE organisation_id = ${tx.ctx.organisationId} AND archived_at IS NULL ORDER BY warehouse_id, walk_order, code`,
  )
  const firstBin = new Map(bins.map((one) => [one.warehouseId, one.id]))
  for await (const rows of rowsOf(zip, 'stock_level')) {
    const left = rows.flatMap(({ row }): Lying[] => {
      const [warehouseId, productId] = [here(ids, row.warehouse_id), String(row.product_id)]
      const binId = row.home_bin_id ? here(ids, row.home_bin_id) : firstBin.get(warehouseId)
      const lots = held.get(placeKey(warehouseId, productId)) ?? [{ lot: '', quantity: Number(row.on_hand) }]
      return lots.flatMap(({ lot, quantity: all }) => {
        const quantity = all - (inBins.get(lotKey(warehouseId, productId, lot)) ?? 0)
        return quantity > 0 && binId ? [{ warehouseId, productId, binId, lot, quantity }] : []
      })
    })
    const lines = left.map(({ warehouseId, productId, binId, lot }) => ({
      line: JSON.stringify({ warehouse_id: warehouseId, product_id: productId, bin_id: binId, lot, quantity: 0 }),
      row: {},
    }))
    await put(reading, lines, left)
  }
}

async function put({ tx, columns }: Reading, rows: readonly Line[], lying: readonly Lying[]): Promise<void> {
  const { ctx } = tx
  const full = lying.filter(({ quantity }) => quantity > 0)
  if (full.length === 0) return
  const said = (columns.get('bin_stock') ?? []).filter((column) =>
    rows.some(({ line }) => line.includes(`"${column}"`)),
  )
  const empty = written(
    ctx,
    'bin_stock',
    said,
    rows.map((of, nth) => ({
      ...of,
      otherwise: { warehouse_id: lying[nth]?.warehouseId, bin_id: lying[nth]?.binId, quantity: 0 },
    })),
  )
  await tx.run(
    { ...empty, text: `${empty.text} ON CONFLICT DO NOTHING` },
    sql`UPDATE bin_stock b SET quantity = b.quantity + d.quantity FROM jsonb_to_recordset(${JSON.stringify(full)}) AS d("binId" uuid, "productId" uuid, lot text, quantity int)
      WHERE b.organisation_id = ${ctx.organisationId} AND b.bin_id = d."binId" AND b.product_id = d."productId" AND b.lot = d.lot`,
    moveStock(
      ctx,
      full.map(({ warehouseId, productId, quantity }) => ({ warehouseId, productId, onHand: quantity })),
    ),
    insert(
      ctx,
      'stockMovement',
      full.map(({ lot, ...one }) => ({
        ...one,
        id: newId(ctx.now),
        lot: lot || null,
        cause: 'COUNTED',
        objectType: 'product',
        objectId: one.productId,
        actorId: ctx.actor.id,
        effectiveOn: ctx.today,
        recordedAt: ctx.now,
      })),
    ),
    recordEvents(
      ctx,
      [...new Set(full.map(({ productId }) => productId))].map((id) => ({
        name: 'order/stock.counted' as const,
        objects: [['product', id]] as const,
      })),
    ),
  )
}
