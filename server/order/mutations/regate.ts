import { holdLifted, keepDecision, liftHolds, lockCredit } from '@/server/credit/mutations/account'
import { policyInForce } from '@/server/credit/queries/policy'
import { type CreditAccount, type CreditPolicy, fitsLimit, gate, insideLimit } from '@/server/credit/rules'
import { lockStockAt, moveStock } from '@/server/inventory/mutations/stock'
import { type FreeStock, freeStock, type StockDelta } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read, type Tx, transaction } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { buyerFacts } from '../queries/facts'
import { exposureOf } from '../rules/amounts'
import type { OrderLine } from '../rules/position'
import { scoringInputs } from '../rules/scoring'
import { advance, linesOf, lockOrders, type OrderRow } from './advance'
import { releaseOrder } from './release'
import { closeDecision } from './word'

/** How many orders of one payer are looked at in one transaction; the others wait for the next event. */
const regatedAtOnce = 50

interface Outcome {
  statements: Statement[]
  events: NewEvent[]
  /** The stock that is reserved for it again. */
  deltas?: StockDelta[]
  /** The payer's account after this order. */
  standing: CreditAccount
}

/** A waiting order with its lines and the free stock of its products. */
interface Looked {
  order: OrderRow
  lines: OrderLine[]
  free: FreeStock
}

/**
 * Releases an order. The stock that it lost while waiting is reserved again in the same transaction, so that the one
 * mail to the customer is right.
 */
function released(ctx: Ctx, looked: Looked, standing: CreditAccount): Outcome {
  const { moved, deltas, event } = releaseOrder(ctx, looked, 'PASSED')
  const committedMinor = standing.committedMinor + moved.order.committedMinor
  return {
    statements: moved.statements,
    events: [event, ...moved.events],
    deltas,
    standing: { ...standing, committedMinor },
  }
}

/** Releases a referred order when it fits the limit now. A payer without a limit waits for a person. */
function lookAgain(ctx: Ctx, looked: Looked, standing: CreditAccount): Outcome | null {
  const { order, lines } = looked
  const raiseMinor = exposureOf(lines, 'PASSED', order).committedMinor
  if (standing.limitMinor === null || !fitsLimit(standing, raiseMinor)) return null
  const outcome = released(ctx, looked, standing)
  const word = { state: 'APPROVED', overrideMinor: null, limitMinor: null, reason: 'FITS_LIMIT' } as const
  return {
    ...outcome,
    statements: [...outcome.statements, closeDecision(ctx, standing, order.id, word)],
  }
}

/** Asks the gate about a held order after the hold has ended: the order passes or is referred. */
async function judgeHeld(tx: Tx, looked: Looked, standing: CreditAccount, policy: CreditPolicy): Promise<Outcome> {
  const { ctx } = tx
  const { order, lines } = looked
  const [[buyer]] = await tx.run(buyerFacts(ctx, order.customerId, null))
  if (!buyer) notFound('customer')
  const raiseMinor = exposureOf(lines, 'PASSED', order).committedMinor
  const inputs = scoringInputs(buyer, policy, raiseMinor)
  const judged = gate(order.termsKind, standing, policy, inputs)
  const decision = 'decision' in judged ? judged.decision : null
  const kept =
    decision && keepDecision(ctx, { customerId: order.payerId, orderId: order.id, policy, inputs, standing }, decision)
  const [keeping, telling] = [kept?.statements ?? [], kept ? [kept.event] : []]
  if (judged.state === 'PASSED') {
    const outcome = released(ctx, looked, {
      ...standing,
      limitMinor: decision?.limitMinor ?? standing.limitMinor,
    })
    return { ...outcome, statements: [...keeping, ...outcome.statements], events: [...telling, ...outcome.events] }
  }
  const moved = advance(ctx, order, lines, lines, { creditState: judged.state })
  return { statements: [...keeping, ...moved.statements], events: [...telling, ...moved.events], standing }
}

function waitingOrders(ctx: Ctx, payerId: string): Statement<{ id: string }> {
  return sql`SELECT id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND payer_id = ${payerId} AND stage IN ('ORDER', 'CREDIT')
    AND credit_state IN ('REFERRED', 'HELD') ORDER BY ordered_at, id LIMIT ${regatedAtOnce}`
}

/** The hold that a limit below the exposure placed. */
function loweredHold(ctx: Ctx, payerId: string): Statement<{ id: string }> {
  return sql`SELECT id FROM credit_hold WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${payerId} AND cause = 'LIMIT_LOWERED' AND ended_at IS NULL`
}

/** The free stock of the products that the orders lack. */
async function freeOf(tx: Tx, lines: readonly OrderLine[]): Promise<FreeStock> {
  const lacking = lines.filter((line) => line.backordered > 0)
  if (lacking.length === 0) return new Map()
  const [levels] = await tx.run(lockStockAt(tx.ctx, lacking))
  return freeStock(levels)
}

/**
 * Checks the orders again that wait because of a payer's credit (rule 12). When the payer owes less than the limit again, the hold
 * of a lowered limit ends, and the event of its end starts another check. Without a hold, the orders that fit the limit now are
 * released, oldest first. An order that was held from the start is judged for the first time.
 */
export async function regate(ctx: Ctx, payerId: string): Promise<{ released: number }> {
  const [some, lowered] = await read(ctx, waitingOrders(ctx, payerId), loweredHold(ctx, payerId))
  if (some.length + lowered.length === 0) return { released: 0 }
  return transaction(ctx, {}, async (tx) => {
    const [[account], [policy], [hold], waiting] = await tx.run(
      lockCredit(ctx, payerId),
      policyInForce(ctx),
      loweredHold(ctx, payerId),
      waitingOrders(ctx, payerId),
    )
    if (!account || !policy) return { released: 0 }
    if (hold && insideLimit(account)) {
      const lifted = liftHolds(ctx, payerId, 'LIMIT_LOWERED', 'FITS_LIMIT')
      await tx.commit(lifted, recordEvents(ctx, [holdLifted(payerId, 'LIMIT_LOWERED')]))
      return { released: 0 }
    }
    if (account.holds > 0) return { released: 0 }
    const ids = waiting.map((row) => row.id)
    const [orders, lines] = await tx.run(lockOrders(ctx, ids), linesOf(ctx, ids))
    const free = await freeOf(tx, lines)
    const statements: Statement[] = []
    const events: NewEvent[] = []
    const deltas: StockDelta[] = []
    let standing = account
    for (const order of orders.toSorted((a, b) => a.orderedAt.getTime() - b.orderedAt.getTime())) {
      const own = lines.filter((line) => line.orderId === order.id)
      const looked = { order, lines: own, free }
      const held = order.creditState === 'HELD'
      const outcome = held ? await judgeHeld(tx, looked, standing, policy) : lookAgain(ctx, looked, standing)
      if (!outcome) continue
      deltas.push(...(outcome.deltas ?? []))
      statements.push(...outcome.statements)
      events.push(...outcome.events)
      standing = outcome.standing
    }
    if (events.length > 0) await tx.commit(...statements, moveStock(ctx, deltas), recordEvents(ctx, events))
    return { released: events.filter((event) => event.name === 'credit/order.released').length }
  })
}
