import type { StageNow } from '@/components/order/line-of-eight'
import { stages } from '@/components/order/stages'
import type { StageTime } from '@/server/reporting/queries/times'

const timeOf: Record<string, StageTime['stage']> = {
  credit: 'credit',
  fulfilment: 'fulfilment',
  shipping: 'shipping',
  invoicing: 'invoicing',
  receivable: 'payment',
  reporting: 'whole',
}

function inWords(hours: number): string {
  if (hours < 0.02) return 'at once'
  return hours < 72 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(0)} d`
}

/** How many orders stand in each stage now, with the usual time of the stage. */
export function lineNow(
  slug: string,
  counts: readonly { stage: string; orders: number }[],
  times: readonly StageTime[],
): StageNow[] {
  return stages.map(({ key }) => {
    const stage = key === 'reporting' ? 'SETTLED' : key.toUpperCase()
    const usual = times.find((time) => time.stage === timeOf[key])?.medianHours
    return {
      key,
      count: counts.find((count) => count.stage === stage)?.orders ?? 0,
      note: usual === null || usual === undefined ? undefined : `usual ${inWords(usual)}`,
      href: key === 'reporting' ? `/${slug}/reporting` : `/${slug}/order?stage=${stage}`,
    }
  })
}
