import type { CreditAccount } from '@/server/credit/rules'
import type { StockLevel } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Measure } from '@/server/platform/money/quantity'
import type { Day } from '@/server/platform/time/calendar'
import type { CarrierService, OpenShipment } from '../rules/planning'
import type { Outstanding } from '../rules/quantities'
import type { ShipmentState } from '../rules/states'
import type { TroubleCause } from '../schema'

/** The row of a shipment that verbs lock. */
export interface ShipmentRow {
  id: string
  number: string
  orderId: string
  customerId: string
  warehouseId: string
  carrierServiceId: string
  state: ShipmentState
  plannedOn: string
  dispatchedAt: Date | null
  deliveredAt: Date | null
  leavesAt: Date | null
  leftAt: Date | null
  invoiceId: string | null
  expectedOn: string | null
  trackingNumber: string | null
  parcels: number
  transitDays: number
  proof: string | null
  attempts: number
  troubleSince: Date | null
  troubleCause: TroubleCause | null
  serviceName: string
  /** The weight limit of one parcel with this service. */
  maxWeightGrams: number | null
}

/** Locks a shipment; its order is locked before it. */
export function lockShipment(ctx: Ctx, shipmentId: string): Statement<ShipmentRow> {
  return sql`SELECT s.id, s.number, s.order_id, s.customer_id, s.warehouse_id, s.carrier_service_id, s.state, s.planned_on, s.dispatched_at, s.delivered_at, s.leaves_at, s.left_at, s.invoice_id, s.expected_on,
      s.tracking_number, s.parcels, s.proof, s.attempts, s.trouble_since, s.trouble_cause, c.transit_days, c.name AS service_name, c.max_weight_grams
    FROM shipment s JOIN carrier_service c ON c.organisation_id = s.organisation_id AND c.id = s.carrier_service_id
    WHERE s.organisation_id = ${ctx.organisationId} AND s.id = ${shipmentId} FOR NO KEY UPDATE OF s`
}

/** The order of a shipment; it never changes. */
export function orderOfShipment(ctx: Ctx, shipmentId: string): Statement<{ orderId: string }> {
  return sql`SELECT order_id FROM shipment WHERE organisation_id = ${ctx.organisationId} AND id = ${shipmentId}`
}

/** Locks the credit account of the payer of a shipment's order. */
export function lockCreditOfShipment(ctx: Ctx, shipmentId: string): Statement<CreditAccount> {
  return sql`SELECT customer_id, currency, limit_minor, committed_minor, shipped_not_invoiced_minor, open_minor, unapplied_minor, holds
    FROM credit_account WHERE organisation_id = ${ctx.organisationId} AND customer_id =
      (SELECT o.payer_id FROM shipment s JOIN sales_order o ON o.organisation_id = s.organisation_id AND o.id = s.order_id
        WHERE s.organisation_id = ${ctx.organisationId} AND s.id = ${shipmentId}) FOR NO KEY UPDATE`
}

/** Locks the stock rows of a shipment's products, sorted by product. */
export function lockStockOfShipment(ctx: Ctx, shipmentId: string): Statement<StockLevel> {
  return sql`SELECT warehouse_id, product_id, on_hand, reserved, picked, blocked, backordered, home_bin_id FROM stock_level
    WHERE organisation_id = ${ctx.organisationId}
      AND warehouse_id = (SELECT warehouse_id FROM shipment WHERE organisation_id = ${ctx.organisationId} AND id = ${shipmentId})
      AND product_id IN (SELECT product_id FROM shipment_line WHERE organisation_id = ${ctx.organisationId} AND shipment_id = ${shipmentId})
    ORDER BY product_id FOR NO KEY UPDATE`
}

interface ShippedLine extends Measure {
  orderLineId: string
  productId: string
  quantity: number
  /** Whether it is kept by lot. */
  isTracked: boolean
}

