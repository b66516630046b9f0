import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import { nextWave } from '../queries/rows'

/** No row has so many columns; a negative place would count from the last one. */
export const noColumn = 1_000_000

/** Rows that refer to another row of the file come behind it. */
export const turns = (ctx: Ctx, id: string, after: number | undefined): Statement<never> =>
  sql`UPDATE import_row SET key = NULL, outcome = NULL, record_id = NULL, changes = NULL, problems = NULL, before = NULL, version = NULL, kept = NULL,
      turn = place + CASE WHEN coalesce(cells->>${after ?? noColumn}::int, '') = '' THEN 0 ELSE ${nextWave}::int END
    WHERE organisation_id = ${ctx.organisationId} AND import_id = ${id}::uuid`

/**
 * Rows that say the same in a column are one record and stand together, in the order of their first rows. A row that says nothing there
 * goes on with the row above it, as programs write the further lines of an order.
 */
export const groups = (ctx: Ctx, id: string, column = noColumn): Statement<never> =>
  sql`UPDATE import_row r SET key = d.said, turn = d.turn, outcome = NULL, record_id = NULL, changes = NULL, problems = NULL, before = NULL, version = NULL, kept = NULL
    FROM (SELECT place, said, row_number() OVER (ORDER BY first, place) AS turn
      FROM (SELECT place, said, min(place) OVER (PARTITION BY coalesce(said, '#' || place)) AS first
        FROM (SELECT place, first_value(own) OVER (PARTITION BY nth ORDER BY place) AS said
          FROM (SELECT place, own, count(own) OVER (ORDER BY place) AS nth
            FROM (SELECT place, nullif(trim(cells->>${column}::int), '') AS own FROM import_row WHERE organisation_id = ${ctx.organisationId} AND import_id = ${id}::uuid) AS a) AS b) AS c) AS e) AS d
    WHERE r.organisation_id = ${ctx.organisationId} AND r.import_id = ${id}::uuid AND r.place = d.place`
