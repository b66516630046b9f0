import type { StageNow as Tile } from '@/components/order/line-of-eight'
import { stages } from '@/components/order/stages'
import { spanWords } from '@/components/reporting/figure-words'
import { isSlow, type StageNow, type StageTime, usualOf } from '@/server/reporting/rules/stages'

function noteOf(now: StageNow | undefined, usual: StageTime | undefined, locale: string): string | undefined {
  const usually = usual && (usual.usualHours ?? usual.medianHours)
  const usualWords = usual && `usual ${spanWords(usually, locale)}`
  if (!now || now.medianHours === null) return usualWords
  // People compare the two spans. When one is shown in days and the other is at least half a day, both are shown in days.
  const days = Math.max(now.medianHours, usually ?? 0) >= 72
  const words = (hours: number | null | undefined) => spanWords(hours, locale, days && (hours ?? 0) >= 12)
  return [words(now.medianHours), usual && `usual ${words(usually)}`].filter(Boolean).join(' · ')
}

/** The orders in each stage, how long they have been there, and the usual time of the stage. A slow stage is outlined. */
export function lineNow(
  slug: string,
  standing: readonly StageNow[],
  times: readonly StageTime[],
  days: number,
  reads: boolean,
  locale: string,
): Tile[] {
  const timeOf = (name: StageTime['stage'] | undefined) => times.find((time) => time.stage === name)
  return stages.map(({ key }): Tile => {
    if (key === 'reporting') {
      const paid = timeOf('payment')
      return {
        key,
        label: `Invoices paid, ${days} d`,
        count: paid?.rows ?? 0,
        note: paid ? `invoice to cash ${spanWords(paid.meanHours, locale)}` : undefined,
        href: reads ? `/${slug}/reporting/cash?days=${days}` : undefined,
      }
    }
    const stage = key.toUpperCase()
    const now = standing.find((one) => one.stage === stage)
    const usual = timeOf(usualOf[stage])
    return {
      key,
      count: now?.orders ?? 0,
      note: noteOf(now, usual, locale),
      slow: now !== undefined && isSlow(now.p75Hours, usual?.usualP90Hours),
      href: `/${slug}/order?stage=${stage}`,
    }
  })
}
