import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { lockMade, usesOfMade } from '../queries/made'
import type { Made } from '../queries/rows'
import { usesOf } from '../queries/uses'
import { contactWrites, customersChanged } from './move-contacts'

/** What refers to a record and yet belongs to it, or is history of the import. */
const ownParts: Partial<Record<Made['table'], readonly string[]>> = {
  supplier: ['planned_receipt'],
  bin: ['bin_stock'],
}

const ids = (going: readonly Made[]) => going.map(({ id }) => id)
const once = (of: readonly (string | undefined)[]) => [...new Set(of.flatMap((id) => id ?? []))]

/** A supplier or bin that history names cannot be deleted: it is archived, as if somebody had given it up. */
function letGo(ctx: Ctx, going: readonly Made[]): Statement[] {
  const own = ctx.organisationId
  const of = (table: Made['table']) => going.filter((one) => one.table === table)
  const removed = (name: NewEvent['name'], type: string, gone: readonly Made[]): NewEvent[] =>
    gone.map(({ id }) => ({ name, objects: [[type, id]] }))
  const contacts = of('customer_contact')
  const changed = contacts.flatMap(({ id, of: customerId = '', before }) =>
    before ? [{ ...before, id, customerId }] : [],
  )
  const events = [
    ...removed('catalog/category.removed', 'productCategory', of('product_category')),
    ...removed('customer/group.removed', 'customerGroup', of('customer_group')),
    ...removed('pricing/priceList.removed', 'priceList', of('price_list')),
    ...removed('supply/supplier.archived', 'supplier', of('supplier')),
    ...once(of('bin').map((bin) => bin.of)).map(
      (id): NewEvent => ({ name: 'inventory/warehouse.changed', objects: [['warehouse', id]] }),
    ),
  ]
  return [
    sql`DELETE FROM product_category WHERE organisation_id = ${own} AND id = ANY(${ids(of('product_category'))}::uuid[])`,
    sql`DELETE FROM customer_group WHERE organisation_id = ${own} AND id = ANY(${ids(of('customer_group'))}::uuid[])`,
    sql`DELETE FROM price_list WHERE organisation_id = ${own} AND id = ANY(${ids(of('price_list'))}::uuid[])`,
    sql`UPDATE supplier SET archived_at = ${ctx.now} WHERE organisation_id = ${own} AND id = ANY(${ids(of('supplier'))}::uuid[])`,
    sql`UPDATE bin SET archived_at = ${ctx.now} WHERE organisation_id = ${own} AND id = ANY(${ids(of('bin'))}::uuid[])`,
    sql`DELETE FROM customer_contact WHERE organisation_id = ${own} AND id = ANY(${ids(contacts.filter(({ before }) => !before))}::uuid[])`,
    ...contactWrites(ctx, changed),
    customersChanged(ctx, once(contacts.map((one) => one.of)), 'contacts'),
    recordEvents(ctx, events),
  ]
}

/**
 * Removes what an import made beside its records, and brings contacts back that it changed, where nobody used or changed them since. Answers
 * what stays as well.
 */
export async function removeMade(ctx: Ctx, reader: Reader, importId: string, made: readonly Made[]) {
  if (made.length === 0) return { statements: [], stays: [] }
  const [there, otherwise] = await reader(lockMade(ctx, ids(made)), usesOfMade(ctx, ids(made), importId))
  const versions = new Map(there.map(({ id, version }) => [id, version]))
  const used = new Set(otherwise.map(({ id }) => id))
  for (const table of new Set(made.map((one) => one.table))) {
    const own = ids(made.filter((one) => one.table === table))
    for (const id of (await usesOf(ctx, reader, table, own, ownParts[table] ?? [])).keys()) used.add(id)
  }
  const stands = made.filter(({ id }) => versions.has(id))
  const isUsed = ({ id, version }: Made) => used.has(id) || (version !== undefined && version !== versions.get(id))
  return {
    statements: letGo(
      ctx,
      stands.filter((one) => !isUsed(one)),
    ),
    stays: stands.filter(isUsed).map((one) => ({ ...one, stays: true })),
  }
}
