import { addDays, type Day } from '@/server/platform/time/calendar'
import { backtest, type ForecastTried, heldPercent, luckOf } from '@/server/reporting/rules/backtest'
import { makePast } from '../demo/payments'

/** The pasts end on days all over the year, so that busy and quiet weeks are both tried. */
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

const spreadOf = (shares: readonly number[]) => {
  const middle = shares.reduce((sum, one) => sum + one, 0) / shares.length
  return Math.sqrt(shares.reduce((sum, one) => sum + (one - middle) ** 2, 0) / Math.max(1, shares.length - 1))
}

/**
 * Tries the forecast on pasts of a wholesaler whose payers behave as those of the sample trade, and prints the band of
 * each. It makes only orders, invoices and payments, in memory, because the forecast reads nothing else. True when the
 * band holds its share overall, all but a few pasts are near that share, and none is further off than chance allows.
 */
export function proveForecast(growths: number): boolean {
  const all: ForecastTried[] = []
  const shares: number[] = []
  let [near, unlucky] = [0, 0]
  for (let nth = 0; nth < growths; nth++) {
    const today = addDays(firstEnd, nth * apartDays)
    const { tried } = backtest(makePast({ seed: `proof ${nth}`, today }), today)
    const held = heldPercent(tried) ?? 0
    const { low, high } = luckOf(tried)
    if (held >= 75 && held <= 85) near++
    if (held < low || held > high) unlucky++
    shares.push(held)
    all.push(...tried)
    console.log(line(`growth ${nth + 1}, as of ${today}`, tried))
    if (nth === 0)
      console.log(`of so many weeks a right band holds ${low.toFixed(0)} to ${high.toFixed(0)} %, by luck alone`)
  }
  const held = heldPercent(all) ?? 0
  console.log(line(`all ${growths}`, all))
  console.log(
    `${near} of ${growths} lie between 75 and 85 %, from ${Math.min(...shares).toFixed(1)} to ${Math.max(...shares).toFixed(1)}, spread ${spreadOf(shares).toFixed(1)}; ${unlucky} lie further off than luck alone brings a right band`,
  )
  return held >= 75 && held <= 85 && near >= growths * 0.8 && unlucky <= growths * 0.05
}
