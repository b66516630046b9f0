import { moveStock } from '@/server/inventory/mutations/stock'
import { newId } from '@/server/platform/context/ids'
import { insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { placeKey } from '../rules/stock'
import { type Line, type Reading, rowsOf, written } from './archive-rows'

interface Lying {
  warehouseId: string
  productId: string
  binId: string
  lot: string
  quantity: number
}

const here = (ids: ReadonlyMap<string, string>, id: unknown) => ids.get(String(id)) ?? String(id)

/**
 * Puts goods into the bins in which they lay. What was picked and had not left goes back to the home of its product, because the orders
 * for which it was picked stay behind.
 */
export async function putWhatLay({ tx, zip, columns, ids }: Reading): Promise<void> {
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
    for (const { warehouseId, productId, quantity } of lying) {
      const key = placeKey(warehouseId, productId)
      inBins.set(key, (inBins.get(key) ?? 0) + quantity)
    }
    await put({ tx, zip, columns, ids }, rows, lying)
  }
  const [bins] = await tx.run(
    sql<{ id: string; warehouseId: string }>`SELECT DISTINCT ON (warehouse_id) id, warehouse_id FROM bin
      WHERE organisation_id = ${tx.ctx.organisationId} AND archived_at IS NULL ORDER BY warehouse_id, walk_order, code`,
  )
  const firstBin = new Map(bins.map((one) => [one.warehouseId, one.id]))
  for await (const rows of rowsOf(zip, 'stock_level')) {
    const left = rows.flatMap(({ row }): Lying[] => {
      const [warehouseId, productId] = [here(ids, row.warehouse_id), String(row.product_id)]
      const quantity = Number(row.on_hand) - (inBins.get(placeKey(warehouseId, productId)) ?? 0)
      const binId = row.home_bin_id ? here(ids, row.home_bin_id) : firstBin.get(warehouseId)
      return quantity > 0 && binId ? [{ warehouseId, productId, binId, lot: '', quantity }] : []
    })
    await put(
      { tx, zip, columns, ids },
      left.map((one) => ({
        line: JSON.stringify({
          warehouse_id: one.warehouseId,
          product_id: one.productId,
          bin_id: one.binId,
          lot: one.lot,
          quantity: 0,
        }),
        row: {},
      })),
      left,
    )
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
