import { addDays, type Day, daysBetween } from '@/server/platform/time/calendar'

/** A day as a number (days since 1970), so that a thousand invoices on a hundred days can be compared fast. */
export type DayNumber = number

const epoch = '1970-01-01'
const seen = new Map<Day, DayNumber>()

export function dayNumber(day: Day): DayNumber {
  let number = seen.get(day)
  if (number === undefined) {
    number = daysBetween(epoch, day)
    seen.set(day, number)
  }
  return number
}

export const dayOf = (number: DayNumber): Day => addDays(epoch, number)
