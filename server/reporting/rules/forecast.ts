import { addDays, type Day, weekOf } from '@/server/platform/time/calendar'
import { paidBefore } from './curve'
import { type DayNumber, dayNumber } from './days'
import { newDraws } from './draws'
import type { Habits } from './habits'

/** The open amount of an invoice on terms, or the part that its payer promised. */
export interface OpenMoney {
  /** The id of the open item; undefined for an order without an invoice. */
  id?: string
  customerId: string
  /** The due day; for a disputed invoice, a day behind the usual length of a dispute. */
  due: DayNumber
  openMinor: number
  /** The promised day of this part, and the share of such promises that are kept. */
  promise?: { on: DayNumber; kept: number }
}

/** The part of an order on terms that is not invoiced yet. */
export interface OrderedMoney {
  customerId: string
  /** The possible due days of its invoice, each equally likely. */
  dues: readonly DayNumber[]
  minor: number
  /** The chance that it is invoiced at all. */
  comes: number
}

export interface WeekExpected {
  weekOn: Day
  p10Minor: bigint
  p50Minor: bigint
  p90Minor: bigint
  /** The part of the median that comes from invoices; the rest comes from orders. */
  invoicedMinor: bigint
}

export const forecastWeeks = 13
/** For delays beyond any seen before: the share that is paid in each further week. */
const tailPerWeek = 0.12

/**
 * The banking day from which a forecast looks, and the first banking day of each of its weeks; the last bound is the
 * end of the last week.
 */
interface Horizon {
  now: number
  bounds: number[]
}

export function horizonOf({ banking }: Habits, now: DayNumber, monday: DayNumber, weeks: number): Horizon {
  return {
    now: banking.due(now),
    bounds: Array.from({ length: weeks + 1 }, (_, week) => banking.due(monday + week * 7)),
  }
}

/**
 * The chance that an invoice is paid in each week, given that it is not paid yet: from its payer's habits, each as far
 * as it reaches beyond the delay so far.
 */
export function chances(item: OpenMoney, habits: Habits, { now, bounds }: Horizon): number[] {
  const weeks = bounds.length - 1
  const chance: number[] = Array(weeks).fill(0)
  const due = habits.banking.due(item.due)
  const comes = habits.comes * habits.paysStill(item.customerId)
  let reach = 0
  for (const { curve, weight } of habits.partsOf(item.customerId)) {
    if (weight === 0) continue
    let before = paidBefore(curve, now - due)
    reach += weight * (1 - before)
    for (let week = 0; week < weeks; week++) {
      const until = Math.max(before, paidBefore(curve, (bounds[week + 1] as number) - due))
      chance[week] = (chance[week] ?? 0) + weight * (until - before)
      before = until
    }
  }
  const kept = item.promise?.kept ?? 0
  const promised = item.promise ? habits.banking.due(item.promise.on) : -1
  for (let week = 0; week < weeks; week++) {
    const usual = reach > 1e-6 ? (chance[week] ?? 0) / reach : tailPerWeek * (1 - tailPerWeek) ** week
    const isPromised = promised >= (bounds[week] as number) && promised < (bounds[week + 1] as number)
    chance[week] = comes * (usual * (1 - kept) + (isPromised ? kept : 0))
  }
  return chance
}

const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The money expected per week from open invoices and from orders that are not invoiced, as the 10th, 50th and 90th
 * percentile of repeated draws. Promised money comes on its day as often as promises are kept.
 */
export function forecast(
  items: readonly OpenMoney[],
  habits: Habits,
  today: Day,
  weeks: number = forecastWeeks,
  ordered: readonly OrderedMoney[] = [],
): WeekExpected[] {
  const monday = weekOf(today)
  const horizon = horizonOf(habits, dayNumber(today), dayNumber(monday), weeks)
  const draws = newDraws(weeks, items.length + 1)
  const sorted = [...items].sort(
    (a, b) => a.due - b.due || byName(a.customerId, b.customerId) || a.openMinor - b.openMinor,
  )
  draws.add(sorted.map((item) => ({ minor: item.openMinor, chance: chances(item, habits, horizon) })))
  const invoiced = draws.percentiles(0.5).map(([middle]) => middle as bigint)
  const orders = [...ordered].sort(
    (a, b) => (a.dues[0] ?? 0) - (b.dues[0] ?? 0) || byName(a.customerId, b.customerId) || a.minor - b.minor,
  )
  draws.add(orders.map((order) => ({ minor: order.minor, chance: orderChances(order, habits, horizon) })))
  return draws.percentiles(0.1, 0.5, 0.9).map(([p10Minor = 0n, p50Minor = 0n, p90Minor = 0n], week) => {
    const known = invoiced[week] ?? 0n
    return {
      weekOn: addDays(monday, week * 7),
      p10Minor,
      p50Minor,
      p90Minor,
      invoicedMinor: known < p50Minor ? known : p50Minor,
    }
  })
}

/** The chance that an order is paid in each week: its payer's habit after each possible due day. */
export function orderChances(
  { customerId, dues, minor, comes }: OrderedMoney,
  habits: Habits,
  horizon: Horizon,
): number[] {
  const weeks = horizon.bounds.length - 1
  const chance: number[] = Array(weeks).fill(0)
  for (const due of dues) {
    const one = chances({ customerId, due, openMinor: minor }, habits, horizon)
    for (let week = 0; week < weeks; week++)
      chance[week] = (chance[week] ?? 0) + ((one[week] ?? 0) * comes) / dues.length
  }
  return chance
}
