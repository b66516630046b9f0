import { addDays, type Day, daysBetween, startOfDay } from '@/server/platform/time/calendar'

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

/** The period that is asked for: so many days up to today, or one between two days that is not longer than `longestPeriod`. */
export function periodOf(asked: { days?: number; from?: Day; to?: Day }, today: Day, zone: string): Period {
  if (asked.from && asked.to) {
    const to = asked.to > today ? today : asked.to
    const from = asked.from > to ? to : asked.from
    const earliest = addDays(to, 1 - longestPeriod)
    return between(from < earliest ? earliest : from, to, zone)
  }
  return between(addDays(today, 1 - (asked.days ?? 90)), today, zone)
}

/** Three years: more is no question for a page. */
export const longestPeriod = 1096

/** The same number of days directly before. */
export function periodBefore({ from, days }: Period, zone: string): Period {
  return between(addDays(from, -days), addDays(from, -1), zone)
}
