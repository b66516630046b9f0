import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { transaction } from '@/server/platform/database/run'
import { insert, type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { exposure } from '../rules'
import type { PolicyInput, SetLimitInput } from '../schema'
import { giveLimit, holdLifted, holdPlaced, liftHolds, limitChanged, lockCreditOfCustomer, placeHold } from './account'

/**
 * Sets a payer's limit, in minor units of the ledger currency. A limit below the exposure also places a hold
 * (LIMIT_LOWERED); a limit at or above it ends that hold. A reaction tries waiting orders again. Refuses with
 * NOT_FOUND.
 */
export async function setLimit(ctx: Ctx, input: SetLimitInput): Promise<{ customerId: string; held: boolean }> {
  return transaction(ctx, idempotent('credit.setLimit', input.idempotencyKey, input), async (tx) => {
    const [[account]] = await tx.run(lockCreditOfCustomer(ctx, input.customerId))
    if (!account) notFound('customer')
    const { customerId } = account
    const [[standing]] = await tx.run(
      sql<{
        id: string
      }>`SELECT id FROM credit_hold WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} AND cause = 'LIMIT_LOWERED' AND ended_at IS NULL LIMIT 1`,
    )
    const above = exposure(account) > input.limitMinor
    const events: NewEvent[] = [limitChanged(account, input.limitMinor, input.reason)]
    const holds: Statement<never>[] = []
    if (above && !standing) {
      holds.push(placeHold(ctx, customerId, 'LIMIT_LOWERED', input.reason))
      events.push(holdPlaced(customerId, 'LIMIT_LOWERED'))
    }
    if (!above && standing) {
      holds.push(liftHolds(ctx, customerId, 'LIMIT_LOWERED', input.reason))
      events.push(holdLifted(customerId, 'LIMIT_LOWERED'))
    }
    return tx.conclude(
      { customerId, held: above || account.holds > (standing ? 1 : 0) },
      giveLimit(ctx, customerId, input.limitMinor, 'PERSON'),
      ...holds,
      recordEvents(ctx, events),
    )
  })
}

/** Writes the next version of the credit policy; decisions keep the version by which they were made. */
export async function changePolicy(ctx: Ctx, input: PolicyInput): Promise<{ version: number }> {
  return transaction(ctx, {}, async (tx) => {
    const [[last]] = await tx.run(
      sql<{
        version: number
      }>`SELECT version FROM credit_policy WHERE organisation_id = ${ctx.organisationId} ORDER BY version DESC LIMIT 1`,
    )
    const version = (last?.version ?? 0) + 1
    return tx.conclude(
      { version },
      insert(ctx, 'creditPolicy', [{ version, ...input, createdBy: ctx.actor.id, createdAt: ctx.now }]),
      recordEvents(ctx, [
        { name: 'credit/policy.changed', objects: [['organisation', ctx.organisationId]], payload: { version } },
      ]),
    )
  })
}
