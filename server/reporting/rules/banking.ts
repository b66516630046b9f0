import type { WorkingCalendar } from '@/server/platform/time/working-days'
import { isWorkingDay } from '@/server/platform/time/working-days'
import { type DayNumber, dayOf } from './days'

/**
 * Numbers the banking days one after another. Banks book nothing on weekends and holidays, so a delay counts only days
 * on which money can come. `due` numbers the first banking day on or after a day, `paid` the last one on or before it.
 */
export interface BankingDays {
  due(day: DayNumber): number
  paid(day: DayNumber): number
}

/** Days between `from` and `to` use the calendar; beyond them five of seven days count as banking days. */
export function bankingDays(calendar: WorkingCalendar, from: DayNumber, to: DayNumber): BankingDays {
  const counted = new Int32Array(to - from + 1)
  let count = 0
  for (let day = from; day <= to; day++) {
    if (isWorkingDay(calendar, dayOf(day))) count++
    counted[day - from] = count
  }
  const paid = (day: DayNumber) => {
    if (day < from) return Math.floor(((day - from) * 5) / 7)
    if (day > to) return count + Math.floor(((day - to) * 5) / 7)
    return counted[day - from] as number
  }
  return { paid, due: (day) => paid(day - 1) + 1 }
}
