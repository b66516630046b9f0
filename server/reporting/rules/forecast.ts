import { addDays, type Day, weekOf } from '@/server/platform/time/calendar'
import { paidBefore } from './curve'
import { type DayNumber, dayNumber } from './days'
import type { Habits } from './habits'

/** What is open of an invoice on terms, or the part of it that a payer promised. */
export interface OpenMoney {
  /** The open item; of what is only ordered there is none. */
  id?: string
  customerId: string
  /** Behind the time that a dispute usually takes, when the invoice is disputed. */
  due: DayNumber
  openMinor: number
  /** The day for which this part was promised, and how likely such promises are kept. */
  promise?: { on: DayNumber; kept: number }
}

/** What is not invoiced yet of an order on terms. */
export interface OrderedMoney {
  customerId: string
  /** The days on which its invoice may be due, each as likely as the others. */
  dues: readonly DayNumber[]
  minor: number
  /** How likely it is invoiced at all. */
  comes: number
}

export interface WeekExpected {
  weekOn: Day
  p10Minor: bigint
  p50Minor: bigint
  p90Minor: bigint
  /** The middle of what is invoiced already; the rest of the middle comes from orders that are not. */
  invoicedMinor: bigint
}

export const forecastWeeks = 13
const draws = 400
/** Of what is later than anything that was ever seen, about so much is paid in each further week. */
const tailPerWeek = 0.12

/** A small repeatable generator (mulberry32), so that the same facts give the same forecast. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** From which banking day a forecast looks, and with which one each of its weeks begins; the last is the end of the last week. */
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
 * The chance that an invoice is paid in each week, given that it was not paid before now: from its payer's habits, each as far
 * as it reaches beyond what has already passed.
 */
export function chances(item: OpenMoney, habits: Habits, { now, bounds }: Horizon): Float64Array {
  const weeks = bounds.length - 1
  const chance = new Float64Array(weeks)
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

/** Sums of many invoices need fewer draws to be known as well. */
const drawsFor = (items: number) => (items > 1000 ? draws / 4 : draws)

/** Adds one amount to the draws of the week in which each has it come, if it comes within these weeks. */
function drawWeek(sums: readonly Float64Array[], chance: Float64Array, minor: number, random: () => number): void {
  const inside = chance.reduce((sum, one) => sum + one, 0)
  if (inside === 0) return
  const times = sums[0]?.length ?? 0
  for (let draw = 0; draw < times; draw++) {
    let left = random()
    if (left >= inside) continue
    for (let week = 0; week < sums.length; week++) {
      left -= chance[week] ?? 0
      if (left >= 0) continue
      const sum = sums[week] as Float64Array
      sum[draw] = (sum[draw] ?? 0) + minor
      break
    }
  }
}

const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const percentile = (rising: Float64Array, part: number) =>
  BigInt(Math.round(rising[Math.round(part * (rising.length - 1))] ?? 0))

/**
 * Money expected per week from what is open and from what is ordered and not invoiced yet, as the 10th, 50th and 90th
 * percentile of repeated draws; what was promised comes on its day as often as promises are kept.
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
  const times = drawsFor(items.length + ordered.length)
  const sums = Array.from({ length: weeks }, () => new Float64Array(times))
  const random = generator(items.length + 1)
  const sorted = [...items].sort(
    (a, b) => a.due - b.due || byName(a.customerId, b.customerId) || a.openMinor - b.openMinor,
  )
  for (const item of sorted) drawWeek(sums, chances(item, habits, horizon), item.openMinor, random)
  const invoiced = sums.map((sum) => percentile(sum.slice().sort(), 0.5))
  const orders = [...ordered].sort(
    (a, b) => (a.dues[0] ?? 0) - (b.dues[0] ?? 0) || byName(a.customerId, b.customerId) || a.minor - b.minor,
  )
  for (const order of orders) drawWeek(sums, orderChances(order, habits, horizon), order.minor, random)
  return sums.map((sum, week) => {
    sum.sort()
    const p50Minor = percentile(sum, 0.5)
    const known = invoiced[week] ?? 0n
    return {
      weekOn: addDays(monday, week * 7),
      p10Minor: percentile(sum, 0.1),
      p50Minor,
      p90Minor: percentile(sum, 0.9),
      invoicedMinor: known < p50Minor ? known : p50Minor,
    }
  })
}

/** The chance that an order is paid in each week: its payer's habit after each of the days on which it may be due. */
export function orderChances(
  { customerId, dues, minor, comes }: OrderedMoney,
  habits: Habits,
  horizon: Horizon,
): Float64Array {
  const weeks = horizon.bounds.length - 1
  const chance = new Float64Array(weeks)
  for (const due of dues) {
    const one = chances({ customerId, due, openMinor: minor }, habits, horizon)
    for (let week = 0; week < weeks; week++)
      chance[week] = (chance[week] ?? 0) + ((one[week] ?? 0) * comes) / dues.length
  }
  return chance
}
