import type { DeliveryRule } from '@/server/customer/schema'
import type { ServedBecause } from '@/server/inventory/rules/serving'
import { payerBehaviour } from '@/server/ledger/queries'
import type { PayerBehaviour } from '@/server/ledger/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type TimelineRow, timelineOf } from '@/server/platform/events/timeline'
import type { DocumentTotals } from '@/server/platform/money/tax'
import type { Whole } from '@/server/pricing/rules/whole'
import { orderTotals } from '../rules/amounts'
import type { CreditState, OrderLine, Stage } from '../rules/position'
import type { ShipTo } from '../schema'
import type { MovedFrom } from './moved'
import { type CreditTold, creditTold } from './told'

export interface OrderHead extends Whole, MovedFrom {
  id: string
  number: string
  customerId: string
  customerName: string
  customerNumber: string
  customerEmail: string | null
  payerId: string
  payerName: string
  customerReference: string | null
  /** Whether their orders need a number of their own. */
  referenceRequired: boolean
  source: string
  quoteId: string | null
  quoteNumber: string | null
  termsName: string
  termsKind: 'NET' | 'PREPAID' | 'CASH'
  termsDays: number
  orderedAt: Date
  requestedOn: string | null
  promisedOn: string | null
  /** The later day that the customer was told instead, because goods come later. */
  movedOn: string | null
  warehouseId: string
  warehouseName: string
  /** Why this warehouse serves it; null for orders from before warehouses were chosen. */
  servedBecause: ServedBecause | null
  carrierName: string
  serviceName: string
  serviceKind: string
  cutOff: string
  transitDays: number
  shipTo: ShipTo
  deliveryRule: DeliveryRule
  note: string | null
  netMinor: bigint
  taxMinor: bigint
  grossMinor: bigint
  /** The amount of its discount, and the sum of its charges. */
  discountMinor: bigint
  chargeMinor: bigint
  discountReason: string | null
  creditState: CreditState
  stage: Stage
  stageSince: Date
  waitsFor: string | null
  openMinor: bigint
  depositMinor: bigint
  overdue: boolean
  dispatchedAt: Date | null
  deliveredAt: Date | null
  deliveryAssumed: boolean
  settledAt: Date | null
  cancelledAt: Date | null
  createdByName: string | null
  /** Whether a picker reported goods of it short that nobody has found since. */
  reportedShort: boolean
}

function headOf(ctx: Ctx, column: 'id' | 'number', value: string): Statement<OrderHead> {
  const [id, number] = column === 'id' ? [value, null] : [null, value]
  // Names are looked up one by one: joining ten tables takes the planner longer than the reading does.
  return sql`SELECT o.id, o.number, o.customer_id, c.name AS customer_name, c.number AS customer_number, mail_to(c.organisation_id, c.id, 'ORDERS') AS customer_email, o.payer_id, p.name AS payer_name,
      o.customer_reference, c.reference_required, o.external_number, o.external_ordered_on, o.quiet, o.source, o.quote_id, o.currency, o.terms_kind, o.terms_days,
      (SELECT q.number FROM quote q WHERE q.organisation_id = o.organisation_id AND q.id = o.quote_id) AS quote_number,
      (SELECT t.name FROM payment_terms t WHERE t.organisation_id = o.organisation_id AND t.id = o.payment_terms_id) AS terms_name,
      o.ordered_at, o.requested_on, o.promised_on, o.moved_on, o.ship_to, o.delivery_rule, o.note, o.warehouse_id, o.served_because,
      (SELECT w.name FROM warehouse w WHERE w.organisation_id = o.organisation_id AND w.id = o.warehouse_id) AS warehouse_name,
      (SELECT r.name FROM carrier r WHERE r.organisation_id = s.organisation_id AND r.id = s.carrier_id) AS carrier_name, s.name AS service_name, s.kind AS service_kind, s.cut_off, s.transit_days,
      o.net_minor, o.tax_minor, o.gross_minor, o.discount_percent, o.discount_off_minor, o.discount_base_minor, o.discount_reason_id, o.discount_minor, o.charge_minor,
      charges_of_order(o.organisation_id, o.id) AS charges, (SELECT d.name FROM discount_reason d WHERE d.organisation_id = o.organisation_id AND d.id = o.discount_reason_id) AS discount_reason, o.credit_state, o.stage, o.stage_since, o.waits_for, o.open_minor, o.deposit_minor, o.overdue,
      o.dispatched_at, o.delivered_at, o.delivery_assumed, o.settled_at, o.cancelled_at,
      (SELECT m.name FROM membership m WHERE m.organisation_id = o.organisation_id AND m.user_id = o.created_by) AS created_by_name,
      EXISTS (SELECT 1 FROM pick_task t WHERE t.organisation_id = o.organisation_id AND t.order_id = o.id AND t.missing > t.found) AS reported_short
    FROM sales_order o
    JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id
    JOIN customer p ON p.organisation_id = o.organisation_id AND p.id = o.payer_id
    JOIN carrier_service s ON s.organisation_id = o.organisation_id AND s.id = o.carrier_service_id
    WHERE o.organisation_id = ${ctx.organisationId}
      AND o.id = (SELECT id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND (id = ${id}::uuid OR number = ${number}::text))`
}