export function shipmentLines(ctx: Ctx, shipmentId: string): Statement<ShippedLine> {
  return sql`SELECT x.order_line_id, x.product_id, x.quantity, l.unit, l.places, p.tracking <> 'NONE' AS is_tracked FROM shipment_line x JOIN order_line l ON l.organisation_id = x.organisation_id AND l.id = x.order_line_id
    JOIN product p ON p.organisation_id = x.organisation_id AND p.id = x.product_id
    WHERE x.organisation_id = ${ctx.organisationId} AND x.shipment_id = ${shipmentId}`
}

/** All carrier services, with the facts needed to choose one. */
export function carrierServices(ctx: Ctx): Statement<CarrierService> {
  return sql`SELECT id, name, kind, transit_days, cut_off, max_weight_grams, price_minor, archived_at IS NOT NULL AS archived
    FROM carrier_service WHERE organisation_id = ${ctx.organisationId}`
}

/** Whether an order goes by the service that its customer prefers. */
export function servicePreferred(ctx: Ctx, orderId: string): Statement<{ preferred: boolean }> {
  return sql`SELECT coalesce(c.carrier_service_id = o.carrier_service_id, false) AS preferred FROM sales_order o
    JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ${orderId}`
}

/** The wanted goods of an order's parcels that are in no shipment yet, by parcel and line. */
export function looseParcels(
  ctx: Ctx,
  orderId: string,
): Statement<{
  parcelId: string
  weightGrams: number
  orderLineId: string
  productId: string
  warehouseId: string
  quantity: number
}> {
  return sql`SELECT p.id AS parcel_id, p.weight_grams, x.order_line_id, l.product_id, l.warehouse_id, x.quantity FROM parcel p
    JOIN parcel_line x ON x.organisation_id = p.organisation_id AND x.parcel_id = p.id
    JOIN order_line l ON l.organisation_id = x.organisation_id AND l.id = x.order_line_id
    WHERE p.organisation_id = ${ctx.organisationId} AND p.order_id = ${orderId} AND p.shipment_id IS NULL AND p.unpacked_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM parcel_line y JOIN order_line k ON k.organisation_id = y.organisation_id AND k.id = y.order_line_id AND k.boxed > 0
        WHERE y.organisation_id = p.organisation_id AND y.parcel_id = p.id)`
}

/** The order's shipments that have not left; the order's lock protects them. */
export function openShipments(ctx: Ctx, orderId: string): Statement<OpenShipment & { warehouseId: string }> {
  return sql`SELECT id, number, carrier_service_id, warehouse_id, planned_on FROM shipment
    WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND state = 'PLANNED' ORDER BY planned_on, id`
}

/** The weights of a shipment's parcels, in the order of their labels. */
export function parcelWeights(ctx: Ctx, shipmentId: string): Statement<{ number: string; weightGrams: number }> {
  return sql`SELECT number, weight_grams FROM parcel WHERE organisation_id = ${ctx.organisationId} AND shipment_id = ${shipmentId} ORDER BY packed_at, number`
}

/**
 * The lines of a shipment with what happened to them. Goods that were returned without naming a shipment, and that no
 * other shipment delivered, count for this one as far as possible; the order's lock protects them.
 */
