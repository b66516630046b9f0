import { giveLimit, limitChanged, lockCredit } from '@/server/credit/mutations/account'
import { policyInForce } from '@/server/credit/queries/policy'
import { exposure } from '@/server/credit/rules'
import { moveStock } from '@/server/inventory/mutations/stock'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { withNumber } from '@/server/platform/database/numbers'
import { type Tx, transaction } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { exposureOf } from '../rules/amounts'
import { divide } from '../rules/division'
import type { OrderLine } from '../rules/position'
import { cancellable, takeBack } from '../rules/quantities'
import type { ApprovedPart, DecideInput } from '../schema'
import { advance, linesOf, lockOrder } from './advance'
import { type Beforehand, divideOff, type Rest } from './divide'
import { orderSeries } from './place'
import { prepay } from './prepay'
import { proformaSeries } from './proforma'
import { releaseOrder, stockOf } from './release'
import { type Asked, type Decided, keepWord } from './word'

/** The payment terms for prepayment. Terms in use come before archived ones. */
const beforehandOf = (ctx: Ctx): Statement<Beforehand> =>
  sql`SELECT t.id AS payment_terms_id, g.prepaid_days FROM payment_terms t JOIN organisation g ON g.id = t.organisation_id
    WHERE t.organisation_id = ${ctx.organisationId} AND t.kind = 'PREPAID' ORDER BY t.archived_at IS NOT NULL, t.code LIMIT 1`

/** Cancels a declined order and frees its stock. Picked units wait to be put back. */
function cancelAll(lines: readonly OrderLine[]) {
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
 * Records a person's decision about a referred or held order, with a reason. An approval is an override for this order or comes with a new
 * limit. It may cover a part of each line: the rest waits as an order of its own, is cancelled, or is paid beforehand. It may end on a day:
 * units that have not left by then wait again (`endApproval`). An approval of a held order overrules the present holds for this order only;
 * a later hold stops it again. The other decisions are payment beforehand, and declining, which cancels the order and frees its stock.
 * Refuses with NOT_WAITING (decided already, nothing left to send, or the seller has to answer first), LIMIT_TOO_LOW (the order exceeds the
 * new limit), APPROVAL_IN_PAST, PART_PICKED, PART_TOO_LARGE, PART_EMPTY, PART_WHOLE, NOTHING_TO_PAY, PART_HAS_LEFT, NO_PREPAID_TERMS,
 * NOT_FOUND.
 */
export async function decide(ctx: Ctx, input: DecideInput): Promise<Decided> {
  return withNumber(ctx, orderSeries, (orderNumber) =>
    withNumber(ctx, proformaSeries, (proformaNumber) =>
      transaction(ctx, idempotent('order.decide', input.idempotencyKey, input), async (tx) => {
        const loaded = await load(tx, input.orderId)
        const asked = { ...loaded, orderNumber, proformaNumber }
        if (input.decision === 'DECLINE') return declineOrder(tx, asked, input.reason)
        if (input.decision === 'PREPAY') return prepay(tx, asked, input.reason)
        return approve(tx, asked, input)
      }),
    ),
  )
}

async function load(tx: Tx, orderId: string) {
  const { ctx } = tx
  const [[found]] = await tx.run(
    sql<{
      payerId: string
    }>`SELECT payer_id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`,
  )
  if (!found) notFound('order')
  const [[account], [order], lines, [policy], [beforehand]] = await tx.run(
    lockCredit(ctx, found.payerId),
    lockOrder(ctx, orderId),
    linesOf(ctx, [orderId]),
    policyInForce(ctx),
    beforehandOf(ctx),
  )
  if (!account || !order) notFound('order')
  if (!policy) refuse('NOT_SET_UP')
  // Orders in this stage have units left to send, and wait for no other answer of the seller.
  if (order.stage !== 'CREDIT' || (order.creditState !== 'REFERRED' && order.creditState !== 'HELD'))
    refuse('NOT_WAITING', { creditState: order.creditState })
  return { account, order, lines, policy, beforehand }
}

const nothingLeft: Rest = { orderId: null, statements: [], events: [], deltas: [] }

/** The part that stays in the order, and what happens to the rest. */
function partOf(ctx: Ctx, asked: Asked, part: ApprovedPart | undefined, reason: string) {
  const { order, lines, beforehand, orderNumber: number } = asked
  if (!part) return { kept: lines, rest: nothingLeft, after: null }
  if (part.rest === 'PREPAID' && !beforehand) refuse('NO_PREPAID_TERMS')
  const divided = divide(lines, part.lines, order.currency)
  return {
    kept: divided.kept,
    rest: divideOff(ctx, order, divided, part, { ...asked, number }, reason),
    after: part.rest,
  }
}

async function approve(tx: Tx, asked: Asked, input: DecideInput): Promise<Decided> {
  const { ctx } = tx
  const { account, order, lines } = asked
  const { reason, part, approvedUntil = null, limitMinor = null } = input
  if (approvedUntil !== null && approvedUntil < ctx.today) refuse('APPROVAL_IN_PAST', { field: 'approvedUntil' })
  const { kept, rest, after: then } = partOf(ctx, asked, part, reason)
  const owedMinor = exposure(account) + exposureOf(kept, 'PASSED', order).committedMinor
  if (limitMinor !== null && limitMinor < owedMinor)
    refuse('LIMIT_TOO_LOW', { neededMinor: owedMinor, field: 'limitMinor' })
  const overMinor = owedMinor - (limitMinor ?? account.limitMinor ?? 0n)
  const overrideMinor = overMinor > 0n ? overMinor : 0n
  const { moved, deltas, event } = releaseOrder(ctx, await stockOf(tx, order, lines, kept), 'PASSED')
  const decided: NewEvent = {
    name: 'credit/decision.made',
    objects: event.objects,
    payload: {
      state: 'APPROVED',
      overrideMinor,
      limitMinor,
      by: 'PERSON',
      ...(approvedUntil && { until: approvedUntil }),
      ...(then && { rest: then }),
    },
  }
  const raised = limitMinor === null ? null : limitChanged(account, limitMinor, reason)
  const word = { state: 'APPROVED' as const, overrideMinor, limitMinor, reason, approvedUntil }
  return tx.conclude(
    { orderId: order.id, stage: moved.order.stage, creditState: 'PASSED', restOrderId: rest.orderId },
    ...(limitMinor === null ? [] : [giveLimit(ctx, order.payerId, limitMinor, 'PERSON')]),
    ...rest.statements,
    ...moved.statements,
    moveStock(ctx, [...deltas, ...rest.deltas]),
    ...keepWord(ctx, account, order, { ...word, rest: then, restOrderId: rest.orderId }),
    recordEvents(ctx, [decided, ...(raised ? [raised] : []), ...rest.events, event, ...moved.events]),
  )
}

async function declineOrder(tx: Tx, { account, order, lines }: Asked, reason: string): Promise<Decided> {
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
    ...keepWord(ctx, account, order, { state: 'DECLINED', overrideMinor: null, limitMinor: null, reason }),
    recordEvents(ctx, [event, ...moved.events]),
  )
}