export type RecordLine = OrderLine & {
  sku: string
  productDescription: string | null
  /** The customer's own name or number for the product. */
  articleNumber: string | null
  /** Whether the line names no product; its product then stands for such lines of that tax category. */
  freeText: boolean
  taxCategoryId: string
  productName: string
  gtin: string | null
  available: number | null
  /** The warehouse that serves it. */
  warehouseName: string
  priceListName: string | null
  discountReason: string | null
}

/** The lines of one order with their products and what is free of each now, and then the deposits for packaging. */
export function recordLines(ctx: Ctx, orderId: string): Statement<RecordLine> {
  return sql`SELECT l.id, l.order_id, l.position, l.product_id, l.warehouse_id, l.kind, l.description, l.section, l.note, l.ordered, l.cancelled, l.backordered, l.reserved, l.picked,
      l.packed, l.shipped, l.open, l.performed, l.invoiced, l.returned, l.credited, l.released, l.to_put_back, l.boxed, l.planned_on, l.unit, l.places, l.pack, l.pack_size, l.unit_price, l.price_quantity, l.tax_code, l.tax_rate, l.net_minor,
      l.returnables, l.price_source, l.price_list_id, l.break_from, l.list_price, k.name AS price_list_name, l.gross_price, l.discount_percent, l.discount_amount, l.discount_reason_id, d.name AS discount_reason, p.sku, a.number AS article_number, p.description AS product_description, p.free_text, p.tax_category_id, p.name AS product_name, p.gtin, (s.on_hand - s.reserved - s.picked - s.blocked)::int AS available, w.name AS warehouse_name
    FROM order_line l JOIN warehouse w ON w.organisation_id = l.organisation_id AND w.id = l.warehouse_id JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
    LEFT JOIN customer_article a ON a.organisation_id = l.organisation_id AND a.product_id = l.product_id
      AND a.customer_id = (SELECT customer_id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId})
    LEFT JOIN price_list k ON k.organisation_id = l.organisation_id AND k.id = l.price_list_id
    LEFT JOIN discount_reason d ON d.organisation_id = l.organisation_id AND d.id = l.discount_reason_id
    LEFT JOIN stock_level s ON s.organisation_id = l.organisation_id AND s.warehouse_id = l.warehouse_id AND s.product_id = l.product_id
    WHERE l.organisation_id = ${ctx.organisationId} AND l.order_id = ${orderId} AND l.ordered > 0 ORDER BY l.kind = 'RETURNABLE', l.position`
}

/** An order by its id, without related records. */
export async function orderHead(ctx: Ctx, id: string): Promise<OrderHead> {
  const [[head]] = await read(ctx, headOf(ctx, 'id', id))
  return head ?? notFound('order')
}

/** An order by its number; undefined when there is none. */
export async function orderByNumber(
  ctx: Ctx,
  number: string,
): Promise<{ head: OrderHead; lines: RecordLine[] } | undefined> {
  const [[head]] = await read(ctx, headOf(ctx, 'number', number))
  if (!head) return undefined
  const [lines] = await read(ctx, recordLines(ctx, head.id))
  return { head, lines }
}

interface OrderCredit {
  limitMinor: bigint | null
  committedMinor: bigint
  shippedNotInvoicedMinor: bigint
  openMinor: bigint
  unappliedMinor: bigint
  holds: string[] | null
  orders: bigint
  ordersMinor: bigint | null
}

export interface OrderDecision {
  id: string
  state: string
  cause: string
  points: number | null
  factors: { factor: string; points: number; best: number }[]
  leastChange: { missingPoints: number; factors: string[]; overMinor: string } | null
  overrideMinor: bigint | null
  limitMinor: bigint | null
  reason: string | null
  policyVersion: number
  expiresAt: Date | null
  decidedAt: Date | null
  createdAt: Date
  decidedByName: string | null
  /** The last day on which the goods may leave. */
  approvedUntil: string | null
  /** Whether it was approved against payment beforehand. */
  prepaid: boolean
}

interface OrderShipment {
  id: string
  number: string
  state: string
  plannedOn: string
  dispatchedAt: Date | null
  expectedOn: string | null
  deliveredAt: Date | null
  proof: string | null
  trackingNumber: string | null
  serviceName: string
}

interface OrderInvoice {
  id: string
  kind: 'INVOICE' | 'CREDIT_NOTE'
  number: string
  issuedOn: string
  dueOn: string
  grossMinor: bigint
  openMinor: bigint | null
  overdueSince: string | null
  settledOn: string | null
}

