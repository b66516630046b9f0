import { keepReferral } from '@/server/credit/mutations/referral'
import type { CreditAccount, CreditPolicy } from '@/server/credit/rules'
import type { StockDelta } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { expectRows, insert, type Statement, sql } from '@/server/platform/database/sql'
import type { NewEvent } from '@/server/platform/events/events'
import { justLines, type Whole } from '@/server/pricing/rules/whole'
import { keptTotals, orderTotals } from '../rules/amounts'
import type { Divided } from '../rules/division'
import { type OrderLine, position } from '../rules/position'
import { linesNet, wholeColumns } from '../rules/whole'
import type { ApprovedPart } from '../schema'
import type { OrderRow } from './advance'
import { issueProforma } from './proforma'
import { partsOf } from './whole'

/** The prepaid terms of this organisation. */
export interface Beforehand {
  paymentTermsId: string
  prepaidDays: number | null
}

interface RestFacts {
  account: CreditAccount
  policy: CreditPolicy
  beforehand: Beforehand | undefined
  number: () => string
  proformaNumber: () => string
}

export interface Rest {
  /** The order that continues with the rest; null when the rest is cancelled. */
  orderId: string | null
  statements: Statement<never>[]
  events: NewEvent[]
  /** The stock that becomes free. */
  deltas: StockDelta[]
}

/** Cancels the rest and frees its reservations. */
function cancelRest(order: OrderRow, { rest, goods }: Divided, reason: string): Rest {
  const deltas = rest.map(({ warehouseId, productId, reserved, backordered }) => ({
    warehouseId,
    productId,
    reserved: -reserved,
    backordered: -backordered,
  }))
  const payload = { ...goods, picked: 0, reason: reason.slice(0, 200) }
  return {
    orderId: null,
    statements: [],
    events: [{ name: 'order/lines.cancelled', objects: [['order', order.id]], payload }],
    deltas,
  }
}

/** The row of the new order: a copy of the divided order's, with its own number and amounts. */
function headOfRest(ctx: Ctx, order: OrderRow, rest: OrderRow): Statement<never> {
  return expectRows(
    1,
    sql`INSERT INTO sales_order (organisation_id, id, number, customer_id, payer_id, customer_reference, source, currency, payment_terms_id, terms_kind, terms_days,
        ordered_at, ordered_on, requested_on, warehouse_id, served_because, carrier_service_id, ship_to, delivery_rule, note, net_minor, tax_minor, gross_minor, discount_percent, discount_off_minor, discount_base_minor, discount_reason_id, discount_minor, credit_state, stage, stage_since, waits_for, created_by)
      SELECT organisation_id, ${rest.id}, ${rest.number}, customer_id, payer_id, customer_reference, source, currency, ${rest.paymentTermsId}, ${rest.termsKind}, ${rest.termsDays}::int,
        ordered_at, ordered_on, requested_on, warehouse_id, served_because, carrier_service_id, ship_to, delivery_rule, note, ${rest.netMinor}::bigint, ${rest.taxMinor}::bigint, ${rest.grossMinor}::bigint,
        ${rest.discountPercent}::numeric, ${rest.discountOffMinor}::bigint, ${rest.discountBaseMinor}::bigint, ${rest.discountReasonId}::uuid, ${rest.discountMinor}::bigint, ${rest.creditState}, ${rest.stage}, ${ctx.now}::timestamptz, ${rest.waitsFor}, created_by
      FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${order.id}`,
  )
}

/** The discount of the rest: the same percentage, or what the part leaves of an amount. Charges stay with the part. */
function wholeOfRest(order: OrderRow, kept: readonly OrderLine[], rest: readonly OrderLine[]): Whole {
  const { currency, discountOffMinor, discountMinor } = order
  const same = { ...wholeColumns(order), currency, charges: [] }
  if (discountOffMinor === null) return same
  const offMinor = discountMinor - orderTotals(kept, order).allowanceMinor
  const baseMinor = linesNet(partsOf(rest), currency)
  return offMinor > 0n && offMinor <= baseMinor
    ? { ...same, discountOffMinor: offMinor, discountBaseMinor: baseMinor }
    : justLines(currency)
}

/** A line of the new order, which names the lines for its packaging there. */
const renamed = (line: OrderLine, orderId: string, ids: ReadonlyMap<string, string>): OrderLine => ({
  ...line,
  id: ids.get(line.id) as string,
  orderId,
  returnables: (line.returnables ?? []).map(({ lineId, per }) => ({ lineId: ids.get(lineId) as string, per })),
})

/** Gives the events of the order until now to its rest too, because stage times are computed from one history. */
const sharedHistory = (ctx: Ctx, orderId: string, restId: string): Statement<never> =>
  sql`INSERT INTO event_object (organisation_id, object_type, object_id, event_id, qualifier)
    SELECT organisation_id, object_type, ${restId}::uuid, event_id, qualifier FROM event_object
    WHERE organisation_id = ${ctx.organisationId} AND object_type = 'order' AND object_id = ${orderId} ON CONFLICT DO NOTHING`

/**
 * Handles the part of an order that was not approved. It waits as an order of its own, with its reservations and its day of confirmation;
 * or that order waits for prepayment; or the part is cancelled. The verb that decides calls it.
 */
export function divideOff(
  ctx: Ctx,
  order: OrderRow,
  divided: Divided,
  { rest: then }: ApprovedPart,
  facts: RestFacts,
  reason: string,
): Rest {
  if (then === 'CANCELLED') return cancelRest(order, divided, reason)
  const id = newId(ctx.now)
  const ids = new Map(divided.rest.map((line) => [line.id, newId(ctx.now)]))
  const lines = divided.rest.map((line) => renamed(line, id, ids))
  const beforehand = then === 'PREPAID' ? facts.beforehand : undefined
  const creditState = beforehand ? 'AWAITING_PAYMENT' : order.creditState
  const whole = wholeOfRest(order, divided.kept, lines)
  const totals = keptTotals(lines, whole)
  const { grossMinor } = totals
  const stand = position(lines, { ...order, creditState, openMinor: 0n, overdue: false })
  const terms = beforehand && { paymentTermsId: beforehand.paymentTermsId, termsKind: 'PREPAID' as const, termsDays: 0 }
  const rest = { ...order, ...terms, ...stand, ...whole, ...totals, id, number: facts.number(), creditState }
  const divides: NewEvent = {
    name: 'order/order.divided',
    objects: [
      ['order', order.id],
      ['customer', order.customerId],
      ['order', id, 'rest'],
    ],
    payload: { rest: rest.number, ...divided.goods, grossMinor, then },
  }
  const written: Rest = {
    orderId: id,
    statements: [
      headOfRest(ctx, order, rest),
      insert(
        ctx,
        'orderLine',
        lines.map((line) => ({ ...line, confirmedAt: order.orderedAt })),
      ),
      sharedHistory(ctx, order.id, id),
    ],
    events: [divides],
    deltas: [],
  }
  if (creditState === 'REFERRED') {
    const { account, policy } = facts
    written.statements.push(
      keepReferral(ctx, { customerId: order.payerId, orderId: id, policy, account, orderMinor: grossMinor }, 'REST'),
    )
  }
  if (beforehand) {
    const { prepaidDays } = beforehand
    const issued = issueProforma(ctx, { order: rest, number: facts.proformaNumber(), grossMinor, prepaidDays })
    written.statements.push(...issued.statements)
    written.events.push(...issued.events)
  }
  return written
}
