import { addDays, type Day, dayIn, timeIn, type Weekday, weekday } from './calendar'

/** When an organisation, a carrier or a bank works; made by `workingCalendar` in holidays.ts, or by hand in tests. */
export interface WorkingCalendar {
  workingWeekdays: ReadonlySet<Weekday>
  isHoliday(day: Day): boolean
  /** Days worked although the weekday or a holiday says otherwise. */
  isOpenByException?(day: Day): boolean
}

/** No calendar may close for longer: a search for the next working day stops there with a RangeError. */
const LONGEST_CLOSURE_DAYS = 366

/** Working weekday and no holiday, or open by exception. */
export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  if (calendar.isOpenByException?.(day)) return true
  return calendar.workingWeekdays.has(weekday(day)) && !calendar.isHoliday(day)
}

/** The day itself when it is worked, else the first one after it that is. */
export function nextWorkingDay(calendar: WorkingCalendar, day: Day): Day {
  return walk(calendar, day, 1)
}

/** The day itself when it is worked, else the last one before it that is. */
export function previousWorkingDay(calendar: WorkingCalendar, day: Day): Day {
  return walk(calendar, day, -1)
}

function walk(calendar: WorkingCalendar, from: Day, step: 1 | -1): Day {
  let day = from
  for (let closed = 0; closed <= LONGEST_CLOSURE_DAYS; closed++) {
    if (isWorkingDay(calendar, day)) return day
    day = addDays(day, step)
  }
  throw new RangeError(`no working day within a year of ${from}`)
}

/**
 * The nth working day after a day (before it when negative). With 0 the day itself when worked, else the next one.
 * A day that is not worked does not count: Saturday + 1 is Monday.
 */
export function addWorkingDays(calendar: WorkingCalendar, day: Day, workingDays: number): Day {
  if (workingDays === 0) return nextWorkingDay(calendar, day)
  const step = workingDays > 0 ? 1 : -1
  let at = day
  for (let left = Math.abs(workingDays); left > 0; left--) at = walk(calendar, addDays(at, step), step)
  return at
}

/** Working days after `from` up to and with `to`: Friday to Monday is 1; negative when `to` is earlier. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  if (to < from) return -workingDaysBetween(calendar, to, from)
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count++
  return count
}

export interface DispatchInput {
  orderedAt: Date
  zone: string
  /** Last wall-clock time 'HH:MM' at which an order still leaves the same day; later counts as the next working day. */
  cutOff: string
  /** Working days of the warehouse between taking the order in and handing it to the carrier; usually 0. */
  handlingDays?: number
  calendar: WorkingCalendar
}

/** The day on which an order taken in now leaves the warehouse. */
export function dispatchDay({ orderedAt, zone, cutOff, handlingDays = 0, calendar }: DispatchInput): Day {
  const today = dayIn(zone, orderedAt)
  const late = timeIn(zone, orderedAt) > `${cutOff}:00`
  const taken = nextWorkingDay(calendar, late ? addDays(today, 1) : today)
  return addWorkingDays(calendar, taken, handlingDays)
}

/** How a carrier gets somewhere. */
export interface Way {
  /** Working days of the carrier on the road. */
  transitDays: number
  /** When the carrier moves goods. */
  moves: WorkingCalendar
  /** When it delivers where they go; some of the days on which it moves. */
  delivers: WorkingCalendar
}

/**
 * The day on which what leaves the house on a day arrives: counted from the first day on which the carrier moves, and never
 * a day on which it does not deliver there.
 */
export function arrivalDay({ transitDays, moves, delivers }: Way, leavesOn: Day): Day {
  return nextWorkingDay(delivers, addWorkingDays(moves, nextWorkingDay(moves, leavesOn), transitDays))
}

/** The last day on which goods can leave the house and still arrive on a day, or on the first delivering day after it. */
export function latestDispatch({ transitDays, moves, delivers }: Way, arrivesOn: Day): Day {
  const target = nextWorkingDay(delivers, arrivesOn)
  return transitDays === 0 ? target : addWorkingDays(moves, target, -transitDays)
}

/** The day on which goods that are in stock arrive, on the wished day or the first after it that can be kept. */
export function promiseDay({ wishedOn, ...facts }: DispatchInput & Way & { wishedOn?: Day | null }): Day {
  const earliest = arrivalDay(facts, dispatchDay(facts))
  const wished = wishedOn ? nextWorkingDay(facts.delivers, wishedOn) : earliest
  return wished > earliest ? wished : earliest
}

/** When an invoice is due, counted from its issue; PREPAID and CASH are due at once. */
export interface Terms {
  kind: 'NET' | 'PREPAID' | 'CASH'
  /** Calendar days after issue, for NET. */
  dueDays: number
}

/** The day on which an invoice is due. */
export function dueOn(issuedOn: Day, terms: Terms): Day {
  return terms.kind === 'NET' ? addDays(issuedOn, terms.dueDays) : issuedOn
}
