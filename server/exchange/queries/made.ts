import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Made } from './rows'

/** What there is of the things that imports made, locked: each with its state. Ids are unique beyond their table. */
export function lockMade(ctx: Ctx, ids: readonly string[]): Statement<{ id: string; version: string }> {
  const own = ctx.organisationId
  return sql`SELECT * FROM (SELECT id, state_of(c) AS version FROM product_category c WHERE organisation_id = ${own} AND id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE) AS c
    UNION ALL SELECT * FROM (SELECT id, state_of(g) FROM customer_group g WHERE organisation_id = ${own} AND id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE) AS g
    UNION ALL SELECT * FROM (SELECT id, state_of(l) FROM price_list l WHERE organisation_id = ${own} AND id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE) AS l
    UNION ALL SELECT * FROM (SELECT id, state_of(s) FROM supplier s WHERE organisation_id = ${own} AND id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE) AS s
    UNION ALL SELECT * FROM (SELECT id, state_of(b) FROM bin b WHERE organisation_id = ${own} AND id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE) AS b
    UNION ALL SELECT * FROM (SELECT id, state_of(k) FROM customer_contact k WHERE organisation_id = ${own} AND id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE) AS k`
}

/**
 * Uses that no reference tells: what is expected of a supplier, what lies in a bin or passed through it; and contacts of customers whose
 * row of the import stays.
 */
export function usesOfMade(ctx: Ctx, ids: readonly string[], importId: string): Statement<{ id: string }> {
  const own = ctx.organisationId
  return sql`SELECT supplier_id AS id FROM planned_receipt WHERE organisation_id = ${own} AND supplier_id = ANY(${ids}::uuid[]) AND state <> 'CANCELLED'
    UNION SELECT s.bin_id FROM bin_stock s WHERE s.organisation_id = ${own} AND s.bin_id = ANY(${ids}::uuid[])
      AND (s.quantity > 0 OR EXISTS (SELECT 1 FROM stock_movement m WHERE m.organisation_id = s.organisation_id AND m.warehouse_id = s.warehouse_id AND m.product_id = s.product_id
        AND m.bin_id = s.bin_id AND m.cause <> 'COUNTED'))
    UNION SELECT k.id FROM customer_contact k WHERE k.organisation_id = ${own} AND k.id = ANY(${ids}::uuid[])
      AND EXISTS (SELECT 1 FROM import_row r WHERE r.organisation_id = k.organisation_id AND r.import_id = ${importId}::uuid AND r.record_id = k.customer_id AND r.kept IS NOT NULL)`
}

/** What people call the things that imports made. */
export function namesOfMade(ctx: Ctx, made: readonly Made[]): Statement<{ id: string; name: string }> {
  const [own, ids] = [ctx.organisationId, made.map(({ id }) => id)]
  return sql`SELECT id, name FROM product_category WHERE organisation_id = ${own} AND id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, name FROM customer_group WHERE organisation_id = ${own} AND id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, name FROM price_list WHERE organisation_id = ${own} AND id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, name FROM supplier WHERE organisation_id = ${own} AND id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, code FROM bin WHERE organisation_id = ${own} AND id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, name FROM customer_contact WHERE organisation_id = ${own} AND id = ANY(${ids}::uuid[]) ORDER BY 2, 1`
}
