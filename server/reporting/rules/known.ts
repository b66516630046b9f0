import { type DayNumber, type Delays, type Histories, historiesOf, type OpenMoney } from './forecast'
import type { PastOrder } from './ordered'

/** An invoice on terms of the last years: when it was due and paid off, and the money that came for it by day. */
export interface PastItem {
  id: string
  customerId: string
  /** The day its order came; null for an invoice without one. */
  ordered: DayNumber | null
  issued: DayNumber
  due: DayNumber
  /** Today. */
  openMinor: number
  settled: DayNumber | null
  payments: readonly { on: DayNumber; minor: number }[]
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

export const moneyBetween = ({ payments }: PastItem, from: DayNumber, to: DayNumber) =>
  payments.reduce((sum, payment) => sum + (payment.on >= from && payment.on < to ? payment.minor : 0), 0)

/** As it was known on a day: how late invoices were settled before it, and how long what was open had waited. */
function delaysKnown(items: readonly PastItem[], on: DayNumber): Delays {
  const delays: Delays = { paid: [], waiting: [] }
  for (const { issued, due, settled } of items) {
    if (issued >= on || (settled !== null && on - settled > historyDays)) continue
    if (settled !== null && settled < on) delays.paid.push(settled - due)
    else delays.waiting.push(on - due)
  }
  return delays
}

/** How payers paid, as it was known on a day, and from how many settled invoices. */
export function historiesKnown({ items, byPayer }: Past, on: DayNumber): Histories & { settled: number } {
  const all = delaysKnown(items, on)
  const histories = historiesOf(all, (payer) => delaysKnown(byPayer.get(payer) ?? [], on))
  return { ...histories, settled: all.paid.length }
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

const forEver: DayNumber = 10_000_000

/** What was open at the beginning of a day, less what no money ever came for; promises and disputes as they stood then. */
export function openOn({ items, promises, disputes }: Past, on: DayNumber): OpenMoney[] {
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
    if (!standsOn(on, item.issued, item.settled)) continue
    const openMinor = item.openMinor + moneyBetween(item, on, forEver)
    if (openMinor <= 0) continue
    const since = raised.get(item.id)
    const over = since === undefined ? item.due : on + Math.max(0, typical - (on - since))
    const open = { customerId: item.customerId, due: Math.max(item.due, over), openMinor }
    const own = byPayer.get(item.customerId)
    if (own) own.push(open)
    else byPayer.set(item.customerId, [open])
  }
  return [...byPayer].flatMap(([payer, open]) => {
    const own = promised.get(payer)
    return own ? withPromises(open, own, kept) : open
  })
}
