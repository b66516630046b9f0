import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import type { Made } from '../queries/rows'
import { usesOf } from '../queries/uses'

const removals: Readonly<Record<Made['table'], (ctx: Ctx, ids: readonly string[]) => Statement[]>> = {
  product_category: (ctx, ids) => [
    sql`DELETE FROM product_category WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
    recordEvents(
      ctx,
      ids.map((id) => ({ name: 'catalog/category.removed' as const, objects: [['productCategory', id]] as const })),
    ),
  ],
  customer_group: (ctx, ids) => [
    sql`DELETE FROM customer_group WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
    recordEvents(
      ctx,
      ids.map((id) => ({ name: 'customer/group.removed' as const, objects: [['customerGroup', id]] as const })),
    ),
  ],
  price_list: (ctx, ids) => [
    sql`DELETE FROM price_list WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
    recordEvents(
      ctx,
      ids.map((id) => ({ name: 'pricing/priceList.removed' as const, objects: [['priceList', id]] as const })),
    ),
  ],
}

/** Removes what an import made beside its records, where nothing uses it. A bin stays, because the movements of its stock are history. */
export async function removeMade(ctx: Ctx, reader: Reader, made: readonly Made[]): Promise<Statement[]> {
  const statements: Statement[] = []
  for (const table of Object.keys(removals) as Made['table'][]) {
    const ids = made.flatMap((one) => (one.table === table ? [one.id] : []))
    const used = ids.length > 0 ? await usesOf(ctx, reader, table, ids, []) : new Map()
    const unused = ids.filter((id) => !used.has(id))
    if (unused.length > 0) statements.push(...removals[table](ctx, unused))
  }
  return statements
}
