import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, Refusal, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { smallestOf } from '@/server/platform/money/quantity'
import type { ProductKind, Tracking } from '../rules'
import { type ChangeProductInput, changeProductInput, type ProductInput, productInput } from '../schema'
import { archiveProducts } from './archive-products'
import { checkBarcodes, checkRelated } from './related'
import { checkReturnables, writeReturnables } from './returnables'
import { newProducts, takeBarcodes, writePacks } from './write-products'

/** The tax category that an input names, or the default one. */
function categoryFor(ctx: Ctx, id: string | undefined): Statement<{ taxCategoryId: string }> {
  return sql`SELECT t.id AS tax_category_id FROM tax_category t WHERE t.organisation_id = ${ctx.organisationId} AND t.archived_at IS NULL
    AND CASE WHEN ${id ?? null}::uuid IS NULL THEN t.is_default ELSE t.id = ${id ?? null}::uuid END LIMIT 1`
}

/** Turns a unique violation into a refusal: another product took the SKU or GTIN first. */
function named(error: unknown): never {
  const key = error instanceof Refusal ? String(error.parameters.constraint) : ''
  if (key.includes('sku')) conflict('SKU_TAKEN', { field: 'sku' })
  if (key.includes('gtin')) conflict('GTIN_TAKEN', { field: 'gtin' })
  throw error
}

/**
 * Creates a product, in the default tax category unless another is named; goods get their stock rows at once, although
 * inventory stands above. Refuses with SKU_TAKEN, GTIN_TAKEN, NOT_FOUND (tax category),
 * NOT_FOUND (category, successor, returnable packaging), TRACKS_GOODS, TRACKS_PIECES, PACKS_GOODS.
 */
export async function createProduct(
  ctx: Ctx,
  input: ProductInput & { idempotencyKey?: string },
): Promise<{ productId: string }> {
  const { idempotencyKey, ...fields } = input
  const facts = productInput.parse(fields)
  const productId = newId(ctx.now)
  return transaction(ctx, idempotent('product.create', idempotencyKey, input), async (tx) => {
    const [[category]] = await tx.run(categoryFor(ctx, facts.taxCategoryId))
    if (!category) notFound('taxCategory')
    if (facts.tracking !== 'NONE' && facts.kind !== 'GOODS') refuse('TRACKS_GOODS', { field: 'tracking' })
    if (facts.tracking === 'SERIAL' && facts.places > 0) refuse('TRACKS_PIECES', { field: 'tracking' })
    await checkRelated(tx, productId, facts)
    await checkBarcodes(tx, productId, facts)
    await checkReturnables(tx, facts.kind, facts.returnables)
    await tx.commit(...newProducts(ctx, [{ id: productId, ...facts, ...category }]))
    return { productId }
  }).catch(named)
}

/**
 * Whether anything was ever ordered, offered, moved, planned, priced or set to be bought of a product: then its measure stays, and
 * with packs that stay, too.
 */
function usesOf(ctx: Ctx, id: string, packsStay: boolean): Statement<{ used: boolean }> {
  return sql`SELECT EXISTS (SELECT 1 FROM stock_movement WHERE organisation_id = ${ctx.organisationId} AND product_id = ${id}::uuid)
    OR EXISTS (SELECT 1 FROM order_line WHERE organisation_id = ${ctx.organisationId} AND product_id = ${id}::uuid)
    OR EXISTS (SELECT 1 FROM quote_line WHERE organisation_id = ${ctx.organisationId} AND product_id = ${id}::uuid)
    OR EXISTS (SELECT 1 FROM planned_receipt_line WHERE organisation_id = ${ctx.organisationId} AND product_id = ${id}::uuid)
    OR EXISTS (SELECT 1 FROM price_entry WHERE organisation_id = ${ctx.organisationId} AND product_id = ${id}::uuid)
    OR EXISTS (SELECT 1 FROM product_supply WHERE organisation_id = ${ctx.organisationId} AND product_id = ${id}::uuid)
    OR (${packsStay}::boolean AND EXISTS (SELECT 1 FROM product_pack WHERE organisation_id = ${ctx.organisationId} AND product_id = ${id}::uuid)) AS used`
}

/** What keeps a product as it is kept: goods that lie or are on their way, and orders that are open. */
const kept = (ctx: Ctx, id: string) =>
  sql<{ stock: boolean; orders: boolean; transfers: boolean }>`SELECT
    EXISTS (SELECT 1 FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND product_id = ${id}::uuid AND on_hand > 0) AS stock,
    EXISTS (SELECT 1 FROM order_line WHERE organisation_id = ${ctx.organisationId} AND product_id = ${id}::uuid AND backordered + reserved + picked + to_put_back > 0) AS orders,
    EXISTS (SELECT 1 FROM transfer_line WHERE organisation_id = ${ctx.organisationId} AND product_id = ${id}::uuid AND quantity > received + lost) AS transfers`

/**
 * Whether a product is kept by lot or piece by piece can change only while there are none of it: nobody knows the lots of
 * goods that came in without. Refuses with TRACKING_USED, TRACKS_GOODS, TRACKS_PIECES.
 */
