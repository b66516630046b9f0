import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { renderTags } from '@/server/platform/documents/tag'
import { binTag, productTag, type TaggedBin, type TaggedProduct } from '../documents/tags'

interface File {
  bytes: Buffer
  fileName: string
}

/** At most so many labels are printed with one command. */
const tagsAtOnce = 1000

async function binTags(ctx: Ctx, fileName: string, bins: Statement<TaggedBin>): Promise<File> {
  const [rows] = await read(ctx, bins)
  if (rows.length === 0) notFound('bin')
  return { bytes: await renderTags(rows.map((bin) => binTag(bin, ctx.organisation, ctx.today))), fileName }
}

/** The label of one bin as PDF, in the size that the organisation prints. Refuses with NOT_FOUND. */
export const binTagFile = (ctx: Ctx, binId: string): Promise<File> =>
  binTags(
    ctx,
    'bin.pdf',
    sql`SELECT b.code, w.name AS warehouse_name FROM bin b JOIN warehouse w ON w.organisation_id = b.organisation_id AND w.id = b.warehouse_id
      WHERE b.organisation_id = ${ctx.organisationId} AND b.id = ${binId}`,
  )

/** The labels of all bins in use of a warehouse, in walking order, at most 1000. Refuses with NOT_FOUND. */
export const binTagsFile = (ctx: Ctx, warehouseId: string): Promise<File> =>
  binTags(
    ctx,
    'bins.pdf',
    sql`SELECT b.code, w.name AS warehouse_name FROM bin b JOIN warehouse w ON w.organisation_id = b.organisation_id AND w.id = b.warehouse_id
      WHERE b.organisation_id = ${ctx.organisationId} AND b.warehouse_id = ${warehouseId} AND b.archived_at IS NULL ORDER BY b.walk_order, b.code LIMIT ${tagsAtOnce}`,
  )

async function productTags(ctx: Ctx, fileName: string, products: Statement<TaggedProduct>): Promise<File> {
  const [rows] = await read(ctx, products)
  if (rows.length === 0) notFound('product')
  const tags = rows.flatMap((product) => productTag(product, ctx.organisation, ctx.today) ?? [])
  if (tags.length === 0) refuse('NO_BARCODE')
  return { bytes: await renderTags(tags), fileName }
}

/** The label of one product as PDF. Refuses with NOT_FOUND, NO_BARCODE. */
export const productTagFile = (ctx: Ctx, productId: string): Promise<File> =>
  productTags(
    ctx,
    'product.pdf',
    sql`SELECT sku, gtin, name FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ${productId}`,
  )

/** A label for each product that lies in a bin, at most 1000. Refuses with NOT_FOUND, NO_BARCODE. */
export const productTagsFile = (ctx: Ctx, binId: string): Promise<File> =>
  productTags(
    ctx,
    'products.pdf',
    sql`SELECT p.sku, p.gtin, p.name FROM bin_stock s JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id
      WHERE s.organisation_id = ${ctx.organisationId} AND s.bin_id = ${binId} AND s.quantity > 0 ORDER BY p.sku LIMIT ${tagsAtOnce}`,
  )
