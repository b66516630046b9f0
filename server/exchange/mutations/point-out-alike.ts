import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { ImportHead } from '../queries/rows'

/**
 * Says beside new customers that an earlier row of the file has the same e-mail address. They come in all the same: branches of one business
 * share an address, and two accounts of one person do. The whole file is read once for it, when every row was looked at.
 */
export function pointOutAlike(ctx: Ctx, { id, mapping: { email } }: ImportHead): Statement<never>[] {
  // Only customers have a column of that name.
  if (email === undefined) return []
  return [
    sql`UPDATE import_row r SET problems = r.problems || jsonb_build_object('field', 'email', 'code', 'LOOKS_LIKE_ROW', 'parameters', jsonb_build_object('row', d.first))
      FROM (SELECT place, min(place) OVER (PARTITION BY lower(trim(cells->>${email}::int))) AS first FROM import_row
        WHERE organisation_id = ${ctx.organisationId} AND import_id = ${id}::uuid AND outcome IN ('NEW', 'CHANGED', 'SAME') AND trim(cells->>${email}::int) <> '') AS d
      WHERE r.organisation_id = ${ctx.organisationId} AND r.import_id = ${id}::uuid AND r.place = d.place AND d.first < d.place AND r.outcome = 'NEW'`,
  ]
}
