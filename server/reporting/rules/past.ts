import type { BankingDays } from './banking'
import type { DayNumber } from './days'
import type { PastOrder } from './ordered'

/** A reduction of an invoice on a day: by money, a credit note or a write-off. */
export interface TakenOff {
  on: DayNumber
  /** The day on which it was recorded; before that it was not known. */
  known: DayNumber
  minor: number
  isMoney: boolean
}

/** An invoice on terms of the last years: when it was due and settled, and what reduced it on which day. */
export interface PastItem {
  id: string
  customerId: string
  /** The day of its order; null for an invoice without one. */
  ordered: DayNumber | null
  issued: DayNumber
  due: DayNumber
  amountMinor: number
  /** The day on which nothing of it was open any more. */
  settled: DayNumber | null
  taken: readonly TakenOff[]
}

export interface PastPromise {
  customerId: string
  amountMinor: number
  promised: DayNumber
  made: DayNumber
  ended: DayNumber | null
  kept: boolean
}

export interface PastDispute {
  openItemId: string
  raised: DayNumber
  ended: DayNumber | null
}

/** Everything that a forecast reads. Asked for an earlier day, it answers what was known then. */
export interface Past {
  banking: BankingDays
  items: readonly PastItem[]
  byPayer: ReadonlyMap<string, readonly PastItem[]>
  promises: readonly PastPromise[]
  disputes: readonly PastDispute[]
  orders: readonly PastOrder[]
}

/** Groups the items by payer. */
export function byPayerOf(items: readonly PastItem[]): ReadonlyMap<string, readonly PastItem[]> {
  const payers = new Map<string, PastItem[]>()
  for (const item of items) {
    const own = payers.get(item.customerId)
    if (own) own.push(item)
    else payers.set(item.customerId, [item])
  }
  return payers
}

/** The facts of an item that do not depend on the day from which it is looked at. */
export interface Reckoned {
  item: PastItem
  /** In banking days: when it was due, and how long after that it was settled by money, and by anything else. */
  due: number
  paidAfter: number
  endedAfter: number
  /** From this day on all of its reductions are known: their sum, and the part in money. */
  toldOn: DayNumber
  takenMinor: number
  moneyMinor: number
}

const sumOf = (taken: readonly TakenOff[]) => taken.reduce((sum, { minor }) => sum + minor, 0)

function reckoned(item: PastItem, banking: BankingDays): Reckoned {
  const { settled, taken } = item
  const due = banking.due(item.due)
  return {
    item,
    due,
    paidAfter: settled === null ? 0 : banking.paid(settled) - due,
    endedAfter: settled === null ? 0 : banking.due(settled) - due,
    toldOn: taken.reduce((last, { known }) => Math.max(last, known + 1), 0),
    takenMinor: sumOf(taken),
    moneyMinor: sumOf(taken.filter(({ isMoney }) => isMoney)),
  }
}

const known = new WeakMap<Past, { items: readonly Reckoned[]; payers: ReadonlyMap<string, readonly Reckoned[]> }>()

/** The items of a past with these facts, and the items of each payer. */
export function reckonedOf(past: Past) {
  let found = known.get(past)
  if (!found) {
    const each = new Map(past.items.map((item) => [item, reckoned(item, past.banking)]))
    const of = (items: readonly PastItem[]) => items.map((item) => each.get(item) ?? reckoned(item, past.banking))
    found = { items: of(past.items), payers: new Map([...past.byPayer].map(([payer, own]) => [payer, of(own)])) }
    known.set(past, found)
  }
  return found
}

const takenUntil = (taken: readonly TakenOff[], on: DayNumber) =>
  taken.reduce((sum, { known, minor }) => sum + (known < on ? minor : 0), 0)

/** The sum of an item's reductions by a day, as known then. */
export const takenBefore = ({ item, toldOn, takenMinor }: Reckoned, on: DayNumber): number =>
  on >= toldOn ? takenMinor : takenUntil(item.taken, on)

/** The part of that sum in money. */
export const moneyBefore = ({ item, toldOn, moneyMinor }: Reckoned, on: DayNumber): number =>
  on >= toldOn
    ? moneyMinor
    : takenUntil(
        item.taken.filter(({ isMoney }) => isMoney),
        on,
      )

/** The money that came for an invoice from one day on and before another. */
export const moneyBetween = ({ taken }: PastItem, from: DayNumber, to: DayNumber): number =>
  taken.reduce((sum, one) => sum + (one.isMoney && one.on >= from && one.on < to ? one.minor : 0), 0)
