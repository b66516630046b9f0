import type { BankingDays } from './banking'
import type { Delays } from './curve'
import type { DayNumber } from './days'
import type { OpenMoney } from './forecast'
import { type Habits, habitsOf } from './habits'
import type { PastOrder } from './ordered'

/** What was taken off an invoice on a day: by money, or by a credit note or a write-off. */
export interface TakenOff {
  on: DayNumber
  /** The day on which it was recorded: before it nobody knew of it. */
  known: DayNumber
  minor: number
  isMoney: boolean
}

/** An invoice on terms of the last years: when it was due and settled, and what was taken off it by day. */
export interface PastItem {
  id: string
  customerId: string
  /** The day its order came; null for an invoice without one. */
  ordered: DayNumber | null
  issued: DayNumber
  due: DayNumber
  amountMinor: number
  /** The day on which nothing was left of it. */
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

/** All that a forecast knows; `on` an earlier day it is asked for what was known then. */
export interface Past {
  banking: BankingDays
  items: readonly PastItem[]
  byPayer: ReadonlyMap<string, readonly PastItem[]>
  promises: readonly PastPromise[]
  disputes: readonly PastDispute[]
  orders: readonly PastOrder[]
}

/** Days that payers' histories reach back. */
export const historyDays = 730
/** Before any dispute has ended: three weeks. */
const usualDisputeDays = 21
/** Promises weigh as if four had been made before, two of them kept. */
const priorPromises = 4

const standsOn = (on: DayNumber, from: DayNumber, ended: DayNumber | null) =>
  from < on && (ended === null || ended >= on)

/** The money that came for an invoice from one day on and before another. */
export const moneyBetween = ({ taken }: PastItem, from: DayNumber, to: DayNumber) =>
  taken.reduce((sum, one) => sum + (one.isMoney && one.on >= from && one.on < to ? one.minor : 0), 0)

const takenBefore = ({ taken }: PastItem, on: DayNumber, which: (one: TakenOff) => boolean = () => true) =>
  taken.reduce((sum, one) => sum + (one.known < on && which(one) ? one.minor : 0), 0)

const isMoney = (one: TakenOff) => one.isMoney

/** As it was known on a day: how late invoices were paid before it, and how long what was open or credited had waited. */
function delaysKnown(items: readonly PastItem[], on: DayNumber, banking: BankingDays): Delays {
  const delays: Delays = { paid: [], waiting: [] }
  for (const item of items) {
    const { issued, settled } = item
    if (issued >= on || (settled !== null && on - settled > historyDays)) continue
    const due = banking.due(item.due)
    if (settled === null || settled >= on || takenBefore(item, on) < item.amountMinor)
      delays.waiting.push(banking.due(on) - due)
    else if (takenBefore(item, on, isMoney) > 0) delays.paid.push(banking.paid(settled) - due)
    // No money came for it: until it was credited it had not been paid, and more it does not say.
    else delays.waiting.push(banking.due(settled) - due)
  }
  return delays
}

/** Of what was settled before a day, the share that came as money. */
function shareThatComes(items: readonly PastItem[], on: DayNumber): number {
  let [whole, money] = [0, 0]
  for (const item of items) {
    if (item.settled === null || item.settled >= on || on - item.settled > historyDays) continue
    whole += takenBefore(item, on)
    money += takenBefore(item, on, isMoney)
  }
  return whole > 0 ? Math.min(1, money / whole) : 1
}

/** How payers paid, as it was known on a day, and from how many paid invoices. */
export function habitsKnown({ items, byPayer, banking }: Past, on: DayNumber): Habits & { settled: number } {
  const delays = new Map([...byPayer].map(([payer, own]) => [payer, delaysKnown(own, on, banking)]))
  const settled = [...delays.values()].reduce((sum, { paid }) => sum + paid.length, 0)
  return { ...habitsOf(delays, banking, shareThatComes(items, on)), settled }
}

/** Puts the items of each payer together. */
export function byPayerOf(items: readonly PastItem[]): ReadonlyMap<string, readonly PastItem[]> {
  const payers = new Map<string, PastItem[]>()
  for (const item of items) {
    const own = payers.get(item.customerId)
    if (own) own.push(item)
    else payers.set(item.customerId, [item])
  }
  return payers
}

function keptShare(promises: readonly PastPromise[], on: DayNumber): number {
  const over = promises.filter((promise) => promise.ended !== null && promise.ended < on)
  return (over.filter((promise) => promise.kept).length + priorPromises / 2) / (over.length + priorPromises)
}

function disputeDays(disputes: readonly PastDispute[], on: DayNumber): number {
  const spans = disputes
    .flatMap(({ raised, ended }) => (ended !== null && ended < on ? [ended - raised] : []))
    .sort((a, b) => a - b)
  return spans[Math.floor(spans.length / 2)] ?? usualDisputeDays
}

/** Takes the promised amounts from a payer's items, the oldest due first: only what was promised moves to the promised day. */
function withPromises(items: readonly OpenMoney[], promises: readonly PastPromise[], kept: number): OpenMoney[] {
  const left = [...promises]
    .sort((a, b) => a.promised - b.promised)
    .map((promise) => ({ on: promise.promised, minor: promise.amountMinor }))
  return [...items]
    .sort((a, b) => a.due - b.due)
    .flatMap((item) => {
      const parts: OpenMoney[] = []
      let open = item.openMinor
      for (const promise of left) {
        const minor = Math.min(open, promise.minor)
        if (minor <= 0) continue
        parts.push({ ...item, openMinor: minor, promise: { on: promise.on, kept } })
        promise.minor -= minor
        open -= minor
      }
      return open > 0 ? [...parts, { ...item, openMinor: open }] : parts
    })
}

/**
 * What was open at the beginning of a day as it was known then: what was credited or written off later was open too. Promises
 * and disputes as they stood. `knownBefore` is the first day of which nothing is known; today's own forecast knows today.
 */
export function openOn({ items, promises, disputes }: Past, on: DayNumber, knownBefore = on): OpenMoney[] {
  const kept = keptShare(promises, on)
  const typical = disputeDays(disputes, on)
  const raised = new Map(
    disputes.filter((one) => standsOn(on, one.raised, one.ended)).map((one) => [one.openItemId, one.raised]),
  )
  const promised = new Map<string, PastPromise[]>()
  for (const promise of promises)
    if (standsOn(on, promise.made, promise.ended) && promise.promised >= on)
      promised.set(promise.customerId, [...(promised.get(promise.customerId) ?? []), promise])
  const byPayer = new Map<string, OpenMoney[]>()
  for (const item of items) {
    if (item.issued >= knownBefore) continue
    const openMinor = item.amountMinor - takenBefore(item, knownBefore)
    if (openMinor <= 0) continue
    const since = raised.get(item.id)
    const over = since === undefined ? item.due : on + Math.max(0, typical - (on - since))
    const open = { id: item.id, customerId: item.customerId, due: Math.max(item.due, over), openMinor }
    const own = byPayer.get(item.customerId)
    if (own) own.push(open)
    else byPayer.set(item.customerId, [open])
  }
  return [...byPayer].flatMap(([payer, open]) => {
    const own = promised.get(payer)
    return own ? withPromises(open, own, kept) : open
  })
}