export function outstandingLines(ctx: Ctx, shipmentId: string): Statement<Outstanding & { unnamed: number }> {
  return sql`SELECT x.order_line_id, l.unit, l.places, x.quantity, coalesce(own.arrived, 0)::int AS arrived, coalesce(own.came_back, 0)::int AS came_back,
      greatest(0, least(l.returned - coalesce(every.came_back, 0) - coalesce(there.quantity, 0), x.quantity - coalesce(own.arrived, 0) - coalesce(own.came_back, 0)))::int AS unnamed
    FROM shipment_line x JOIN order_line l ON l.organisation_id = x.organisation_id AND l.id = x.order_line_id
    LEFT JOIN LATERAL (SELECT sum(o.quantity) FILTER (WHERE o.kind = 'ARRIVED') AS arrived, sum(o.quantity) FILTER (WHERE o.kind = 'CAME_BACK') AS came_back
      FROM shipment_outcome o WHERE o.organisation_id = x.organisation_id AND o.shipment_id = x.shipment_id AND o.order_line_id = x.order_line_id) AS own ON true
    LEFT JOIN LATERAL (SELECT sum(o.quantity) AS came_back FROM shipment_outcome o
      WHERE o.organisation_id = x.organisation_id AND o.order_line_id = x.order_line_id AND o.kind = 'CAME_BACK') AS every ON true
    LEFT JOIN LATERAL (SELECT sum(CASE WHEN d.state = 'DELIVERED' THEN y.quantity - z.came_back ELSE z.arrived END) AS quantity
      FROM shipment d JOIN shipment_line y ON y.organisation_id = d.organisation_id AND y.shipment_id = d.id AND y.order_line_id = l.id
      CROSS JOIN LATERAL (SELECT coalesce(sum(o.quantity) FILTER (WHERE o.kind = 'ARRIVED'), 0) AS arrived, coalesce(sum(o.quantity) FILTER (WHERE o.kind = 'CAME_BACK'), 0) AS came_back
        FROM shipment_outcome o WHERE o.organisation_id = y.organisation_id AND o.shipment_id = y.shipment_id AND o.order_line_id = y.order_line_id) AS z
      WHERE d.organisation_id = l.organisation_id AND d.order_id = l.order_id AND d.id <> x.shipment_id) AS there ON true
    WHERE x.organisation_id = ${ctx.organisationId} AND x.shipment_id = ${shipmentId}`
}

/**
 * The latest day of arrival that the customer of an order was told: the first promise, the day told when waiting goods
 * came, or the day that replaced a broken promise. Null when none was told.
 */
export function toldDay(ctx: Ctx, orderId: string): Statement<{ toldOn: Day | null }> {
  return sql`SELECT greatest(o.promised_on, o.moved_on, (SELECT max(s.promised_on) FROM shipment s WHERE s.organisation_id = o.organisation_id AND s.order_id = o.id),
      (SELECT max((e.payload->>'arrivesOn')::date) FROM event_object x JOIN event e ON e.organisation_id = x.organisation_id AND e.id = x.event_id
        WHERE x.organisation_id = o.organisation_id AND x.object_type = 'order' AND x.object_id = o.id AND e.name = 'order/backorder.allocated')) AS told_on
    FROM sales_order o WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ${orderId}`
}

/**
 * The goods of a shipment's order that come from other warehouses: in stock there, or in a shipment that did not leave
 * before this one, so that no mail has named it as on its way yet.
 */
export function comingFromElsewhere(
  ctx: Ctx,
  shipmentId: string,
): Statement<Measure & { description: string; sku: string; quantity: number }> {
  return sql`SELECT l.description, p.sku, l.unit, l.places, l.reserved + l.picked + coalesce(under_way.quantity, 0)::int AS quantity FROM shipment s
    JOIN order_line l ON l.organisation_id = s.organisation_id AND l.order_id = s.order_id AND l.warehouse_id <> s.warehouse_id
    JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
    LEFT JOIN LATERAL (SELECT sum(y.quantity) AS quantity FROM shipment x JOIN shipment_line y ON y.organisation_id = x.organisation_id AND y.shipment_id = x.id
      WHERE x.organisation_id = s.organisation_id AND x.order_id = s.order_id AND x.warehouse_id <> s.warehouse_id AND x.state = 'DISPATCHED'
        AND coalesce(x.left_at >= s.left_at, true) AND y.order_line_id = l.id) AS under_way ON true
    WHERE s.organisation_id = ${ctx.organisationId} AND s.id = ${shipmentId} AND l.reserved + l.picked + coalesce(under_way.quantity, 0) > 0 ORDER BY l.position LIMIT 50`
}

/** How long a dispatch can be taken back. */
export function graceOf(ctx: Ctx): Statement<{ minutes: number }> {
  return sql`SELECT dispatch_grace_minutes AS minutes FROM organisation WHERE id = ${ctx.organisationId}`
}
