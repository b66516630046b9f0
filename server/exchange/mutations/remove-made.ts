import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import type { Made } from '../queries/rows'
import { usesOf } from '../queries/uses'
import { customersChanged } from './move-contacts'

type Going = readonly { id: string; of?: string | undefined }[]

/** A supplier or bin that history names cannot be deleted: it is archived, as if somebody had given it up. */
const archivals: Readonly<Record<'supplier' | 'bin', (ctx: Ctx, ids: readonly string[], going: Going) => Statement[]>> =
  {
    supplier: (ctx, ids) => [
      sql`UPDATE supplier SET archived_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
      recordEvents(
        ctx,
        ids.map((id) => ({ name: 'supply/supplier.archived' as const, objects: [['supplier', id]] as const })),
      ),
    ],
    bin: (ctx, ids, going) => [
      sql`UPDATE bin SET archived_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
      recordEvents(
        ctx,
        [...new Set(going.map(({ of }) => of as string))].map((id) => ({
          name: 'inventory/warehouse.changed' as const,
          objects: [['warehouse', id]] as const,
        })),
      ),
    ],
  }

const removals: Readonly<Record<Made['table'], (ctx: Ctx, ids: readonly string[], going: Going) => Statement[]>> = {
  ...archivals,
  customer_contact: (ctx, ids, going) => [
    sql`DELETE FROM customer_contact WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
    customersChanged(
      ctx,
      going.map(({ of }) => of as string),
      'contacts',
    ),
  ],
  product_category: (ctx, ids) => [
    sql`DELETE FROM product_category WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
    recordEvents(
      ctx,
      ids.map((id) => ({ name: 'catalog/category.removed' as const, objects: [['productCategory', id]] as const })),
    ),
  ],
  customer_group: (ctx, ids) => [
    sql`DELETE FROM customer_group WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
    recordEvents(
      ctx,
      ids.map((id) => ({ name: 'customer/group.removed' as const, objects: [['customerGroup', id]] as const })),
    ),
  ],
  price_list: (ctx, ids) => [
    sql`DELETE FROM price_list WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
    recordEvents(
      ctx,
      ids.map((id) => ({ name: 'pricing/priceList.removed' as const, objects: [['priceList', id]] as const })),
    ),
  ],
}

/** Uses that no reference tells, beside those that do: what is expected of a supplier, what lies in a bin or passed through it. */
const otherUses: Partial<
  Record<Made['table'], (ctx: Ctx, ids: readonly string[], importId: string) => Statement<{ id: string }>>
> = {
  supplier: (ctx, ids) =>
    sql`SELECT DISTINCT supplier_id AS id FROM planned_receipt WHERE organisation_id = ${ctx.organisationId} AND supplier_id = ANY(${ids}::uuid[]) AND state <> 'CANCELLED'`,
  bin: (ctx, ids) =>
    sql`SELECT DISTINCT s.bin_id AS id FROM bin_stock s WHERE s.organisation_id = ${ctx.organisationId} AND s.bin_id = ANY(${ids}::uuid[])
      AND (s.quantity > 0 OR EXISTS (SELECT 1 FROM stock_movement m WHERE m.organisation_id = s.organisation_id AND m.warehouse_id = s.warehouse_id AND m.product_id = s.product_id
        AND m.bin_id = s.bin_id AND m.cause <> 'COUNTED'))`,
  customer_contact: (ctx, ids, importId) =>
    sql`SELECT k.id FROM customer_contact k WHERE k.organisation_id = ${ctx.organisationId} AND k.id = ANY(${ids}::uuid[])
      AND EXISTS (SELECT 1 FROM import_row r WHERE r.organisation_id = k.organisation_id AND r.import_id = ${importId}::uuid AND r.record_id = k.customer_id AND r.kept IS NOT NULL)`,
}

/** What belongs to the record itself, or is history of the import. */
const ownParts: Partial<Record<Made['table'], readonly string[]>> = {
  supplier: ['planned_receipt'],
  bin: ['bin_stock'],
}

const statesOf = (ctx: Ctx, table: Made['table'], ids: readonly string[]) =>
  ({
    text: `SELECT id, xmin::text AS version FROM ${table} WHERE organisation_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
    values: [ctx.organisationId, ids],
  }) as Statement<{ id: string; version: string }>

/**
 * Removes what an import made beside its records, where nobody used or changed it since. Suppliers and bins are archived, because what
 * was planned and moved is history. Answers what stays as well, with the reason.
 */
export async function removeMade(ctx: Ctx, reader: Reader, importId: string, made: readonly Made[]) {
  const statements: Statement[] = []
  const stays: Made[] = []
  for (const table of Object.keys(removals) as Made['table'][]) {
    const own = made.filter((one) => one.table === table)
    if (own.length === 0) continue
    const ids = own.map(({ id }) => id)
    const used = await usesOf(ctx, reader, table, ids, ownParts[table] ?? [])
    const [states, others] = await reader(
      statesOf(ctx, table, ids),
      otherUses[table]?.(ctx, ids, importId) ?? sql<{ id: string }>`SELECT NULL::uuid AS id WHERE false`,
    )
    const versions = new Map(states.map(({ id, version }) => [id, version]))
    const there = own.filter(({ id }) => versions.has(id))
    const isUsed = ({ id, version }: Made) =>
      used.has(id) || others.some((one) => one.id === id) || (version !== undefined && version !== versions.get(id))
    stays.push(...there.filter(isUsed).map((one) => ({ ...one, stays: true })))
    const going = there.filter((one) => !isUsed(one))
    if (going.length > 0)
      statements.push(
        ...removals[table](
          ctx,
          going.map(({ id }) => id),
          going,
        ),
      )
  }
  return { statements, stays }
}
