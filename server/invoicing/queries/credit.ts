import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Measure } from '@/server/platform/money/quantity'
import type { InPacks } from '@/server/platform/words/packs'
import type { KeptDiscount } from '@/server/pricing/rules/discounts'
import type { DocumentAdjustment } from '../rules/adjusting'
import type { Called } from '../rules/charging'

/** An issued invoice with the facts that a credit note needs. */
export interface InvoiceFacts {
  id: string
  customerId: string
  payerId: string
  orderId: string | null
  number: string
  termsKind: string
  termsDays: number
  customerReference: string | null
  netMinor: bigint
  /** The rounding of its amount due. */
  roundingMinor: bigint
  grossMinor: bigint
  /** The amounts credited so far, positive: net, and as they were given back, with tax and rounding. */
  creditedNetMinor: bigint
  creditedMinor: bigint
  /** By how much its credit notes, with one more, can differ from it through rounding. */
  roundingsMinor: bigint
}

export function invoiceFacts(ctx: Ctx, invoiceId: string): Statement<InvoiceFacts> {
  return sql`SELECT i.id, i.customer_id, i.payer_id, i.order_id, i.number, i.terms_kind, i.terms_days, i.customer_reference, i.net_minor, i.gross_minor, i.rounding_minor, c.net_minor AS credited_net_minor, c.amount_minor AS credited_minor,
      ((c.notes + 1) * 2 * ((SELECT count(*) FROM invoice_line l WHERE l.organisation_id = i.organisation_id AND l.invoice_id = i.id)
        + (SELECT count(*) FROM invoice_adjustment a WHERE a.organisation_id = i.organisation_id AND a.invoice_id = i.id)))::bigint AS roundings_minor
    FROM invoice i CROSS JOIN LATERAL (SELECT coalesce(-sum(n.net_minor), 0)::bigint AS net_minor, coalesce(-sum(n.gross_minor + n.rounding_minor), 0)::bigint AS amount_minor, count(*) AS notes
      FROM invoice n WHERE n.organisation_id = i.organisation_id AND n.corrects_id = i.id) AS c WHERE i.organisation_id = ${ctx.organisationId} AND i.id = ${invoiceId} AND i.kind = 'INVOICE'`
}

/** A line of an issued invoice, with the quantity and amount that earlier credit notes gave back. */
export interface CreditableLine extends KeptDiscount, Measure, InPacks, Called {
  position: number
  orderLineId: string | null
  productId: string | null
  description: string
  quantity: number
  credited: number
  unitPrice: string
  priceQuantity: number
  taxCode: string
  taxRate: string
  listPrice: string | null
  listMinor: bigint
  grossMinor: bigint
  netMinor: bigint
  returnable: boolean
}

export function creditableLines(ctx: Ctx, invoiceId: string): Statement<CreditableLine> {
  return sql`SELECT l.position, l.order_line_id, l.product_id, l.sku, l.article_number, l.origin_country, l.tariff_code, l.description, l.quantity, l.unit, l.places, l.pack, l.pack_size, l.unit_price, l.price_quantity, l.tax_code, l.tax_rate, l.net_minor,
      l.list_price, coalesce(l.list_minor, l.net_minor) AS list_minor, coalesce(l.gross_minor, l.net_minor) AS gross_minor, l.returnable, l.gross_price, l.discount_percent, l.discount_amount, l.discount_reason_id,
      greatest(coalesce((SELECT -sum(x.quantity) FROM invoice c JOIN invoice_line x ON x.organisation_id = c.organisation_id AND x.invoice_id = c.id
        WHERE c.organisation_id = l.organisation_id AND c.corrects_id = l.invoice_id AND x.order_line_id = l.order_line_id), 0), l.quantity - o.invoiced + o.credited)::int AS credited
    FROM invoice_line l LEFT JOIN order_line o ON o.organisation_id = l.organisation_id AND o.id = l.order_line_id
    WHERE l.organisation_id = ${ctx.organisationId} AND l.invoice_id = ${invoiceId} ORDER BY l.position`
}

/** A return and its lines, with what of each order line can still be credited. */
export interface ReturnFacts {
  id: string
  orderId: string
  payerId: string
  cause: string
  creditNoteId: string | null
}

