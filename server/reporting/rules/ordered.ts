import { type Curve, curveOf, type Delays, paidBefore } from './curve'
import type { DayNumber } from './days'
import type { OrderedMoney } from './forecast'

/** An order on terms of the last months, and its invoiced amounts by day. */
export interface PastOrder {
  customerId: string
  ordered: DayNumber
  /** The day from which it could leave: when it was placed, or late enough to arrive on its wished day. */
  from: DayNumber
  termsDays: number
  /** The gross amount with tax, including parts that were cancelled later. */
  grossMinor: number
  cancelled: DayNumber | null
  invoices: readonly { on: DayNumber; minor: number }[]
}

/** Orders up to this many days ago are read: as far back as the forecast is tried, plus half a year. */
export const orderDays = 26 * 7 + 182
/** An order that has waited longer than any before is expected within this many days. */
const tailDays = 14
/** The quantiles of the possible days of invoicing. */
const shares = [0.1, 0.3, 0.5, 0.7, 0.9]
/** With more orders than this, each takes one of the possible days in turn; the sum is the same. */
const manyOrders = 500
/** Until this many orders have ended, all orders are assumed to be invoiced. */
const leastEnded = 20

function invoicedBefore({ invoices }: PastOrder, on: DayNumber): number {
  let minor = 0
  for (const invoice of invoices) if (invoice.on < on) minor += invoice.minor
  return minor
}
const goneBefore = ({ cancelled }: PastOrder, on: DayNumber) => cancelled !== null && cancelled < on

/**
 * As known on a day: how long orders took to be invoiced, waiting ones included; and of ended orders, the share that
 * was invoiced and not cancelled.
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

/** The remaining days until an invoice is issued, one for each quantile, given that this many days have passed without it. */
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
 * Orders that were not invoiced at the beginning of a day, with their possible due days. `knownBefore` is the first day
 * of which nothing is known; the forecast of today includes today.
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
