import type { Ctx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { json, sql } from '@/server/platform/database/sql'
import { hasMany, manyItems, reckonCash } from '../queries/cash'

/** Computes the cash forecast of an organisation with more open and settled items than this, and keeps it for the pages. */
export async function keepCash(ctx: Ctx, many = manyItems): Promise<{ kept: boolean }> {
  const [[size]] = await read(ctx, hasMany(ctx, many))
  if (!size?.isMany) return { kept: false }
  // A past of this size is tried once a day.
  const expected = await reckonCash(ctx, ctx.today)
  await transaction(ctx, {}, (tx) =>
    tx.commit(sql`INSERT INTO cash_forecast (organisation_id, told_at, answer) VALUES (${ctx.organisationId}, ${ctx.now}, ${json(expected)}::jsonb)
      ON CONFLICT (organisation_id) DO UPDATE SET told_at = excluded.told_at, answer = excluded.answer`),
  )
  return { kept: true }
}
