import { roundedQuotient } from '@/server/platform/money/decimal'

/** What is earned with goods: the net of those whose cost is known, and what they cost, in minor units without tax. */
export interface Margin {
  netMinor: bigint
  costedNetMinor: bigint
  costMinor: bigint
}

/** A discount on the whole lowers the goods whose cost is known by their share of the net amount. */
export function lessDiscount({ netMinor, costedNetMinor, costMinor }: Margin, discountMinor: bigint): Margin {
  const share = netMinor === 0n ? 0n : roundedQuotient(discountMinor * costedNetMinor, netMinor)
  return { netMinor: netMinor - discountMinor, costedNetMinor: costedNetMinor - share, costMinor }
}

/** (net − cost) ÷ net of the goods whose cost is known, in percent with one decimal; null without any that cost something to the buyer. */
export function marginPercent({ costedNetMinor, costMinor }: Pick<Margin, 'costedNetMinor' | 'costMinor'>) {
  if (costedNetMinor <= 0n) return null
  return Number(roundedQuotient((costedNetMinor - costMinor) * 1000n, costedNetMinor)) / 10
}
