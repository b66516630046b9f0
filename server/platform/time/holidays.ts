import Holidays from 'date-holidays'
import { addDays, type Day, type Weekday, weekday } from './calendar'
import type { WorkingCalendar } from './working-days'

/** The region to use for a country whose national list leaves out holidays that most of its people have. */
const DEFAULT_REGION: Record<string, string> = { GB: 'ENG' }

const sources = new Map<string, Holidays>()
const years = new Map<string, ReadonlyMap<Day, string>>()

function source(country: string, region: string | undefined): Holidays {
  const key = `${country}-${region ?? ''}`
  let found = sources.get(key)
  if (!found) {
    found = new Holidays()
    found.init(country, region ?? '')
    sources.set(key, found)
  }
  return found
}

/** Days of a year by name; one computation per country, region and year of the process (1–18 ms each, then a look-up). */
function holidayNames(country: string, region: string | undefined, year: number): ReadonlyMap<Day, string> {
  const key = `${country}-${region ?? ''}-${year}`
  let found = years.get(key)
  if (!found) {
    found = new Map(
      source(country, region)
        .getHolidays(year)
        .filter((holiday) => holiday.type === 'public')
        .flatMap((holiday) => daysOf(holiday).map((day) => [day, holiday.name] as const)),
    )
    years.set(key, found)
  }
  return found
}

/** The days of a holiday. A holiday of several days counts on each of them; a holiday that begins at noon counts on none. */
function daysOf(holiday: { date: string; start: Date; end: Date }): Day[] {
  // A day on which the clocks change has 23 hours.
  const length = Math.floor((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000 + 0.1)
  return Array.from({ length }, (_, index) => addDays(holiday.date.slice(0, 10), index))
}

interface WorkingCalendarSettings {
  /** ISO 3166 code of the country whose public holidays apply; null for none. */
  country: string | null
  /** Region of that country by the library's code: 'BY' of DE, 'SCT' of GB. */
  region?: string | null
  workingWeekdays: readonly number[]
  /** The organisation's own closing days, and holidays or weekend days on which it works. */
  closedOn?: readonly Day[]
  openOn?: readonly Day[]
}

/** The working calendar of an organisation, warehouse or carrier from its settings. */
export function workingCalendar(settings: WorkingCalendarSettings): WorkingCalendar {
  const { country } = settings
  const region = settings.region ?? (country ? DEFAULT_REGION[country] : undefined)
  const closed = new Set(settings.closedOn)
  const open = new Set(settings.openOn)
  return {
    workingWeekdays: new Set(settings.workingWeekdays as Weekday[]),
    isOpenByException: (day) => open.has(day),
    isHoliday: (day) =>
      closed.has(day) || (country !== null && holidayNames(country, region, Number(day.slice(0, 4))).has(day)),
  }
}

/**
 * The calendar on which a carrier delivers at an address: it excludes the holidays of its country, and the weekdays on which
 * nobody takes goods there. Weekdays on which the carrier never comes are no wish that it could follow.
 */
export function deliveringIn(
  calendar: WorkingCalendar,
  country: string,
  deliveryDays: readonly number[] | null = null,
): WorkingCalendar {
  const taken = new Set([...calendar.workingWeekdays].filter((day) => deliveryDays?.includes(day)))
  const closed = (day: Day) =>
    holidayNames(country, DEFAULT_REGION[country], Number(day.slice(0, 4))).has(day) &&
    !calendar.isOpenByException?.(day)
  const delivers = { ...calendar, isHoliday: (day: Day) => calendar.isHoliday(day) || closed(day) }
  if (taken.size === 0) return delivers
  return {
    ...delivers,
    workingWeekdays: taken,
    isOpenByException: (day) => taken.has(weekday(day)) && Boolean(calendar.isOpenByException?.(day)),
  }
}
