import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { sent } from '@/server/platform/database/run'
import { type Cpu, cpuClock } from './cpu'
import { type Figure, quantile, rate } from './figure'
import { anyOrder, type BenchOrder, type BenchWorld, benchWorld } from './world'
import { expectSameRows, openYardstick } from './yardstick'

/** As many parallel workers as the verb's pool has connections. */
const hands = 12
const forMs = 2000
const rounds = 5

interface Round {
  perSecond: number
  /** CPU time of one order. */
  cpu: Cpu
}

async function measure(clock: () => Cpu, work: () => Promise<unknown>): Promise<Round> {
  let orders = 0
  const before = clock()
  const perSecond = await rate(hands, forMs, async () => {
    await work()
    orders++
  })
  const after = clock()
  const database = after.database === null || before.database === null ? null : after.database - before.database
  return {
    perSecond,
    cpu: { program: (after.program - before.program) / orders, database: database && database / orders },
  }
}

/** Places an order by the verb, as a person does. */
export function placeBy({ ctx: owner }: BenchWorld) {
  return ({ at, customerId, productIds, key }: BenchOrder) => {
    const ctx: Ctx = { ...owner, now: at }
    return confirm(ctx, {
      customerId,
      lines: productIds.map((productId) => ({ productId, quantity: 1 })),
      idempotencyKey: key,
    })
  }
}

const median = (values: number[]) => quantile(values, 0.5)

/**
 * Confirms orders of three lines through the verb. The figure is the ratio to the yardstick in the same run; their
 * rounds alternate.
 */
export async function orderBench(): Promise<Figure[]> {
  const world = await benchWorld()
  const verb = placeBy(world)
  const yardstick = await openYardstick(world, hands)
  const order = anyOrder(world, false)
  const placed = await verb(order)
  const promisedOn = placed.promisedOn as string
  const same = await yardstick.place({ ...order, key: `${order.key} again` }, promisedOn)
  await expectSameRows(world, placed.orderId, same)
  const clock = await cpuClock()
  const kinds = { sql: [] as Round[], verb: [] as Round[], sqlHot: [] as Round[], verbHot: [] as Round[] }
  await rate(hands, 1000, () => yardstick.place(anyOrder(world, false), promisedOn))
  await rate(hands, 1000, () => verb(anyOrder(world, false)))
  const before = { ...sent }
  let orders = 0
  for (let round = 0; round < rounds; round++) {
    kinds.sql.push(await measure(clock, () => yardstick.place(anyOrder(world, false), promisedOn)))
    kinds.verb.push(await measure(clock, () => verb(anyOrder(world, false)).then(() => orders++)))
    kinds.sqlHot.push(await measure(clock, () => yardstick.place(anyOrder(world, true), promisedOn)))
    kinds.verbHot.push(await measure(clock, () => verb(anyOrder(world, true)).then(() => orders++)))
  }
  await yardstick.close()
  return [...ratios(kinds), ...costs(kinds), ...trips(before, orders)]
}

type Kinds = Record<'sql' | 'verb' | 'sqlHot' | 'verbHot', Round[]>

const figure = (
  name: string,
  value: number,
  unit: string,
  goal: number | null = null,
  better: Figure['better'] = 'higher',
): Figure => ({ bench: 'order', figure: name, value, unit, goal, better })

/** The median of the rounds, which are measured one after the other, because the machine also does other work. */
function ratios({ sql, verb, sqlHot, verbHot }: Kinds): Figure[] {
  const over = (a: Round[], b: Round[]) =>
    median(a.map((one, round) => one.perSecond / (b[round]?.perSecond ?? Number.NaN)))
  const speed = (list: Round[]) => median(list.map((one) => one.perSecond))
  return [
    figure('verb to yardstick', over(verb, sql), 'ratio', 0.5),
    ...cpuRatio(verb, sql),
    figure('verb, hot: times slower', over(verb, verbHot), 'ratio', 2, 'lower'),
    figure('yardstick, hot: times slower', over(sql, sqlHot), 'ratio', null, 'lower'),
    figure('verb', speed(verb), 'orders/s'),
    figure('yardstick', speed(sql), 'orders/s'),
    figure('verb, hot', speed(verbHot), 'orders/s'),
    figure('yardstick, hot', speed(sqlHot), 'orders/s'),
  ]
}

const cpuOf = ({ cpu }: Round) => cpu.program + (cpu.database ?? Number.NaN)

/** The ratio by CPU time of program and database together; other work on the machine disturbs it less. */
function cpuRatio(verb: Round[], sql: Round[]): Figure[] {
  const ratio = median(verb.map((one, round) => cpuOf(sql[round] as Round) / cpuOf(one)))
  return Number.isNaN(ratio) ? [] : [figure('verb to yardstick, by CPU', ratio, 'ratio')]
}

function costs({ sql, verb }: Kinds): Figure[] {
  const program = (list: Round[]) => median(list.map((one) => one.cpu.program))
  const figures = [
    figure('verb, CPU of the program', program(verb), 'ms/order', null, 'lower'),
    figure('yardstick, CPU of the program', program(sql), 'ms/order', null, 'lower'),
  ]
  if ([...sql, ...verb].some((one) => one.cpu.database === null)) return figures
  const database = (list: Round[]) => median(list.map((one) => one.cpu.database ?? Number.NaN))
  return [
    ...figures,
    figure('verb, CPU of the database', database(verb), 'ms/order', null, 'lower'),
    figure('yardstick, CPU of the database', database(sql), 'ms/order', null, 'lower'),
  ]
}

function trips(before: typeof sent, orders: number): Figure[] {
  return [
    figure('verb, statements', (sent.statements - before.statements) / orders, 'per order', null, 'lower'),
    figure('verb, trips', (sent.trips - before.trips) / orders, 'per order', null, 'lower'),
  ]
}
