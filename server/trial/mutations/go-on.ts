import type { Ctx } from '@/server/platform/context/ctx'
import { GivenUp } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { byItself } from '@/server/simulation/demo/by-itself'
import { growSample } from '@/server/simulation/demo/sample'
import { letTimePass } from '@/server/simulation/pass'
import { latestPassage, type PassageRow } from '../queries'
import { ctxThen, endPassage, keepFailure, keepReached, takeOver } from './keep'

/** Grows the past of an organisation with sample trade, or the part that is still missing. */
async function growPast(ctx: Ctx, passage: PassageRow): Promise<void> {
  const { organisation } = ctx
  if (organisation.sample !== 'GROWN')
    await growSample({
      organisation,
      founderId: passage.askedBy ?? '',
      begins: passage.fromAt,
      ends: passage.untilAt,
      tell: (at) => keepReached(ctx, passage, at),
    })
  await endPassage(ctxThen(organisation, passage.untilAt), passage)
}

/** Lets the requested day or week pass, from the organisation's present time. */
async function passOn(ctx: Ctx, passage: PassageRow): Promise<void> {
  const { organisation, now: from } = ctx
  const until = from < passage.untilAt ? passage.untilAt : from
  const { floorWorks } = passage
  await letTimePass({ organisation, from, until, floorWorks, tell: (at) => keepReached(ctx, passage, at) })
  await endPassage(ctxThen(organisation, until), passage)
}

async function underWay(ctx: Ctx): Promise<PassageRow | undefined> {
  const [[passage]] = await read(ctx, latestPassage(ctx))
  return passage && passage.state !== 'ENDED' && passage.kind !== 'STORY' ? passage : undefined
}

/**
 * Lets the requested time pass in this organisation, or the rest of it after an interruption. Does nothing when no time
 * was requested, or when another process is doing it.
 */
export async function goOn(ctx: Ctx): Promise<void> {
  if (!(await underWay(ctx))) return
  await byItself(String(process.env.APP_DATABASE_URL), `passage ${ctx.organisationId}`, async () => {
    const passage = await underWay(ctx)
    if (!passage) return
    try {
      await takeOver(ctx, passage)
      await (passage.kind === 'PAST' ? growPast(ctx, passage) : passOn(ctx, passage))
    } catch (error) {
      if (!(await keepFailure(ctx, passage))) throw error
      throw new GivenUp(error instanceof Error ? error.message : String(error), error)
    }
  })
}
