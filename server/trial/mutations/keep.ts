import { type Ctx, mintCtx, type Organisation } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { expectRows, insert, json, sql } from '@/server/platform/database/sql'
import { systemClock } from '@/server/platform/time/clock'
import { happenedBetween, type PassageRow } from '../queries'

/** A context of the system actor at a time of the organisation's own clock. */
export const ctxThen = (organisation: Organisation, at: Date): Ctx =>
  mintCtx({ organisation, actor: { kind: 'SYSTEM', id: null }, permissions: 'ALL', clock: { now: () => at } })

/** Takes over the organisation's clock: relay, sweeps and people wait from now on. A second call changes nothing. */
export async function takeOver(ctx: Ctx, { id, kind }: PassageRow): Promise<void> {
  const [from, to] = kind === 'PAST' ? ['ASKED', 'GROWING'] : ['GROWN', 'PASSING']
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql`UPDATE organisation SET sample = ${to} WHERE id = ${ctx.organisationId} AND sample = ${from}`,
      expectRows(
        1,
        sql`UPDATE passage SET state = 'RUNNING' WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND state <> 'ENDED'`,
      ),
    ),
  )
}

/** How far the organisation's clock must run ahead of the real clock to show this time. It never goes back. */
const aheadOf = (at: Date) => at.getTime() - systemClock.now().getTime()

/** Stores the time that the clock has reached. Pages show, and verbs write, that time from then on. */
export async function keepReached(ctx: Ctx, { id, kind }: PassageRow, at: Date): Promise<void> {
  const shift = kind === 'PAST' ? [] : [moveClock(ctx, at)]
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      ...shift,
      sql`UPDATE passage SET reached_at = ${at} WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND state = 'RUNNING'`,
    ),
  )
}

/** Only the clock of sample trade can be moved; the database refuses it for every other organisation too. */
const moveClock = (ctx: Ctx, at: Date) =>
  sql`UPDATE organisation SET clock_shift_ms = greatest(clock_shift_ms, ${aheadOf(at)}::bigint) WHERE id = ${ctx.organisationId} AND sample = 'PASSING'`

/** How often a passage is tried before it waits for a person. */
const attempts = 3

/** Records that a passage failed; true when a person must decide what happens next. */
export async function keepFailure(ctx: Ctx, { id }: PassageRow): Promise<boolean> {
  const [[kept]] = await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql<{
        state: string
      }>`UPDATE passage SET failures = failures + 1, state = CASE WHEN failures + 1 < ${attempts}::int THEN state ELSE 'FAILED' END
        WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND state <> 'ENDED' RETURNING state`,
    ),
  )
  return kept?.state === 'FAILED'
}

/** Ends a passage: its last minute becomes the organisation's present, and the summary of its events is stored. */
export async function endPassage(ctx: Ctx, passage: PassageRow): Promise<void> {
  const { id, kind, fromAt } = passage
  const until = kind === 'PAST' ? passage.untilAt : ctx.now
  const happened = kind === 'PAST' ? null : json(await happenedBetween(ctx, fromAt, new Date(until.getTime() + 60_000)))
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      ...(kind === 'PAST' ? [] : [moveClock(ctx, until)]),
      sql`UPDATE organisation SET sample = 'GROWN' WHERE id = ${ctx.organisationId} AND sample = 'PASSING'`,
      expectRows(
        1,
        sql`UPDATE passage SET state = 'ENDED', reached_at = ${until}, until_at = ${until}, happened = ${happened}::jsonb
          WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND state = 'RUNNING'`,
      ),
    ),
  )
}

/** Stores how far the demo's own program has grown the story, for the page. The first call makes the row, the last ends it. */
export async function keepStory(growth: {
  organisation: Organisation
  begins: Date
  ends: Date
  at: Date
}): Promise<void> {
  const { organisation, begins, ends, at } = growth
  const ctx = ctxThen(organisation, at)
  const state = at >= ends ? 'ENDED' : 'RUNNING'
  await transaction(ctx, {}, async (tx) => {
    const [[known]] = await tx.run(
      sql<{ id: string }>`UPDATE passage SET reached_at = ${at}, until_at = ${ends}, state = ${state}
        WHERE organisation_id = ${ctx.organisationId} AND kind = 'STORY' RETURNING id`,
    )
    if (known) return
    const times = { fromAt: begins, untilAt: ends, reachedAt: at }
    await tx.commit(insert(ctx, 'passage', [{ id: newId(at), kind: 'STORY', state, floorWorks: true, ...times }]))
  })
}
