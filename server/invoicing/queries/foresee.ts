import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type Goods, goodsIn } from '@/server/platform/money/quantity'
import type { ByClass, Whole } from '@/server/pricing/rules/whole'
import { dispatchLines } from '@/server/shipping/rules/quantities'
import { invoiceAdjustments } from '../rules/adjusting'
import type { Charged, Deposit, DocumentLine } from '../rules/charging'
import {
  depositSum,
  documentLines,
  invoiceDueOn,
  mayNotTax,
  missingLegalDetails,
  missingOfBuyer,
  takeDeposits,
  taxedLines,
  toInvoice,
  totalsOfDocument,
} from '../rules/charging'
import { buyerFacts, byClass, chargedBefore, sellerFacts, shipmentLines } from './facts'

/** The effects that the dispatch of a shipment will have. */
export interface Foreseen extends Goods {
  shipmentId: string
  number: string
  customerName: string
  parcels: number
  serviceName: string
  /** The address of the dispatch notice; null when the customer has none. */
  mailTo: string | null
  /** The order was moved in: its customer hears of it, and gets the invoice, once this program counts. */
  quiet: boolean
  /** For how many minutes the dispatch can be taken back before mail and invoice are sent; 0 means not at all. */
  graceMinutes: number
  invoice: {
    payerName: string
    mailTo: string | null
    /** The reason why the invoice cannot be issued. */
    waits: 'LEGAL_DETAILS_MISSING' | 'BUYER_ADDRESS_MISSING' | 'TAX_NOT_DUE' | null
    /** Only for people who may see invoices. */
    amounts: { grossMinor: bigint; openMinor: bigint; dueOn: string } | null
  }
}

interface Place extends Whole {
  number: string
  orderId: string
  payerId: string
  payerName: string
  payerMail: string | null
  customerName: string
  customerMail: string | null
  serviceName: string
  parcels: number
  termsKind: 'NET' | 'PREPAID' | 'CASH'
  termsDays: number
  graceMinutes: number
  quiet: boolean
}

function placeOf(ctx: Ctx, shipmentId: string): Statement<Place> {
  return sql`SELECT s.number, s.order_id, o.payer_id, p.name AS payer_name, mail_to(p.organisation_id, p.id, 'INVOICES') AS payer_mail, c.name AS customer_name, mail_to(c.organisation_id, c.id, 'DELIVERIES') AS customer_mail,
      v.name AS service_name, s.parcels, o.currency, o.discount_percent, o.discount_off_minor, o.discount_base_minor, o.discount_reason_id, charges_of_order(o.organisation_id, o.id) AS charges, o.terms_kind, o.terms_days, g.dispatch_grace_minutes AS grace_minutes, o.quiet
    FROM shipment s JOIN sales_order o ON o.organisation_id = s.organisation_id AND o.id = s.order_id
    JOIN customer c ON c.organisation_id = s.organisation_id AND c.id = s.customer_id
    JOIN customer p ON p.organisation_id = o.organisation_id AND p.id = o.payer_id
    JOIN carrier_service v ON v.organisation_id = s.organisation_id AND v.id = s.carrier_service_id
    JOIN organisation g ON g.id = s.organisation_id
    WHERE s.organisation_id = ${ctx.organisationId} AND s.id = ${shipmentId} AND s.state = 'PLANNED'`
}

const linesOf = (
  ctx: Ctx,
  orderId: string,
): Statement<OrderLine> => sql`SELECT id, position, product_id, kind, description, picked, packed, shipped, open, performed, invoiced, unit, places, pack, pack_size, unit_price, price_quantity, tax_code,
      tax_rate, net_minor, ordered, cancelled, returnables FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} ORDER BY position`

function depositsOf(ctx: Ctx, orderId: string, payerId: string): Statement<Deposit> {
  return sql`SELECT id AS receipt_id, unapplied_minor FROM receipt WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}
    AND customer_id = ${payerId} AND unapplied_minor > 0 AND reversed_at IS NULL ORDER BY recorded_at, id`
}

/** The discount and charges that the invoice will have. */
function foreseen(
  lines: readonly OrderLine[],
  charged: readonly Charged[],
  { documented, place, given }: { documented: readonly DocumentLine[]; place: Place; given: ByClass },
) {
  const quantities = new Map(charged.map(({ line, quantity }) => [line.id, quantity]))
  const invoiced = lines.map((line) => ({ ...line, invoiced: line.invoiced + (quantities.get(line.id) ?? 0) }))
  return invoiceAdjustments(invoiced, { part: taxedLines(documented), given, whole: place })
}

const sees = ({ permissions }: Ctx) => permissions === 'ALL' || permissions.has('invoice.read')

async function foresee(ctx: Ctx, shipmentId: string): Promise<Foreseen> {
  const [[place], held] = await read(ctx, placeOf(ctx, shipmentId), shipmentLines(ctx, shipmentId))
  if (!place) notFound('shipment')
  const [lines, [seller], [buyer], deposits, [before]] = await read(
    ctx,
    linesOf(ctx, place.orderId),
    sellerFacts(ctx),
    buyerFacts(ctx, place.payerId),
    depositsOf(ctx, place.orderId, place.payerId),
    chargedBefore(ctx, place.orderId),
  )
  const given = byClass(before?.given)
  if (!seller || !buyer) notFound('order')
  const left = new Map(held.map((line) => [line.orderLineId, line.quantity]))
  const charged = toInvoice(dispatchLines(lines, held), left)
  const documented = documentLines(charged, new Map(), place.currency)
  const totals = totalsOfDocument(documented, foreseen(lines, charged, { documented, place, given }))
  const { grossMinor } = totals
  const openMinor = grossMinor - depositSum(takeDeposits(grossMinor, deposits))
  const dueOn = invoiceDueOn(ctx.today, { kind: place.termsKind, dueDays: place.termsDays })
  const sellerWaits = missingLegalDetails(seller).length > 0 ? ('LEGAL_DETAILS_MISSING' as const) : null
  const buyerWaits = missingOfBuyer(buyer).length > 0 ? ('BUYER_ADDRESS_MISSING' as const) : null
  return {
    shipmentId,
    number: place.number,
    customerName: place.customerName,
    ...goodsIn(held, (line) => line.quantity),
    parcels: place.parcels,
    serviceName: place.serviceName,
    mailTo: place.customerMail,
    quiet: place.quiet,
    graceMinutes: place.graceMinutes,
    invoice: {
      payerName: place.payerName,
      mailTo: place.payerMail,
      waits: sellerWaits ?? buyerWaits ?? (mayNotTax(seller, totals) ? 'TAX_NOT_DUE' : null),
      amounts: sees(ctx) ? { grossMinor, openMinor, dueOn } : null,
    },
  }
}

/**
 * The effects that the dispatch of these shipments will have, by the same rules that dispatch them: what leaves, who
 * gets a mail, what is invoiced. A shipment that is not planned any more is left out.
 */
export async function foreseeDispatch(ctx: Ctx, shipmentIds: readonly string[]): Promise<Foreseen[]> {
  const foreseen: Foreseen[] = []
  const [planned] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM shipment WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${shipmentIds}::uuid[]) AND state = 'PLANNED' ORDER BY number`,
  )
  for (const { id } of planned) foreseen.push(await foresee(ctx, id))
  return foreseen
}
