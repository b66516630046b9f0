import { makeOrganisation } from '@/prisma/seed/organisation'
import { recordEvents } from '@/server/platform/events'
import type { BackgroundFunction } from '@/server/platform/jobs'
import { startBackground } from '@/server/platform/jobs/background'
import { jobPorts } from '@/server/platform/jobs/ports'
import { transaction } from '@/server/platform/run'
import { type Figure, quantile } from './figure'

const single = 120
const burst = 600

/** From commit to the start of the reaction, one at a time and in a burst, through outbox, relay and executor. */
export async function jobsBench(): Promise<Figure[]> {
  const arrived = new Map<string, () => void>()
  const react: BackgroundFunction = {
    id: 'bench.react',
    on: 'bench/thing.happened',
    run: async (_ctx, event) => arrived.get(String(event.payload.mark))?.(),
  }
  const background = await startBackground({
    functions: [react],
    ports: jobPorts,
    databaseUrl: process.env.DATABASE_URL as string,
    port: 0,
  })
  const { ctx } = await makeOrganisation()
  const happen = async (mark: string): Promise<number> => {
    const reacted = new Promise<number>((resolve) => arrived.set(mark, () => resolve(performance.now())))
    await transaction(ctx, {}, (tx) =>
      tx.commit(
        recordEvents(ctx, [
          { name: 'bench/thing.happened', objects: [['organisation', ctx.organisationId]], payload: { mark } },
        ]),
      ),
    )
    const committed = performance.now()
    return (await reacted) - committed
  }
  for (let index = 0; index < 10; index++) await happen(`warm ${index}`)
  const samples: number[] = []
  for (let index = 0; index < single; index++) samples.push(await happen(`single ${index}`))
  const started = performance.now()
  await Promise.all(Array.from({ length: burst }, (_, index) => happen(`burst ${index}`)))
  const seconds = (performance.now() - started) / 1000
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
  ]
}
