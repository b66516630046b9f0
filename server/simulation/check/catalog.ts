import { sql } from '@/server/platform/database/sql'
import type { Rule } from './rule'

/** What the checker says of products and their packs. */
export const catalogRules: Rule[] = [
  {
    rule: 22,
    what: 'barcodes = those of the products in use and of their packs',
    broken: ({
      organisationId,
    }) => sql`SELECT coalesce(b.gtin, c.gtin) || ': product ' || coalesce(b.product_id, c.product_id) AS subject
      FROM (SELECT gtin, product_id, pack FROM barcode WHERE organisation_id = ${organisationId}) b
      FULL JOIN (SELECT lpad(p.gtin, 14, '0') AS gtin, p.id AS product_id, NULL AS pack FROM product p
          WHERE p.organisation_id = ${organisationId} AND p.archived_at IS NULL AND p.gtin IS NOT NULL
        UNION ALL SELECT lpad(k.gtin, 14, '0'), k.product_id, k.unit FROM product_pack k JOIN product p ON p.organisation_id = k.organisation_id AND p.id = k.product_id
          WHERE k.organisation_id = ${organisationId} AND p.archived_at IS NULL AND k.gtin IS NOT NULL) c
        ON c.gtin = b.gtin AND c.product_id = b.product_id AND c.pack IS NOT DISTINCT FROM b.pack
      WHERE b.gtin IS NULL OR c.gtin IS NULL`,
  },
  {
    rule: 22,
    what: 'a line that was entered in packs is a whole number of them',
    broken: ({
      organisationId,
    }) => sql`SELECT 'order line ' || id || ': ' || ordered || ' in packs of ' || pack_size AS subject
      FROM order_line WHERE organisation_id = ${organisationId} AND ordered % pack_size <> 0
      UNION ALL SELECT 'quote ' || quote_id || ' line ' || position || ': ' || quantity || ' in packs of ' || pack_size
      FROM quote_line WHERE organisation_id = ${organisationId} AND quantity % pack_size <> 0`,
  },
  {
    rule: 22,
    what: 'a number of a customer is compared in small letters, and none stands with a customer who was merged',
    broken: ({ organisationId }) => sql`SELECT c.number || ': ' || a.number AS subject FROM customer_article a
      JOIN customer c ON c.organisation_id = a.organisation_id AND c.id = a.customer_id
      WHERE a.organisation_id = ${organisationId} AND (a.code <> lower(a.number) OR c.merged_into IS NOT NULL)`,
  },
]
