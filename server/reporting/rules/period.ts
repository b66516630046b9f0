import { addDays, type Day, daysBetween, isDay, startOfDay } from '@/server/platform/time/calendar'

/**
 * The days from the first to the last, both included, and the instants of their beginning and end in the organisation's
 * zone.
 */
export interface Period {
  from: Day
  to: Day
  days: number
  startsAt: Date
  /** The first instant after the period. */
  endsAt: Date
}

function between(from: Day, to: Day, zone: string): Period {
  const days = daysBetween(from, to) + 1
  return { from, to, days, startsAt: startOfDay(zone, from), endsAt: startOfDay(zone, addDays(to, 1)) }
}

/** The reason why a named period cannot be shown. */
export type PeriodProblem = 'NOT_DAYS' | 'ENDS_BEFORE' | 'NOT_COME' | 'ENDS_LATER' | 'TOO_LONG' | 'LENGTH'

/** What is wrong with the days in a URL; null when nothing is. */
export function periodProblem(
  { days, from, to }: { days?: string; from?: string; to?: string },
  today: Day,
): PeriodProblem | null {
  if (from === undefined && to === undefined)
    return days === undefined || periodLengths.some((length) => String(length) === days) ? null : 'LENGTH'
  if (!from || !to || !isDay(from) || !isDay(to)) return 'NOT_DAYS'
  if (from > to) return 'ENDS_BEFORE'
  if (from > today) return 'NOT_COME'
  if (daysBetween(from, to > today ? today : to) >= longestPeriod) return 'TOO_LONG'
  return to > today ? 'ENDS_LATER' : null
}

/** The lengths in days of a period that ends today. */
export const periodLengths = [30, 90, 365] as const

/**
 * The requested period: a number of days up to today, or the days between two dates, at most `longestPeriod`. Days in
 * the future are left out. A period that lies in the future completely becomes the last 90 days, and the page says so.
 */
export function periodOf(asked: { days?: number; from?: Day; to?: Day }, today: Day, zone: string): Period {
  if (asked.from && asked.to && asked.from <= today) {
    const to = asked.to > today ? today : asked.to
    const earliest = addDays(to, 1 - longestPeriod)
    return between(asked.from < earliest ? earliest : asked.from, to, zone)
  }
  return between(addDays(today, 1 - (asked.days ?? 90)), today, zone)
}

/** Three years: a longer period would be too slow for a page. */
export const longestPeriod = 1096

/** The same number of days directly before. */
export function periodBefore({ from, days }: Period, zone: string): Period {
  return between(addDays(from, -days), addDays(from, -1), zone)
}
