import { moveExposure } from '@/server/credit/mutations/account'
import type { DeliveryRule } from '@/server/customer/schema'
import type { Ctx } from '@/server/platform/context/ctx'
import { expectRows, json, type Statement, sql } from '@/server/platform/database/sql'
import type { NewEvent } from '@/server/platform/events/events'
import type { Whole } from '@/server/pricing/rules/whole'
import { exposureOf, grown, keptTotals } from '../rules/amounts'
import { type Asks, type CreditState, type OrderLine, position, type Stage } from '../rules/position'
import { promiseAfter, promiseClock } from '../rules/promise'
import { followGoods } from '../rules/returnables'

/** A sales order, read and locked by a verb. */
export interface OrderRow extends Whole {
  id: string
  number: string
  customerId: string
  payerId: string
  paymentTermsId: string
  termsKind: 'NET' | 'PREPAID' | 'CASH'
  termsDays: number
  warehouseId: string
  carrierServiceId: string
  customerReference: string | null
  orderedAt: Date
  requestedOn: string | null
  promisedOn: string | null
  /** The day that the customer was told in place of the promise. */
  movedOn: string | null
  /** The daily cut-off time of its carrier service. */
  cutOff: string
  transitDays: number
  shipCountry: string
  /** The weekdays on which the address takes goods; null means every day. */
  deliveryDays: readonly number[] | null
  /** A carrier brings it, and the street or town of the ship-to address is missing. */
  addressMissing: boolean
  /** The question that the seller has to answer before the order goes on. */
  asks: Asks | null
  /** What happens to it when something is short. */
  deliveryRule: DeliveryRule
  netMinor: bigint
  taxMinor: bigint
  grossMinor: bigint
  /** The amount of its discount, and the sum of its charges. */
  discountMinor: bigint
  chargeMinor: bigint
  creditState: CreditState
  stage: Stage
  waitsFor: string | null
  committedMinor: bigint
  shippedNotInvoicedMinor: bigint
  openMinor: bigint
  depositMinor: bigint
  overdue: boolean
  dispatchedAt: Date | null
  deliveredAt: Date | null
  deliveryAssumed: boolean
  settledAt: Date | null
  cancelledAt: Date | null
}

/** Locks several orders, in the order of their ids. */
export function lockOrders(ctx: Ctx, orderIds: readonly string[]): Statement<OrderRow> {
  return sql`SELECT o.id, o.number, o.customer_id, o.payer_id, o.currency, o.payment_terms_id, o.terms_kind, o.terms_days, o.warehouse_id, o.carrier_service_id, o.customer_reference,
      o.ordered_at, o.requested_on, o.promised_on, o.moved_on, s.cut_off, s.transit_days, coalesce(o.ship_to->>'country', '') AS ship_country, o.ship_to->'deliveryDays' AS delivery_days,
      s.kind <> 'CUSTOMER_COLLECTS' AND lacks_address(o.ship_to, o.state_needed) AS address_missing,
      o.net_minor, o.tax_minor, o.gross_minor, o.discount_percent, o.discount_off_minor, o.discount_base_minor, o.discount_reason_id, o.discount_minor, o.charge_minor,
      charges_of_order(o.organisation_id, o.id) AS charges, o.credit_state, o.asks, o.delivery_rule, o.stage, o.waits_for, o.committed_minor, o.shipped_not_invoiced_minor, o.open_minor,
      o.deposit_minor, o.overdue, o.dispatched_at, o.delivered_at, o.delivery_assumed, o.settled_at, o.cancelled_at
    FROM sales_order o JOIN carrier_service s ON s.organisation_id = o.organisation_id AND s.id = o.carrier_service_id
    WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ANY(${orderIds}::uuid[]) ORDER BY o.id FOR NO KEY UPDATE OF o`
}

/** Locks an order; the payer's credit account is locked before it. */
export function lockOrder(ctx: Ctx, orderId: string): Statement<OrderRow> {
  return lockOrders(ctx, [orderId])
}

