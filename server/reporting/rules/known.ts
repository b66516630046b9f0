import { addDays, type Day, daysBetween } from '@/server/platform/calendar'
import type { Delays, OpenMoney } from './forecast'

/** An invoice on terms of the last years: when it was due and paid off, and the money that came for it by day. */
export interface PastItem {
  id: string
  customerId: string
  issuedOn: Day
  dueOn: Day
  /** Today. */
  openMinor: number
  settledOn: Day | null
  payments: readonly { on: Day; minor: number }[]
}

export interface PastPromise {
  customerId: string
  amountMinor: number
  promisedOn: Day
  madeOn: Day
  endedOn: Day | null
  kept: boolean
}

export interface PastDispute {
  openItemId: string
  raisedOn: Day
  endedOn: Day | null
}

/** All that a forecast knows; `on` an earlier day it is asked for what was known then. */
export interface Past {
  items: readonly PastItem[]
  promises: readonly PastPromise[]
  disputes: readonly PastDispute[]
}

/** Days that payers' histories reach back. */
export const historyDays = 730
/** Before any dispute has ended: three weeks. */
const usualDisputeDays = 21
/** Promises weigh as if four had been made before, two of them kept. */
const priorPromises = 4

const standsOn = (on: Day, from: Day, endedOn: Day | null) => from < on && (endedOn === null || endedOn >= on)

export const moneyBetween = ({ payments }: PastItem, from: Day, to: Day) =>
  payments.reduce((sum, payment) => sum + (payment.on >= from && payment.on < to ? payment.minor : 0), 0)

/** How payers paid, as it was known on a day: what was settled before it, and how long what was open had waited. */
export function delaysKnown(items: readonly PastItem[], on: Day): ReadonlyMap<string, Delays> {
  const delays = new Map<string, Delays>()
  for (const { customerId, issuedOn, dueOn, settledOn } of items) {
    if (issuedOn >= on || (settledOn && daysBetween(settledOn, on) > historyDays)) continue
    const own = delays.get(customerId) ?? { paid: [], waiting: [] }
    delays.set(customerId, own)
    if (settledOn && settledOn < on) own.paid.push(daysBetween(dueOn, settledOn))
    else own.waiting.push(daysBetween(dueOn, on))
  }
  return delays
}

function keptShare(promises: readonly PastPromise[], on: Day): number {
  const ended = promises.filter((promise) => promise.endedOn && promise.endedOn < on)
  return (ended.filter((promise) => promise.kept).length + priorPromises / 2) / (ended.length + priorPromises)
}

function disputeDays(disputes: readonly PastDispute[], on: Day): number {
  const spans = disputes
    .flatMap(({ raisedOn, endedOn }) => (endedOn && endedOn < on ? [daysBetween(raisedOn, endedOn)] : []))
    .sort((a, b) => a - b)
  return spans[Math.floor(spans.length / 2)] ?? usualDisputeDays
}

/** Takes the promised amounts from a payer's items, the oldest due first: only what was promised moves to the promised day. */
function withPromises(items: readonly OpenMoney[], promises: readonly PastPromise[], kept: number): OpenMoney[] {
  const left = [...promises]
    .sort((a, b) => a.promisedOn.localeCompare(b.promisedOn))
    .map((promise) => ({ on: promise.promisedOn, minor: promise.amountMinor }))
  return items.flatMap((item) => {
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

/** What was open at the beginning of a day, less what no money ever came for; promises and disputes as they stood then. */
export function openOn({ items, promises, disputes }: Past, on: Day): OpenMoney[] {
  const kept = keptShare(promises, on)
  const typical = disputeDays(disputes, on)
  const raised = new Map(
    disputes
      .filter(({ raisedOn, endedOn }) => standsOn(on, raisedOn, endedOn))
      .map(({ openItemId, raisedOn }) => [openItemId, raisedOn]),
  )
  const byPayer = new Map<string, OpenMoney[]>()
  for (const item of [...items].sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.id.localeCompare(b.id))) {
    const openMinor = item.openMinor + moneyBetween(item, on, '9999-12-31')
    if (!standsOn(on, item.issuedOn, item.settledOn) || openMinor <= 0) continue
    const since = raised.get(item.id)
    const over = since && addDays(on, Math.max(0, typical - daysBetween(since, on)))
    const dueOn = over && over > item.dueOn ? over : item.dueOn
    const open = { customerId: item.customerId, dueOn, openMinor }
    const own = byPayer.get(item.customerId)
    if (own) own.push(open)
    else byPayer.set(item.customerId, [open])
  }
  const standing = promises.filter(
    ({ madeOn, endedOn, promisedOn }) => standsOn(on, madeOn, endedOn) && promisedOn >= on,
  )
  return [...byPayer].flatMap(([payer, open]) =>
    withPromises(
      open,
      standing.filter((promise) => promise.customerId === payer),
      kept,
    ),
  )
}
