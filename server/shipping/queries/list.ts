import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import { calendarOf, type Risk, riskOf } from '../rules/planning'
import type { ShipmentState } from '../rules/states'
import { type ShipmentListInput, type ShipmentView, shipmentListInput, type TroubleCause } from '../schema'

export interface ShipmentListRow {
  id: string
  number: string
  orderId: string
  orderNumber: string
  customerId: string
  customerName: string
  deliversTo: string | null
  shipCountry: string
  deliveryDays: number[] | null
  /** The warehouse that it leaves; null where there is only one. */
  leavesFrom: string | null
  serviceName: string
  transitDays: number
  state: ShipmentState
  plannedOn: string
  promisedOn: string | null
  expectedOn: string | null
  /** The last day whose cut-off it missed. */
  missedOn: string | null
  /** The new day of arrival, since the first promise could not be kept. */
  movedTo: string | null
  dispatchedAt: Date | null
  /** When it left; null while a dispatch can still be taken back. */
  leftAt: Date | null
  deliveredAt: Date | null
  proof: string | null
  /** Since when a part that did not arrive waits for a person, and why. */
  troubleSince: Date | null
  troubleCause: TroubleCause | null
  trackingNumber: string | null
  parcels: number
  weightGrams: number
  /** Whether the payer is on hold, so that the shipment is parked. */
  held: boolean
  risk: Risk
}

/** Whether a hold of the payer stops its order. */
const held = raw<boolean>`(a.holds > 0 AND order_stopped(o.organisation_id, o.id, o.payer_id))`

/** States of shipments that ended without a whole delivery: returned, lost, delivered in part, or cancelled before they left. */
const ended: ShipmentState[] = ['PARTLY_DELIVERED', 'RETURNED', 'LOST', 'CANCELLED']

const states: Record<Exclude<ShipmentView, 'NOT_DELIVERED' | 'ENDED'>, ShipmentState> = {
  TO_DISPATCH: 'PLANNED',
  MISSED: 'PLANNED',
  PARKED: 'PLANNED',
  IN_TRANSIT: 'DISPATCHED',
  DELIVERED: 'DELIVERED',
}

const sortings = {
  TO_DISPATCH: { value: 's.plannedOn', type: 'date', descending: false },
  MISSED: { value: 's.plannedOn', type: 'date', descending: false },
  PARKED: { value: 's.plannedOn', type: 'date', descending: false },
  IN_TRANSIT: { value: 's.expectedOn', type: 'date', descending: false },
  NOT_DELIVERED: { value: 's.troubleSince', type: 'timestamptz', descending: false },
  DELIVERED: { value: 's.dispatchedAt', type: 'timestamptz', descending: true },
  ENDED: { value: 's.plannedOn', type: 'date', descending: true },
} as const

/** The value by which a view is sorted. */
function dayOf(view: ShipmentView, row: ShipmentListRow): string | Date {
  if (view === 'DELIVERED') return row.dispatchedAt ?? ''
  if (view === 'NOT_DELIVERED') return row.troubleSince ?? ''
  return view === 'IN_TRANSIT' ? (row.expectedOn ?? '') : row.plannedOn
}

