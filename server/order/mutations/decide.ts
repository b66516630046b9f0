import { giveLimit, limitChanged, lockCredit, overruleHold, seenWith } from '@/server/credit/mutations/account'
import { type CreditAccount, exposure } from '@/server/credit/rules'
import { lockStock, moveStock } from '@/server/inventory/mutations/stock'
import { available, type StockDelta } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { exposureOf } from '../rules/amounts'
import type { CreditState, OrderLine } from '../rules/position'
import { cancellable, serveBackorders, takeBack } from '../rules/quantities'
import type { DecideInput } from '../schema'
import { type Advance, advance, linesOf, lockOrder, type OrderRow } from './advance'

interface Referred {
  order: OrderRow
  lines: OrderLine[]
  /** What lies free of each product; lowered by what the order takes. */
  free: Map<string, number>
}

/** An order with the free stock of its products: what it lost while it waited is looked for again when it is released. */
async function stockOf(tx: Tx, order: OrderRow, lines: OrderLine[]): Promise<Referred> {
  const productIds = [...new Set(lines.filter((line) => line.backordered > 0).map((line) => line.productId))]
  if (productIds.length === 0) return { order, lines, free: new Map() }
  const [levels] = await tx.run(lockStock(tx.ctx, order.warehouseId, productIds))
  return { order, lines, free: new Map(levels.map((level) => [level.productId, available(level)])) }
}

/** Releases an order that waited for credit: it counts in exposure now, and what lies free is reserved for it. */
export function releaseOrder(
  ctx: Ctx,
  { order, lines, free }: Referred,
  creditState: CreditState,
): { moved: Advance; deltas: StockDelta[]; event: NewEvent } {
  const { lines: after, served } = serveBackorders(lines, free)
  const moved = advance(ctx, order, lines, after, { creditState })
  const deltas = lines
    .filter((line) => served.has(line.id))
    .map((line) => ({
      warehouseId: line.warehouseId,
      productId: line.productId,
      reserved: served.get(line.id) ?? 0,
      backordered: -(served.get(line.id) ?? 0),
    }))
  const event: NewEvent = {
    name: 'credit/order.released',
    objects: [
      ['order', order.id],
      ['customer', order.customerId],
    ],
    payload: { creditState, from: order.creditState },
  }
  return { moved, deltas, event }
}

interface ClosedDecision {
  orderId: string
  state: 'APPROVED' | 'DECLINED'
  overrideMinor: bigint | null
  limitMinor: bigint | null
  reason: string
}

/** Closes a referral with what was owed and allowed at that moment. */
export function closeDecision(ctx: Ctx, account: CreditAccount, closed: ClosedDecision): Statement<never> {
  return sql`UPDATE credit_decision SET state = ${closed.state}, override_minor = ${closed.overrideMinor}, limit_minor = coalesce(${closed.limitMinor}, limit_minor),
      reason = ${closed.reason}, decided_by = ${ctx.actor.id}, decided_at = ${ctx.now}, inputs = inputs || ${seenWith(account)}::jsonb
    WHERE organisation_id = ${ctx.organisationId} AND order_id = ${closed.orderId} AND state = 'REFERRED'`
}

/** Keeps what a person decided: in the referral, or, for an order that a hold stopped, in a row of its own. */
function keepWord(
  ctx: Ctx,
  account: CreditAccount,
  order: OrderRow,
  word: Omit<ClosedDecision, 'orderId'>,
): Statement<never> {
  if (order.creditState === 'REFERRED') return closeDecision(ctx, account, { ...word, orderId: order.id })
  return overruleHold(ctx, account, { ...word, orderId: order.id, customerId: order.payerId })
}

