import { archiveProducts } from '@/server/catalog/mutations/archive-products'
import { type ChangedFacts, changeProducts, newProducts } from '@/server/catalog/mutations/write-products'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import type { Reader } from '@/server/platform/database/run'
import { insert, json, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { barcodesGone } from '../queries/gone-barcodes'
import { productSurroundings, productsById } from '../queries/products'
import { usesOf } from '../queries/uses'
import type { Decided } from '../rules/decided'
import type { ProductWrite } from '../rules/product-known'
import { decideProduct } from '../rules/products'
import type { Mover, TakingBack, Version, Writing, WrittenRow } from './mover'
import { costs, costsBack } from './write-stock'

const parts = ['product_supply', 'stock_level', 'product_pack', 'product_returnable.product_id', 'barcode', 'product']

/** Whether products are no longer as the import left them, or new ones have stock. */
const touchedSince = (ctx: Ctx, rows: readonly WrittenRow[]) =>
  sql<{
    id: string
    touched: boolean
  }>`SELECT p.id, product_state(p) <> d.version OR d.outcome = 'NEW' AND EXISTS (
      SELECT 1 FROM stock_level s WHERE s.organisation_id = p.organisation_id AND s.product_id = p.id AND (s.on_hand, s.reserved, s.picked, s.blocked, s.backordered) <> (0, 0, 0, 0, 0))
      OR d.outcome = 'NEW' AND EXISTS (SELECT 1 FROM product_supply y WHERE y.organisation_id = p.organisation_id AND y.product_id = p.id AND (y.supplier_id IS NOT NULL OR y.reorder_point <> 0 OR y.multiple <> 1)) AS touched
    FROM product p JOIN jsonb_to_recordset(${json(rows)}) AS d("recordId" uuid, version text, outcome text) ON d."recordId" = p.id
    WHERE p.organisation_id = ${ctx.organisationId} ORDER BY p.id FOR NO KEY UPDATE OF p`

function removals(ctx: Ctx, ids: readonly string[]): Statement[] {
  if (ids.length === 0) return []
  return [
    // Also of products that follow another one again in a moment.
    sql`UPDATE product SET successor_id = NULL WHERE organisation_id = ${ctx.organisationId} AND successor_id = ANY(${ids}::uuid[])`,
    sql`DELETE FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND product_id = ANY(${ids}::uuid[])`,
    sql`DELETE FROM product_supply WHERE organisation_id = ${ctx.organisationId} AND product_id = ANY(${ids}::uuid[])`,
    sql`DELETE FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
    recordEvents(
      ctx,
      ids.map((id) => ({ name: 'catalog/product.removed' as const, objects: [['product', id]] as const })),
    ),
  ]
}

/** Products in whose place others are: such a product stays as long as one of those does, and follows none but it again. */
async function keepSuccessors(ctx: Ctx, reader: Reader, rows: readonly WrittenRow[], kept: Map<number, string>) {
  const rowOf = new Map(rows.map((row) => [row.recordId, row]))
  const [followed] = await reader(
    sql<{
      id: string
      successorId: string
    }>`SELECT id, successor_id FROM product WHERE organisation_id = ${ctx.organisationId} AND successor_id = ANY(${[...rowOf.keys()]}::uuid[])`,
  )
  const goes = ({ place, outcome }: WrittenRow) => outcome === 'NEW' && !kept.has(place)
  const leaves = ({ place, outcome, before }: WrittenRow, from: string) =>
    !kept.has(place) && (outcome === 'NEW' || (before as ChangedFacts).successorId !== from)
  for (let before = -1; before !== kept.size; ) {
    before = kept.size
    for (const { id, successorId } of followed) {
      const [row, next] = [rowOf.get(id), rowOf.get(successorId) as WrittenRow]
      if (goes(next) && !(row && leaves(row, successorId))) kept.set(next.place, 'product')
    }
  }
}

/** Whether the import took a product out of use. */
const wasInUse = ({ outcome, before }: WrittenRow) =>
  outcome === 'CHANGED' && Boolean((before as { wasInUse?: true }).wasInUse)

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
  for (const id of await barcodesGone(ctx, reader, rows.filter(wasInUse)))
    for (const { place, recordId } of rows) if (recordId === id && !kept.has(place)) kept.set(place, 'barcode')
  await keepSuccessors(ctx, reader, rows, kept)
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
    ...(before as ChangedFacts),
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
      // Before their barcodes are taken again, which one that is out of use has none of.
      ...archiveProducts(
        ctx,
        changed.filter(wasInUse).map(({ recordId }) => recordId),
        false,
      ),
      ...changeProducts(ctx, back),
      ...costsBack(ctx, changed),
    ],
  }
}

type Row = Decided<ProductWrite> & { write: ProductWrite }

/** Categories that rows name and that are not there yet, with their new ids. */
function newCategories(ctx: Ctx, rows: readonly Row[]) {
  // Written as in the first row that names it.
  const named = rows.flatMap(({ write: { newCategory: name } }) => (name ? [[name.toLowerCase(), name] as const] : []))
  const names = new Map(named.toReversed())
  const made = [...names].map(([key, name]) => ({ key, id: newId(ctx.now), name }))
  return {
    made: made.map(({ id }) => ({ table: 'product_category' as const, id })),
    idOf: (name: string | null) => made.find(({ key }) => key === name?.toLowerCase())?.id,
    statements: [
      insert(
        ctx,
        'productCategory',
        made.map(({ id, name }) => ({ id, name })),
      ),
      recordEvents(
        ctx,
        made.map(({ id }) => ({
          name: 'catalog/category.changed' as const,
          objects: [['productCategory', id]] as const,
        })),
      ),
    ],
  }
}

function write(ctx: Ctx, rows: readonly Row[]): Writing {
  const ids = new Map(rows.map((row) => [row.place, row.recordId ?? newId(ctx.now)]))
  const bySku = new Map(rows.map((row) => [row.write.sku.toLowerCase(), ids.get(row.place)]))
  const categories = newCategories(ctx, rows)
  const factsOf = ({
    place,
    write: { priceBefore: _b, newCost: _c, isOut: _a, newCategory, newSuccessor, ...facts },
  }: Row) => ({
    ...facts,
    id: ids.get(place) as string,
    categoryId: categories.idOf(newCategory) ?? facts.categoryId,
    successorId: bySku.get(newSuccessor?.toLowerCase() ?? '') ?? facts.successorId,
  })
  const changed = rows.filter(({ recordId }) => recordId)
  const costly = rows
    .filter(({ write: { newCost } }) => newCost !== null)
    .map(({ place, write: { newCost } }) => ({ productId: ids.get(place) as string, unitCost: newCost }))
  return {
    ids,
    made: categories.made,
    statements: [
      ...categories.statements,
      ...newProducts(
        ctx,
        rows
          .filter(({ recordId }) => !recordId)
          .map((row) => ({ ...factsOf(row), archivedAt: row.write.isOut ? ctx.now : null })),
      ),
      ...archiveProducts(
        ctx,
        changed.filter(({ write: { isOut } }) => isOut).map(({ place }) => ids.get(place) as string),
        true,
      ),
      ...changeProducts(
        ctx,
        changed.map((row) => ({ ...factsOf(row), priceBefore: row.write.priceBefore })),
      ),
      costs(ctx, costly),
    ],
    versions: sql<Version>`SELECT id, product_state(p) AS version FROM product p WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${[...ids.values()]}::uuid[])`,
  }
}

/** Products with all that their form has: barcodes and packs, price, tax, category, origin and successor. */
export const productMover: Mover<ProductWrite> = {
  async decide(ctx, reader, rows, pass) {
    const around = await productSurroundings(ctx, reader, rows, pass)
    return rows.map((row) => decideProduct(row, around, pass.reading))
  },
  write: async (ctx, _reader, rows) => write(ctx, rows),
  takeBack,
}
