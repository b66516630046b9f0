import { sql } from '@/server/platform/database/sql'
import type { Rule } from './rule'

/** Rules 3 and 9, of quotes and lines without a product: what was offered is kept as it was sent, and what was accepted is what was offered. */
export const quoteRules: Rule[] = [
  {
    rule: 3,
    what: 'a line that names no product is a service with a text of its own',
    broken: ({
      organisationId,
    }) => sql`SELECT 'order ' || l.order_id || ' line ' || l.position AS subject FROM order_line l
      JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id AND p.free_text
      WHERE l.organisation_id = ${organisationId} AND (l.kind <> 'SERVICE' OR l.shipped > 0 OR btrim(l.description) = '')`,
  },
  {
    rule: 9,
    what: 'a quote that was sent is kept as it was sent: the sums, the last day and the hash',
    broken: ({ organisationId }) => sql`SELECT q.number || ' version ' || q.version_number AS subject FROM quote q
      LEFT JOIN quote_version v ON v.organisation_id = q.organisation_id AND v.quote_id = q.id AND v.number = q.version_number
      WHERE q.organisation_id = ${organisationId} AND CASE WHEN q.sent_at IS NULL THEN v.id IS NOT NULL ELSE v.id IS NULL
        OR v.content::jsonb ->> 'grossMinor' IS DISTINCT FROM q.gross_minor::text OR v.content::jsonb ->> 'validUntil' IS DISTINCT FROM q.valid_until::text
        OR v.hash <> encode(sha256(convert_to(v.content, 'UTF8')), 'hex') END`,
  },
  {
    rule: 9,
    what: 'the answer to a quote stands with the version that was answered',
    broken: ({ organisationId }) => sql`SELECT q.number AS subject FROM quote q
      LEFT JOIN quote_version v ON v.organisation_id = q.organisation_id AND v.quote_id = q.id AND v.number = q.version_number
      WHERE q.organisation_id = ${organisationId} AND (q.state IN ('ACCEPTED', 'DECLINED')) <> (v.answer IS NOT NULL AND v.answer = q.state)
      UNION ALL SELECT v.quote_id || ' version ' || v.number FROM quote_version v JOIN quote q ON q.organisation_id = v.organisation_id AND q.id = v.quote_id
      WHERE v.organisation_id = ${organisationId} AND v.answer = 'ACCEPTED' AND v.number <> q.version_number`,
  },
  {
    rule: 9,
    what: 'what was accepted of a quote that left a choice is kept with its hash, and is what was offered of it',
    broken: ({
      organisationId,
    }) => sql`SELECT q.number || ' version ' || v.number AS subject FROM quote_version v JOIN quote q ON q.organisation_id = v.organisation_id AND q.id = v.quote_id
      WHERE v.organisation_id = ${organisationId} AND ((v.accepted IS NULL AND v.content LIKE '%"optional":true%' AND v.answer = 'ACCEPTED')
        OR (v.accepted IS NOT NULL AND (v.answer IS DISTINCT FROM 'ACCEPTED' OR NOT (v.content LIKE '%"optional":true%' OR v.accepted LIKE '%"deposits":{%')))
        OR v.accepted_hash <> encode(sha256(convert_to(v.accepted, 'UTF8')), 'hex')
        OR (SELECT count(*) FROM jsonb_array_elements(v.accepted::jsonb -> 'lines') AS a WHERE NOT EXISTS (SELECT 1 FROM jsonb_array_elements(v.content::jsonb -> 'lines') AS o
          WHERE o - 'optional' = a)) > 0)`,
  },
]
