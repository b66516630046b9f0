import { makeOrganisation } from '@/prisma/seed/organisation'
import type { Ctx } from '@/server/platform/context/ctx'
import { transaction } from '@/server/platform/database/run'
import { recordEvents } from '@/server/platform/events/events'
import { startBackground } from '@/server/platform/jobs/background'
import type { BackgroundFunction } from '@/server/platform/jobs/functions'
import { jobPorts } from '@/server/platform/jobs/ports'
import { type Figure, quantile } from './figure'

const single = 120
const burst = 600
/** Calls of one organisation that wait while another organisation makes few. */
const backlog = 2500
const name = 'bench/thing.happened'

/** The time from commit to the start of the reaction, through outbox, relay and executor: one at a time, and in a burst. */
export async function jobsBench(): Promise<Figure[]> {
  const arrived = new Map<string, () => void>()
  let left = backlog
  const react: BackgroundFunction = {
    id: 'bench.react',
    on: name,
    run: async (_ctx, event) => {
      const mark = String(event.payload.mark)
      if (mark.startsWith('busy')) left--
      arrived.get(mark)?.()
    },
  }
  const background = await startBackground({
    functions: [react],
    ports: jobPorts,
    databaseUrl: process.env.DATABASE_URL as string,
    port: 0,
  })
  const [{ ctx }, { ctx: busy }] = [await makeOrganisation(), await makeOrganisation()]
  const commit = (to: Ctx, marks: readonly string[]) =>
    transaction(to, {}, (tx) =>
      tx.commit(
        recordEvents(
          to,
          marks.map((mark) => ({ name, objects: [['organisation', to.organisationId]], payload: { mark } })),
        ),
      ),
    )
  const happen = async (mark: string): Promise<number> => {
    const reacted = new Promise<number>((resolve) => arrived.set(mark, () => resolve(performance.now())))
    await commit(ctx, [mark])
    const committed = performance.now()
    return (await reacted) - committed
  }
  const oneByOne = async (word: string): Promise<number[]> => {
    const samples: number[] = []
    for (let index = 0; index < single; index++) samples.push(await happen(`${word} ${index}`))
    return samples
  }
  for (let index = 0; index < 10; index++) await happen(`warm ${index}`)
  const samples = await oneByOne('single')
  const started = performance.now()
  await Promise.all(Array.from({ length: burst }, (_, index) => happen(`burst ${index}`)))
  const seconds = (performance.now() - started) / 1000
  for (let from = 0; from < backlog; from += 100)
    await commit(
      busy,
      Array.from({ length: 100 }, (_, index) => `busy ${from + index}`),
    )
  const beside: number[] = []
  for (let index = 0; left > 0 && index < single; index++) beside.push(await happen(`beside ${index}`))
  await background.stop()
  return [
    {
      bench: 'jobs',
      figure: 'commit to reaction, p50',
      value: quantile(samples, 0.5),
      unit: 'ms',
      goal: 50,
      better: 'lower',
    },
    {
      bench: 'jobs',
      figure: 'commit to reaction, p95',
      value: quantile(samples, 0.95),
      unit: 'ms',
      goal: 300,
      better: 'lower',
    },
    {
      bench: 'jobs',
      figure: 'events in a burst',
      value: burst / seconds,
      unit: 'events/s',
      goal: null,
      better: 'higher',
    },
    {
      bench: 'jobs',
      figure: 'p95 beside another’s 2,500',
      value: quantile(beside, 0.95),
      unit: 'ms',
      goal: Math.round(2 * quantile(samples, 0.95)),
      better: 'lower',
    },
  ]
}
