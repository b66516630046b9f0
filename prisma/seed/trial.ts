import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { insert, sql } from '@/server/platform/database/sql'
import { jobPorts } from '@/server/platform/jobs/ports'
import { latestPassage, type PassageRow } from '@/server/trial/queries'
import { makeOrganisation } from './organisation'

/** An organisation whose sample trade has grown, although nothing was traded in it. */
export async function makeTrial() {
  const { organisation } = await makeOrganisation({ sample: true })
  /** The system's context at the organisation's present time. */
  const present = (): Promise<Ctx> => jobPorts.mintCtx(organisation.id)
  const say = async (sample: string): Promise<void> => {
    await read(await present(), sql`UPDATE organisation SET sample = ${sample} WHERE id = ${organisation.id}`)
  }
  const latest = async (): Promise<PassageRow | undefined> => {
    const ctx = await present()
    const [[passage]] = await read(ctx, latestPassage(ctx))
    return passage
  }
  /** Puts a passage there, as one that was asked for or begun earlier. */
  const begun = async (facts: Partial<PassageRow> & { failures?: number }): Promise<string> => {
    const ctx = await present()
    const id = newId(ctx.now)
    const times = { fromAt: ctx.now, reachedAt: ctx.now, untilAt: ctx.now }
    await read(
      ctx,
      insert(ctx, 'passage', [{ id, kind: 'DAY', state: 'RUNNING', floorWorks: false, ...times, ...facts }]),
    )
    return id
  }
  await say('GROWN')
  return { organisation, present, say, latest, begun }
}
