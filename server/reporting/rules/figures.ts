import type { Day } from '@/server/platform/time/calendar'
import type { FigureKey, Population } from '../schema'

/** A share in percent; null when the whole is zero. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : (part / whole) * 100
}

/** DSO = receivables at the end of the period ÷ credit sales of the period × its days; null without sales. */
export function dso(receivableMinor: bigint, creditSalesMinor: bigint, periodDays: number): number | null {
  return creditSalesMinor <= 0n ? null : (Number(receivableMinor) / Number(creditSalesMinor)) * periodDays
}

interface DaysOf {
  receivableMinor: bigint
  salesMinor: bigint
}

/**
 * What caused the change of a figure in days: first the sales, with the receivables of before; then the receivables,
 * over the present sales. The two parts add up to the change. Null without sales in either period.
 */
export function changeOfDays(
  before: DaysOf,
  now: DaysOf,
  days: number,
): { bySales: number; byReceivables: number } | null {
  const [was, moved, is] = [
    dso(before.receivableMinor, before.salesMinor, days),
    dso(before.receivableMinor, now.salesMinor, days),
    dso(now.receivableMinor, now.salesMinor, days),
  ]
  return was === null || moved === null || is === null ? null : { bySales: moved - was, byReceivables: is - moved }
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

/** Credit sales of one calendar month, of which `days` days lie before the end of the period. */
export interface MonthOfSales {
  monthOn: Day
  days: number
  salesMinor: bigint
}

/**
 * DSO by count-back: receivables are matched with the sales of the months before, the latest first. A month that is
 * covered counts with its days, the last one in proportion. Null when the given months do not suffice.
 */
export function countBack(receivableMinor: bigint, latestFirst: readonly MonthOfSales[]): number | null {
  let left = receivableMinor
  let days = 0
  if (left <= 0n) return latestFirst.some((month) => month.salesMinor > 0n) ? 0 : null
  for (const month of latestFirst) {
    if (month.salesMinor >= left) return days + (Number(left) / Number(month.salesMinor)) * month.days
    left -= month.salesMinor > 0n ? month.salesMinor : 0n
    days += month.days
  }
  return null
}

/** Medians of US companies, all industries, 2020 Q3, each measured on its own; pages always say so. */
export const publishedMedians = { dso: 39.25, bestDso: 32.23, add: 4.12, cei: 82.84 } as const

/** The published median of a figure. It is of a quarter, so it is shown for periods of a quarter only. */
export function medianBeside(key: FigureKey, periodDays: number): number | null {
  if (periodDays < 89 || periodDays > 92) return null
  return key in publishedMedians ? publishedMedians[key as keyof typeof publishedMedians] : null
}

/** The populations from which a figure is computed; its page shows all of their rows. */
export const populationsOf: Readonly<Record<FigureKey, readonly [Population, ...Population[]]>> = {
  cycle: ['delivered'],
  cash: ['settled', 'unsettled'],
  otif: ['due', 'unpromised'],
  perfect: ['arrived'],
  fill: ['lines'],
  errors: ['picked'],
  dso: ['receivables', 'sales'],
  countBack: ['receivables', 'months'],
  bestDso: ['receivables', 'sales'],
  add: ['receivables', 'sales'],
  cei: ['opening', 'sales', 'receivables'],
  aging: ['open', 'unapplied'],
  utilisation: ['accounts'],
  margin: ['sold'],
}

/** The direction in which a figure gets better; null where that depends. */
export const betterIs: Readonly<Record<FigureKey, 'higher' | 'lower' | null>> = {
  cycle: 'lower',
  cash: 'lower',
  otif: 'higher',
  perfect: 'higher',
  fill: 'higher',
  errors: 'lower',
  dso: 'lower',
  countBack: 'lower',
  bestDso: null,
  add: 'lower',
  cei: 'higher',
  aging: null,
  utilisation: null,
  margin: 'higher',
}
