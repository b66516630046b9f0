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

const invoicedBefore = ({ invoices }: PastOrder, on: DayNumber) =>
  invoices.reduce((sum, invoice) => sum + (invoice.on < on ? invoice.minor : 0), 0)
const goneBefore = ({ cancelled }: PastOrder, on: DayNumber) => cancelled !== null && cancelled < on

/** How long orders took to be invoiced as it was known on a day, those that still waited too. */
function lagsKnown(orders: readonly PastOrder[], on: DayNumber): Delays {
  const lags: Delays = { paid: [], waiting: [] }
  for (const order of orders) {
    if (order.ordered >= on) continue
    for (const invoice of order.invoices) if (invoice.on < on) lags.paid.push(invoice.on - order.from)
    if (!goneBefore(order, on) && invoicedBefore(order, on) < order.grossMinor) lags.waiting.push(on - order.from)
  }
  return lags
}

/** The share of what was ordered and has ended by a day that was invoiced and not cancelled. */
function shareInvoiced(orders: readonly PastOrder[], on: DayNumber): number {
  const ended = orders.filter((order) => goneBefore(order, on) || invoicedBefore(order, on) >= order.grossMinor)
  if (ended.length < leastEnded) return 1
  const whole = ended.reduce((sum, order) => sum + order.grossMinor, 0)
  const invoiced = ended.reduce((sum, order) => sum + Math.min(order.grossMinor, invoicedBefore(order, on)), 0)
  return whole === 0 ? 1 : invoiced / whole
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
  const curve = curveOf(lagsKnown(orders, on))
  const comes = shareInvoiced(orders, on)
  const known = orders.filter(
    (order) =>
      order.ordered < knownBefore &&
      !goneBefore(order, knownBefore) &&
      invoicedBefore(order, knownBefore) < order.grossMinor,
  )
  return known.map((order, index) => {
    const dues = lagsLeft(curve, on - order.from).map((lag) => order.from + lag + order.termsDays)
    const own = known.length > manyOrders ? dues.slice(index % dues.length, (index % dues.length) + 1) : dues
    return {
      customerId: order.customerId,
      dues: own,
      minor: order.grossMinor - invoicedBefore(order, knownBefore),
      comes,
    }
  })
}
