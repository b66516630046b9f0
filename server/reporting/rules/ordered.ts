import { type Curve, curveOf, type Delays, paidBefore } from './curve'
import type { DayNumber } from './days'
import type { OrderedMoney } from './forecast'

/** An order on terms of the last months, and what was invoiced of it by day. */
export interface PastOrder {
  customerId: string
  ordered: DayNumber
  /** The day from which it could leave: when it came, or so late that it arrives on the day it was wished for. */
  from: DayNumber
  termsDays: number
  /** With tax, with what was cancelled later. */
  grossMinor: number
  cancelled: DayNumber | null
  invoices: readonly { on: DayNumber; minor: number }[]
}

/** How many days before today an order may have come to be looked at: as far back as the forecast is tried, and half a year. */
export const orderDays = 26 * 7 + 182
/** An order that waits longer than any ever did is expected within so many days. */
const tailDays = 14
/** The days on which an invoice may be issued, as shares of all chances. */
const shares = [0.1, 0.3, 0.5, 0.7, 0.9]
/** Of more orders than this each takes one of the days in turn: together they say the same. */
const manyOrders = 500
/** Until so many orders have ended, all are taken to be invoiced. */
const leastEnded = 20

function invoicedBefore({ invoices }: PastOrder, on: DayNumber): number {
  let minor = 0
  for (const invoice of invoices) if (invoice.on < on) minor += invoice.minor
  return minor
}
const goneBefore = ({ cancelled }: PastOrder, on: DayNumber) => cancelled !== null && cancelled < on

/**
 * As it was known on a day: how long orders took to be invoiced, those that still waited too; and the share of what was ordered
 * and has ended that was invoiced and not cancelled.
 */
function invoicingKnown(orders: readonly PastOrder[], on: DayNumber): { lags: Delays; comes: number } {
  const lags: Delays = { paid: [], waiting: [] }
  let [ended, whole, came] = [0, 0, 0]
  for (const order of orders) {
    if (order.ordered >= on) continue
    const invoiced = invoicedBefore(order, on)
    const isGone = goneBefore(order, on)
    for (const invoice of order.invoices) if (invoice.on < on) lags.paid.push(invoice.on - order.from)
    if (!isGone && invoiced < order.grossMinor) lags.waiting.push(on - order.from)
    else {
      ended++
      whole += order.grossMinor
      came += Math.min(order.grossMinor, invoiced)
    }
  }
  return { lags, comes: ended < leastEnded || whole === 0 ? 1 : came / whole }
}

/** The days after which an invoice is issued, one for each share, given that so many have passed without it. */
function lagsLeft(curve: Curve, passed: number): number[] {
  const before = paidBefore(curve, passed)
  const reach = (curve.paid.at(-1) ?? 0) - before
  if (reach <= 1e-6) return shares.map((share) => passed + Math.round(share * tailDays))
  return shares.map((share) => {
    const wanted = before + share * reach
    const index = curve.paid.findIndex((paid) => paid >= wanted - 1e-9)
    return Math.max(passed, curve.days[index] ?? passed)
  })
}

/**
 * What was ordered and not invoiced yet at the beginning of a day, with the days on which it is likely to be due.
 * `knownBefore` is the first day of which nothing is known; today's own forecast knows today.
 */
export function orderedOn(orders: readonly PastOrder[], on: DayNumber, knownBefore = on): OrderedMoney[] {
  const { lags, comes } = invoicingKnown(orders, on)
  const curve = curveOf(lags)
  const waiting: { order: PastOrder; minor: number }[] = []
  for (const order of orders) {
    if (order.ordered >= knownBefore || goneBefore(order, knownBefore)) continue
    const minor = order.grossMinor - invoicedBefore(order, knownBefore)
    if (minor > 0) waiting.push({ order, minor })
  }
  return waiting.map(({ order, minor }, index) => {
    const dues = lagsLeft(curve, on - order.from).map((lag) => order.from + lag + order.termsDays)
    const own = waiting.length > manyOrders ? dues.slice(index % dues.length, (index % dues.length) + 1) : dues
    return { customerId: order.customerId, dues: own, minor, comes }
  })
}
