import type { Ctx } from '@/server/platform/context/ctx'
import { addDays, instantAt } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { isWorkingDay } from '@/server/platform/time/working-days'

/**
 * Noon of the first Wednesday at least so many days later on which people work, so that no test depends on the weekday
 * or the holidays of its day.
 */
export function workedWednesday(ctx: Ctx, days: number): Ctx {
  const calendar = workingCalendar(ctx.organisation)
  let today = addDays(ctx.today, days)
  while (new Date(today).getUTCDay() !== 3 || !isWorkingDay(calendar, today)) today = addDays(today, 1)
  return { ...ctx, today, now: instantAt(ctx.organisation.timeZone, today, '12:00') }
}