/** The pro forma that is in force for an order. */
export interface OrderProforma {
  id: string
  number: string
  state: string
  grossMinor: bigint
  paidMinor: bigint
  expiresOn: string | null
  remindedOn: string | null
  heldBack: string | null
}

export interface OrderRecord {
  order: OrderHead
  lines: RecordLine[]
  totals: DocumentTotals
  credit: OrderCredit | null
  /** How the payer has paid so far. */
  behaviour: PayerBehaviour | null
  decision: OrderDecision | null
  /** The order with the rest of one that was approved in part, or the order whose rest this is. */
  told: CreditTold
  proforma: OrderProforma | null
  shipments: OrderShipment[]
  invoices: OrderInvoice[]
  timeline: TimelineRow[]
}

function creditOf(ctx: Ctx, orderId: string): Statement<OrderCredit> {
  return sql`SELECT a.limit_minor, a.committed_minor, a.shipped_not_invoiced_minor, a.open_minor, a.unapplied_minor,
      (SELECT array_agg(h.cause ORDER BY h.placed_at) FROM credit_hold h WHERE h.organisation_id = a.organisation_id AND h.customer_id = a.customer_id AND h.ended_at IS NULL) AS holds,
      few.orders, few.orders_minor
    FROM credit_account a, LATERAL (SELECT count(*) AS orders, sum(gross_minor)::bigint AS orders_minor FROM (SELECT x.gross_minor FROM sales_order x
      WHERE x.organisation_id = a.organisation_id AND x.payer_id = a.customer_id AND x.stage <> 'CANCELLED' LIMIT 1000) AS bounded) AS few
    WHERE a.organisation_id = ${ctx.organisationId}
      AND a.customer_id = (SELECT payer_id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId})`
}

function decisionOf(ctx: Ctx, orderId: string): Statement<OrderDecision> {
  return sql`SELECT d.id, d.state, d.cause, d.points, d.factors, d.least_change, d.override_minor, d.limit_minor, d.reason, d.policy_version, d.expires_at, d.decided_at, d.created_at, d.approved_until, d.prepaid,
      m.name AS decided_by_name
    FROM credit_decision d LEFT JOIN membership m ON m.organisation_id = d.organisation_id AND m.user_id = d.decided_by
    WHERE d.organisation_id = ${ctx.organisationId} AND d.order_id = ${orderId} ORDER BY coalesce(d.decided_at, d.created_at) DESC, d.cause = 'HOLD' LIMIT 1`
}

function shipmentsOf(ctx: Ctx, orderId: string): Statement<OrderShipment> {
  return sql`SELECT s.id, s.number, s.state, s.planned_on, s.dispatched_at, s.expected_on, s.delivered_at, s.proof, s.tracking_number, v.name AS service_name
    FROM shipment s JOIN carrier_service v ON v.organisation_id = s.organisation_id AND v.id = s.carrier_service_id
    WHERE s.organisation_id = ${ctx.organisationId} AND s.order_id = ${orderId} ORDER BY s.created_at, s.id LIMIT 100`
}

function invoicesOf(ctx: Ctx, orderId: string): Statement<OrderInvoice> {
  return sql`SELECT i.id, i.kind, i.number, i.issued_on, i.due_on, i.gross_minor, x.open_minor, x.overdue_since, x.settled_on
    FROM invoice i LEFT JOIN open_item x ON x.organisation_id = i.organisation_id AND x.document_id = i.id
    WHERE i.organisation_id = ${ctx.organisationId} AND i.order_id = ${orderId} ORDER BY i.issued_at, i.id LIMIT 100`
}

/** The pro forma that is in force for an order; earlier ones are left out. */
export function proformaOf(ctx: Ctx, orderId: string): Statement<OrderProforma> {
  return sql`SELECT id, number, state, gross_minor, paid_minor, expires_on, reminded_on, held_back FROM proforma
    WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND state <> 'REPLACED'`
}

/** Everything the page of an order shows, in two trips. Refuses with NOT_FOUND. */
export async function orderRecord(ctx: Ctx, input: { id: string }): Promise<OrderRecord> {
  const [[order], lines, [credit], [decision], [told], [proforma], shipments, invoices, timeline] = await read(
    ctx,
    headOf(ctx, 'id', input.id),
    recordLines(ctx, input.id),
    creditOf(ctx, input.id),
    decisionOf(ctx, input.id),
    creditTold(ctx, input.id),
    proformaOf(ctx, input.id),
    shipmentsOf(ctx, input.id),
    invoicesOf(ctx, input.id),
    timelineOf(ctx, 'order', input.id),
  )
  if (!order || !told) notFound('order')
  const [[behaviour]] = await read(ctx, payerBehaviour(ctx, [order.payerId]))
  return {
    order,
    lines,
    totals: orderTotals(lines, order),
    credit: credit ?? null,
    behaviour: behaviour ?? null,
    decision: decision ?? null,
    told,
    proforma: proforma ?? null,
    shipments,
    invoices,
    timeline,
  }
}
