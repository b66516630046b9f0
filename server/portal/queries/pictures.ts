import type { PictureSize } from '@/server/catalog/queries/pictures'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { enterPortal } from './entry'

/** A page of a long quote asks for many pictures at once; they do not count against what its customer does. */
const pictures = { name: 'portal-picture', perMinute: 1200 }

/**
 * The picture of a product that stands on the quote of a link, or on the order that it became, by its hash. Any other picture gets the
 * same answer as one that does not exist. Refuses with NOT_FOUND, TOO_MANY_REQUESTS.
 */
export async function portalPicture(
  { token, hash, size }: { token: string; hash: string; size: PictureSize },
  address: string,
): Promise<Buffer> {
  const { ctx, quoteId } = await enterPortal(token, address, pictures)
  const [[picture]] = await read(
    ctx,
    sql<{
      bytes: Buffer
    }>`SELECT CASE WHEN ${size === 'large'} THEN k.large ELSE k.small END AS bytes FROM product_picture k
      WHERE k.organisation_id = ${ctx.organisationId} AND k.hash = ${hash} AND k.product_id IN (
        SELECT l.product_id FROM quote_line l WHERE l.organisation_id = ${ctx.organisationId} AND l.quote_id = ${quoteId}::uuid
        UNION SELECT l.product_id FROM quote q JOIN order_line l ON l.organisation_id = q.organisation_id AND l.order_id = q.order_id
          WHERE q.organisation_id = ${ctx.organisationId} AND q.id = ${quoteId}::uuid) LIMIT 1`,
  )
  return picture?.bytes ?? notFound('picture')
}
