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
}

/** The head of an issued document, without lines and taxes. */
export function issuedDocument(
  ctx: Ctx,
  id: string,
): Statement<Omit<IssuedDocument, 'lines' | 'adjustments' | 'taxes'>> {
  return sql`SELECT i.id, i.kind, i.number, i.issued_at, i.issued_on, i.due_on, i.terms_kind, i.terms_days, i.currency, i.net_minor, i.tax_minor, i.gross_minor, i.deducted_minor, i.rounding_minor,
      i.seller, i.buyer, i.customer_reference, i.reason, i.customer_id, i.payer_id, i.order_id, i.shipment_id, i.corrects_id, i.return_id,
      o.number AS order_number, s.number AS shipment_number, s.dispatched_on, c.number AS corrects_number, mail_to(i.organisation_id, i.payer_id, 'INVOICES') AS mail_to
    FROM invoice i
    LEFT JOIN sales_order o ON o.organisation_id = i.organisation_id AND o.id = i.order_id
    LEFT JOIN shipment s ON s.organisation_id = i.organisation_id AND s.id = i.shipment_id
    LEFT JOIN invoice c ON c.organisation_id = i.organisation_id AND c.id = i.corrects_id
    WHERE i.organisation_id = ${ctx.organisationId} AND i.id = ${id}`
}

function documentLinesOf(ctx: Ctx, id: string): Statement<PrintedInvoice['lines'][number]> {
  return sql`SELECT position, order_line_id, product_id, sku, description, quantity, unit, places, pack, pack_size, unit_price, price_quantity, tax_code, tax_rate, net_minor,
      list_price, coalesce(list_minor, net_minor) AS list_minor, coalesce(gross_minor, net_minor) AS gross_minor, gross_price, discount_percent, discount_amount, discount_reason_id
    FROM invoice_line WHERE organisation_id = ${ctx.organisationId} AND invoice_id = ${id} ORDER BY position`
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
