import type { Day } from '@/server/platform/time/calendar'
import type { FigureKey, Population } from '../schema'

/** A share in percent; null of nothing. */
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
 * What made a figure of days change: first the sales, with the receivables of before, then the receivables, over the sales of
 * now. The two add up to the change. Null without sales on either side.
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
 * DSO by count-back: receivables are laid over the months before them, the latest first; a month that is covered counts with its days, the
 * last one in proportion. Null when the months given do not reach.
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

/** US medians, all industries, 2020 Q3, each taken on its own: always shown as such. */
export const publishedMedians = { dso: 39.25, bestDso: 32.23, add: 4.12, cei: 82.84 } as const

/** The published median of a figure: it is of a quarter, and stands beside a quarter's figure alone. */
export function medianBeside(key: FigureKey, periodDays: number): number | null {
  if (periodDays < 89 || periodDays > 92) return null
  return key in publishedMedians ? publishedMedians[key as keyof typeof publishedMedians] : null
}

/** Which rows a figure is computed from; its page shows them all. */
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
}

/** Which way a figure should go; neither where it depends. */
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
}
