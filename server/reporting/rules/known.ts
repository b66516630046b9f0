import type { BankingDays } from './banking'
import type { Delays } from './curve'
import type { DayNumber } from './days'
import type { OpenMoney } from './forecast'
import { type Habits, habitsOf } from './habits'
import {
  moneyBefore,
  type Past,
  type PastDispute,
  type PastPromise,
  type Reckoned,
  reckonedOf,
  takenBefore,
} from './past'
import { leastHistory, usualDelays } from './usual'

/** How many days back payment histories are read. */
export const historyDays = 730
/** The assumed length of a dispute before any has ended: three weeks. */
const usualDisputeDays = 21
/** Before any promise was judged, it counts as if two of four were kept. */
const priorPromises = 4

const standsOn = (on: DayNumber, from: DayNumber, ended: DayNumber | null) =>
  from < on && (ended === null || ended >= on)

/** The delays as known on a day: of invoices paid before it, and of invoices that were open or credited by then. */
function delaysKnown(items: readonly Reckoned[], on: DayNumber, banking: BankingDays): Delays {
  const delays: Delays = { paid: [], waiting: [] }
  const now = banking.due(on)
  for (const one of items) {
    const { issued, settled, amountMinor } = one.item
    if (issued >= on || (settled !== null && on - settled > historyDays)) continue
    if (settled === null || settled >= on || takenBefore(one, on) < amountMinor) delays.waiting.push(now - one.due)
    else if (moneyBefore(one, on) > 0) delays.paid.push(one.paidAfter)
    // No money came for it; all it says is that it was not paid until it was credited.
    else delays.waiting.push(one.endedAfter)
  }
  return delays
}

/** The share of the amounts settled before a day that was paid in money; all of it while few were settled. */
function shareThatComes(items: readonly Reckoned[], on: DayNumber): number {
  let [ended, whole, money] = [0, 0, 0]
  for (const one of items) {
    const { settled } = one.item
    if (settled === null || settled >= on || on - settled > historyDays) continue
    ended++
    whole += takenBefore(one, on)
    money += moneyBefore(one, on)
  }
  return ended >= leastHistory && whole > 0 ? Math.min(1, money / whole) : 1
}

/** How payers paid, as known on a day, and the numbers of paid invoices and of their payers behind it. */
export function habitsKnown(past: Past, on: DayNumber): Habits & { settled: number; payers: number } {
  const { items, payers } = reckonedOf(past)
  const delays = new Map([...payers].map(([payer, own]) => [payer, delaysKnown(own, on, past.banking)]))
  const histories = [...delays.values()].filter(({ paid }) => paid.length > 0)
  const settled = histories.reduce((sum, { paid }) => sum + paid.length, 0)
  const habits = habitsOf(delays, past.banking, shareThatComes(items, on), usualDelays(settled))
  return { ...habits, settled, payers: histories.length }
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

/** Takes promised amounts from a payer's items, the oldest due first: only the promised part moves to the promised day. */
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
 * The items that were open at the beginning of a day, as known then: an item that was credited or written off later was
 * open. Promises and disputes are as of that day. `knownBefore` is the first day of which nothing is known; the
 * forecast of today includes today.
 */
export function openOn(past: Past, on: DayNumber, knownBefore = on): OpenMoney[] {
  const { promises, disputes } = past
  const kept = keptShare(promises, knownBefore)
  const typical = disputeDays(disputes, knownBefore)
  const raised = new Map(
    disputes.filter((one) => standsOn(knownBefore, one.raised, one.ended)).map((one) => [one.openItemId, one.raised]),
  )
  const promised = new Map<string, PastPromise[]>()
  for (const promise of promises)
    if (standsOn(knownBefore, promise.made, promise.ended) && promise.promised >= on)
      promised.set(promise.customerId, [...(promised.get(promise.customerId) ?? []), promise])
  const byPayer = new Map<string, OpenMoney[]>()
  for (const one of reckonedOf(past).items) {
    const { item } = one
    if (item.issued >= knownBefore) continue
    const openMinor = item.amountMinor - takenBefore(one, knownBefore)
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
