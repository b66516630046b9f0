import { enterLots } from '@/server/inventory/mutations/lots'
import { lotsOf } from '@/server/inventory/queries/lots'
import { lotKey, lotsByKey } from '@/server/inventory/rules/lots'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { json, type Statement, sql } from '@/server/platform/database/sql'
import { stockSurroundings } from '../queries/stock'
import { decideStock } from '../rules/stock'
import { placeKey, type StockBefore, type StockWrite } from '../rules/stock-known'
import type { Mover, TakingBack, WrittenRow } from './mover'
import { costs, costsBack, counted, type Moved, newBins } from './write-stock'

/** Takes stock back that still lies where the import put it, and is promised to nobody. */
async function takeBack(ctx: Ctx, reader: Reader, rows: readonly WrittenRow[]): Promise<TakingBack> {
  const ids = [...new Set(rows.map(({ recordId }) => recordId))]
  const numbers = rows.flatMap(({ before }) => (before as StockBefore).lot || [])
  const [levels, bins, known] = await reader(
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
      lot: string
      quantity: number
      places: number
    }>`SELECT s.bin_id, b.code, s.warehouse_id, s.product_id, s.lot, s.quantity, p.places FROM bin_stock s JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id JOIN bin b ON b.organisation_id = s.organisation_id AND b.id = s.bin_id
      WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = ANY(${ids}::uuid[])`,
    lotsOf(ctx, ids, numbers),
  )
  const lots = lotsByKey(known)
  const free = new Map(levels.map((one) => [placeKey(one.warehouseId, one.productId), one.free]))
  const kept = new Map<number, string>()
  const moved: Moved[] = []
  for (const { place, recordId: productId, before } of rows) {
    const { warehouseId, binCode, was, quantity, lot = '' } = before as StockBefore
    // A bin that the import made is called as one of its rows wrote it.
    const isThere = (code: string) => code.toLowerCase() === binCode.toLowerCase()
    const bin = bins.find(
      (one) => one.productId === productId && one.warehouseId === warehouseId && isThere(one.code) && one.lot === lot,
    )
    const less = quantity - was
    const key = placeKey(warehouseId, productId)
    const withheld = lots.get(lotKey(productId, lot))?.withheld ?? false
    if (quantity !== was && (bin?.quantity !== quantity || (!withheld && (free.get(key) ?? 0) < less)))
      kept.set(place, 'stock_movement')
    else if (bin) {
      if (!withheld) free.set(key, (free.get(key) ?? 0) - less)
      moved.push({ productId, warehouseId, binId: bin.binId, quantity: -less, places: bin.places, lot })
    }
  }
  const going = rows.filter(({ place }) => !kept.has(place))
  return {
    kept,
    statements: [
      ...counted(ctx, moved, lots),
      lastDays(
        ctx,
        going.flatMap(({ recordId, before }) => {
          const { lot, expiresOn } = before as StockBefore
          return lot && expiresOn ? [{ productId: recordId, lot, from: expiresOn, to: null }] : []
        }),
      ),
      ...costsBack(ctx, going),
    ],
  }
}

interface LastDay {
  productId: string
  lot: string
  from: string | null
  to: string | null
}

/** The last day of lots that were here already. */
const lastDays = (ctx: Ctx, days: readonly LastDay[]): Statement<never> =>
  sql`UPDATE lot l SET expires_on = d."to" FROM jsonb_to_recordset(${json(days)}) AS d("productId" uuid, lot text, "from" date, "to" date)
    WHERE l.organisation_id = ${ctx.organisationId} AND l.product_id = d."productId" AND l.number = d.lot AND l.expires_on IS NOT DISTINCT FROM d."from"`

/** The lots of rows by the rules of goods in: those that are new, and the last days of others. */
async function lotsFor(ctx: Ctx, reader: Reader, writes: readonly StockWrite[]) {
  const named = writes.filter(({ lot }) => lot !== '')
  if (named.length === 0) return { lots: new Map(), statements: [] }
  const ids = named.map(({ productId }) => productId)
  const [products, known] = await reader(
    sql<{
      id: string
      sku: string
      tracking: string
    }>`SELECT id, sku, tracking FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
    lotsOf(
      ctx,
      ids,
      named.map(({ lot }) => lot),
    ),
  )
  const before = lotsByKey(known)
  const isKnown = ({ productId, lot }: StockWrite) => before.has(lotKey(productId, lot))
  const coming = named
    .filter(({ quantity, was }) => quantity > was)
    .map((one) => ({
      productId: one.productId,
      quantity: one.quantity - one.was,
      lot: { number: one.lot, expiresOn: isKnown(one) ? null : one.expiresOn },
    }))
  const { lots, statements } = enterLots(ctx, products, coming, known)
  const days = named
    .filter((one) => isKnown(one) && one.expiresOn)
    .map(({ productId, lot, expiresOn }) => ({ productId, lot, from: null, to: expiresOn }))
  return { lots, statements: [...statements, lastDays(ctx, days)] }
}

/** Stock by bin and lot, with what a unit costs. */
export const stockMover: Mover<StockWrite> = {
  async decide(ctx, reader, rows, pass) {
    const around = await stockSurroundings(ctx, reader, rows, pass)
    return rows.map((row) => decideStock(row, around, pass.reading))
  },
  async write(ctx, reader, rows) {
    const writes = rows.map(({ write }) => write)
    const [archived] = await reader(
      sql<{
        id: string
        warehouseId: string
      }>`SELECT id, warehouse_id FROM bin WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NOT NULL AND id = ANY(${writes.flatMap(({ binId }) => binId ?? [])}::uuid[])`,
    )
    const bins = newBins(ctx, writes, archived)
    const { lots, statements } = await lotsFor(ctx, reader, writes)
    const ids = new Map(rows.map(({ place, write }) => [place, write.productId]))
    const moved = writes.map(({ productId, warehouseId, quantity, was, places, lot, ...one }) => ({
      productId,
      warehouseId,
      binId: bins.idOf({ productId, warehouseId, quantity, was, places, lot, ...one }),
      quantity: quantity - was,
      places,
      lot,
    }))
    return {
      ids,
      made: bins.made,
      statements: [
        ...bins.statements,
        ...statements,
        ...counted(ctx, moved, lots),
        costs(
          ctx,
          writes.filter(({ unitCost }) => unitCost !== null),
        ),
      ],
    }
  },
  takeBack,
}