/** Frees all stock of an order that was declined; the order is cancelled with it, and what is picked of it is to be put back. */
function cancelAll(lines: readonly OrderLine[]): { after: OrderLine[]; deltas: StockDelta[] } {
  const waiting = lines.filter((line) => cancellable(line) > 0)
  const deltas = waiting.map((line) => ({
    warehouseId: line.warehouseId,
    productId: line.productId,
    reserved: -line.reserved,
    backordered: -line.backordered,
  }))
  return { after: lines.map((line) => takeBack(line, cancellable(line)).line), deltas }
}

/**
 * A person decides a referred or held order: approve it (an override for this order, or with a new limit) or decline it, with a reason.
 * Approving a held order overrules the holds that stand, for this order alone: it is released and dispatched; a later hold stops it again. Declining cancels the order and frees its stock.
 * Refuses with NOT_WAITING (decided already), LIMIT_TOO_LOW (the new limit does not hold the order), NOT_FOUND.
 */
export async function decide(
  ctx: Ctx,
  input: DecideInput,
): Promise<{ orderId: string; stage: string; creditState: string }> {
  return transaction(ctx, idempotent('order.decide', input.idempotencyKey, input), async (tx) => {
    const [[found]] = await tx.run(
      sql<{
        payerId: string
      }>`SELECT payer_id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${input.orderId}`,
    )
    if (!found) notFound('order')
    const [[account], [order], lines] = await tx.run(
      lockCredit(ctx, found.payerId),
      lockOrder(ctx, input.orderId),
      linesOf(ctx, [input.orderId]),
    )
    if (!account || !order) notFound('order')
    if (order.creditState !== 'REFERRED' && order.creditState !== 'HELD')
      refuse('NOT_WAITING', { creditState: order.creditState })
    if (input.decision === 'DECLINE') return declineOrder(tx, account, order, lines, input.reason)
    const after = exposure(account) + exposureOf(lines, 'PASSED', order.currency).committedMinor
    const limitMinor = input.limitMinor ?? null
    if (limitMinor !== null && limitMinor < after) refuse('LIMIT_TOO_LOW', { neededMinor: after })
    const overMinor = after - (limitMinor ?? account.limitMinor ?? 0n)
    const { moved, deltas, event } = releaseOrder(ctx, await stockOf(tx, order, lines), 'PASSED')
    const decided: NewEvent = {
      name: 'credit/decision.made',
      objects: event.objects,
      payload: { state: 'APPROVED', overrideMinor: overMinor > 0n ? overMinor : 0n, limitMinor, by: 'PERSON' },
    }
    const raised = limitMinor === null ? null : limitChanged(account, limitMinor, input.reason)
    return tx.conclude(
      { orderId: order.id, stage: moved.order.stage, creditState: 'PASSED' },
      ...(limitMinor === null ? [] : [giveLimit(ctx, order.payerId, limitMinor, 'PERSON')]),
      ...moved.statements,
      moveStock(ctx, deltas),
      keepWord(ctx, account, order, {
        state: 'APPROVED',
        overrideMinor: overMinor > 0n ? overMinor : 0n,
        limitMinor,
        reason: input.reason,
      }),
      recordEvents(ctx, [decided, ...(raised ? [raised] : []), event, ...moved.events]),
    )
  })
}

async function declineOrder(tx: Tx, account: CreditAccount, order: OrderRow, lines: OrderLine[], reason: string) {
  const { ctx } = tx
  const { after, deltas } = cancelAll(lines)
  const moved = advance(ctx, order, lines, after, { creditState: 'DECLINED' })
  const event: NewEvent = {
    name: 'credit/decision.made',
    objects: [
      ['order', order.id],
      ['customer', order.customerId],
    ],
    payload: { state: 'DECLINED', by: 'PERSON' },
  }
  return tx.conclude(
    { orderId: order.id, stage: moved.order.stage, creditState: 'DECLINED' },
    ...moved.statements,
    moveStock(ctx, deltas),
    keepWord(ctx, account, order, { state: 'DECLINED', overrideMinor: null, limitMinor: null, reason }),
    recordEvents(ctx, [event, ...moved.events]),
  )
}
