import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'

/** Takes products whose rows are locked out of use, or back, and records it. Their barcodes follow when `takeBarcodes` comes after. */
export function archiveProducts(ctx: Ctx, ids: readonly string[], archived: boolean): Statement<never>[] {
  const name = archived ? ('catalog/product.archived' as const) : ('catalog/product.restored' as const)
  return [
    sql`UPDATE product SET archived_at = ${archived ? ctx.now : null} WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
    recordEvents(
      ctx,
      ids.map((id) => ({ name, objects: [['product', id]] as const })),
    ),
  ]
}
