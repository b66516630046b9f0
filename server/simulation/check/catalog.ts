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
  {
    rule: 22,
    what: 'a customer calls each product by one number, and no two by the same, whatever its capitals',
    broken: ({ organisationId }) => sql`SELECT c.number || ': ' || min(a.number) AS subject FROM customer_article a
      JOIN customer c ON c.organisation_id = a.organisation_id AND c.id = a.customer_id
      WHERE a.organisation_id = ${organisationId} GROUP BY c.number, lower(a.number) HAVING count(*) > 1`,
  },
  {
    rule: 22,
    what: 'a pack holds more than one of the smallest unit, and no two packs of a product share a barcode',
    broken: ({ organisationId }) => sql`SELECT p.sku || ': ' || k.unit AS subject FROM product_pack k
      JOIN product p ON p.organisation_id = k.organisation_id AND p.id = k.product_id
      WHERE k.organisation_id = ${organisationId} AND (k.quantity < 2 OR EXISTS (SELECT 1 FROM product_pack o WHERE o.organisation_id = k.organisation_id
        AND o.product_id = k.product_id AND o.unit <> k.unit AND lpad(o.gtin, 14, '0') = lpad(k.gtin, 14, '0')))`,
  },
  {
    rule: 22,
    what: 'successors lead to an end, and neither from nor to a line that names no product',
    broken: ({ organisationId }) => sql`WITH RECURSIVE line AS (
        SELECT p.id AS first, p.successor_id AS id FROM product p WHERE p.organisation_id = ${organisationId} AND p.successor_id IS NOT NULL
        UNION SELECT l.first, p.successor_id FROM line l JOIN product p ON p.organisation_id = ${organisationId} AND p.id = l.id WHERE p.successor_id IS NOT NULL)
      SELECT p.sku AS subject FROM product p WHERE p.organisation_id = ${organisationId} AND p.successor_id IS NOT NULL
        AND (EXISTS (SELECT 1 FROM line l WHERE l.first = p.id AND l.id = p.id) OR p.free_text
          OR EXISTS (SELECT 1 FROM product n WHERE n.organisation_id = p.organisation_id AND n.id = p.successor_id AND n.free_text))`,
  },
  {
    rule: 22,
    what: 'what stands for lines that name no product has no category, description, packs or numbers',
    broken: ({
      organisationId,
    }) => sql`SELECT p.id::text AS subject FROM product p WHERE p.organisation_id = ${organisationId} AND p.free_text
      AND (p.category_id IS NOT NULL OR p.description IS NOT NULL
        OR EXISTS (SELECT 1 FROM product_pack k WHERE k.organisation_id = p.organisation_id AND k.product_id = p.id)
        OR EXISTS (SELECT 1 FROM customer_article a WHERE a.organisation_id = p.organisation_id AND a.product_id = p.id))`,
  },
]
