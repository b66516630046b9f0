import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { passesUntil, whyNotPass } from '../rules'
import { type LetPassInput, letPassInput } from '../schema'

/**
 * Asks for a day or a week to pass in an organisation with sample trade; the background process does it. Two people who
 * ask at once, or twice on the same day, get one passage. Refuses with NOT_ON_TRIAL for every real organisation, and
 * with SAMPLE_GROWS, TIME_PASSES, TIME_HAS_PASSED and STANDS_STILL.
 */
export async function letPass(ctx: Ctx, input: LetPassInput): Promise<{ passageId: string }> {
  const { kind, today, floorWorks } = letPassInput.parse(input)
  if (ctx.organisation.standsStill) refuse('STANDS_STILL')
  return transaction(ctx, {}, async (tx) => {
    const [[organisation], [underWay]] = await tx.run(
      sql<{ sample: string }>`SELECT sample FROM organisation WHERE id = ${ctx.organisationId} FOR NO KEY UPDATE`,
      sql<{ id: string }>`SELECT id FROM passage WHERE organisation_id = ${ctx.organisationId} AND state <> 'ENDED'`,
    )
    if (!organisation) notFound('organisation')
    const why = whyNotPass(organisation.sample, underWay !== undefined)
    if (why === 'NOT_ON_TRIAL') refuse(why)
    if (why) conflict(why)
    if (today !== ctx.today) conflict('TIME_HAS_PASSED')
    const passageId = newId(ctx.now)
    const untilAt = passesUntil(kind, ctx.organisation.timeZone, ctx.now)
    const times = { fromAt: ctx.now, reachedAt: ctx.now, untilAt }
    await tx.commit(
      insert(ctx, 'passage', [{ id: passageId, kind, state: 'ASKED', floorWorks, askedBy: ctx.actor.id, ...times }]),
      recordEvents(ctx, [{ name: 'trial/passage.asked', objects: [['passage', passageId]], payload: { kind } }]),
    )
    return { passageId }
  })
}
