import type { OpenItem } from '@/server/ledger/mutations'
import { sumMinor } from '@/server/platform/money/money'

/** What became of a promise on the day after its day: kept when at least so much came in since it was made. */
export function promiseOutcome(promisedMinor: bigint, receivedMinor: bigint): 'KEPT' | 'BROKEN' {
  return receivedMinor >= promisedMinor ? 'KEPT' : 'BROKEN'
}

/** What a payer owes of invoices that are flagged as overdue, in minor units. */
export function overdueMinor(items: readonly Pick<OpenItem, 'openMinor' | 'overdueSince'>[]): bigint {
  return sumMinor(
    items.filter((item) => item.overdueSince !== null && item.openMinor > 0n).map((item) => item.openMinor),
  )
}
