import { sql } from '@/server/platform/database/sql'
import type { Rule } from './rule'

/** Files beside records. */
export const filingRules: Rule[] = [
  {
    rule: 15,
    what: 'a file beside a record has the bytes that were put there',
    broken: ({ organisationId }) => sql`SELECT 'file ' || id AS subject FROM attachment
      WHERE organisation_id = ${organisationId} AND (hash <> encode(sha256(bytes), 'hex') OR size_bytes <> length(bytes))`,
  },
]
