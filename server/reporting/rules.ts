import { addDays, type Day, daysBetween, weekOf } from '@/server/platform/calendar'

/** DSO = receivables at the end of the period ÷ credit sales of the period × its days; null without sales. */
export function dso(receivableMinor: bigint, creditSalesMinor: bigint, periodDays: number): number | null {
  return creditSalesMinor <= 0n ? null : (Number(receivableMinor) / Number(creditSalesMinor)) * periodDays
}

/** CEI = (opening + credit sales − closing) ÷ (opening + credit sales − closing not yet due) × 100; null when nothing was collectable. */
export function collectionEffectiveness(
  openingMinor: bigint,
  creditSalesMinor: bigint,
  closingMinor: bigint,
  closingNotDueMinor: bigint,
): number | null {
  const collectable = openingMinor + creditSalesMinor - closingNotDueMinor
  return collectable <= 0n ? null : (Number(openingMinor + creditSalesMinor - closingMinor) / Number(collectable)) * 100
}

/** A share in percent; null of nothing. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : (part / whole) * 100
}

/** US medians, all industries, 2020 Q3, each taken on its own: always shown as such. */
export const publishedMedians = { dso: 39.25, bestPossibleDso: 32.23, add: 4.12, cei: 82.84 } as const

export interface OpenMoney {
  customerId: string
  dueOn: Day
  openMinor: bigint
  /** A day the payer named. */
  promisedOn: Day | null
}

export interface WeekExpected {
  weekOn: Day
  p10Minor: bigint
  p50Minor: bigint
  p90Minor: bigint
}

const draws = 200
const forecastWeeks = 13
/** How many invoices of the group weigh as much as a payer's own history. */
const shrinkage = 10

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

/** Where in rising delays those of at least so many days begin. */
function firstFrom(rising: readonly number[], days: number): number {
  let low = 0
  let high = rising.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rising[middle] ?? 0) < days) low = middle + 1
    else high = middle
  }
  return low
}

const inOrder = (a: OpenMoney, b: OpenMoney) =>
  a.dueOn.localeCompare(b.dueOn) || a.customerId.localeCompare(b.customerId) || Number(a.openMinor - b.openMinor)

function payDay(
  item: OpenMoney,
  own: readonly number[],
  group: readonly number[],
  today: Day,
  random: () => number,
): Day {
  if (item.promisedOn && item.promisedOn >= today) return item.promisedOn
  const passed = daysBetween(item.dueOn, today)
  const source = random() < own.length / (own.length + shrinkage) ? own : group
  // What was not paid until today is paid later than that: only such delays are drawn from.
  const first = firstFrom(source, passed)
  const late = source[first + Math.floor(random() * (source.length - first))]
  return late === undefined ? addDays(today, 7 + Math.floor(random() * 60)) : addDays(item.dueOn, late)
}

/**
 * Money expected per week for 13 weeks, as the 10th, 50th and 90th percentile of repeated draws: each open invoice is paid as late as its payer
 * paid before, shrunk towards the group of all payers; a promise moves it to its day. `histories` holds days after the due day.
 */
export function forecast(
  items: readonly OpenMoney[],
  histories: ReadonlyMap<string, readonly number[]>,
  today: Day,
): WeekExpected[] {
  const rising = new Map([...histories].map(([payer, late]) => [payer, [...late].sort((a, b) => a - b)]))
  const group = [...histories.values()].flat().sort((a, b) => a - b)
  const sorted = [...items].sort(inOrder)
  const first = weekOf(today)
  const weeks = Array.from({ length: forecastWeeks }, (_, index) => addDays(first, index * 7))
  const sums = weeks.map(() => [] as number[])
  const random = generator(items.length + 1)
  for (let draw = 0; draw < draws; draw++) {
    const perWeek = weeks.map(() => 0)
    for (const item of sorted) {
      const week = Math.floor(
        daysBetween(first, payDay(item, rising.get(item.customerId) ?? [], group, today, random)) / 7,
      )
      if (week >= 0 && week < forecastWeeks) perWeek[week] = (perWeek[week] ?? 0) + Number(item.openMinor)
    }
    for (const [week, sum] of perWeek.entries()) sums[week]?.push(sum)
  }
  return weeks.map((weekOn, index) => {
    const drawn = (sums[index] ?? []).sort((a, b) => a - b)
    const at = (part: number) => BigInt(Math.round(drawn[Math.floor(part * (drawn.length - 1))] ?? 0))
    return { weekOn, p10Minor: at(0.1), p50Minor: at(0.5), p90Minor: at(0.9) }
  })
}
