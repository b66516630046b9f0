import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Day } from '@/server/platform/time/calendar'

/** A shipment that left and has no invoice. */
export interface WaitingShipment {
  shipmentId: string
  shipmentNumber: string
  orderId: string
  orderNumber: string
  customerId: string
  customerName: string
  dispatchedOn: Day
  dispatchedAt: Date
}

/** Shipments that left and are not invoiced, the oldest first: normally none. */
export function waitingShipments(ctx: Ctx, limit: number): Statement<WaitingShipment> {
  return sql`SELECT s.id AS shipment_id, s.number AS shipment_number, s.order_id, o.number AS order_number, s.customer_id, c.name AS customer_name, s.dispatched_on, s.dispatched_at
    FROM shipment s JOIN sales_order o ON o.organisation_id = s.organisation_id AND o.id = s.order_id
    JOIN customer c ON c.organisation_id = s.organisation_id AND c.id = s.customer_id
    WHERE s.organisation_id = ${ctx.organisationId} AND s.state IN ('DISPATCHED', 'DELIVERED') AND s.invoice_id IS NULL
    ORDER BY s.dispatched_at, s.id LIMIT ${limit}`
}

/** Orders whose performed services and freight are not invoiced, though nothing of them travels. */
export function waitingOrders(ctx: Ctx, limit: number): Statement<{ orderId: string }> {
  return sql`SELECT o.id AS order_id FROM sales_order o
    WHERE o.organisation_id = ${ctx.organisationId} AND o.stage = 'INVOICING'
      AND EXISTS (SELECT 1 FROM order_line l WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id AND l.performed > l.invoiced)
      AND NOT EXISTS (SELECT 1 FROM shipment s WHERE s.organisation_id = o.organisation_id AND s.order_id = o.id
        AND s.state IN ('DISPATCHED', 'DELIVERED') AND s.invoice_id IS NULL)
    ORDER BY o.stage_since, o.id LIMIT ${limit}`
}

/** Returns of an order that have no credit note yet. */
export function uncreditedReturns(ctx: Ctx, orderId: string): Statement<{ returnId: string }> {
  return sql`SELECT r.id AS return_id FROM goods_return r WHERE r.organisation_id = ${ctx.organisationId} AND r.order_id = ${orderId}
    AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.organisation_id = r.organisation_id AND i.return_id = r.id) ORDER BY r.received_at, r.id`
}
