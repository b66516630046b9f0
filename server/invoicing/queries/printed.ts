import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { PrintedInvoice } from '../documents/invoice'
import { creditableAdjustments } from './credit'

/** An issued document with its order, shipment and payer. */
export interface IssuedDocument extends PrintedInvoice {
  id: string
  customerId: string
  payerId: string
  orderId: string | null
  shipmentId: string | null
  correctsId: string | null
  returnId: string | null
  issuedAt: Date
  /** The payer's present e-mail address. */
  mailTo: string | null
  /** Its order was moved in and this program does not count yet: its customer hears of it once it does. */
  quiet: boolean
}

/** The head of an issued document, without lines and taxes. */
export function issuedDocument(
  ctx: Ctx,
  id: string,
): Statement<Omit<IssuedDocument, 'lines' | 'adjustments' | 'taxes'>> {
  return sql`SELECT i.id, i.kind, i.number, i.issued_at, i.issued_on, i.due_on, i.terms_kind, i.terms_days, i.currency, i.net_minor, i.tax_minor, i.gross_minor, i.deducted_minor, i.rounding_minor,
      i.seller, i.buyer, i.customer_reference, i.reason, i.customer_id, i.payer_id, i.order_id, i.shipment_id, i.corrects_id, i.return_id,
      o.number AS order_number, s.number AS shipment_number, s.dispatched_on, c.number AS corrects_number, mail_to(i.organisation_id, i.payer_id, 'INVOICES') AS mail_to, coalesce(o.quiet, false) AS quiet
    FROM invoice i
    LEFT JOIN sales_order o ON o.organisation_id = i.organisation_id AND o.id = i.order_id
    LEFT JOIN shipment s ON s.organisation_id = i.organisation_id AND s.id = i.shipment_id
    LEFT JOIN invoice c ON c.organisation_id = i.organisation_id AND c.id = i.corrects_id
    WHERE i.organisation_id = ${ctx.organisationId} AND i.id = ${id}`
}

function documentLinesOf(ctx: Ctx, id: string): Statement<PrintedInvoice['lines'][number]> {
  return sql`SELECT l.position, l.order_line_id, l.product_id, l.sku, l.article_number, l.origin_country, l.tariff_code, l.description, o.section, o.note, l.quantity, l.unit, l.places, l.pack, l.pack_size, l.unit_price, l.price_quantity, l.tax_code, l.tax_rate, l.net_minor,
      l.list_price, coalesce(l.list_minor, l.net_minor) AS list_minor, coalesce(l.gross_minor, l.net_minor) AS gross_minor, l.gross_price, l.discount_percent, l.discount_amount, l.discount_reason_id,
      coalesce(p.tracking, 'NONE') AS tracking, CASE WHEN p.tracking <> 'NONE' THEN coalesce((SELECT string_agg(DISTINCT z.lot, ', ') FROM parcel q JOIN parcel_lot z ON z.organisation_id = q.organisation_id AND z.parcel_id = q.id AND z.order_line_id = l.order_line_id
          WHERE q.organisation_id = i.organisation_id AND q.shipment_id = i.shipment_id AND q.unpacked_at IS NULL AND i.kind = 'INVOICE'),
        (SELECT string_agg(z.lot, ', ' ORDER BY z.lot) FROM goods_return_lot z WHERE z.organisation_id = i.organisation_id AND z.return_id = i.return_id AND z.order_line_id = l.order_line_id)) END AS lots
    FROM invoice_line l JOIN invoice i ON i.organisation_id = l.organisation_id AND i.id = l.invoice_id
    LEFT JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
    LEFT JOIN order_line o ON o.organisation_id = l.organisation_id AND o.id = l.order_line_id
    WHERE l.organisation_id = ${ctx.organisationId} AND l.invoice_id = ${id} ORDER BY l.position`
}

export function documentTaxesOf(ctx: Ctx, id: string): Statement<PrintedInvoice['taxes'][number]> {
  return sql`SELECT tax_code, tax_rate, basis_minor, tax_minor FROM invoice_tax
    WHERE organisation_id = ${ctx.organisationId} AND invoice_id = ${id} ORDER BY tax_code, tax_rate DESC`
}

/** Everything that an issued invoice or credit note prints. */
export async function printed(ctx: Ctx, id: string): Promise<IssuedDocument> {
  const [[head], lines, adjustments, taxes] = await read(
    ctx,
    issuedDocument(ctx, id),
    documentLinesOf(ctx, id),
    creditableAdjustments(ctx, id),
    documentTaxesOf(ctx, id),
  )
  if (!head) notFound('invoice')
  return { ...head, lines, adjustments, taxes }
}
