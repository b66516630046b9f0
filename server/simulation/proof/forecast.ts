import { addDays, type Day } from '@/server/platform/time/calendar'
import { backtest, type ForecastTried, heldPercent } from '@/server/reporting/rules/backtest'
import { makePast } from '../demo/payments'

/** Growths end on days all over the year: weeks of much and of little trade are tried. */
const firstEnd: Day = '2026-01-11'
const apartDays = 23

const ahead = (tried: readonly ForecastTried[]) => tried.filter((one) => one.ahead === 1)

function line(name: string, tried: readonly ForecastTried[]): string {
  const sum = (part: (one: ForecastTried) => bigint) =>
    ahead(tried).reduce((total, one) => total + Number(part(one)), 0)
  const below = tried.filter((one) => one.actualMinor < one.p10Minor).length
  const above = tried.filter((one) => one.actualMinor > one.p90Minor).length
  const share = (sum((one) => one.p50Minor) / sum((one) => one.actualMinor)) * 100
  return `${name}: band held ${heldPercent(tried)?.toFixed(1)} % of ${tried.length} weeks, ${below} below, ${above} above; the week ahead was expected at ${share.toFixed(0)} % of what came`
}

/**
 * Tries the forecast on so many pasts of a wholesaler whose payers have the habits of the sample trade, and tells the band of
 * each. Only orders, invoices and payments are made, in memory; the rest of a growth says nothing of the forecast.
 */
export function proveForecast(growths: number): boolean {
  const all: ForecastTried[] = []
  let inside = 0
  for (let nth = 0; nth < growths; nth++) {
    const today = addDays(firstEnd, nth * apartDays)
    const { tried } = backtest(makePast({ seed: `proof ${nth}`, today }), today)
    const held = heldPercent(tried) ?? 0
    if (held >= 75 && held <= 85) inside++
    all.push(...tried)
    console.log(line(`growth ${nth + 1}, as of ${today}`, tried))
  }
  const held = heldPercent(all) ?? 0
  console.log(line(`all ${growths}`, all))
  console.log(`${inside} of ${growths} lie between 75 and 85 %`)
  return held >= 75 && held <= 85
}
