import { lockCredit } from '@/server/credit/mutations/account'
import type { Ctx } from '@/server/platform/ctx'
import { conflict, notFound, refuse } from '@/server/platform/errors'
import { recordEvents } from '@/server/platform/events'
import { idempotent } from '@/server/platform/idempotency'
import { newId } from '@/server/platform/ids'
import { read, transaction } from '@/server/platform/run'
import { expectRows, insert, sql } from '@/server/platform/sql'
import { promiseOutcome } from '../rules/write-off'
import type { PromiseInput } from '../schema'
import { payerOf } from './receive'

/** Writes down a customer's word; reminders wait for its day. A promise taken by a person counts as accepted. Refuses PROMISE_IN_PAST. */
export async function makePromise(ctx: Ctx, input: PromiseInput): Promise<{ promiseId: string }> {
  if (input.promisedOn < ctx.today) refuse('PROMISE_IN_PAST')
  return transaction(ctx, idempotent('collection.promise', input.idempotencyKey, input), async (tx) => {
    const [[payer]] = await tx.run(payerOf(ctx, input.customerId))
    if (!payer) notFound('customer')
    const promiseId = newId(ctx.now)
    const person = ctx.actor.kind === 'PERSON'
    await tx.run(lockCredit(ctx, payer.payerId))
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
      recordEvents(ctx, [
        {
          name: 'collection/promise.made',
          objects: [
            ['promise', promiseId],
            ['customer', payer.payerId],
          ],
          payload: { amountMinor: input.amountMinor, promisedOn: input.promisedOn },
        },
      ]),
    )
  })
}

async function end(
  ctx: Ctx,
  promise: { id: string; customerId: string },
  state: 'KEPT' | 'BROKEN' | 'WITHDRAWN',
): Promise<void> {
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      expectRows(
        1,
        sql`UPDATE promise_to_pay SET state = ${state}, ended_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${promise.id} AND state = 'OPEN'`,
      ),
      recordEvents(ctx, [
        {
          name: `collection/promise.${state.toLowerCase()}`,
          objects: [
            ['promise', promise.id],
            ['customer', promise.customerId],
          ],
        },
      ]),
    ),
  )
}

/** Ends a promise that no longer holds; reminders go on. */
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

/** Promises whose day has passed: kept when the money came by then, since they were made, else broken, and reminders go on. */
export async function judgePromises(ctx: Ctx): Promise<{ kept: number; broken: number }> {
  const [promises] = await read(
    ctx,
    sql<{
      id: string
      customerId: string
      amountMinor: bigint
      receivedMinor: bigint
    }>`SELECT p.id, p.customer_id, p.amount_minor,
        coalesce((SELECT sum(r.amount_minor) FROM receipt r WHERE r.organisation_id = p.organisation_id AND r.customer_id = p.customer_id
          AND r.recorded_at >= p.created_at AND r.received_on <= p.promised_on AND r.reversed_at IS NULL), 0)::bigint AS received_minor
      FROM promise_to_pay p WHERE p.organisation_id = ${ctx.organisationId} AND p.state = 'OPEN' AND p.promised_on < ${ctx.today} ORDER BY p.promised_on LIMIT 500`,
  )
  const outcomes = { KEPT: 0, BROKEN: 0 }
  for (const promise of promises) {
    const outcome = promiseOutcome(promise.amountMinor, promise.receivedMinor)
    await end(ctx, promise, outcome)
    outcomes[outcome]++
  }
  return { kept: outcomes.KEPT, broken: outcomes.BROKEN }
}
