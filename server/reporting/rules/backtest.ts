import { addDays, type Day, weekOf } from '@/server/platform/time/calendar'
import { dayNumber, forecast } from './forecast'
import { historiesKnown, moneyBetween, openOn, type Past } from './known'
import { orderedOn } from './ordered'

/** One week that was forecast from an earlier Monday, and what really came in for the invoices and orders known on it. */
export interface ForecastTried {
  originOn: Day
  weekOn: Day
  /** 1 = the week that begins at the origin. */
  ahead: number
  p10Minor: bigint
  p50Minor: bigint
  p90Minor: bigint
  actualMinor: bigint
  held: boolean
}

/** How many Mondays the forecast is tried from, and how many weeks of each forecast are looked at. */
export const triedOrigins = 26
export const triedWeeks = 4
/** So many settled invoices must be known before a forecast is worth trying. */
const leastHistory = 20

function triedFrom(past: Past, originOn: Day, today: Day): ForecastTried[] {
  const origin = dayNumber(originOn)
  const histories = historiesKnown(past, origin)
  if (histories.settled < leastHistory) return []
  const weeks = forecast(openOn(past, origin), histories, originOn, triedWeeks, orderedOn(past.orders, origin))
  const items = past.items.filter(
    ({ issued, ordered, settled }) =>
      (issued < origin || (ordered !== null && ordered < origin)) && (settled === null || settled >= origin),
  )
  return weeks.flatMap((week, index) => {
    const end = addDays(week.weekOn, 7)
    if (end > today) return []
    const actualMinor = BigInt(
      items.reduce((sum, item) => sum + moneyBetween(item, dayNumber(week.weekOn), dayNumber(end)), 0),
    )
    // Nothing expected and nothing come: no proof of a band.
    if (week.p90Minor === 0n && actualMinor === 0n) return []
    const held = actualMinor >= week.p10Minor && actualMinor <= week.p90Minor
    const { weekOn, p10Minor, p50Minor, p90Minor } = week
    return [{ originOn, weekOn, p10Minor, p50Minor, p90Minor, ahead: index + 1, actualMinor, held }]
  })
}

/** Tries the forecast on the past by rolling origin: from each of the last Mondays, with what was known then, against what came in afterwards. */
export function backtest(past: Past, today: Day): ForecastTried[] {
  const monday = weekOf(today)
  return Array.from({ length: triedOrigins }, (_, index) => addDays(monday, -7 * (triedOrigins - index))).flatMap(
    (originOn) => triedFrom(past, originOn, today),
  )
}

/** The share of tried weeks that lay inside their band, in percent; null when none could be tried. */
export function heldPercent(tried: readonly ForecastTried[]): number | null {
  return tried.length === 0 ? null : (tried.filter((one) => one.held).length / tried.length) * 100
}
