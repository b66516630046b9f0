import type { Packaging } from '@/server/fulfilment/schema'
import type { ShipTo } from '@/server/order/schema'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Measure } from '@/server/platform/money/quantity'
import type { InPacks } from '@/server/platform/words/packs'
import { calendarOf, riskOf } from '../rules/planning'
import { isRecallable } from '../rules/states'
import type { ShipmentListRow } from './list'

interface ShipmentParcel {
  id: string
  number: string
  weightGrams: number
  packaging: Packaging | null
  packedAt: Date
  /** The total number of parcels that its printed label states. */
  labelledOf: number | null
}

interface ShipmentRecordLine extends Measure, InPacks {
  position: number
  sku: string
  /** What the customer calls it. */
  articleNumber: string | null
  description: string
  quantity: number
  orderLineId: string
  /** The quantity that arrived, where a part is missing. */
  arrived: number
  cameBack: number
  /** The quantity of the whole order line. */
  ordered: number
  backordered: number
  tracking: string
  /** The lots or serial numbers in it, of a product that is kept so: 'L-4711, L-4712'. */
  lots: string | null
}

export interface ShipmentRecord extends ShipmentListRow {
  customerReference: string | null
  shipTo: ShipTo
  note: string | null
  createdAt: Date
  freightMinor: bigint
  cutOff: string
  serviceKind: string
  carrierName: string
  receivedByName: string | null
  /** How often it was sent. */
  attempts: number
  /** Until this time the dispatch can be taken back. */
  leavesAt: Date | null
  /** Milliseconds until it leaves; null when it is not about to leave. */
  leavesIn: number | null
  invoiceId: string | null
  invoiceNumber: string | null
  lines: ShipmentRecordLine[]
  parcelList: ShipmentParcel[]
}

/** One shipment with its lines, parcels, order, service and invoice. Refuses with NOT_FOUND. */
export async function shipmentRecord(ctx: Ctx, { shipmentId }: { shipmentId: string }): Promise<ShipmentRecord> {
  const [[shipment], lines, parcelList] = await read(
    ctx,
    sql<
      Omit<ShipmentRecord, 'lines' | 'parcelList' | 'risk' | 'leavesIn'>
    >`SELECT s.id, s.number, s.order_id, o.number AS order_number, o.customer_reference, s.customer_id,
        c.name AS customer_name, concat_ws(', ', o.ship_to->>'city', o.ship_to->>'country') AS delivers_to, coalesce(o.ship_to->>'country', '') AS ship_country, o.ship_to->'deliveryDays' AS delivery_days, o.ship_to, o.note, v.name AS service_name,
        (SELECT w.name FROM warehouse w WHERE w.organisation_id = s.organisation_id AND w.id = s.warehouse_id AND EXISTS (SELECT 1 FROM warehouse y WHERE y.organisation_id = w.organisation_id AND y.id <> w.id AND y.archived_at IS NULL)) AS leaves_from,
        v.kind AS service_kind, v.cut_off, k.name AS carrier_name, v.transit_days, s.state, s.planned_on, o.promised_on, s.expected_on, s.missed_on, s.promised_on AS moved_to, s.dispatched_at,
        s.delivered_at, s.proof, s.received_by_name, s.leaves_at, s.left_at, s.tracking_number, s.parcels, s.weight_grams, s.freight_minor, s.created_at, a.holds > 0 AND order_stopped(o.organisation_id, o.id, o.payer_id) AS held,
        s.attempts, s.trouble_since, s.trouble_cause, s.invoice_id, i.number AS invoice_number
      FROM shipment s JOIN sales_order o ON o.organisation_id = s.organisation_id AND o.id = s.order_id
      JOIN customer c ON c.organisation_id = s.organisation_id AND c.id = s.customer_id
      JOIN credit_account a ON a.organisation_id = o.organisation_id AND a.customer_id = o.payer_id
      JOIN carrier_service v ON v.organisation_id = s.organisation_id AND v.id = s.carrier_service_id
      JOIN carrier k ON k.organisation_id = v.organisation_id AND k.id = v.carrier_id
      LEFT JOIN invoice i ON i.organisation_id = s.organisation_id AND i.id = s.invoice_id
      WHERE s.organisation_id = ${ctx.organisationId} AND s.id = ${shipmentId}`,
    sql<ShipmentRecordLine>`SELECT l.position, l.id AS order_line_id, p.sku, a.number AS article_number, p.tracking, l.description, l.unit, l.places, l.pack, l.pack_size, x.quantity, coalesce(k.arrived, 0)::int AS arrived, coalesce(k.came_back, 0)::int AS came_back, l.ordered - l.cancelled AS ordered, l.backordered,
        (SELECT string_agg(DISTINCT z.lot, ', ') FROM parcel q JOIN parcel_lot z ON z.organisation_id = q.organisation_id AND z.parcel_id = q.id
          WHERE q.organisation_id = x.organisation_id AND q.shipment_id = x.shipment_id AND q.unpacked_at IS NULL AND z.order_line_id = x.order_line_id) AS lots
      FROM shipment_line x JOIN order_line l ON l.organisation_id = x.organisation_id AND l.id = x.order_line_id
      JOIN product p ON p.organisation_id = x.organisation_id AND p.id = x.product_id
      LEFT JOIN customer_article a ON a.organisation_id = x.organisation_id AND a.product_id = x.product_id
        AND a.customer_id = (SELECT customer_id FROM shipment WHERE organisation_id = ${ctx.organisationId} AND id = ${shipmentId})
      LEFT JOIN LATERAL (SELECT sum(quantity) FILTER (WHERE kind = 'ARRIVED') AS arrived, sum(quantity) FILTER (WHERE kind = 'CAME_BACK') AS came_back
        FROM shipment_outcome y WHERE y.organisation_id = x.organisation_id AND y.shipment_id = x.shipment_id AND y.order_line_id = x.order_line_id) AS k ON true
      WHERE x.organisation_id = ${ctx.organisationId} AND x.shipment_id = ${shipmentId} ORDER BY l.position`,
    sql<ShipmentParcel>`SELECT id, number, weight_grams, packaging, packed_at, labelled_of FROM parcel
      WHERE organisation_id = ${ctx.organisationId} AND shipment_id = ${shipmentId} ORDER BY packed_at, number`,
  )
  if (!shipment) notFound('shipment')
  const risk = shipment.state === 'PLANNED' ? riskOf(calendarOf(ctx), shipment, ctx.today) : null
  const leavesIn = isRecallable(shipment, ctx.now) ? Number(shipment.leavesAt) - ctx.now.getTime() : null
  return { ...shipment, risk, leavesIn, lines, parcelList }
}
