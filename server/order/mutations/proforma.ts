import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { expectRows, insert, type Statement, sql } from '@/server/platform/database/sql'
import type { NewEvent } from '@/server/platform/events/events'
import { addDays, type Day } from '@/server/platform/time/calendar'
import { orderTotals } from '../rules/amounts'
import type { OrderLine } from '../rules/position'
import type { OrderChanges, OrderRow } from './advance'

export const proformaSeries = ['PROFORMA', 'PF-'] as const

/** The current pro forma of an order. */
export interface StandingProforma {
  id: string
  number: string
  state: 'OPEN' | 'PAID' | 'CANCELLED' | 'LAPSED'
  grossMinor: bigint
  paidMinor: bigint
  expiresOn: Day | null
  remindedOn: Day | null
  heldBack: string | null
  /** The present setting for days to pay. A pro forma that replaces this one uses it. */
  prepaidDays: number | null
}

/** Reads the current pro forma of an order. The order's lock protects it. */
export function standingProforma(ctx: Ctx, orderId: string): Statement<StandingProforma> {
  return sql`SELECT f.id, f.number, f.state, f.gross_minor, f.paid_minor, f.expires_on, f.reminded_on, f.held_back, g.prepaid_days
    FROM proforma f JOIN organisation g ON g.id = f.organisation_id
    WHERE f.organisation_id = ${ctx.organisationId} AND f.order_id = ${orderId} AND f.state <> 'REPLACED'`
}

interface Issued {
  order: { id: string; customerId: string; currency: string }
  number: string
  grossMinor: bigint
  /** The money that was received for the replaced pro forma. */
  paidMinor?: bigint
  prepaidDays: number | null
  replaces?: string
}

interface Written {
  statements: Statement<never>[]
  events: NewEvent[]
}

/**
 * Writes a pro forma with its last day to pay. When money received before covers it, it is paid at once and no event asks
 * for the payment.
 */
export function issueProforma(ctx: Ctx, issued: Issued): Written {
  const { order, number, grossMinor, paidMinor = 0n, prepaidDays, replaces } = issued
  const paid = paidMinor >= grossMinor
  const expiresOn = prepaidDays === null ? null : addDays(ctx.today, prepaidDays)
  const row = {
    id: newId(ctx.now),
    orderId: order.id,
    number,
    currency: order.currency,
    grossMinor,
    paidMinor,
    state: paid ? 'PAID' : 'OPEN',
    issuedAt: ctx.now,
    paidAt: paid ? ctx.now : null,
    expiresOn: paid ? null : expiresOn,
  }
  const event: NewEvent = {
    name: 'order/proforma.issued',
    objects: [
      ['order', order.id],
      ['customer', order.customerId],
      ['proforma', row.id],
    ],
    payload: { number, expiresOn: row.expiresOn, ...(replaces ? { replaces } : {}) },
  }
  return { statements: [insert(ctx, 'proforma', [row])], events: paid ? [] : [event] }
}

/** Ends an open pro forma. The transaction fails when it is not open any more. */
export function endProforma(ctx: Ctx, id: string, state: 'CANCELLED' | 'LAPSED' | 'REPLACED'): Statement<never> {
  return expectRows(
    1,
    sql`UPDATE proforma SET state = ${state}, held_back = NULL WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND state = 'OPEN'`,
  )
}

/**
 * Brings the pro forma of a changed order up to date. A cancelled order cancels it. An order with another amount gets a new
 * pro forma with its own number, because a sent paper never changes. Money for the old one counts.
 */
export function followOrder(
  ctx: Ctx,
  proforma: StandingProforma | undefined,
  order: Pick<OrderRow, 'id' | 'customerId' | 'currency' | 'stage' | 'grossMinor'>,
  number: () => string,
): Written {
  if (proforma?.state !== 'OPEN') return { statements: [], events: [] }
  if (order.stage === 'CANCELLED') return { statements: [endProforma(ctx, proforma.id, 'CANCELLED')], events: [] }
  if (order.grossMinor === proforma.grossMinor) return { statements: [], events: [] }
  const { paidMinor, prepaidDays, number: replaces } = proforma
  const { grossMinor } = order
  const next = issueProforma(ctx, { order, number: number(), grossMinor, paidMinor, prepaidDays, replaces })
  return { statements: [endProforma(ctx, proforma.id, 'REPLACED'), ...next.statements], events: next.events }
}

/** Releases an order that was lowered until the received money covers it. */
export function paidBy(
  proforma: StandingProforma | undefined,
  order: OrderRow,
  after: readonly OrderLine[],
): { changes: OrderChanges; events: NewEvent[] } {
  const left = after.some((line) => line.ordered > line.cancelled)
  const paid = proforma?.state === 'OPEN' && proforma.paidMinor >= orderTotals(after, order).grossMinor
  if (!paid || !left || order.creditState !== 'AWAITING_PAYMENT') return { changes: {}, events: [] }
  const released: NewEvent = {
    name: 'credit/order.released',
    objects: [
      ['order', order.id],
      ['customer', order.customerId],
    ],
    payload: { creditState: 'NOT_NEEDED', from: order.creditState },
  }
  return { changes: { creditState: 'NOT_NEEDED' }, events: [released] }
}
