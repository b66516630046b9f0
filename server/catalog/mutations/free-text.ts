import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { FreeTextInput } from '../schema'

/** What stands in the catalogue for lines that name no product and are taxed in one category. */
export interface FreeText {
  productId: string
  taxCategoryId: string
}

/**
 * What a line without a product is written with, in the tax category asked for or the default one; made at its first use. Instead of a SKU it has
 * dashes, as papers show them. Refuses with NOT_FOUND (tax category).
 */
export async function freeText(ctx: Ctx, { taxCategoryId }: FreeTextInput): Promise<FreeText> {
  return transaction(ctx, {}, async (tx) => {
    const [[category]] = await tx.run(
      // Locked, so that two people who need the first one at once get the same.
      sql<{ id: string; productId: string | null; made: number }>`SELECT t.id,
          (SELECT p.id FROM product p WHERE p.organisation_id = t.organisation_id AND p.tax_category_id = t.id AND p.free_text) AS product_id,
          (SELECT count(*)::int FROM product p WHERE p.organisation_id = t.organisation_id AND p.free_text) AS made
        FROM tax_category t WHERE t.organisation_id = ${ctx.organisationId} AND t.archived_at IS NULL
          AND CASE WHEN ${taxCategoryId ?? null}::uuid IS NULL THEN t.is_default ELSE t.id = ${taxCategoryId ?? null}::uuid END
        FOR NO KEY UPDATE`,
    )
    if (!category) notFound('taxCategory')
    if (category.productId) return { productId: category.productId, taxCategoryId: category.id }
    const productId = newId(ctx.now)
    const [[made]] = await tx.commit(
      sql<{
        id: string
      }>`INSERT INTO product (organisation_id, id, sku, name, kind, tax_category_id, unit_price, free_text, archived_at, created_at)
        VALUES (${ctx.organisationId}, ${productId}, ${'–'.repeat(category.made + 1)}, 'Text', 'SERVICE', ${category.id}, 0, true, ${ctx.now}, ${ctx.now})
        ON CONFLICT DO NOTHING RETURNING id`,
    )
    if (!made) throw new Error('a line without a product could not be written')
    return { productId, taxCategoryId: category.id }
  })
}
