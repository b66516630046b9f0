import { addDays, type Day, daysBetween, weekOf } from '@/server/platform/time/calendar'

/** A day as a number, so that a thousand invoices on a hundred days are compared quickly: days since 1970. */
export type DayNumber = number

const epoch = '1970-01-01'
const seen = new Map<Day, DayNumber>()

export function dayNumber(day: Day): DayNumber {
  let number = seen.get(day)
  if (number === undefined) {
    number = daysBetween(epoch, day)
    seen.set(day, number)
  }
  return number
}

export const dayOf = (number: DayNumber): Day => addDays(epoch, number)

/** What is open of an invoice on terms, or the part of it that a payer promised. */
export interface OpenMoney {
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
/** How many invoices of the group weigh as much as a payer's own history. */
const shrinkage = 10
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

/** The share paid off by each number of days after the due day; what is never seen paid stays open beyond the last of them. */
export interface Curve {
  days: number[]
  paid: number[]
  weight: number
}

/** Days after the due day at which invoices of a payer were paid off, and those at which what is open still waits. */
export interface Delays {
  paid: number[]
  waiting: number[]
}

/** What is open says as much about a payer as what was paid: both are counted (Kaplan–Meier), so that late payers are not forgotten. */
export function curveOf({ paid, waiting }: Delays): Curve {
  const rising = Int32Array.from(paid).sort()
  const open = Int32Array.from(waiting).sort()
  const curve: Curve = { days: [], paid: [], weight: paid.length / (paid.length + shrinkage) }
  let left = 1
  let gone = 0
  for (let index = 0; index < rising.length; ) {
    const day = rising[index] as number
    let end = index
    while (rising[end] === day) end++
    while (gone < open.length && (open[gone] as number) < day) gone++
    left *= 1 - (end - index) / (rising.length - index + open.length - gone)
    curve.days.push(day)
    curve.paid.push(1 - left)
    index = end
  }
  return curve
}

/** The share paid off in fewer than so many days. */
export function paidBefore({ days, paid }: Curve, day: number): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] ?? 0) < day) low = middle + 1
    else high = middle
  }
  return low === 0 ? 0 : (paid[low - 1] ?? 0)
}

export interface Histories {
  own(payer: string): Curve | undefined
  group: Curve
}

/** The curve of all payers together, and that of each payer when it is first asked for. */
export function historiesOf(all: Delays, own: (payer: string) => Delays | undefined): Histories {
  const curves = new Map<string, Curve | undefined>()
  return {
    group: curveOf(all),
    own(payer) {
      if (!curves.has(payer)) {
        const delays = own(payer)
        curves.set(payer, delays && curveOf(delays))
      }
      return curves.get(payer)
    },
  }
}

/**
 * The chance that an invoice is paid in each week, given that it was not paid before `today`: from its payer's delays, shrunk towards the
 * group's; both count as far as they reach beyond what has already passed.
 */
function chances(
  item: OpenMoney,
  { own, group }: Histories,
  today: DayNumber,
  first: DayNumber,
  weeks: number,
): Float64Array {
  const chance = new Float64Array(weeks)
  const passed = today - item.due
  const start = first - item.due
  const mine = own(item.customerId)
  const weight = mine?.weight ?? 0
  let reach = 0
  for (const [curve, part] of [
    [mine, weight],
    [group, 1 - weight],
  ] as const) {
    if (!curve || part === 0) continue
    let before = paidBefore(curve, passed)
    reach += part * (1 - before)
    for (let week = 0; week < weeks; week++) {
      const until = Math.max(before, paidBefore(curve, start + (week + 1) * 7))
      chance[week] = (chance[week] ?? 0) + part * (until - before)
      before = until
    }
  }
  const kept = item.promise?.kept ?? 0
  const promised = item.promise ? Math.floor((item.promise.on - first) / 7) : -1
  for (let week = 0; week < weeks; week++) {
    const usual = reach > 1e-6 ? (chance[week] ?? 0) / reach : tailPerWeek * (1 - tailPerWeek) ** week
    chance[week] = usual * (1 - kept) + (week === promised ? kept : 0)
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
  histories: Histories,
  today: Day,
  weeks: number = forecastWeeks,
  ordered: readonly OrderedMoney[] = [],
): WeekExpected[] {
  const monday = weekOf(today)
  const [first, now] = [dayNumber(monday), dayNumber(today)]
  const times = drawsFor(items.length + ordered.length)
  const sums = Array.from({ length: weeks }, () => new Float64Array(times))
  const random = generator(items.length + 1)
  const sorted = [...items].sort(
    (a, b) => a.due - b.due || byName(a.customerId, b.customerId) || a.openMinor - b.openMinor,
  )
  for (const item of sorted) drawWeek(sums, chances(item, histories, now, first, weeks), item.openMinor, random)
  const invoiced = sums.map((sum) => percentile(sum.slice().sort(), 0.5))
  const orders = [...ordered].sort(
    (a, b) => (a.dues[0] ?? 0) - (b.dues[0] ?? 0) || byName(a.customerId, b.customerId) || a.minor - b.minor,
  )
  for (const order of orders) drawWeek(sums, orderChances(order, histories, now, first, weeks), order.minor, random)
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
function orderChances(
  { customerId, dues, minor, comes }: OrderedMoney,
  histories: Histories,
  now: DayNumber,
  first: DayNumber,
  weeks: number,
): Float64Array {
  const chance = new Float64Array(weeks)
  for (const due of dues) {
    const one = chances({ customerId, due, openMinor: minor }, histories, now, first, weeks)
    for (let week = 0; week < weeks; week++)
      chance[week] = (chance[week] ?? 0) + ((one[week] ?? 0) * comes) / dues.length
  }
  return chance
}
