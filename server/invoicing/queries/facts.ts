import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Measure } from '@/server/platform/money/quantity'
import type { Called, Deposit, Seller } from '../rules/charging'

/** The organisation as a document prints it. */
export function sellerFacts(ctx: Ctx): Statement<Seller> {
  return sql`SELECT legal_name, address_line, address_extra, postcode, city, region, country, tax_number, tax_registered, email, phone, iban, bic, bank_name, account_number, bank_code
    FROM organisation WHERE id = ${ctx.organisationId}`
}

/** The payer whose name and address a document prints. */
export interface Buyer {
  number: string
  name: string
  addressLine: string | null
  addressExtra: string | null
  postcode: string | null
  city: string | null
  region: string | null
  country: string
  taxNumber: string | null
  /** The department or house that invoices go to, and the person there; documents of earlier versions have none. */
  placeName?: string | null
  contact?: string | null
}

/** The payer as a document prints it. */
export function buyerFacts(ctx: Ctx, payerId: string): Statement<Buyer> {
  return sql`SELECT c.number, c.name, b.line AS address_line, b.extra AS address_extra, b.postcode, b.city, b.region, coalesce(b.country, c.country) AS country, c.tax_number, nullif(b.name, c.name) AS place_name, b.contact
    FROM customer c LEFT JOIN customer_address b ON b.organisation_id = c.organisation_id AND b.customer_id = c.id AND b.is_bill_to
    WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${payerId}`
}

/** By what an order's products are called on its documents: by us, by its customer, by customs. */
export function skusOf(ctx: Ctx, orderId: string): Statement<Called & { id: string }> {
  return sql`SELECT DISTINCT p.id, p.sku, a.number AS article_number, p.origin_country, p.tariff_code
    FROM order_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
    LEFT JOIN customer_article a ON a.organisation_id = l.organisation_id AND a.product_id = l.product_id
      AND a.customer_id = (SELECT customer_id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId})
    WHERE l.organisation_id = ${ctx.organisationId} AND l.order_id = ${orderId}`
}

/** The order and payer of a shipment, read before anything is locked. */
export interface ShipmentFacts {
  orderId: string
  payerId: string
  state: string
  invoiceId: string | null
}

export function shipmentFacts(ctx: Ctx, shipmentId: string | null): Statement<ShipmentFacts> {
  return sql`SELECT s.order_id, o.payer_id, s.state, s.invoice_id FROM shipment s
    JOIN sales_order o ON o.organisation_id = s.organisation_id AND o.id = s.order_id
    WHERE s.organisation_id = ${ctx.organisationId} AND s.id = ${shipmentId}::uuid`
}

/** The quantities in a shipment, by order line. */
export function shipmentLines(
  ctx: Ctx,
  shipmentId: string | null,
): Statement<{ orderLineId: string; quantity: number } & Measure> {
  return sql`SELECT x.order_line_id, x.quantity, l.unit, l.places FROM shipment_line x JOIN order_line l ON l.organisation_id = x.organisation_id AND l.id = x.order_line_id
    WHERE x.organisation_id = ${ctx.organisationId} AND x.shipment_id = ${shipmentId}::uuid`
}

/** Locks the deposits of an order, the one paid first comes first. */
export function lockDeposits(ctx: Ctx, orderId: string): Statement<Deposit> {
  return sql`SELECT id AS receipt_id, unapplied_minor FROM receipt
    WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND unapplied_minor > 0 AND reversed_at IS NULL
      AND customer_id = (SELECT payer_id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId})
    ORDER BY recorded_at, id FOR NO KEY UPDATE`
}

/** What the invoices of an order come to with their rounding, and what of its discount they took by tax class, as digits. */
export interface ChargedBefore {
  chargedMinor: bigint
  given: Record<string, string>
}

/** The sum of an order's invoices and of their discounts; exact under the order's lock. */
export function chargedBefore(ctx: Ctx, orderId: string): Statement<ChargedBefore> {
  return sql`SELECT (SELECT coalesce(sum(gross_minor + rounding_minor), 0)::bigint FROM invoice
      WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND kind = 'INVOICE') AS charged_minor,
    (SELECT coalesce(jsonb_object_agg(g.class, g.given::text), '{}') FROM (
      SELECT a.tax_code || ' ' || trim_scale(a.tax_rate) AS class, sum(a.amount_minor) AS given FROM invoice v
      JOIN invoice_adjustment a ON a.organisation_id = v.organisation_id AND a.invoice_id = v.id AND a.kind = 'DISCOUNT'
      WHERE v.organisation_id = ${ctx.organisationId} AND v.order_id = ${orderId} AND v.kind = 'INVOICE' GROUP BY 1) AS g) AS given`
}

/** Amounts by tax class out of their digits. */
export const byClass = (digits: Record<string, string> | undefined): Map<string, bigint> =>
  new Map(Object.entries(digits ?? {}).map(([name, minor]) => [name, BigInt(minor)]))
