import type { HoldCause } from '@/server/credit/mutations/account'
import { holdLifted, liftHolds, moveExposure } from '@/server/credit/mutations/account'
import { applyToItems, type NewApplication, type OpenItem } from '@/server/ledger/mutations'
import { advance, linesOf, lockOrders, type OrderChanges, type OrderRow } from '@/server/order/mutations/advance'
import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Tx } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { NewEvent } from '@/server/platform/events/events'
import { sumMinor } from '@/server/platform/money/money'
import type { Day } from '@/server/platform/time/calendar'

/** A payer's standing holds; read under the lock of the credit account. */
export function standingHolds(ctx: Ctx, customerId: string): Statement<{ cause: HoldCause }> {
  return sql`SELECT DISTINCT cause FROM credit_hold WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} AND ended_at IS NULL`
}

/** A payer whose credit account is locked, with all unsettled items and those that are to be opened again. */
export interface Payer {
  customerId: string
  items: readonly OpenItem[]
  holds: readonly HoldCause[]
}

export interface Settling {
  applications: readonly NewApplication[]
  /** The day from which the money or the credit counts. */
  effectiveOn: Day
  /** The change of the payer's unapplied cash and deposits. */
  unappliedMinor?: bigint
  /** The change of an order's deposit. */
  deposits?: ReadonlyMap<string, bigint>
  /** Orders whose prepayment has come and that no longer wait for it. */
  paid?: ReadonlySet<string>
  /** Orders whose prepayment was reversed and that wait for it again. */
  unpaid?: ReadonlySet<string>
  /** Quantities credited, by order line. */
  credited?: ReadonlyMap<string, number>
  /** Further orders to derive again, besides those of the items. */
  orderIds?: readonly string[]
}

interface Settled {
  statements: Statement<never>[]
  events: NewEvent[]
}

/** The items as they are after the applications. */
function after(payer: Payer, applications: readonly NewApplication[]): OpenItem[] {
  const sums = new Map<string, bigint>()
  for (const { openItemId, amountMinor } of applications)
    sums.set(openItemId, (sums.get(openItemId) ?? 0n) + amountMinor)
  return payer.items.map((item) => ({ ...item, openMinor: item.openMinor - (sums.get(item.id) ?? 0n) }))
}

function changesOf(order: OrderRow, payer: Payer, items: readonly OpenItem[], change: Settling): OrderChanges {
  const own = items.filter((item) => item.orderId === order.id && item.kind === 'INVOICE')
  const before = payer.items.filter((item) => item.orderId === order.id && item.kind === 'INVOICE')
  const moved = sumMinor(own.map((item) => item.openMinor)) - sumMinor(before.map((item) => item.openMinor))
  const changes: OrderChanges = {
    openMinor: order.openMinor + moved,
    overdue: own.some((item) => item.openMinor > 0n && item.overdueSince !== null),
    depositMinor: order.depositMinor + (change.deposits?.get(order.id) ?? 0n),
  }
  if (change.paid?.has(order.id) && order.creditState === 'AWAITING_PAYMENT') changes.creditState = 'NOT_NEEDED'
  if (change.unpaid?.has(order.id) && order.creditState === 'NOT_NEEDED') changes.creditState = 'AWAITING_PAYMENT'
  return changes
}

function settledEvents(payer: Payer, items: readonly OpenItem[]): NewEvent[] {
  const before = new Map(payer.items.map((item) => [item.id, item.openMinor]))
  return items
    .filter((item) => item.openMinor === 0n && before.get(item.id) !== 0n)
    .map((item) => ({
      name: 'collection/item.settled',
      objects: [
        [item.kind === 'INVOICE' ? 'invoice' : 'creditNote', item.documentId],
        ['customer', item.customerId],
        ...(item.orderId ? [['order', item.orderId] as const] : []),
      ],
      payload: { number: item.number },
    }))
}

/**
 * Ends the holds whose cause is gone: nothing is overdue any more, or the items that a returned payment re-opened are
 * paid (rule 12).
 */
function endedHolds(ctx: Ctx, payer: Payer, items: readonly OpenItem[], lowers: boolean): Settled {
  const open = items.filter((item) => item.openMinor > 0n)
  const ended: HoldCause[] = []
  if (payer.holds.includes('OVERDUE') && !open.some((item) => item.overdueSince !== null)) ended.push('OVERDUE')
  if (payer.holds.includes('PAYMENT_RETURNED') && lowers && !open.some((item) => item.reopened))
    ended.push('PAYMENT_RETURNED')
  return {
    statements: ended.map((cause) => liftHolds(ctx, payer.customerId, cause, 'PAID')),
    events: ended.map((cause) => holdLifted(payer.customerId, cause)),
  }
}

function withCredits(lines: readonly OrderLine[], credited: ReadonlyMap<string, number> | undefined): OrderLine[] {
  return lines.map((line) => ({ ...line, credited: line.credited + (credited?.get(line.id) ?? 0) }))
}

/**
 * Everything that follows when open items of a payer are reduced or opened again: the items, the stage of their orders,
 * the payer's exposure, and holds whose cause has ended. The caller holds the lock on the credit account and on the
 * items; the orders are locked here. The caller commits the statements and records the events with its own.
 */
export async function settle(tx: Tx, payer: Payer, change: Settling): Promise<Settled> {
  const { ctx } = tx
  const items = after(payer, change.applications)
  const touched = new Set(change.applications.map((application) => application.openItemId))
  const orderIds = new Set([...(change.orderIds ?? []), ...(change.deposits?.keys() ?? []), ...(change.paid ?? [])])
  for (const item of payer.items) if (item.orderId && touched.has(item.id)) orderIds.add(item.orderId)
  const ids = [...orderIds].sort()
  const [orders, lines] = ids.length > 0 ? await tx.run(lockOrders(ctx, ids), linesOf(ctx, ids)) : [[], []]
  const advances = orders.map((order) => {
    const before = lines.filter((line) => line.orderId === order.id)
    return advance(ctx, order, before, withCredits(before, change.credited), changesOf(order, payer, items, change))
  })
  const loweredMinor = sumMinor(change.applications.map((application) => application.amountMinor))
  const holds = endedHolds(
    ctx,
    payer,
    items,
    change.applications.some((application) => application.amountMinor > 0n) || (change.unappliedMinor ?? 0n) > 0n,
  )
  const released = orders
    .filter((order) => change.paid?.has(order.id) && order.creditState === 'AWAITING_PAYMENT')
    .map(
      (order): NewEvent => ({
        name: 'credit/order.released',
        objects: [
          ['order', order.id],
          ['customer', order.customerId],
        ],
      }),
    )
  return {
    statements: [
      ...applyToItems(ctx, change.applications, change.effectiveOn),
      ...advances.flatMap((advanced) => advanced.statements),
      ...moveExposure(ctx, {
        customerId: payer.customerId,
        openMinor: -loweredMinor,
        unappliedMinor: change.unappliedMinor,
      }),
      ...holds.statements,
    ],
    events: [
      ...settledEvents(payer, items),
      ...advances.flatMap((advanced) => advanced.events),
      ...released,
      ...holds.events,
    ],
  }
}
