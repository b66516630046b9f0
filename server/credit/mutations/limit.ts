import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { transaction } from '@/server/platform/database/run'
import { expectRows, insert, json, type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { type CreditAccount, exposure } from '../rules'
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
    const { held, statements, events } = limitWrites(ctx, account, Boolean(standing), input)
    return tx.conclude({ customerId, held }, ...statements, recordEvents(ctx, events))
  })
}

const untouched = {
  limitMinor: null,
  committedMinor: 0n,
  shippedNotInvoicedMinor: 0n,
  openMinor: 0n,
  unappliedMinor: 0n,
  holds: 0,
}

/** The first limits of payers whose accounts were just opened and owe nothing, in one statement. */
export function firstLimits(
  ctx: Ctx,
  limits: ReadonlyMap<string, bigint>,
  reason: string,
): { statements: Statement<never>[]; events: NewEvent[] } {
  if (limits.size === 0) return { statements: [], events: [] }
  const given = [...limits].map(([customerId, limitMinor]) => ({ customerId, limitMinor }))
  return {
    statements: [
      expectRows(
        given.length,
        sql`UPDATE credit_account a SET limit_minor = d."limitMinor", limit_source = 'PERSON', decided_at = ${ctx.now}
          FROM jsonb_to_recordset(${json(given)}) AS d("customerId" uuid, "limitMinor" bigint) WHERE a.organisation_id = ${ctx.organisationId} AND a.customer_id = d."customerId"`,
      ),
    ],
    events: given.map(({ customerId, limitMinor }) =>
      limitChanged({ ...untouched, customerId, currency: ctx.organisation.currency }, limitMinor, reason),
    ),
  }
}

/**
 * What a new limit writes, or null for none: a hold when it is below the exposure, the end of one that `isLowered` says stands when it is
 * not.
 */
export function limitWrites(
  ctx: Ctx,
  account: CreditAccount,
  isLowered: boolean,
  { limitMinor, reason }: { limitMinor: bigint | null; reason: string },
): { held: boolean; statements: Statement<never>[]; events: NewEvent[] } {
  const { customerId } = account
  const above = limitMinor !== null && exposure(account) > limitMinor
  const events: NewEvent[] = [limitChanged(account, limitMinor, reason)]
  const statements = [giveLimit(ctx, customerId, limitMinor, 'PERSON')]
  if (above && !isLowered) {
    statements.push(placeHold(ctx, customerId, 'LIMIT_LOWERED', reason))
    events.push(holdPlaced(customerId, 'LIMIT_LOWERED'))
  }
  if (!above && isLowered) {
    statements.push(liftHolds(ctx, customerId, 'LIMIT_LOWERED', reason))
    events.push(holdLifted(customerId, 'LIMIT_LOWERED'))
  }
  return { held: above || account.holds > (isLowered ? 1 : 0), statements, events }
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
