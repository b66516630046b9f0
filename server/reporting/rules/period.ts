import { addDays, type Day, daysBetween, isDay, startOfDay } from '@/server/platform/time/calendar'

/** Days from the first to the last, both included, and the instants between which they lie in the organisation's zone. */
export interface Period {
  from: Day
  to: Day
  days: number
  startsAt: Date
  /** The first instant that no longer belongs to it. */
  endsAt: Date
}

function between(from: Day, to: Day, zone: string): Period {
  const days = daysBetween(from, to) + 1
  return { from, to, days, startsAt: startOfDay(zone, from), endsAt: startOfDay(zone, addDays(to, 1)) }
}

/** Why a period that somebody named cannot be shown as it was named. */
export type PeriodProblem = 'NOT_DAYS' | 'ENDS_BEFORE' | 'NOT_COME' | 'ENDS_LATER' | 'TOO_LONG' | 'LENGTH'

/** What is wrong with the days that a URL names; null when nothing is. */
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

/** Days up to today that a period may have. */
export const periodLengths = [30, 90, 365] as const

/**
 * The period that is asked for: so many days up to today, or one between two days that is not longer than `longestPeriod`. Days
 * that have not come are left out; a period of nothing but those is the last 90 days, and the page says so.
 */
export function periodOf(asked: { days?: number; from?: Day; to?: Day }, today: Day, zone: string): Period {
  if (asked.from && asked.to && asked.from <= today) {
    const to = asked.to > today ? today : asked.to
    const earliest = addDays(to, 1 - longestPeriod)
    return between(asked.from < earliest ? earliest : asked.from, to, zone)
  }
  return between(addDays(today, 1 - (asked.days ?? 90)), today, zone)
}

/** Three years: more is no question for a page. */
export const longestPeriod = 1096

/** The same number of days directly before. */
export function periodBefore({ from, days }: Period, zone: string): Period {
  return between(addDays(from, -days), addDays(from, -1), zone)
}
