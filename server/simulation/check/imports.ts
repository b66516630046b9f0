import { sql } from '@/server/platform/database/sql'
import type { Rule } from './rule'

/** Rule 23: what is moved in from files. */
export const importRules: Rule[] = [
  {
    rule: 23,
    what: 'an import that is done counts what became of each of its rows',
    broken: ({
      organisationId,
    }) => sql`SELECT f.file_name || ': says ' || coalesce(f.counts::text, 'nothing') || ', rows ' || r.counts AS subject FROM import_file f
      JOIN (SELECT import_id, jsonb_object_agg(outcome, rows) AS counts FROM (SELECT import_id, coalesce(outcome, 'NONE') AS outcome, count(*) AS rows FROM import_row
        WHERE organisation_id = ${organisationId} GROUP BY 1, 2) x GROUP BY 1) r ON r.import_id = f.id
      WHERE f.organisation_id = ${organisationId} AND f.state = 'DONE' AND f.counts IS DISTINCT FROM r.counts`,
  },
  {
    rule: 23,
    what: 'customers are told of orders that were moved in once this program counts',
    broken: ({
      organisationId,
    }) => sql`SELECT o.number AS subject FROM sales_order o JOIN cut_over c ON c.organisation_id = o.organisation_id AND c.gone_at IS NOT NULL
      WHERE o.organisation_id = ${organisationId} AND o.quiet`,
  },
]
