import type { OpenItem } from '@/server/ledger/mutations'
import { sumMinor } from '@/server/platform/money/money'

/** The outcome of a promise after its day: kept when at least the promised amount has come in since it was made. */
export function promiseOutcome(promisedMinor: bigint, receivedMinor: bigint): 'KEPT' | 'BROKEN' {
  return receivedMinor >= promisedMinor ? 'KEPT' : 'BROKEN'
}

/** The amount that a payer owes on invoices flagged as overdue, in minor units. */
export function overdueMinor(items: readonly Pick<OpenItem, 'openMinor' | 'overdueSince'>[]): bigint {
  return sumMinor(
    items.filter((item) => item.overdueSince !== null && item.openMinor > 0n).map((item) => item.openMinor),
  )
}
