import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { query, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import { type SupplierListInput, supplierListInput } from '../schema'

export interface SupplierRow {
  id: string
  number: string
  name: string
  contact: string | null
  email: string | null
  phone: string | null
  country: string
  leadDays: number
  archivedAt: Date | null
  /** Planned receipts of which something is still expected. */
  expected: number
  late: number
}

/** Suppliers by name, with what is expected of them. */
export async function listSuppliers(ctx: Ctx, input: SupplierListInput): Promise<Page<SupplierRow>> {
  const { q, archived, sort, ...page } = supplierListInput.parse(input)
  // Counted once for all of them: what is open is little, and what a supplier ever sent is much.
  const open = raw<{
    supplierId: string
    expected: number
    late: number
  }>`(SELECT p.supplier_id, count(*)::int AS expected,
      count(*) FILTER (WHERE p.expected_on < ${ctx.today}::date)::int AS late FROM planned_receipt p
    WHERE p.organisation_id = ${ctx.organisationId} AND p.state IN ('OPEN', 'PART_RECEIVED') GROUP BY p.supplier_id)`
  let list = tables
    .selectFrom('supplier as s')
    .leftJoin(open.as('w'), 'w.supplierId', 's.id')
    .select([
      's.id',
      's.number',
      's.name',
      's.contact',
      's.email',
      's.phone',
      's.country',
      's.leadDays',
      's.archivedAt',
    ])
    .select([raw<number>`coalesce(w.expected, 0)`.as('expected'), raw<number>`coalesce(w.late, 0)`.as('late')])
    .where('s.organisationId', '=', ctx.organisationId)
    .where('s.archivedAt', archived ? 'is not' : 'is', null)
  if (q)
    list = list.where(
      raw<boolean>`lower(s.number || ' ' || s.name || ' ' || coalesce(s.email, '')) LIKE ALL (patterns_of(${q}))`,
    )
  const key = { value: 's.name', type: 'text', id: 's.id', descending: sort === '-name' } as const
  const [rows] = await read(ctx, query(byKey(list, key, page)))
  return pageOf(rows as SupplierRow[], page, (row) => cursorOf(row.name, row.id))
}

export interface SupplierRecord extends SupplierRow {
  version: string
  addressLine: string | null
  postcode: string | null
  city: string | null
  note: string | null
  createdAt: Date
  /** Purchase lists that came. */
  received: number
}

/** One supplier with what is expected. Refuses with NOT_FOUND. */
export async function supplierRecord(ctx: Ctx, id: string): Promise<SupplierRecord> {
  const [[supplier]] = await read(
    ctx,
    sql<SupplierRecord>`SELECT s.id, s.xmin::text AS version, s.number, s.name, s.contact, s.email, s.phone, s.address_line, s.postcode, s.city, s.country, s.lead_days, s.note,
        s.archived_at, s.created_at, p.expected, p.late, p.received
      FROM supplier s CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE state IN ('OPEN', 'PART_RECEIVED'))::int AS expected,
          count(*) FILTER (WHERE state IN ('OPEN', 'PART_RECEIVED') AND expected_on < ${ctx.today}::date)::int AS late,
          count(*) FILTER (WHERE state = 'RECEIVED')::int AS received
        FROM planned_receipt WHERE organisation_id = s.organisation_id AND supplier_id = s.id) AS p
      WHERE s.organisation_id = ${ctx.organisationId} AND s.id = ${id}`,
  )
  return supplier ?? notFound('supplier')
}

export interface FoundSupplier {
  id: string
  number: string
  name: string
  leadDays: number
}

/** The first few suppliers in use that match, for a chooser. */
export async function searchSuppliers(ctx: Ctx, { text }: { text: string }): Promise<FoundSupplier[]> {
  const [rows] = await read(
    ctx,
    sql<FoundSupplier>`SELECT id, number, name, lead_days FROM supplier
      WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL AND lower(number || ' ' || name) LIKE ALL (patterns_of(${text})) ORDER BY name, id LIMIT 12`,
  )
  return rows
}
