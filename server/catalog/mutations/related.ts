import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import type { Tx } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { gtin14, type Pack } from '../rules'

interface Named {
  categoryId: string | null
  successorId: string | null
}

interface Related {
  categoryFits: boolean
  successorFound: boolean
  comesBack: boolean
}

/**
 * Refuses a category or successor that does not exist, and a successor whose own successors lead back: NOT_FOUND, SUCCESSOR_CIRCLE. A product keeps a category that was
 * archived since. Successors are set one after the other in an organisation, so that two of them at once make no circle.
 */
export async function checkRelated(tx: Tx, id: string, { categoryId, successorId }: Named): Promise<void> {
  if (!categoryId && !successorId) return
  const { organisationId } = tx.ctx
  const related = sql<Related>`SELECT
    ${categoryId}::uuid IS NULL OR EXISTS (SELECT 1 FROM product_category c WHERE c.organisation_id = ${organisationId} AND c.id = ${categoryId}::uuid AND (c.archived_at IS NULL
      OR c.id = (SELECT p.category_id FROM product p WHERE p.organisation_id = ${organisationId} AND p.id = ${id}::uuid))) AS category_fits,
    ${successorId}::uuid IS NULL OR EXISTS (SELECT 1 FROM product p WHERE p.organisation_id = ${organisationId} AND p.id = ${successorId}::uuid AND NOT p.free_text) AS successor_found,
    EXISTS (WITH RECURSIVE line AS (SELECT ${successorId}::uuid AS id
        UNION SELECT p.successor_id FROM line l JOIN product p ON p.organisation_id = ${organisationId} AND p.id = l.id WHERE p.successor_id IS NOT NULL)
      SELECT 1 FROM line WHERE id = ${id}::uuid) AS comes_back`
  const alone = sql`SELECT pg_advisory_xact_lock(hashtext('successor'), hashtext(${organisationId}::text))`
  // Looked at after the lock: what another one has set meanwhile is seen.
  const found = successorId ? (await tx.run(alone, related))[1][0] : (await tx.run(related))[0][0]
  if (!found?.categoryFits) notFound('product category')
  if (!found.successorFound) notFound('product')
  if (found.comesBack) refuse('SUCCESSOR_CIRCLE', { field: 'successorId' })
}

/** Refuses a barcode that another product in use has, naming it and the field: GTIN_TAKEN. */
export async function checkBarcodes(
  tx: Tx,
  id: string,
  { gtin, packs = [] }: { gtin: string | null; packs?: readonly Pack[] | undefined },
): Promise<void> {
  const asked = [...(gtin ? [gtin] : []), ...packs.flatMap((pack) => pack.gtin ?? [])].map(gtin14)
  if (asked.length === 0) return
  const [[taken]] = await tx.run(
    sql<{
      gtin: string
      sku: string
    }>`SELECT b.gtin, p.sku FROM barcode b JOIN product p ON p.organisation_id = b.organisation_id AND p.id = b.product_id
      WHERE b.organisation_id = ${tx.ctx.organisationId} AND b.gtin = ANY(${asked}::text[]) AND b.product_id <> ${id}::uuid
      ORDER BY array_position(${asked}::text[], b.gtin) LIMIT 1`,
  )
  if (!taken) return
  const own = gtin !== null && gtin14(gtin) === taken.gtin
  conflict('GTIN_TAKEN', { sku: taken.sku, field: own ? 'gtin' : 'packs' })
}
