import { holdLifted, holdPlaced, liftHolds, lockCredit, placeHold } from '@/server/credit/mutations/account'
import { standingHolds } from '@/server/invoicing/mutations/settle'
import { lockOpenItems } from '@/server/ledger/mutations'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { read, transaction } from '@/server/platform/database/run'
import { expectRows, insert, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import type { Day } from '@/server/platform/time/calendar'
import { overdueMinor, promiseOutcome } from '../rules/promise'
import type { PromiseInput } from '../schema'
import { payerOf } from './receive'

/**
 * Records that a customer promised to pay; reminders wait until that day. A promise that a person records is accepted: one
 * that covers everything overdue ends the overdue hold until the promise is broken (rule 12). Refuses with PROMISE_IN_PAST.
 */
export async function makePromise(ctx: Ctx, input: PromiseInput): Promise<{ promiseId: string }> {
  if (input.promisedOn < ctx.today) refuse('PROMISE_IN_PAST', { field: 'promisedOn' })
  return transaction(ctx, idempotent('collection.promise', input.idempotencyKey, input), async (tx) => {
    const [[payer]] = await tx.run(payerOf(ctx, input.customerId))
    if (!payer) notFound('customer')
    const promiseId = newId(ctx.now)
    const person = ctx.actor.kind === 'PERSON'
    const [, items, holds] = await tx.run(
      lockCredit(ctx, payer.payerId),
      lockOpenItems(ctx, payer.payerId),
      standingHolds(ctx, payer.payerId),
    )
    const lifts = person && holds.some((hold) => hold.cause === 'OVERDUE') && input.amountMinor >= overdueMinor(items)
    return tx.conclude(
      { promiseId },
      insert(ctx, 'promiseToPay', [
        {
          id: promiseId,
          customerId: payer.payerId,
          amountMinor: input.amountMinor,
          promisedOn: input.promisedOn,
          source: ctx.actor.kind === 'PORTAL' ? 'PORTAL' : 'PERSON',
          state: 'OPEN',
          acceptedAt: person ? ctx.now : null,
          note: input.note ?? null,
          createdAt: ctx.now,
          createdBy: person ? ctx.actor.id : null,
        },
      ]),
      ...(lifts ? [liftHolds(ctx, payer.payerId, 'OVERDUE', 'PROMISED')] : []),
      recordEvents(ctx, [
        {
          name: 'collection/promise.made',
          objects: [
            ['promise', promiseId],
            ['customer', payer.payerId],
          ],
          payload: { amountMinor: input.amountMinor, promisedOn: input.promisedOn },
        },
        ...(lifts ? [holdLifted(payer.payerId, 'OVERDUE')] : []),
      ]),
    )
  })
}

/** The hold that a promise ended. Both were written by one transaction and have its time. */
const liftedBy = (ctx: Ctx, promiseId: string): Statement<{ id: string }> =>
  sql`SELECT h.id FROM promise_to_pay p JOIN credit_hold h ON h.organisation_id = p.organisation_id AND h.customer_id = p.customer_id
      AND h.end_reason = 'PROMISED' AND h.ended_at = p.created_at
    WHERE p.organisation_id = ${ctx.organisationId} AND p.id = ${promiseId}`

/** Ends a promise. If it was not kept and something is overdue, it places the hold again that the promise had ended. */
async function end(
  ctx: Ctx,
  promise: { id: string; customerId: string },
  state: 'KEPT' | 'BROKEN' | 'WITHDRAWN',
): Promise<void> {
  const { id, customerId } = promise
  await transaction(ctx, {}, async (tx) => {
    const [, items, lifted, holds] = await tx.run(
      lockCredit(ctx, customerId),
      lockOpenItems(ctx, customerId),
      liftedBy(ctx, id),
      standingHolds(ctx, customerId),
    )
    const standsAlready = holds.some((hold) => hold.cause === 'OVERDUE')
    const holdsAgain = state !== 'KEPT' && lifted.length > 0 && !standsAlready && overdueMinor(items) > 0n
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE promise_to_pay SET state = ${state}, ended_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND state = 'OPEN'`,
      ),
      ...(holdsAgain ? [placeHold(ctx, customerId, 'OVERDUE', `PROMISE_${state}`)] : []),
      recordEvents(ctx, [
        {
          name: `collection/promise.${state.toLowerCase()}`,
          objects: [
            ['promise', id],
            ['customer', customerId],
          ],
        },
        ...(holdsAgain ? [holdPlaced(customerId, 'OVERDUE')] : []),
      ]),
    )
  })
}

/** Ends a promise that no longer holds. Reminders go on, and the hold that it had ended is placed again. */
export async function withdrawPromise(ctx: Ctx, promiseId: string): Promise<{ promiseId: string }> {
  const [[promise]] = await read(
    ctx,
    sql<{
      id: string
      customerId: string
      state: string
    }>`SELECT id, customer_id, state FROM promise_to_pay WHERE organisation_id = ${ctx.organisationId} AND id = ${promiseId}`,
  )
  if (!promise) notFound('promise')
  if (promise.state !== 'OPEN') conflict('STALE')
  await end(ctx, promise, 'WITHDRAWN')
  return { promiseId }
}

interface DuePromise {
  id: string
  customerId: string
  amountMinor: bigint
  createdAt: Date
  promisedOn: Day
}

/** The money that came between the promise and its day, without the money that kept other promises: money keeps only one promise. */
function receivedFor(ctx: Ctx, { id, customerId, createdAt, promisedOn }: DuePromise) {
  const { organisationId } = ctx
  return sql<{
    receivedMinor: bigint
  }>`SELECT (came.minor - coalesce((SELECT sum(least(q.amount_minor, (SELECT coalesce(sum(r.amount_minor), 0) FROM receipt r
          WHERE r.organisation_id = q.organisation_id AND r.customer_id = q.customer_id AND r.recorded_at >= greatest(q.created_at, ${createdAt}::timestamptz)
            AND r.received_on <= least(q.promised_on, ${promisedOn}::date) AND r.reversed_at IS NULL)))
        FROM promise_to_pay q WHERE q.organisation_id = ${organisationId} AND q.customer_id = ${customerId} AND q.id <> ${id} AND q.state = 'KEPT'
          AND q.ended_at >= ${createdAt}::timestamptz), 0))::bigint AS received_minor
    FROM (SELECT coalesce(sum(amount_minor), 0) AS minor FROM receipt WHERE organisation_id = ${organisationId} AND customer_id = ${customerId}
      AND recorded_at >= ${createdAt}::timestamptz AND received_on <= ${promisedOn}::date AND reversed_at IS NULL) AS came`
}

/**
 * Judges the promises whose day has passed, the earliest day first. A promise is kept if enough money came between it and
 * its day; otherwise it is broken and reminders go on. Money that kept one promise keeps no other.
 */
export async function judgePromises(ctx: Ctx): Promise<{ kept: number; broken: number }> {
  const [promises] = await read(
    ctx,
    sql<DuePromise>`SELECT id, customer_id, amount_minor, created_at, promised_on FROM promise_to_pay
      WHERE organisation_id = ${ctx.organisationId} AND state = 'OPEN' AND promised_on < ${ctx.today} ORDER BY promised_on, created_at, id LIMIT 500`,
  )
  const outcomes = { KEPT: 0, BROKEN: 0 }
  for (const promise of promises) {
    const [[came]] = await read(ctx, receivedFor(ctx, promise))
    const outcome = promiseOutcome(promise.amountMinor, came?.receivedMinor ?? 0n)
    await end(ctx, promise, outcome)
    outcomes[outcome]++
  }
  return { kept: outcomes.KEPT, broken: outcomes.BROKEN }
}
