import { confirm } from '@/server/order/mutations/confirm'
import { read, sent } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { ctxAt, drain, makeWorld, passTime } from '@/server/simulation/drive'
import { answer } from '@/server/simulation/people'
import { cpuClock } from './cpu'
import type { Figure } from './figure'
import { benchWorld, threeOf } from './world'

const orders = 300
const dayMs = 86_400_000

/** Takes orders of three lines from confirmation to payment: cycles per second, CPU time, statements and events of each. */
export async function cycleBench(): Promise<Figure[]> {
  const { ctx, customers, products } = await benchWorld()
  const manners = { seed: 'bench', daysLate: () => 0, approved: 1, proven: 1 }
  const world = makeWorld(ctx.organisation, (inner, event) => answer(inner, manners, event), 8)
  await drain(world)
  const begin = new Date(ctx.now.getTime() + dayMs)
  for (let index = 0; index < orders; index++) {
    const at = new Date(begin.getTime() + index * 60_000)
    const lines = threeOf(products, false).map((productId) => ({ productId, quantity: 1 }))
    world.agenda.add({
      at,
      lane: `${index}`,
      run: async () =>
        void (await confirm(ctxAt(world, at), { customerId: customers[index % customers.length] as string, lines })),
    })
  }
  const before = { ...sent }
  const clock = await cpuClock()
  const cpu = clock()
  const started = performance.now()
  await passTime(world, begin, new Date(begin.getTime() + 75 * dayMs))
  const seconds = (performance.now() - started) / 1000
  const used = clock()
  const [[row]] = await read(
    ctxAt(world, begin),
    sql<{
      settled: bigint
      events: bigint
      bytes: bigint
    }>`SELECT (SELECT count(*) FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND stage = 'SETTLED') AS settled,
      (SELECT count(*) FROM event WHERE organisation_id = ${ctx.organisationId} AND at >= ${begin}) AS events,
      (SELECT coalesce(sum(pg_column_size(e.*)), 0) FROM event e WHERE e.organisation_id = ${ctx.organisationId} AND at >= ${begin})::bigint AS bytes`,
  )
  if (Number(row?.settled) !== orders) throw new Error(`only ${row?.settled} of ${orders} orders were paid`)
  const figure = (
    name: string,
    value: number,
    unit: string,
    goal: number | null,
    better: Figure['better'],
  ): Figure => ({ bench: 'cycle', figure: name, value, unit, goal, better })
  return [
    figure('order to paid', orders / seconds, 'cycles/s', 30, 'higher'),
    figure('CPU of the program', (used.program - cpu.program) / orders, 'ms/cycle', null, 'lower'),
    ...(used.database === null || cpu.database === null
      ? []
      : [figure('CPU of the database', (used.database - cpu.database) / orders, 'ms/cycle', null, 'lower')]),
    figure('statements', (sent.statements - before.statements) / orders, 'per order', null, 'lower'),
    figure('trips', (sent.trips - before.trips) / orders, 'per order', null, 'lower'),
    figure('events', Number(row?.events) / orders, 'per order', 40, 'lower'),
    figure('bytes of events', Number(row?.bytes) / orders, 'bytes per order', 20_000, 'lower'),
  ]
}
