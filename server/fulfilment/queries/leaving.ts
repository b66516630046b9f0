import { type RawBuilder, sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { addDays, timeIn } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { isWorkingDay, nextWorkingDay } from '@/server/platform/time/working-days'

/**
 * The last day on which an order's goods (`o`, by the service `v`) can leave and arrive as promised: so many working days before
 * it as the way takes. A promise far from today is counted in days of the calendar; null without one.
 */
export function lastDay(ctx: Ctx): RawBuilder<string | null> {
  const calendar = workingCalendar(ctx.organisation)
  const days = Array.from({ length: 120 }, (_, index) => addDays(ctx.today, index - 30))
  const worked = days.filter((day) => isWorkingDay(calendar, day))
  return raw`coalesce((SELECT d FROM unnest(${worked}::date[]) AS d WHERE d <= o.promised_on AND o.promised_on <= ${days.at(-1)}::date
    ORDER BY d DESC OFFSET v.transit_days LIMIT 1), o.promised_on - v.transit_days)`
}

/** The first day on which goods can still leave by the service `v`: today until its cut-off, if today is worked. */
export function firstDay(ctx: Ctx): RawBuilder<string> {
  const calendar = workingCalendar(ctx.organisation)
  const [day, next] = [ctx.today, addDays(ctx.today, 1)].map((one) => nextWorkingDay(calendar, one))
  const time = timeIn(ctx.organisation.timeZone, ctx.now)
  return raw`CASE WHEN ${time}::text > v.cut_off || ':00' THEN ${next}::date ELSE ${day}::date END`
}
