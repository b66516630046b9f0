import type { BankingDays } from './banking'
import { type Curve, curveOf, type Delays, paidBefore } from './curve'

/** The number of invoices of others that weigh as much as a payer's own. */
const ownShrinkage = 10
/** With this many invoices, a payer's own habit counts as much as that of similar payers. */
const levelShrinkage = 1.5
/** Similar payers are those with the nearest median delay, until they have this many invoices. */
const likeInvoices = 120

/** A curve of payments and its weight. */
interface HabitPart {
  curve: Curve
  weight: number
}

/** How payers pay, in banking days after the due day. */
export interface Habits {
  banking: BankingDays
  partsOf(payer: string): readonly HabitPart[]
  /** The chance that a payer still pays whose invoice has waited longer than any of theirs before. */
  paysStill(payer: string): number
  /** The share of the invoiced amount that comes as money. The rest is credited or written off. */
  comes: number
}

const middleOf = (days: readonly number[]) => [...days].sort((a, b) => a - b)[(days.length - 1) >> 1] ?? 0

const gather = (all: readonly Delays[]): Delays => ({
  paid: all.flatMap(({ paid }) => paid),
  waiting: all.flatMap(({ waiting }) => waiting),
})

/** The payers whose median is nearest to this one, until they have enough invoices. */
function like(ranked: readonly { middle: number; delays: Delays }[], middle: number): Delays {
  let right = ranked.findIndex((one) => one.middle >= middle)
  if (right < 0) right = ranked.length
  let left = right - 1
  const found: Delays[] = []
  for (let invoices = 0; invoices < likeInvoices && (left >= 0 || right < ranked.length); ) {
    const [below, above] = [ranked[left], ranked[right]]
    const isBelow = !above || (below !== undefined && middle - below.middle < above.middle - middle)
    const nearest = (isBelow ? below : above) as (typeof ranked)[number]
    if (isBelow) left--
    else right++
    found.push(nearest.delays)
    invoices += nearest.delays.paid.length
  }
  return gather(found)
}

/**
 * The habit of each payer: by their own delays, by those of payers with a similar median, and by those of all payers.
 * The more is known of a payer, the less the others count. `usual` are delays that stand in for those of all payers
 * while few are known; until then open invoices do not count as never paid, and no payer as one who has stopped.
 */
export function habitsOf(
  payers: ReadonlyMap<string, Delays>,
  banking: BankingDays,
  comes = 1,
  usual: readonly number[] = [],
): Habits {
  const all = gather([...payers.values()])
  const isKnown = usual.length === 0
  const group = curveOf(isKnown ? all : { paid: [...all.paid, ...usual], waiting: [] })
  const ranked = [...payers.values()]
    .filter(({ paid }) => paid.length > 1)
    .map((delays) => ({ middle: middleOf(delays.paid), delays }))
    .sort((a, b) => a.middle - b.middle)
  const known = new Map<string, readonly HabitPart[]>()
  // Payers with the same median have the same similar payers.
  const alike = new Map<number, Curve>()
  const likeCurve = (middle: number) => {
    if (ranked.length === 0) return group
    const curve = alike.get(middle) ?? curveOf(like(ranked, middle))
    alike.set(middle, curve)
    return curve
  }
  const partsOf = (payer: string): readonly HabitPart[] => {
    const own = payers.get(payer)
    const number = own?.paid.length ?? 0
    if (!own || number === 0) return [{ curve: group, weight: 1 }]
    const weight = number / (number + ownShrinkage)
    const level = number / (number + levelShrinkage)
    return [
      { curve: curveOf(own), weight },
      { curve: likeCurve(middleOf(own.paid)), weight: (1 - weight) * level },
      { curve: group, weight: (1 - weight) * (1 - level) },
    ]
  }
  const never = 1 - (group.paid.at(-1) ?? 1)
  return {
    banking,
    comes,
    paysStill(payer) {
      const own = payers.get(payer)
      const longest = Math.max(...(own?.waiting ?? [0]))
      if (!isKnown || !own || longest <= Math.max(0, ...own.paid)) return 1
      const waits = 1 - paidBefore(group, longest)
      return waits <= never ? 0 : 1 - never / waits
    },
    partsOf(payer) {
      let parts = known.get(payer)
      if (!parts) {
        parts = partsOf(payer)
        known.set(payer, parts)
      }
      return parts
    },
  }
}
