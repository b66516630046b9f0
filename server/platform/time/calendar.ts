import { Temporal } from 'temporal-polyfill'

/** A calendar day, 'YYYY-MM-DD', in the organisation's zone. */
export type Day = string
/** ISO weekday: 1 Monday … 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

const DAY_MS = 86_400_000
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** True for an existing day of the years 0000–9999: '2028-02-29' yes, '2027-02-29' no. */
export function isDay(text: string): text is Day {
  if (!DAY.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function dayNumber(day: Day): number {
  const time = Date.parse(`${day}T00:00:00Z`)
  if (!DAY.test(day) || Number.isNaN(time)) throw new RangeError(`not a day: ${JSON.stringify(day)}`)
  return Math.round(time / DAY_MS)
}

function dayOfNumber(number: number): Day {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

/** The day `days` calendar days later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return dayOfNumber(dayNumber(day) + days)
}

/** Calendar days from one day to another: ('2026-03-28', '2026-03-30') → 2, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** The ISO weekday of a day, 1 Monday … 7 Sunday. */
export function weekday(day: Day): Weekday {
  return (((((dayNumber(day) + 3) % 7) + 7) % 7) + 1) as Weekday
}

/** The first day of the week (Monday) that holds the day. */
export function weekOf(day: Day): Day {
  return addDays(day, 1 - weekday(day))
}

const wallClocks = new Map<string, Intl.DateTimeFormat>()

function wallClock(zone: string): Intl.DateTimeFormat {
  let clock = wallClocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    wallClocks.set(zone, clock)
  }
  return clock
}

/** True for an IANA zone this runtime knows: 'Europe/Berlin'. */
export function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

/** The calendar day that people in the zone have at an instant. */
export function dayIn(zone: string, instant: Date): Day {
  return wallClock(zone).format(instant).slice(0, 10)
}

/** The time of day in the zone at an instant, 'HH:MM:SS'. */
export function timeIn(zone: string, instant: Date): string {
  return wallClock(zone).format(instant).slice(11, 19)
}

/** The instant at which a day begins in the zone; where the clocks skip midnight, the first moment after the gap. */
export function startOfDay(zone: string, day: Day): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds)
}

/**
 * The instant of a wall-clock time 'HH:MM' on a day. A time that the clocks skip gives the later instant; a time that
 * comes twice gives the earlier one.
 */
export function instantAt(zone: string, day: Day, time: string): Date {
  const plain = Temporal.PlainDateTime.from(`${day}T${time}`)
  return new Date(plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds)
}
