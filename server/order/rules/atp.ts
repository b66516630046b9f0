import type { Day } from '@/server/platform/time/calendar'

// Available to promise, cumulative with look-ahead: from a day on, as much can be promised as no promise on that day or later needs.

/** So many units of a product come in on a day. */
export interface Supply {
  day: Day
  units: number
}

/** So many units are wanted by a day; without a day: they wait, and what comes is theirs before it is anybody's later. */
export interface Demand {
  day: Day | null
  units: number
}

/**
 * What can be promised in each period: the least future value of what has come less what is wanted until then. Supply 50, 40, 50, 50
 * against demand 30, 40, 10 gives 20, 20, 60, 110.
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
 * The first day, not before `from`, on which `units` can be promised without taking what an earlier promise or an earlier wait needs;
 * null when nothing that is planned reaches.
 */
export function dayFor(units: number, supplies: readonly Supply[], demands: readonly Demand[], from: Day): Day | null {
  // What came before, or was wanted before, counts from the first day that is looked at.
  const counted = (day: Day) => (day < from ? from : day)
  const dated = demands.flatMap(({ day }) => (day === null ? [] : [counted(day)]))
  const days = [...new Set([from, ...supplies.map(({ day }) => counted(day)), ...dated])].sort()
  const at = new Map(days.map((day, index) => [day, index]))
  // What waits without a day stands behind the last of them: it holds back what would be promised before it.
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
  /** The day by which it is promised now. */
  plannedOn: Day | null
}

/** What is planned of a product, and what waits for it. */
export interface ProductPlan {
  supplies: readonly Supply[]
  waiting: readonly WaitingLine[]
}

/** The day of each new line that is short, in their order, behind all who wait already: two lines of one product share what is planned. */
export function daysOfNew(
  lines: readonly { productId: string; backordered: number }[],
  plans: ReadonlyMap<string, ProductPlan>,
  today: Day,
): (Day | null)[] {
  const demands = new Map(
    [...plans].map(([id, { waiting }]) => [
      id,
      waiting.map(({ plannedOn, units }): Demand => ({ day: plannedOn, units })),
    ]),
  )
  return lines.map(({ productId, backordered }) => {
    const plan = plans.get(productId)
    if (backordered === 0 || !plan) return null
    const demand = demands.get(productId) ?? []
    const day = dayFor(backordered, plan.supplies, demand, today)
    demand.push({ day, units: backordered })
    return day
  })
}

/**
 * The day of each waiting line by what is planned now; the lines come first confirmed first. A day that can be kept stays. What cannot
 * be kept, and what has none yet, gets the first day that takes nothing from the others, in the order in which they were confirmed.
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
    // A day that has passed and is kept by goods of today is one of today.
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

/** The first day from a later one on: what could be promised before it can be promised on it too. */
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

/** Waiting lines are served by their days, those without one last; of one day who was confirmed first. */
export function servedFirst<Line extends { plannedOn?: Day | null }>(a: Line, b: Line): number {
  return (a.plannedOn ?? '9999-12-31').localeCompare(b.plannedOn ?? '9999-12-31')
}
