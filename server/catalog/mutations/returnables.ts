import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import type { Tx } from '@/server/platform/database/run'
import { insert, type Statement, sql } from '@/server/platform/database/sql'
import type { ProductKind } from '../rules'

/** The packaging in which a product goes out, and for how many of its smallest units one of it is. */
export interface PackedIn {
  returnableId: string
  per: number
}

/** Refuses packaging that does not exist or is no packaging, and goods in which something else would be packed: NOT_FOUND, PACKS_GOODS. */
export async function checkReturnables(
  tx: Tx,
  kind: ProductKind,
  returnables: readonly PackedIn[] | undefined,
): Promise<void> {
  if (!returnables || returnables.length === 0) return
  if (kind !== 'GOODS') refuse('PACKS_GOODS', { field: 'returnables' })
  const ids = returnables.map(({ returnableId }) => returnableId)
  const [found] = await tx.run(
    sql<{
      id: string
    }>`SELECT id FROM product WHERE organisation_id = ${tx.ctx.organisationId} AND id = ANY(${ids}::uuid[]) AND kind = 'RETURNABLE' FOR KEY SHARE`,
  )
  if (found.length < ids.length) notFound('returnable packaging')
}

/** Writes the packaging of products instead of what they have. Left out, it stays. */
export function writeReturnables(
  ctx: Ctx,
  products: readonly { id: string; returnables?: readonly PackedIn[] | undefined }[],
): Statement<never>[] {
  const given = products.flatMap(({ id, returnables }) => (returnables ? [{ id, returnables }] : []))
  if (given.length === 0) return []
  return [
    sql`DELETE FROM product_returnable WHERE organisation_id = ${ctx.organisationId} AND product_id = ANY(${given.map(({ id }) => id)}::uuid[])`,
    insert(
      ctx,
      'productReturnable',
      given.flatMap(({ id, returnables }) => returnables.map((one) => ({ productId: id, ...one }))),
    ),
  ]
}
