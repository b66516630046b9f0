import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { type Tx, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import type { LiftHoldInput, PlaceHoldInput } from '../schema'
import { type HoldCause, holdLifted, holdPlaced, liftHolds, lockCreditOfCustomer, placeHold } from './account'

async function lockWithHold(tx: Tx, customerId: string, cause: HoldCause) {
  const { ctx } = tx
  const [[account]] = await tx.run(lockCreditOfCustomer(ctx, customerId))
  if (!account) notFound('customer')
  const [[standing]] = await tx.run(
    sql<{
      id: string
    }>`SELECT id FROM credit_hold WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${account.customerId} AND cause = ${cause} AND ended_at IS NULL LIMIT 1`,
  )
  return { account, standing }
}

/** A person stops a payer: nothing more is confirmed, released or dispatched. Refuses with NOT_FOUND, HOLD_STANDS. */
export async function holdCustomer(ctx: Ctx, input: PlaceHoldInput): Promise<{ customerId: string }> {
  return transaction(ctx, {}, async (tx) => {
    const { account, standing } = await lockWithHold(tx, input.customerId, 'PERSON')
    if (standing) refuse('HOLD_STANDS')
    await tx.commit(
      placeHold(ctx, account.customerId, 'PERSON', input.reason),
      recordEvents(ctx, [holdPlaced(account.customerId, 'PERSON')]),
    )
    return { customerId: account.customerId }
  })
}

/** A person ends a hold, with a reason; a reaction then tries waiting orders again. Refuses with NOT_FOUND, NO_HOLD. */
export async function liftHold(ctx: Ctx, input: LiftHoldInput): Promise<{ customerId: string; holds: number }> {
  return transaction(ctx, {}, async (tx) => {
    const { account, standing } = await lockWithHold(tx, input.customerId, input.cause)
    if (!standing) refuse('NO_HOLD')
    await tx.commit(
      liftHolds(ctx, account.customerId, input.cause, input.reason),
      recordEvents(ctx, [holdLifted(account.customerId, input.cause)]),
    )
    return { customerId: account.customerId, holds: account.holds - 1 }
  })
}
