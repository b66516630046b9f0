import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { transaction } from '@/server/platform/database/run'
import { insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { policyInForce } from '../queries/reminding'
import type { PauseInput, PolicyInput } from '../schema'

/**
 * The code of a step, such as 'BEFORE_3' or 'AFTER_10'. It depends on the day alone, so that a changed policy sends no
 * step twice.
 */
const codeOf = (offsetDays: number) => (offsetDays < 0 ? `BEFORE_${-offsetDays}` : `AFTER_${offsetDays}`)

/** Puts a new version of the reminder policy in force. Refuses POLICY_CHANGED when it is not made from the last, STEPS_NOT_RISING. */
export async function changePolicy(ctx: Ctx, input: PolicyInput): Promise<{ version: number }> {
  return transaction(ctx, {}, async (tx) => {
    const [[current]] = await tx.run(policyInForce(ctx))
    if ((current?.version ?? 0) !== input.fromVersion) conflict('POLICY_CHANGED')
    const days = input.steps.map((step) => step.offsetDays)
    if (days.some((day, index) => index > 0 && day <= (days[index - 1] as number))) refuse('STEPS_NOT_RISING')
    const version = input.fromVersion + 1
    const { enabled, maxBankAgeDays, minGapDays, sendFrom, sendUntil } = input
    const kept = new Map(current?.steps.map((step) => [step.offsetDays, step.code]))
    await tx.commit(
      insert(ctx, 'reminderPolicy', [
        {
          version,
          enabled,
          maxBankAgeDays,
          minGapDays,
          sendFrom,
          sendUntil,
          createdBy: ctx.actor.id,
          createdAt: ctx.now,
        },
      ]),
      insert(
        ctx,
        'reminderStep',
        input.steps.map((step, index) => ({
          version,
          position: index + 1,
          code: kept.get(step.offsetDays) ?? codeOf(step.offsetDays),
          ...step,
        })),
      ),
      recordEvents(ctx, [
        {
          name: 'receivable/policy.changed',
          objects: [['organisation', ctx.organisationId]],
          payload: { version, enabled },
        },
      ]),
    )
    return { version }
  })
}

/** Pauses a customer's reminders until a day, or ends the pause. Refuses PAUSE_IN_PAST. */
export async function pauseCustomer(ctx: Ctx, input: PauseInput): Promise<{ customerId: string }> {
  if (input.until && input.until < ctx.today) refuse('PAUSE_IN_PAST', { field: 'until' })
  return transaction(ctx, {}, async (tx) => {
    const [[customer]] = await tx.run(
      sql<{
        id: string
      }>`UPDATE customer SET reminders_paused_until = ${input.until} WHERE organisation_id = ${ctx.organisationId} AND id = ${input.customerId} RETURNING id`,
    )
    if (!customer) notFound('customer')
    await tx.commit(
      recordEvents(ctx, [
        { name: 'receivable/customer.paused', objects: [['customer', customer.id]], payload: { until: input.until } },
      ]),
    )
    return { customerId: customer.id }
  })
}
