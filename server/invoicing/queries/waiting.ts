import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import { leftStates } from '@/server/shipping/rules/states'

/** A shipment that left, or services that were performed, without an invoice. */
export interface WaitingShipment {
  /** Null for services and freight, which need no shipment. */
  shipmentId: string | null
  shipmentNumber: string | null
  orderId: string
  orderNumber: string
  customerName: string
  since: Date
  payerId: string
  /** The payer's street or town is missing, so no invoice can be issued. */
  addressMissing: boolean
  /** The order was agreed with tax, but the seller is not registered for tax. */
  taxNotDue: boolean
}

/**
 * Shipments that have left and are not invoiced, the oldest first; normally none. `issuable` selects those whose payer
 * has an address, and whose tax may be charged.
 */
export function waitingShipments(
  ctx: Ctx,
  limit: number,
  issuable = false,
): Statement<WaitingShipment & { shipmentId: string }> {
  return sql`SELECT s.id AS shipment_id, s.number AS shipment_number, s.order_id, o.number AS order_number, c.name AS customer_name, s.dispatched_at AS since,
      o.payer_id, (coalesce(trim(b.line), '') = '' OR coalesce(trim(b.city), '') = '') AS address_missing,
      (g.tax_registered IS FALSE AND o.tax_minor <> 0) AS tax_not_due
    FROM shipment s JOIN sales_order o ON o.organisation_id = s.organisation_id AND o.id = s.order_id JOIN organisation g ON g.id = s.organisation_id
    JOIN customer c ON c.organisation_id = s.organisation_id AND c.id = s.customer_id
    LEFT JOIN customer_address b ON b.organisation_id = o.organisation_id AND b.customer_id = o.payer_id AND b.is_bill_to
    WHERE s.organisation_id = ${ctx.organisationId} AND s.state = ANY(${leftStates as readonly string[]}) AND s.invoice_id IS NULL AND s.left_at IS NOT NULL
      AND (NOT ${issuable} OR (trim(b.line) <> '' AND trim(b.city) <> '' AND NOT (g.tax_registered IS FALSE AND o.tax_minor <> 0)))
    ORDER BY s.dispatched_at, s.id LIMIT ${limit}`
}

/** Orders whose performed services and freight are not invoiced and that have no goods in transit. `issuable`: as above. */
export function waitingOrders(
  ctx: Ctx,
  limit: number,
  issuable = false,
): Statement<WaitingShipment & { shipmentId: null }> {
  return sql`SELECT NULL::uuid AS shipment_id, NULL::text AS shipment_number, o.id AS order_id, o.number AS order_number, c.name AS customer_name, o.stage_since AS since,
      o.payer_id, (coalesce(trim(b.line), '') = '' OR coalesce(trim(b.city), '') = '') AS address_missing,
      (g.tax_registered IS FALSE AND o.tax_minor <> 0) AS tax_not_due
    FROM sales_order o JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id JOIN organisation g ON g.id = o.organisation_id
    LEFT JOIN customer_address b ON b.organisation_id = o.organisation_id AND b.customer_id = o.payer_id AND b.is_bill_to
    WHERE o.organisation_id = ${ctx.organisationId} AND o.stage = 'INVOICING'
      AND EXISTS (SELECT 1 FROM order_line l WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id AND l.performed > l.invoiced)
      AND NOT EXISTS (SELECT 1 FROM shipment s WHERE s.organisation_id = o.organisation_id AND s.order_id = o.id
        AND s.state = ANY(${leftStates as readonly string[]}) AND s.invoice_id IS NULL)
      AND (NOT ${issuable} OR (trim(b.line) <> '' AND trim(b.city) <> '' AND NOT (g.tax_registered IS FALSE AND o.tax_minor <> 0)))
    ORDER BY o.stage_since, o.id LIMIT ${limit}`
}

/** Returns of an order that have no credit note yet. */
export function uncreditedReturns(ctx: Ctx, orderId: string): Statement<{ returnId: string }> {
  return sql`SELECT r.id AS return_id FROM goods_return r WHERE r.organisation_id = ${ctx.organisationId} AND r.order_id = ${orderId}
    AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.organisation_id = r.organisation_id AND i.return_id = r.id) ORDER BY r.received_at, r.id`
}
