import { sumMinor } from '@/server/platform/money/money'
import { grownTo } from '@/server/pricing/rules/whole'
import type { QuoteHead, QuoteLineRow } from '../queries/quotes'
import { totalsOf } from './amounts'
import type { OfferedContent } from './offered'
import { foreseenDeposits } from './returnables'
import { linesNet } from './whole'

/** The deposits that an order of an offer would charge: before tax, and what the offer then comes to with tax. */
export interface OfferedDeposits {
  netMinor: bigint
  grossMinor: bigint
}

/** The deposits of today that come with offered lines; null where none do, and of an offer that can no longer be ordered. */
export function offeredDeposits(quote: QuoteHead, taken: readonly QuoteLineRow[]): OfferedDeposits | null {
  const offers = quote.state === 'DRAFT' || quote.state === 'SENT'
  const deposits = offers ? foreseenDeposits(taken, quote.currency) : []
  if (deposits.length === 0) return null
  const parts = taken.map((line) => ({ line, quantity: line.quantity }))
  const held = deposits.map((deposit) => ({ line: { ...deposit, kind: 'RETURNABLE' }, quantity: deposit.quantity }))
  const { grossMinor } = totalsOf([...parts, ...held], grownTo(quote, linesNet(parts, quote.currency)))
  return { netMinor: sumMinor(deposits.map((deposit) => deposit.netMinor)), grossMinor }
}

/** The deposits as they were when an offer was accepted; null of one without, and of one from before they were kept. */
export const acceptedDeposits = (accepted: Pick<OfferedContent, 'deposits'> | null): OfferedDeposits | null =>
  accepted?.deposits
    ? { netMinor: BigInt(accepted.deposits.netMinor), grossMinor: BigInt(accepted.deposits.grossMinor) }
    : null
