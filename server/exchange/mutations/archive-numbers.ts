import type { Ctx } from '@/server/platform/context/ctx'
import type { Statement } from '@/server/platform/database/sql'
import { type Known, plain } from './archive-rows'

/**
 * Numbers go on behind those of the archive: no number that it used is given again, and what a process of the other organisation had set
 * aside and not used is free here.
 */
export function numbersGoOn(ctx: Ctx, tables: readonly Known[]): Statement[] {
  const used = tables
    .filter(({ columns }) => columns.includes('number'))
    .map(({ name }) => `SELECT number::text FROM "${name}" WHERE organisation_id = $1`)
  const highest = `SELECT s.series, max(substring(u.number from length(s.prefix) + 1)::bigint) AS number FROM number_series s
    JOIN (${used.join(' UNION ALL ')}) AS u ON starts_with(u.number, s.prefix) AND substring(u.number from length(s.prefix) + 1) ~ '^[0-9]{1,15}$'
    WHERE s.organisation_id = $1 AND NOT s.gapless GROUP BY 1`
  return [
    plain(
      `UPDATE number_series s SET next = greatest(s.next, h.number + 1) FROM (${highest}) AS h
        WHERE s.organisation_id = $1 AND s.series = h.series`,
      [ctx.organisationId],
    ),
    plain(
      `UPDATE number_series s SET returned = s.returned + int8multirange(int8range(greatest(lower(s.taken), coalesce(h.number, 0) + 1), upper(s.taken))), taken = NULL
        FROM number_series x LEFT JOIN (${highest}) AS h ON h.series = x.series
        WHERE s.organisation_id = $1 AND x.organisation_id = $1 AND x.series = s.series AND NOT s.gapless AND upper(s.taken) > coalesce(h.number, 0) + 1`,
      [ctx.organisationId],
    ),
    plain(
      `UPDATE number_series s SET next = (SELECT lower(r) FROM unnest(s.returned) r WHERE upper(r) = s.next),
        returned = s.returned - int8multirange((SELECT r FROM unnest(s.returned) r WHERE upper(r) = s.next))
        WHERE s.organisation_id = $1 AND upper(s.returned) = s.next`,
      [ctx.organisationId],
    ),
  ]
}
