import { addDays, type Day } from '@/server/platform/time/calendar'

/** The facts about a customer's trade for the sentence that sums it up. Amounts are in minor units without tax. */
export interface PortraitFacts {
  today: Day
  firstOrderOn: Day | null
  /** Invoiced in the last 365 days, and in the 365 days before them. */
  netMinor: bigint
  netBeforeMinor: bigint
  /** The same of the last 90 days, and of the 90 before them. */
  quarterMinor: bigint
  quarterBeforeMinor: bigint
  /** Invoices on terms that were settled, and the median of their days after the due day. */
  settled: number
  medianDaysLate: number | null
  /** Disputes of the last 365 days that were not rejected or withdrawn. */
  complaints: number
}

/** What is compared: the last 365 days with those before; of a customer of less than two years the last 90 days. */
export type Span = 'YEAR' | 'QUARTER'

export type Buying =
  | { says: 'NOTHING_YET' }
  | { says: 'NEW'; since: Day }
  | { says: 'AGAIN' | 'STOPPED' | 'AS_BEFORE'; over: Span }
  | { says: 'MORE' | 'LESS'; percent: number; over: Span }

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

interface Compared {
  over: Span
  lastMinor: bigint
  beforeMinor: bigint
}

/** How they buy, by what is compared: the first row that is true. */
const buyings: readonly [when: (of: Compared) => boolean, says: (of: Compared) => Buying][] = [
  [({ lastMinor }) => lastMinor <= 0n, ({ over }) => ({ says: 'STOPPED', over })],
  [({ beforeMinor }) => beforeMinor <= 0n, ({ over }) => ({ says: 'AGAIN', over })],
  [(of) => Math.abs(change(of)) < samePercent, ({ over }) => ({ says: 'AS_BEFORE', over })],
  [(of) => change(of) > 0, (of) => ({ says: 'MORE', percent: change(of), over: of.over })],
  [() => true, (of) => ({ says: 'LESS', percent: -change(of), over: of.over })],
]

/** By how many percent the last span differs from the one before it, rounded. */
const change = ({ lastMinor, beforeMinor }: Compared) =>
  Math.round((Number(lastMinor - beforeMinor) * 100) / Number(beforeMinor))

function buyingOf(facts: PortraitFacts): Buying {
  const { today, firstOrderOn } = facts
  if (firstOrderOn === null) return { says: 'NOTHING_YET' }
  // Two spans must be over, or what is compared is a part of one with the whole of the other.
  if (firstOrderOn > addDays(today, -180)) return { says: 'NEW', since: firstOrderOn }
  const of: Compared =
    firstOrderOn > addDays(today, -730)
      ? { over: 'QUARTER', lastMinor: facts.quarterMinor, beforeMinor: facts.quarterBeforeMinor }
      : { over: 'YEAR', lastMinor: facts.netMinor, beforeMinor: facts.netBeforeMinor }
  const [, says] = buyings.find(([when]) => when(of)) as (typeof buyings)[number]
  return says(of)
}

function payingOf({ settled, medianDaysLate }: PortraitFacts): Paying {
  if (settled < knownFrom || medianDaysLate === null) return { says: 'UNKNOWN' }
  if (medianDaysLate === 0) return { says: 'ON_TIME' }
  return medianDaysLate > 0 ? { says: 'LATE', days: medianDaysLate } : { says: 'EARLY', days: -medianDaysLate }
}

/** A customer in three facts: how they buy, how they pay, how many complaints there were. */
export function portraitOf(facts: PortraitFacts): Portrait {
  return { buying: buyingOf(facts), paying: payingOf(facts), complaints: facts.complaints }
}
