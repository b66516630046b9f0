import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'

/** Both sizes are WebP: the small one for lists, the large one for whoever looks. */
export type PictureSize = 'small' | 'large'

/** The bytes of a product's picture. Refuses with NOT_FOUND. */
export async function pictureBytes(ctx: Ctx, { id, size }: { id: string; size: PictureSize }): Promise<Buffer> {
  const [[picture]] = await read(
    ctx,
    sql<{ bytes: Buffer }>`SELECT CASE WHEN ${size === 'large'} THEN large ELSE small END AS bytes FROM product_picture
      WHERE organisation_id = ${ctx.organisationId} AND product_id = ${id}::uuid`,
  )
  return picture?.bytes ?? notFound('picture')
}

/** The hashes of the pictures of products, of those that have one. */
export const picturesOf = (
  ctx: Ctx,
  productIds: readonly string[],
): Statement<{ productId: string; picture: string }> =>
  sql`SELECT product_id, hash AS picture FROM product_picture WHERE organisation_id = ${ctx.organisationId} AND product_id = ANY(${productIds}::uuid[])`
