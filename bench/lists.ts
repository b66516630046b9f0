import { fillTrade, type Size } from '@/prisma/seed/large'
import { makeOrganisation } from '@/prisma/seed/organisation'
import type { Ctx } from '@/server/platform/context/ctx'
import { virtualClock } from '@/server/platform/time/clock'
import type { Figure } from './figure'
import { homes, lists } from './reads'

/** The open work grows tenfold while the history grows a hundredfold. */
const sizes: { small: Size; big: Size } = {
  small: { orders: 10_000, customers: 10_000, products: 1_000, every: 50 },
  big: {
    orders: Number(process.env.ON ?? 1_000_000),
    customers: Number(process.env.CN ?? 1_000_000),
    products: Number(process.env.PN ?? 100_000),
    every: 500,
  },
}
const turns = 7
/** Below this many milliseconds a ratio says more of the machine than of the statement. */
const noticed = 5

/** An organisation with a trade of this size, as of a day just after it. */
async function trade(size: Size): Promise<Ctx> {
  const { ctx } = await makeOrganisation({ clock: virtualClock(new Date('2026-11-29T10:00:00Z')) })
  const { DATABASE_URL: url = '', APP_DATABASE_URL: appUrl = '' } = process.env
  await fillTrade({ url, appUrl }, ctx.organisationId, size)
  return ctx
}

/** The quickest of several tries, in milliseconds: what others do on the machine only ever adds to it. */
async function quickest(work: () => Promise<unknown>): Promise<number> {
  const tries: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    const started = performance.now()
    await work()
    tries.push(performance.now() - started)
  }
  return Math.min(...tries)
}

const figureOf = (figure: string, value: number, unit: string, goal: number | null = null): Figure => ({
  bench: 'lists',
  figure,
  value,
  unit,
  goal,
  better: 'lower',
})

/** Lists, searches, homes and reports of 1,000,000 orders, 1,000,000 customers and 100,000 products, to those of 10,000. */
export async function listsBench(): Promise<Figure[]> {
  const small = await trade(sizes.small)
  const big = await trade(sizes.big)
  const measured: { name: string; ms: number; ratio: number }[] = []
  for (const [name, work] of [...lists, ...homes]) {
    const before = await quickest(() => work(small))
    const ms = await quickest(() => work(big))
    measured.push({ name, ms, ratio: ms / before })
  }
  const slow = measured.filter(({ ms, ratio }) => ms > 100 || (ms > noticed && ratio > 1.5))
  const times = measured.map(({ ms }) => ms).sort((one, other) => one - other)
  return [
    figureOf('reads measured', measured.length, ''),
    figureOf('reads within the aims', measured.length - slow.length, ''),
    figureOf('median', times[Math.floor(times.length / 2)] ?? Number.NaN, 'ms'),
    ...slow
      .sort((one, other) => other.ms - one.ms)
      .flatMap(({ name, ms, ratio }) => [
        figureOf(name, ms, 'ms', 100),
        figureOf('  to 10,000 orders', ratio, 'ratio', 1.5),
      ]),
  ]
}
