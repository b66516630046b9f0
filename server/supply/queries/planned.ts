import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { query, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import { extendedMinor } from '@/server/platform/money/money'
import { type Measure, smallestOf } from '@/server/platform/money/quantity'
import type { PlannedState } from '../rules'
import { type PlannedListInput, plannedListInput } from '../schema'

export interface PlannedListRow {
  id: string
  number: string
  supplierId: string
  supplierName: string
  reference: string | null
  state: PlannedState
  orderedOn: string
  expectedOn: string
  late: boolean
  products: number
  units: number
  received: number
  /** Units still to come. */
  expected: number
  /** The unit of all lines; null when their units differ, so that the sums say nothing. */
  unit: string | null
  lines: number
  /** Lines of which nothing is to come any more. */
  done: number
}

/** Planned receipts by the day on which they are expected. */
export async function listPlanned(ctx: Ctx, input: PlannedListInput): Promise<Page<PlannedListRow>> {
  const { q, state, supplierId, productId, sort, ...page } = plannedListInput.parse(input)
  const late = raw<boolean>`(r.state IN ('OPEN', 'PART_RECEIVED') AND r.expected_on < ${ctx.today}::date)`
  let list = tables
    .selectFrom('plannedReceipt as r')
    .innerJoin('supplier as s', (join) =>
      join.onRef('s.organisationId', '=', 'r.organisationId').onRef('s.id', '=', 'r.supplierId'),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('plannedReceiptLine as l')
          .innerJoin('product as p', (join) =>
            join.onRef('p.organisationId', '=', 'l.organisationId').onRef('p.id', '=', 'l.productId'),
          )
          .whereRef('l.organisationId', '=', 'r.organisationId')
          .whereRef('l.plannedReceiptId', '=', 'r.id')
          .select([
            raw<number>`count(DISTINCT l.product_id)::int`.as('products'),
            raw<number>`coalesce(sum(units_of(l.quantity, p.places)), 0)::float`.as('units'),
            raw<number>`coalesce(sum(units_of(l.received, p.places)), 0)::float`.as('received'),
            raw<number>`coalesce(sum(units_of(greatest(l.quantity - l.received - l.closed, 0), p.places)), 0)::float`.as(
              'expected',
            ),
            raw<
              string | null
            >`CASE WHEN count(DISTINCT CASE p.unit WHEN 'H87' THEN 'C62' ELSE p.unit END) = 1 THEN min(p.unit) END`.as(
              'unit',
            ),
            raw<number>`count(*)::int`.as('lines'),
            raw<number>`(count(*) FILTER (WHERE l.received + l.closed >= l.quantity))::int`.as('done'),
          ])
          .as('of'),
      (join) => join.onTrue(),
    )
    .select([
      'r.id',
      'r.number',
      'r.supplierId',
      's.name as supplierName',
      'r.reference',
      'r.state',
      'r.orderedOn',
      'r.expectedOn',
    ])
    .select([
      late.as('late'),
      'of.products',
      'of.units',
      'of.received',
      'of.expected',
      'of.unit',
      'of.lines',
      'of.done',
    ])
    .where('r.organisationId', '=', ctx.organisationId)
  if (state === 'EXPECTED' || state === 'LATE') list = list.where('r.state', 'in', ['OPEN', 'PART_RECEIVED'])
  if (state === 'LATE') list = list.where(raw<boolean>`r.expected_on < ${ctx.today}::date`)
  if (state === 'RECEIVED' || state === 'CANCELLED') list = list.where('r.state', '=', state)
  if (supplierId) list = list.where('r.supplierId', '=', supplierId)
  if (productId)
    list = list.where(
      raw<boolean>`EXISTS (SELECT 1 FROM planned_receipt_line x WHERE x.organisation_id = r.organisation_id AND x.product_id = ${productId}::uuid AND x.planned_receipt_id = r.id)`,
    )
  if (q)
    list = list.where(
      raw<boolean>`(r.id IN (SELECT id FROM search_planned_receipts(${q}, 200)) OR r.supplier_id IN (SELECT x.id FROM supplier x
        WHERE x.organisation_id = ${ctx.organisationId} AND strpos(lower(x.name), lower(${q})) > 0) OR r.external_number = ${q})`,
    )
  const key = { value: 'r.expectedOn', type: 'date', id: 'r.id', descending: sort.startsWith('-') } as const
  const [rows] = await read(ctx, query(byKey(list, key, page)))
  return pageOf(rows as unknown as PlannedListRow[], page, (row) => cursorOf(row.expectedOn, row.id))
}

export interface PlannedRecordLine extends Measure {
  id: string
  position: number
  productId: string
  sku: string
  gtin: string | null
  name: string
  quantity: number
  received: number
  closed: number
  expectedOn: string
  reckonedOn: string
  unitCost: string | null
  costMinor: bigint | null
}

export interface PlannedRecord {
  id: string
  version: string
  number: string
  state: PlannedState
  supplierId: string
  supplierNumber: string
  supplierName: string
  supplierContact: string | null
  supplierEmail: string | null
  supplierPhone: string | null
  addressLine: string | null
  postcode: string | null
  city: string | null
  country: string
  warehouseName: string
  currency: string
  reference: string | null
  /** Its number in the program before this one. */
  externalNumber: string | null
  note: string | null
  orderedOn: string
  expectedOn: string
  createdBy: string | null
  createdAt: Date
  lines: PlannedRecordLine[]
  /** What all of it costs; null when a line has no cost. */
  costMinor: bigint | null
}

/** One planned receipt with its lines and their cost. Refuses with NOT_FOUND. */
export async function plannedRecord(ctx: Ctx, id: string): Promise<PlannedRecord> {
  const [[head], found] = await read(
    ctx,
    sql<
      Omit<PlannedRecord, 'lines' | 'costMinor'>
    >`SELECT r.id, r.xmin::text AS version, r.number, r.state, r.supplier_id, s.number AS supplier_number, s.name AS supplier_name, s.contact AS supplier_contact,
        s.email AS supplier_email, s.phone AS supplier_phone, s.address_line, s.postcode, s.city, s.country, w.name AS warehouse_name,
        r.currency, r.reference, r.external_number, r.note, r.ordered_on, r.expected_on, a.name AS created_by, r.created_at
      FROM planned_receipt r JOIN supplier s ON s.organisation_id = r.organisation_id AND s.id = r.supplier_id
      JOIN warehouse w ON w.organisation_id = r.organisation_id AND w.id = r.warehouse_id
      LEFT JOIN membership a ON a.organisation_id = r.organisation_id AND a.user_id = r.created_by
      WHERE r.organisation_id = ${ctx.organisationId} AND r.id = ${id}`,
    sql<
      Omit<PlannedRecordLine, 'costMinor'>
    >`SELECT l.id, l.position, l.product_id, p.sku, p.gtin, p.name, p.unit, p.places, l.quantity, l.received, l.closed, l.expected_on, l.reckoned_on, trim_scale(l.unit_cost) AS unit_cost
      FROM planned_receipt_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
      WHERE l.organisation_id = ${ctx.organisationId} AND l.planned_receipt_id = ${id} ORDER BY l.position`,
  )
  if (!head) notFound('plannedReceipt')
  const lines = found.map((line) => ({
    ...line,
    costMinor:
      line.unitCost === null ? null : extendedMinor(line.unitCost, line.quantity, smallestOf(line), head.currency),
  }))
  const costs = lines.flatMap(({ costMinor }) => costMinor ?? [])
  const costMinor = costs.length === lines.length ? costs.reduce((sum, cost) => sum + cost, 0n) : null
  return { ...head, lines, costMinor }
}

export interface ExpectedReceipt {
  id: string
  /** Where it is expected. */
  warehouseId: string
  number: string
  supplierName: string
  reference: string | null
  expectedOn: string
  late: boolean
  /** What is still expected, product by product; no cost. */
  products: ({ productId: string; sku: string; name: string; expected: number } & Measure)[]
}

/** Who receives looks at so many at once. */
const expectedAtOnce = 200

/** What the floor may receive against: planned receipts of which something is still expected, the first first. */
export async function expectedReceipts(ctx: Ctx): Promise<ExpectedReceipt[]> {
  const [rows] = await read(
    ctx,
    sql<ExpectedReceipt>`SELECT r.id, r.warehouse_id, r.number, s.name AS supplier_name, r.reference, r.expected_on, r.expected_on < ${ctx.today}::date AS late,
        (SELECT jsonb_agg(jsonb_build_object('productId', x.product_id, 'sku', x.sku, 'name', x.name, 'unit', x.unit, 'places', x.places, 'expected', x.expected) ORDER BY x.place) FROM (
          SELECT l.product_id, p.sku, p.name, p.unit, p.places, sum(greatest(l.quantity - l.received - l.closed, 0))::int AS expected, min(l.position) AS place
          FROM planned_receipt_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
          WHERE l.organisation_id = r.organisation_id AND l.planned_receipt_id = r.id GROUP BY 1, 2, 3, 4, 5) AS x) AS products
      FROM planned_receipt r JOIN supplier s ON s.organisation_id = r.organisation_id AND s.id = r.supplier_id
      WHERE r.organisation_id = ${ctx.organisationId} AND r.state IN ('OPEN', 'PART_RECEIVED') ORDER BY r.expected_on, r.id LIMIT ${expectedAtOnce}`,
  )
  return rows
}