/** The lines of orders by position. The lock of the order protects them. */
export function linesOf(ctx: Ctx, orderIds: readonly string[]): Statement<OrderLine> {
  return sql`SELECT id, order_id, position, product_id, warehouse_id, kind, description, section, note, ordered, cancelled, backordered, reserved, picked, packed, shipped,
      open, performed, invoiced, returned, credited, released, to_put_back, boxed, planned_on, unit, places, pack, pack_size, unit_price, price_quantity, tax_code, tax_rate, net_minor, price_source, price_list_id, break_from, list_price, gross_price, discount_percent, discount_amount, discount_reason_id, returnables
    FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ANY(${orderIds}::uuid[]) ORDER BY order_id, position`
}

const quantities = [
  'ordered',
  'cancelled',
  'backordered',
  'reserved',
  'picked',
  'packed',
  'shipped',
  'open',
  'performed',
  'invoiced',
  'returned',
  'credited',
  'released',
  'toPutBack',
  'boxed',
  'netMinor',
  'plannedOn',
] as const

function writeLines(ctx: Ctx, before: readonly OrderLine[], after: readonly OrderLine[]): Statement<never>[] {
  const old = new Map(before.map((line) => [line.id, line]))
  const changed = after.filter((line) => quantities.some((name) => old.get(line.id)?.[name] !== line[name]))
  if (changed.length === 0) return []
  const rows = changed.map((line) =>
    Object.fromEntries([['id', line.id], ...quantities.map((name) => [name, line[name]])]),
  )
  return [
    expectRows(
      changed.length,
      sql`UPDATE order_line l SET ordered = x.ordered, pack = CASE WHEN x.ordered % l.pack_size = 0 THEN l.pack END, pack_size = CASE WHEN x.ordered % l.pack_size = 0 THEN l.pack_size END, cancelled = x.cancelled, backordered = x.backordered, reserved = x.reserved, picked = x.picked,
        packed = x.packed, shipped = x.shipped, open = x.open, performed = x.performed, invoiced = x.invoiced, returned = x.returned,
        credited = x.credited, released = x.released, to_put_back = x."toPutBack", boxed = x.boxed, net_minor = x."netMinor", planned_on = x."plannedOn",
        put_back_since = CASE WHEN x."toPutBack" > 0 THEN coalesce(l.put_back_since, ${ctx.now}::timestamptz) END
      FROM jsonb_to_recordset(${json(rows)}) AS x(id uuid, ordered int, cancelled int, backordered int, reserved int, picked int, packed int, shipped int,
        open int, performed int, invoiced int, returned int, credited int, released int, "toPutBack" int, boxed int, "netMinor" bigint, "plannedOn" date)
      WHERE l.organisation_id = ${ctx.organisationId} AND l.id = x.id AND l.id = ANY(${changed.map((line) => line.id)}::uuid[])`,
    ),
  ]
}

export type OrderChanges = Partial<
  Pick<
    OrderRow,
    | 'creditState'
    | 'asks'
    | 'openMinor'
    | 'overdue'
    | 'depositMinor'
    | 'dispatchedAt'
    | 'deliveredAt'
    | 'deliveryAssumed'
    | 'promisedOn'
    | 'movedOn'
    | 'charges'
    | 'discountPercent'
    | 'discountOffMinor'
    | 'discountBaseMinor'
    | 'discountReasonId'
  >
>

export interface Advance {
  statements: Statement<never>[]
  events: NewEvent[]
  order: OrderRow
}

function next(ctx: Ctx, order: OrderRow, after: readonly OrderLine[], changes: OrderChanges): OrderRow {
  const changed = grown({ ...order, ...changes }, after)
  const { stage, waitsFor } = position(after, changed)
  return {
    ...changed,
    ...exposureOf(after, changed.creditState, changed),
    ...keptTotals(after, changed),
    stage,
    waitsFor,
    promisedOn: promiseAfter(changed, after, promiseClock(ctx)),
    settledAt: stage === 'SETTLED' ? (order.settledAt ?? ctx.now) : null,
    cancelledAt: stage === 'CANCELLED' ? (order.cancelledAt ?? ctx.now) : null,
  }
}