export function returnFacts(ctx: Ctx, returnId: string): Statement<ReturnFacts> {
  return sql`SELECT r.id, r.order_id, o.payer_id, r.cause, c.id AS credit_note_id FROM goods_return r
    JOIN sales_order o ON o.organisation_id = r.organisation_id AND o.id = r.order_id
    LEFT JOIN invoice c ON c.organisation_id = r.organisation_id AND c.return_id = r.id
    WHERE r.organisation_id = ${ctx.organisationId} AND r.id = ${returnId}`
}

export function returnLines(ctx: Ctx, returnId: string): Statement<{ orderLineId: string; quantity: number }> {
  return sql`SELECT order_line_id, quantity FROM goods_return_line WHERE organisation_id = ${ctx.organisationId} AND return_id = ${returnId}`
}

/** The invoice of an order that charged most of the returned lines. */
export function invoiceOfLines(ctx: Ctx, orderId: string, returnId: string): Statement<{ id: string }> {
  return sql`SELECT i.id FROM invoice i JOIN invoice_line l ON l.organisation_id = i.organisation_id AND l.invoice_id = i.id
    JOIN goods_return_line r ON r.organisation_id = l.organisation_id AND r.order_line_id = l.order_line_id AND r.return_id = ${returnId}
    WHERE i.organisation_id = ${ctx.organisationId} AND i.order_id = ${orderId} AND i.kind = 'INVOICE'
    GROUP BY i.id, i.issued_at ORDER BY sum(l.quantity) DESC, i.issued_at DESC, i.id LIMIT 1`
}

/** A discount or charge of an issued document, and what of it earlier credit notes gave back, positive. */
export interface CreditableAdjustment extends DocumentAdjustment {
  creditedMinor: bigint
}

export function creditableAdjustments(ctx: Ctx, invoiceId: string): Statement<CreditableAdjustment> {
  return sql`SELECT a.position, a.kind, a.description, a.percent, a.discount_reason_id, a.amount_minor, a.tax_code, trim_scale(a.tax_rate) AS tax_rate,
      coalesce((SELECT -sum(x.amount_minor) FROM invoice c JOIN invoice_adjustment x ON x.organisation_id = c.organisation_id AND x.invoice_id = c.id
        WHERE c.organisation_id = a.organisation_id AND c.corrects_id = a.invoice_id AND x.kind = a.kind AND x.description = a.description
          AND x.tax_code = a.tax_code AND x.tax_rate = a.tax_rate), 0)::bigint AS credited_minor
    FROM invoice_adjustment a WHERE a.organisation_id = ${ctx.organisationId} AND a.invoice_id = ${invoiceId} ORDER BY a.position`
}

/** What the documents of an order took off as a whole and did not give back, by tax class. */
export interface DiscountLeft {
  taxCode: string
  taxRate: string
  percent: string | null
  discountReasonId: string
  leftMinor: bigint
}

export function discountLeftOfOrder(ctx: Ctx, orderId: string): Statement<DiscountLeft> {
  return sql`SELECT a.tax_code, trim_scale(a.tax_rate) AS tax_rate, max(a.percent) AS percent, min(a.discount_reason_id::text) AS discount_reason_id, sum(a.amount_minor)::bigint AS left_minor
    FROM invoice v JOIN invoice_adjustment a ON a.organisation_id = v.organisation_id AND a.invoice_id = v.id AND a.kind = 'DISCOUNT'
    WHERE v.organisation_id = ${ctx.organisationId} AND v.order_id = ${orderId} GROUP BY a.tax_code, trim_scale(a.tax_rate)`
}

/** The net amount of an order's lines, less its discount, that was invoiced and not credited; charges are apart. */
export function leftOfOrder(ctx: Ctx, orderId: string): Statement<{ netMinor: bigint }> {
  return sql`SELECT (coalesce(sum(v.net_minor), 0) - coalesce(sum((SELECT sum(a.amount_minor) FROM invoice_adjustment a
      WHERE a.organisation_id = v.organisation_id AND a.invoice_id = v.id AND a.kind <> 'DISCOUNT')), 0))::bigint AS net_minor
    FROM invoice v WHERE v.organisation_id = ${ctx.organisationId} AND v.order_id = ${orderId}`
}
