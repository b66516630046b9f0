import { lockCredit } from '@/server/credit/mutations/account'
import { policyInForce } from '@/server/credit/queries/policy'
import { type CreditAccount, type GateDecision, gate, ownMailDomain, type ScoringInputs } from '@/server/credit/rules'
import { moveStock } from '@/server/inventory/mutations/stock'
import type { Ctx } from '@/server/platform/ctx'
import { type NewEvent, recordEvents } from '@/server/platform/events'
import { transaction } from '@/server/platform/run'
import { expectRows, type Statement, sql } from '@/server/platform/sql'
import { exposureOf } from '../rules/amounts'
import type { OrderLine } from '../rules/position'
import { loseReservations } from '../rules/quantities'
import { advance, linesOf, lockOrder, lockOrders, type OrderRow } from './advance'
import { closeDecision, releaseOrder } from './decide'

/** Orders of a payer looked at again in one go; what is left waits for the next event or sweep. */
const regatedAtOnce = 50

function laterGate(
  account: CreditAccount,
  policy: Parameters<typeof gate>[2],
  order: OrderRow,
  lines: OrderLine[],
): GateDecision['state'] | 'PASSED' | 'HELD' | 'NOT_NEEDED' {
  const orderMinor = exposureOf(lines, 'PASSED', order.currency).committedMinor
  const inputs: ScoringInputs = {
    orderMinor,
    starterLimitMinor: policy.starterLimitMinor,
    taxNumber: false,
    addressComplete: false,
    ownMailDomain: ownMailDomain(null),
    sameCountry: false,
    settledOrders: 0,
  }
  const outcome = gate(order.termsKind, account, policy, inputs)
  return outcome.state === 'AWAITING_PAYMENT' ? 'HELD' : outcome.state
}

/**
 * Looks again at a payer's orders that wait for credit, oldest first: those that fit now (money came, limit raised, hold ended) are released
 * by themselves (rule 12), each in the order it came. A first order that was referred waits for a person.
 */
export async function regate(ctx: Ctx, payerId: string): Promise<{ released: number }> {
  return transaction(ctx, {}, async (tx) => {
    const [[account], [policy], waiting] = await tx.run(
      lockCredit(ctx, payerId),
      policyInForce(ctx),
      sql<{
        id: string
      }>`SELECT id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND payer_id = ${payerId} AND stage = 'CREDIT'
        AND credit_state IN ('REFERRED', 'HELD') ORDER BY ordered_at, id LIMIT ${regatedAtOnce}`,
    )
    if (!account || !policy || waiting.length === 0 || account.holds > 0 || account.limitMinor === null)
      return { released: 0 }
    const ids = waiting.map((row) => row.id)
    const [orders, lines] = await tx.run(lockOrders(ctx, ids), linesOf(ctx, ids))
    const byAge = orders.sort((a, b) => a.orderedAt.getTime() - b.orderedAt.getTime())
    const statements: Statement[] = []
    const events: NewEvent[] = []
    const standing = { ...account }
    for (const order of byAge) {
      const own = lines.filter((line) => line.orderId === order.id)
      if (laterGate(standing, policy, order, own) !== 'PASSED') continue
      const { moved, event } = releaseOrder(ctx, { order, lines: own, levels: [] }, 'PASSED')
      standing.committedMinor += moved.order.committedMinor
      statements.push(
        ...moved.statements,
        closeDecision(ctx, {
          orderId: order.id,
          state: 'APPROVED',
          overrideMinor: null,
          limitMinor: null,
          reason: 'FITS_LIMIT',
        }),
      )
      events.push(event, ...moved.events)
    }
    if (events.length > 0) await tx.commit(...statements, recordEvents(ctx, events))
    return { released: events.filter((event) => event.name === 'credit/order.released').length }
  })
}

/** A referred order keeps its stock for the policy's time, then loses it visibly (rule 3): reserved becomes backordered. */
export async function expireReservation(ctx: Ctx, orderId: string): Promise<{ lost: number }> {
  return transaction(ctx, {}, async (tx) => {
    const [[order], lines, [due]] = await tx.run(
      lockOrder(ctx, orderId),
      linesOf(ctx, [orderId]),
      sql<{
        id: string
      }>`SELECT id FROM credit_decision WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND state = 'REFERRED' AND expires_at <= ${ctx.now} LIMIT 1`,
    )
    if (!order || !due || order.creditState !== 'REFERRED') return { lost: 0 }
    const reserved = lines.reduce((sum, line) => sum + line.reserved, 0)
    const { lines: after, lost } = loseReservations(lines, reserved)
    const moved = advance(ctx, order, lines, after)
    const deltas = lines
      .filter((line) => lost.has(line.id))
      .map((line) => ({
        warehouseId: line.warehouseId,
        productId: line.productId,
        reserved: -line.reserved,
        backordered: line.reserved,
      }))
    const event: NewEvent = {
      name: 'order/reservation.lost',
      objects: [['order', orderId]],
      payload: { units: reserved, cause: 'CREDIT_EXPIRED' },
    }
    await tx.commit(
      ...moved.statements,
      moveStock(ctx, deltas),
      expectRows(
        1,
        sql`UPDATE credit_decision SET expires_at = NULL WHERE organisation_id = ${ctx.organisationId} AND id = ${due.id}`,
      ),
      ...(reserved > 0 ? [recordEvents(ctx, [event, ...moved.events])] : []),
    )
    return { lost: reserved }
  })
}
