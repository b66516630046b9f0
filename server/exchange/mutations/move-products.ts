import { changeProducts, newProducts, type ProductFacts } from '@/server/catalog/mutations/write-products'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import type { Reader } from '@/server/platform/database/run'
import { json, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { productSurroundings, productsById } from '../queries/products'
import { usesOf } from '../queries/uses'
import type { ProductWrite } from '../rules/product-cells'
import { decideProduct } from '../rules/products'
import type { Mover, TakingBack, Version, WrittenRow } from './mover'

const parts = ['stock_level']

/** Whether products or their stock rows are no longer as the import left them. */
const touchedSince = (ctx: Ctx, rows: readonly WrittenRow[]) =>
  sql<{ id: string; touched: boolean }>`SELECT p.id, p.xmin::text <> d.version OR d.outcome = 'NEW' AND EXISTS (
      SELECT 1 FROM stock_level s WHERE s.organisation_id = p.organisation_id AND s.product_id = p.id AND s.xmin::text <> d.version
        AND (s.on_hand, s.reserved, s.picked, s.blocked, s.backordered) <> (0, 0, 0, 0, 0)) AS touched
    FROM product p JOIN jsonb_to_recordset(${json(rows)}) AS d("recordId" uuid, version text, outcome text) ON d."recordId" = p.id
    WHERE p.organisation_id = ${ctx.organisationId} ORDER BY p.id FOR NO KEY UPDATE OF p`

function removals(ctx: Ctx, ids: readonly string[]): Statement[] {
  if (ids.length === 0) return []
  return [
    sql`DELETE FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND product_id = ANY(${ids}::uuid[])`,
    sql`DELETE FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
    recordEvents(
      ctx,
      ids.map((id) => ({ name: 'catalog/product.removed' as const, objects: [['product', id]] as const })),
    ),
  ]
}

/** Removes new products that nobody used or changed since, and brings the facts of changed ones back. */
async function takeBack(ctx: Ctx, reader: Reader, rows: readonly WrittenRow[]): Promise<TakingBack> {
  const [states] = await reader(touchedSince(ctx, rows))
  const fresh = rows.filter(({ outcome }) => outcome === 'NEW').map(({ recordId }) => recordId)
  const used = await usesOf(ctx, reader, 'product', fresh, parts)
  const touched = new Map(states.map((one) => [one.id, one.touched]))
  const kept = new Map<number, string>()
  for (const { place, recordId } of rows) {
    const why = !touched.has(recordId)
      ? 'gone'
      : (used.get(recordId) ?? (touched.get(recordId) ? 'changed' : undefined))
    if (why) kept.set(place, why)
  }
  const going = rows.filter(({ place }) => !kept.has(place))
  const changed = going.filter(({ outcome }) => outcome === 'CHANGED')
  const [known] = await reader(
    productsById(
      ctx,
      changed.map(({ recordId }) => recordId),
    ),
  )
  const priceOf = new Map(known.map((one) => [one.id, one.unitPrice]))
  const back = changed.map(({ recordId, before }) => ({
    ...(before as ProductFacts),
    id: recordId,
    priceBefore: priceOf.get(recordId) ?? '0',
  }))
  return {
    kept,
    statements: [
      ...removals(
        ctx,
        going.filter(({ outcome }) => outcome === 'NEW').map(({ recordId }) => recordId),
      ),
      ...changeProducts(ctx, back),
    ],
  }
}

/** Products with barcode, price, weight and tax. */
export const productMover: Mover<ProductWrite> = {
  async decide(ctx, reader, rows, pass) {
    const around = await productSurroundings(ctx, reader, rows, pass)
    return rows.map((row) => decideProduct(row, around, pass.reading))
  },
  async write(ctx, _reader, rows) {
    const ids = new Map(rows.map((row) => [row.place, row.recordId ?? newId(ctx.now)]))
    const factsOf = ({ place, write: { priceBefore: _before, ...facts } }: (typeof rows)[number]) => ({
      ...facts,
      id: ids.get(place) as string,
    })
    const fresh = rows.filter(({ recordId }) => !recordId)
    const changed = rows.filter(({ recordId }) => recordId)
    return {
      ids,
      statements: [
        ...newProducts(ctx, fresh.map(factsOf)),
        ...changeProducts(
          ctx,
          changed.map((row) => ({ ...factsOf(row), priceBefore: row.write.priceBefore })),
        ),
      ],
      versions: sql<Version>`SELECT id, xmin::text AS version FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${[...ids.values()]}::uuid[])`,
    }
  },
  takeBack,
}