function eventsOf(from: OrderRow, to: OrderRow): NewEvent[] {
  const objects = [
    ['order', to.id],
    ['customer', to.customerId],
  ] as const
  const promised: NewEvent[] =
    from.promisedOn === null && to.promisedOn !== null
      ? [{ name: 'order/order.promised', objects, payload: { promisedOn: to.promisedOn } }]
      : []
  return [...moved(from, to, objects), ...promised]
}

/**
 * The event of a new stage, or of a wait for stock that begins or ends. Reports read where an order stood from these
 * events alone.
 */
function moved(from: OrderRow, to: OrderRow, objects: NewEvent['objects']): NewEvent[] {
  if (from.stage === to.stage && (from.waitsFor === 'STOCK') === (to.waitsFor === 'STOCK')) return []
  if (to.stage === 'SETTLED') return [{ name: 'order/order.settled', objects }]
  if (to.stage === 'CANCELLED') return [{ name: 'order/order.cancelled', objects }]
  return [{ name: 'order/order.advanced', objects, payload: { from: from.stage, to: to.stage, waitsFor: to.waitsFor } }]
}

/** Whether a line keeps its day: not when more units wait than when the day was computed. */
function stillPlanned(before: readonly OrderLine[], after: readonly OrderLine[]): OrderLine[] {
  const waited = new Map(before.map((line) => [line.id, line.backordered]))
  return after.map((line) =>
    line.plannedOn && (line.backordered === 0 || line.backordered > (waited.get(line.id) ?? 0))
      ? { ...line, plannedOn: null }
      : line,
  )
}

/**
 * Writes an order as a verb changed it: the quantities of its lines, its derived position, totals and exposure, and the difference in the
 * payer's credit account. Deposits for packaging follow their goods here. An order without a promise gets its first one here, as soon as nothing prevents it. The verb holds the
 * locks (credit account, then order), commits the statements, and records the events together with its own.
 */
export function advance(
  ctx: Ctx,
  order: OrderRow,
  before: readonly OrderLine[],
  wanted: readonly OrderLine[],
  changes: OrderChanges = {},
): Advance {
  const after = followGoods(stillPlanned(before, wanted), order.currency)
  const to = next(ctx, order, after, changes)
  const since = order.stage === to.stage && order.waitsFor === to.waitsFor ? null : ctx.now
  const update = expectRows(
    1,
    sql`UPDATE sales_order SET credit_state = ${to.creditState}, asks = ${to.asks}, stage = ${to.stage}, waits_for = ${to.waitsFor}, stage_since = coalesce(${since}, stage_since),
      net_minor = ${to.netMinor}, tax_minor = ${to.taxMinor}, gross_minor = ${to.grossMinor}, discount_minor = ${to.discountMinor}, charge_minor = ${to.chargeMinor},
      discount_percent = ${to.discountPercent}::numeric, discount_off_minor = ${to.discountOffMinor}, discount_base_minor = ${to.discountBaseMinor}, discount_reason_id = ${to.discountReasonId}, committed_minor = ${to.committedMinor},
      shipped_not_invoiced_minor = ${to.shippedNotInvoicedMinor}, open_minor = ${to.openMinor}, deposit_minor = ${to.depositMinor}, overdue = ${to.overdue},
      dispatched_at = ${to.dispatchedAt}, delivered_at = ${to.deliveredAt}, delivery_assumed = ${to.deliveryAssumed}, promised_on = ${to.promisedOn}, moved_on = ${to.movedOn},
      settled_at = ${to.settledAt}, cancelled_at = ${to.cancelledAt}
    WHERE organisation_id = ${ctx.organisationId} AND id = ${order.id}`,
  )
  const exposure = moveExposure(ctx, {
    customerId: order.payerId,
    committedMinor: to.committedMinor - order.committedMinor,
    shippedNotInvoicedMinor: to.shippedNotInvoicedMinor - order.shippedNotInvoicedMinor,
  })
  return {
    statements: [...writeLines(ctx, before, after), update, ...exposure],
    events: eventsOf(order, to),
    order: to,
  }
}
