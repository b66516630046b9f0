import type { Demand, Supply } from '@/server/order/rules/atp'
import type { Day } from '@/server/platform/time/calendar'

/**
 * A day-by-day trial, to compare promises with: whether all demand is served, dated demand by its day, when goods of each day serve the
 * earliest day first, and undated demand in the end. The first of the days is today; what was expected before has come by then.
 */
export function kept(days: readonly Day[], supplies: readonly Supply[], demands: readonly Demand[]): boolean {
  let stock = 0
  const open = demands.map((demand) => ({ ...demand }))
  const dated = open.filter((one) => one.day !== null).sort((a, b) => String(a.day).localeCompare(String(b.day)))
  for (const now of days) {
    for (const { day, units } of supplies) if (day === now || (now === days[0] && day < now)) stock += units
    for (const one of dated) {
      const served = Math.min(stock, one.units)
      stock -= served
      one.units -= served
      if (one.units > 0 && String(one.day) <= now) return false
    }
  }
  return open.filter((one) => one.day === null).reduce((sum, one) => sum + one.units, 0) <= stock
}

/** The first of these days on which so many units can be promised beside what is promised already; null when there is none. */
export const firstKept = (
  days: readonly Day[],
  supplies: readonly Supply[],
  demands: readonly Demand[],
  units: number,
) => days.find((day) => kept(days, supplies, [...demands, { day, units }])) ?? null
