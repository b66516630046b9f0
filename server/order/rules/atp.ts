import type { Day } from '@/server/platform/time/calendar'

// Available to promise, cumulative with look-ahead: on a day one can promise the units that no promise of that day or later needs.

/** Units of a product that come in on a day. */
export interface Supply {
  day: Day
  units: number
}

/** Units that are wanted by a day. Units without a day wait too, and come before every later demand. */
export interface Demand {
  day: Day | null
  units: number
}

/**
 * The units that can be promised in each period: the lowest value of cumulative supply less cumulative demand in this and all later
 * periods. Supply 50, 40, 50, 50 against demand 30, 40, 10 gives 20, 20, 60, 110.
 */
export function cumulativeAtp(supply: readonly number[], demand: readonly number[]): number[] {
  let sum = 0
  const cumulative = supply.map((units, index) => {
    sum += units - (demand[index] ?? 0)
    return sum
  })
  let least = Number.POSITIVE_INFINITY
  return cumulative
    .toReversed()
    .map((value) => {
      least = Math.min(least, value)
      return least
    })
    .toReversed()
}

/**
 * The first day from `from` on, on which `units` can be promised without taking units that an earlier promise or an earlier waiting line
 * needs; null when planned receipts are not enough.
 */
export function dayFor(units: number, supplies: readonly Supply[], demands: readonly Demand[], from: Day): Day | null {
  // Supply and demand of earlier days count on the first day.
  const counted = (day: Day) => (day < from ? from : day)
  const dated = demands.flatMap(({ day }) => (day === null ? [] : [counted(day)]))
  const days = [...new Set([from, ...supplies.map(({ day }) => counted(day)), ...dated])].sort()
  const at = new Map(days.map((day, index) => [day, index]))
  // Demand without a day counts on the last day, so that it lowers what can be promised on all days.
  const [supply, demand] = [days.map(() => 0), days.map(() => 0)]
  for (const one of supplies) {
    const index = at.get(counted(one.day)) as number
    supply[index] = (supply[index] ?? 0) + one.units
  }
  for (const one of demands) {
    const index = one.day === null ? days.length - 1 : (at.get(counted(one.day)) as number)
    demand[index] = (demand[index] ?? 0) + one.units
  }
  const free = cumulativeAtp(supply, demand)
  const found = free.findIndex((can) => can >= units)
  return found < 0 ? null : (days[found] as Day)
}

/** A line that waits for goods. */
export interface WaitingLine {
  id: string
  units: number
  /** The day that it is promised now. */
  plannedOn: Day | null
}

/** The planned receipts of a product, and the lines that wait for it. */
export interface ProductPlan {
  supplies: readonly Supply[]
  waiting: readonly WaitingLine[]
}

/** The days of new lines that are short, in their order, behind all lines that wait already. Two lines of one product share the planned units. */
export function daysOfNew(
  lines: readonly { productId: string; backordered: number }[],
  plans: ReadonlyMap<string, ProductPlan>,
  today: Day,
): (Day | null)[] {
  const known = new Map(
    [...plans].map(([id, { supplies, waiting }]) => [
      id,
      { supplies, demands: waiting.map(({ plannedOn, units }): Demand => ({ day: plannedOn, units })) },
    ]),
  )
  return lines.map(({ productId, backordered }) => {
    const plan = known.get(productId)
    if (backordered === 0 || !plan) return null
    const day = dayFor(backordered, plan.supplies, plan.demands, today)
    plan.demands.push({ day, units: backordered })
    return day
  })
}

/**
 * The day of each waiting line by the present plan. The lines are sorted by confirmation. A day that can be kept stays. A line whose day
 * cannot be kept, or that has none, gets the first day that takes nothing from the others, in the order of confirmation.
 */
export function planDays(
  lines: readonly WaitingLine[],
  supplies: readonly Supply[],
  today: Day,
): Map<string, Day | null> {
  const planned = new Map<string, Day | null>()
  const taken: Demand[] = []
  const inTurn = lines
    .filter((line) => line.plannedOn !== null)
    .sort((a, b) => (a.plannedOn as Day).localeCompare(b.plannedOn as Day))
  for (const { id, units, plannedOn } of inTurn) {
    const from = (plannedOn as Day) < today ? today : (plannedOn as Day)
    const day = dayFrom(units, supplies, taken, today, from)
    if (day === null) continue
    // If today's goods are enough for a line whose day has passed, it keeps that day.
    planned.set(id, day === from ? (plannedOn as Day) : day)
    taken.push({ day, units })
  }
  for (const { id, units } of lines) {
    if (planned.has(id)) continue
    const day = dayFor(units, supplies, taken, today)
    planned.set(id, day)
    taken.push({ day, units })
  }
  return planned
}

/** The first possible day that is not before `from`. Units that can be promised earlier can be promised on `from` too. */
function dayFrom(
  units: number,
  supplies: readonly Supply[],
  demands: readonly Demand[],
  today: Day,
  from: Day,
): Day | null {
  const day = dayFor(units, supplies, demands, today)
  return day !== null && day < from ? from : day
}

/** Sorts waiting lines by their days, lines without a day last. Lines of one day stay in the order of confirmation. */
export function servedFirst<Line extends { plannedOn?: Day | null }>(a: Line, b: Line): number {
  return (a.plannedOn ?? '9999-12-31').localeCompare(b.plannedOn ?? '9999-12-31')
}