/** Shipments of a view: what is to leave by planned day, what is under way by expected day, what arrived or ended otherwise newest first. */
export async function listShipments(ctx: Ctx, asked: ShipmentListInput): Promise<Page<ShipmentListRow>> {
  const { q, view, carrierServiceId, warehouseId, today, sort, ...page } = shipmentListInput.parse(asked)
  let list = tables
    .selectFrom('shipment as s')
    .innerJoin('salesOrder as o', (join) =>
      join.onRef('o.organisationId', '=', 's.organisationId').onRef('o.id', '=', 's.orderId'),
    )
    .innerJoin('customer as c', (join) =>
      join.onRef('c.organisationId', '=', 's.organisationId').onRef('c.id', '=', 's.customerId'),
    )
    .innerJoin('creditAccount as a', (join) =>
      join.onRef('a.organisationId', '=', 'o.organisationId').onRef('a.customerId', '=', 'o.payerId'),
    )
    .innerJoin('carrierService as v', (join) =>
      join.onRef('v.organisationId', '=', 's.organisationId').onRef('v.id', '=', 's.carrierServiceId'),
    )
    .select(['s.id', 's.number', 's.orderId', 'o.number as orderNumber', 's.customerId', 'c.name as customerName'])
    .select(['v.name as serviceName', 'v.transitDays', 's.state', 's.plannedOn', 'o.promisedOn', 's.expectedOn'])
    .select(['s.missedOn', 's.promisedOn as movedTo'])
    .select(['s.dispatchedAt', 's.deliveredAt', 's.proof', 's.troubleSince', 's.troubleCause', 's.leftAt'])
    .select(['s.trackingNumber', 's.parcels', 's.weightGrams'])
    .select([
      held.as('held'),
      raw<string | null>`concat_ws(', ', o.ship_to->>'city', o.ship_to->>'country')`.as('deliversTo'),
      raw<string>`coalesce(o.ship_to->>'country', '')`.as('shipCountry'),
      raw<number[] | null>`o.ship_to->'deliveryDays'`.as('deliveryDays'),
      raw<
        string | null
      >`(SELECT w.name FROM warehouse w WHERE w.organisation_id = s.organisation_id AND w.id = s.warehouse_id AND EXISTS (SELECT 1 FROM warehouse y WHERE y.organisation_id = w.organisation_id AND y.id <> w.id AND y.archived_at IS NULL))`.as(
        'leavesFrom',
      ),
    ])
    .where('s.organisationId', '=', ctx.organisationId)
  if (view === 'NOT_DELIVERED') list = list.where('s.troubleSince', 'is not', null)
  else if (view === 'ENDED') list = list.where('s.state', 'in', ended).where('s.troubleSince', 'is', null)
  else list = list.where('s.state', '=', states[view])
  if (view === 'PARKED') list = list.where(held)
  if (view === 'MISSED') list = list.where('s.missedOn', '=', ctx.today as never)
  if (warehouseId) list = list.where('s.warehouseId', '=', warehouseId)
  if (carrierServiceId) list = list.where('s.carrierServiceId', '=', carrierServiceId)
  if (today) list = list.where('s.plannedOn', '<=', ctx.today as never)
  if (q)
    list = list.where(
      raw<boolean>`(s.number = upper(${q}) OR s.order_id IN (SELECT id FROM search_orders(${q}, 200)) OR s.customer_id IN (SELECT id FROM search_customers(${q}, 50))
        OR (s.order_id IN (SELECT id FROM search_orders_by_product(${q}, 300)) AND EXISTS (SELECT 1 FROM parcel k
          JOIN parcel_line x ON x.organisation_id = k.organisation_id AND x.parcel_id = k.id JOIN order_line l ON l.organisation_id = x.organisation_id AND l.id = x.order_line_id
          WHERE k.organisation_id = s.organisation_id AND k.shipment_id = s.id AND l.product_id IN (SELECT id FROM search_products(${q}, 20)))))`,
    )
  const { descending, ...sorting } = sortings[view]
  const turned = sort === (descending ? 'day' : '-day')
  const key = { ...sorting, id: 's.id', descending: descending !== turned }
  const [rows] = await read(ctx, query(byKey(list, key, page).$castTo<ShipmentListRow>()))
  const calendar = calendarOf(ctx)
  const judged = rows.map((row) => ({
    ...row,
    risk: row.state === 'PLANNED' ? riskOf(calendar, row, ctx.today) : null,
  }))
  return pageOf(judged, page, (row) => cursorOf(dayOf(view, row), row.id))
}

type ShipmentCounts = Record<Exclude<ShipmentView, 'DELIVERED' | 'ENDED'>, number>

/** The number of shipments in each view; at most 1,000 each. */
export async function countShipments(ctx: Ctx): Promise<ShipmentCounts> {
  const [[planned], [transit], [trouble]] = await read(
    ctx,
    sql<{
      all: number
      parked: number
      missed: number
    }>`SELECT count(*)::int AS all, count(*) FILTER (WHERE held)::int AS parked, count(*) FILTER (WHERE missed_on = ${ctx.today})::int AS missed FROM (
      SELECT s.missed_on, a.holds > 0 AND order_stopped(o.organisation_id, o.id, o.payer_id) AS held FROM shipment s JOIN sales_order o ON o.organisation_id = s.organisation_id AND o.id = s.order_id
        JOIN credit_account a ON a.organisation_id = o.organisation_id AND a.customer_id = o.payer_id
      WHERE s.organisation_id = ${ctx.organisationId} AND s.state = 'PLANNED' LIMIT 1000) AS few`,
    sql<{
      all: number
    }>`SELECT count(*)::int AS all FROM (SELECT 1 FROM shipment WHERE organisation_id = ${ctx.organisationId} AND state = 'DISPATCHED' LIMIT 1000) AS few`,
    sql<{
      all: number
    }>`SELECT count(*)::int AS all FROM (SELECT 1 FROM shipment WHERE organisation_id = ${ctx.organisationId} AND trouble_since IS NOT NULL LIMIT 1000) AS few`,
  )
  return {
    TO_DISPATCH: planned?.all ?? 0,
    MISSED: planned?.missed ?? 0,
    PARKED: planned?.parked ?? 0,
    IN_TRANSIT: transit?.all ?? 0,
    NOT_DELIVERED: trouble?.all ?? 0,
  }
}
