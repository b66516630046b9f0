import { addDays, type Day, dayIn, timeIn, type Weekday, weekday } from './calendar'

/** When an organisation, a carrier or a bank works. `workingCalendar` in holidays.ts makes it; tests make it by hand. */
export interface WorkingCalendar {
  workingWeekdays: ReadonlySet<Weekday>
  isHoliday(day: Day): boolean
  /** Days that are worked although the weekday or a holiday says otherwise. */
  isOpenByException?(day: Day): boolean
}

/** No calendar may be closed for longer: the search for the next working day then stops with a RangeError. */
const LONGEST_CLOSURE_DAYS = 366

/** Whether a day is a working weekday and no holiday, or is opened by exception. */
export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  if (calendar.isOpenByException?.(day)) return true
  return calendar.workingWeekdays.has(weekday(day)) && !calendar.isHoliday(day)
}

/** The day itself when it is worked, otherwise the next one that is. */
export function nextWorkingDay(calendar: WorkingCalendar, day: Day): Day {
  return walk(calendar, day, 1)
}

/** The day itself when it is worked, otherwise the last one before it that is. */
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
 * The nth working day after a day, or before it when n is negative. With 0 it is the day itself when worked, otherwise
 * the next one. A day that is not worked does not count: Saturday + 1 is Monday.
 */
export function addWorkingDays(calendar: WorkingCalendar, day: Day, workingDays: number): Day {
  if (workingDays === 0) return nextWorkingDay(calendar, day)
  const step = workingDays > 0 ? 1 : -1
  let at = day
  for (let left = Math.abs(workingDays); left > 0; left--) at = walk(calendar, addDays(at, step), step)
  return at
}

/** The number of working days after `from` up to and including `to`: Friday to Monday is 1; negative when `to` is earlier. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  if (to < from) return -workingDaysBetween(calendar, to, from)
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count++
  return count
}

interface DispatchInput {
  orderedAt: Date
  zone: string
  /**
   * The last wall-clock time 'HH:MM' at which an order still leaves on the same day; a later order counts as of the
   * next working day.
   */
  cutOff: string
  /** Working days of the warehouse between accepting the order and handing it to the carrier; usually 0. */
  handlingDays?: number
  calendar: WorkingCalendar
}

/** The day on which an order accepted now leaves the warehouse. */
export function dispatchDay({ orderedAt, zone, cutOff, handlingDays = 0, calendar }: DispatchInput): Day {
  const today = dayIn(zone, orderedAt)
  const late = timeIn(zone, orderedAt) > `${cutOff}:00`
  const taken = nextWorkingDay(calendar, late ? addDays(today, 1) : today)
  return addWorkingDays(calendar, taken, handlingDays)
}

/** The carrier's transit time and working days to one destination. */
export interface Way {
  /** The carrier's working days in transit. */
  transitDays: number
  /** The days on which the carrier moves goods. */
  moves: WorkingCalendar
  /** The days on which it delivers at the destination; a subset of `moves`. */
  delivers: WorkingCalendar
}

/**
 * The day on which goods that leave the house on `leavesOn` arrive. It counts from the first day on which the carrier
 * moves, and is always a day on which it delivers there.
 */
export function arrivalDay({ transitDays, moves, delivers }: Way, leavesOn: Day): Day {
  return nextWorkingDay(delivers, addWorkingDays(moves, nextWorkingDay(moves, leavesOn), transitDays))
}

/** The last day on which goods can leave the house to arrive on a day, or on the first delivery day after it. */
export function latestDispatch({ transitDays, moves, delivers }: Way, arrivesOn: Day): Day {
  return addWorkingDays(moves, nextWorkingDay(delivers, arrivesOn), -transitDays)
}

/** The day on which goods in stock arrive: the wished day, or the first possible day after it. */
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