async function mustTrack(tx: Tx, id: string, kind: string, tracking: Tracking, places: number): Promise<void> {
  if (tracking !== 'NONE' && kind !== 'GOODS') refuse('TRACKS_GOODS', { field: 'tracking' })
  if (tracking === 'SERIAL' && places > 0) refuse('TRACKS_PIECES', { field: 'tracking' })
  // Asked after the lock of the stock: goods that come in meanwhile are seen.
  const [, [uses]] = await tx.run(
    sql`SELECT 1 FROM stock_level WHERE organisation_id = ${tx.ctx.organisationId} AND product_id = ${id}::uuid ORDER BY warehouse_id FOR NO KEY UPDATE`,
    kept(tx.ctx, id),
  )
  if (uses?.stock || uses?.orders || uses?.transfers) refuse('TRACKING_USED', { field: 'tracking', ...uses })
}

/**
 * Replaces the facts of a product; accepted orders keep their price. Refuses with GTIN_TAKEN, NOT_FOUND, SUCCESSOR_CIRCLE, CHANGED_MEANWHILE, and with
 * UNIT_USED where its unit or places would become others although quantities of it are written down, and as `mustTrack` where it would be kept otherwise.
 */
export async function changeProduct(ctx: Ctx, input: ChangeProductInput): Promise<void> {
  const { id, version, ...facts } = changeProductInput.parse(input)
  await transaction(ctx, {}, async (tx) => {
    const [[before], [category]] = await tx.run(
      sql<{
        taxCategoryId: string
        unitPrice: string
        unit: string
        places: number
        kind: ProductKind
        tracking: Tracking
        archived: boolean
        version: string
      }>`SELECT tax_category_id, unit_price, unit, places, kind, tracking, archived_at IS NOT NULL AS archived, xmin::text AS version FROM product
        WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND NOT free_text FOR NO KEY UPDATE`,
      categoryFor(ctx, facts.taxCategoryId),
    )
    if (!before) notFound('product')
    if (version !== undefined && version !== before.version) conflict('CHANGED_MEANWHILE')
    const { taxCategoryId = before.taxCategoryId } = facts
    const { unit = before.unit, places = before.places } = facts
    if (unit !== before.unit || places !== before.places) {
      // The stronger lock waits for whoever writes a line of it now, and the look comes after.
      const [, [uses]] = await tx.run(
        sql`SELECT 1 FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR UPDATE`,
        usesOf(ctx, id, facts.packs === undefined),
      )
      if (uses?.used) refuse('UNIT_USED', { field: 'unit' })
    }
    const { tracking = before.tracking } = facts
    if (tracking !== before.tracking || (tracking === 'SERIAL' && places > 0))
      await mustTrack(tx, id, before.kind, tracking, places)
    // A product keeps a tax category that was archived.
    if (taxCategoryId !== before.taxCategoryId && !category) notFound('taxCategory')
    await checkRelated(tx, id, facts)
    if (!before.archived) await checkBarcodes(tx, id, facts)
    await checkReturnables(tx, before.kind, facts.returnables)
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE product SET gtin = ${facts.gtin}, name = ${facts.name}, tax_category_id = ${taxCategoryId}::uuid,
          unit_price = ${facts.unitPrice}::numeric, unit = ${unit}, places = ${places},
          price_quantity = ${facts.priceQuantity * smallestOf({ places })}, floor_price = ${facts.floorPrice}::numeric, weight_grams = ${facts.weightGrams},
          refuses_short = ${facts.refusesShort}, tracking = ${tracking}, min_quantity = ${facts.minQuantity}, multiple = ${facts.multiple},
          category_id = ${facts.categoryId}::uuid, description = ${facts.description}::text, length_mm = ${facts.lengthMm}::int, width_mm = ${facts.widthMm}::int, height_mm = ${facts.heightMm}::int,
          origin_country = ${facts.originCountry}::text, tariff_code = ${facts.tariffCode}::text, successor_id = ${facts.successorId}::uuid
        WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
      ),
      ...writePacks(ctx, [{ id, packs: facts.packs }]),
      ...writeReturnables(ctx, [{ id, returnables: facts.returnables }]),
      ...takeBarcodes(ctx, [id]),
      recordEvents(ctx, [
        {
          name: 'catalog/product.changed',
          objects: [['product', id]],
          payload: { unitPrice: facts.unitPrice, before: before.unitPrice, priceQuantity: facts.priceQuantity },
        },
      ]),
    )
  }).catch(named)
}

/**
 * Takes a product out of lists and choosers, or back. Stock and open orders stay as they are. Refuses with STALE when it is so already,
 * GTIN_TAKEN when another product has taken its GTIN meanwhile.
 */
export async function archiveProduct(ctx: Ctx, input: { id: string }, archived = true): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[product]] = await tx.run(
      sql<{
        archivedAt: Date | null
      }>`SELECT archived_at FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ${input.id} AND NOT free_text FOR NO KEY UPDATE`,
    )
    if (!product) notFound('product')
    if (archived === (product.archivedAt !== null)) conflict('STALE')
    await tx.commit(...archiveProducts(ctx, [input.id], archived), ...takeBarcodes(ctx, [input.id]))
  }).catch(named)
}
