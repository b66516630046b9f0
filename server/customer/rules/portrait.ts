import { addDays, type Day } from '@/server/platform/time/calendar'

/** The facts about a customer's trade for the sentence that sums it up. Amounts are in minor units without tax. */
export interface PortraitFacts {
  today: Day
  firstOrderOn: Day | null
  /** Invoiced in the last 365 days, and in the 365 days before them. */
  netMinor: bigint
  netBeforeMinor: bigint
  /** Invoices on terms that were settled, and the median of their days after the due day. */
  settled: number
  medianDaysLate: number | null
  /** Disputes of the last 365 days that were not rejected or withdrawn. */
  complaints: number
}

export type Buying =
  | { says: 'NOTHING_YET' }
  | { says: 'NEW'; since: Day }
  | { says: 'AGAIN' }
  | { says: 'STOPPED' }
  | { says: 'MORE' | 'LESS'; percent: number }
  | { says: 'AS_BEFORE' }

export type Paying = { says: 'UNKNOWN' } | { says: 'ON_TIME' } | { says: 'LATE' | 'EARLY'; days: number }

export interface Portrait {
  buying: Buying
  paying: Paying
  complaints: number
}

/** A smaller change than this counts as no change. */
const samePercent = 5
/** With fewer paid invoices than this, nothing is said about how the customer pays. */
const knownFrom = 3

/** How they buy: the first row that is true. */
const buyings: readonly [when: (facts: PortraitFacts) => boolean, says: (facts: PortraitFacts) => Buying][] = [
  [({ firstOrderOn }) => firstOrderOn === null, () => ({ says: 'NOTHING_YET' })],
  // Before two years are over there is no complete year to compare with.
  [
    ({ firstOrderOn, today }) => (firstOrderOn ?? today) > addDays(today, -730),
    ({ firstOrderOn, today }) => ({ says: 'NEW', since: firstOrderOn ?? today }),
  ],
  [({ netMinor }) => netMinor <= 0n, () => ({ says: 'STOPPED' })],
  [({ netBeforeMinor }) => netBeforeMinor <= 0n, () => ({ says: 'AGAIN' })],
  [(facts) => Math.abs(change(facts)) < samePercent, () => ({ says: 'AS_BEFORE' })],
  [(facts) => change(facts) > 0, (facts) => ({ says: 'MORE', percent: change(facts) })],
  [() => true, (facts) => ({ says: 'LESS', percent: -change(facts) })],
]

/** By how many percent the last year differs from the one before it, rounded. */
const change = ({ netMinor, netBeforeMinor }: PortraitFacts) =>
  Math.round((Number(netMinor - netBeforeMinor) * 100) / Number(netBeforeMinor))

function payingOf({ settled, medianDaysLate }: PortraitFacts): Paying {
  if (settled < knownFrom || medianDaysLate === null) return { says: 'UNKNOWN' }
  if (medianDaysLate === 0) return { says: 'ON_TIME' }
  return medianDaysLate > 0 ? { says: 'LATE', days: medianDaysLate } : { says: 'EARLY', days: -medianDaysLate }
}

/** A customer in three facts: how they buy, how they pay, how many complaints there were. */
export function portraitOf(facts: PortraitFacts): Portrait {
  const [, says] = buyings.find(([when]) => when(facts)) as (typeof buyings)[number]
  return { buying: says(facts), paying: payingOf(facts), complaints: facts.complaints }
}
