import type { Ctx } from '@/server/platform/context/ctx'
import { workingCalendar } from '@/server/platform/time/holidays'
import { promiseDay, type WorkingCalendar } from '@/server/platform/time/working-days'
import type { BuyerFacts } from '../queries/facts'
import type { ShipTo } from '../schema'
import type { CreditState, LineQuantities } from './position'

/** The moment and the working days from which a promise is reckoned. */
export interface PromiseClock {
  orderedAt: Date
  zone: string
  calendar: WorkingCalendar
}

export const promiseClock = ({ now, organisation }: Pick<Ctx, 'now' | 'organisation'>): PromiseClock => ({
  orderedAt: now,
  zone: organisation.timeZone,
  calendar: workingCalendar(organisation),
})

export interface PromiseWish extends PromiseClock {
  /** The customer wants it no earlier than this. */
  requestedOn?: string | undefined
}

/** The first promise: cut-off, working days, transit. What waits for stock is promised when its stock comes. */
export function firstPromise(
  { cutOff, transitDays }: Pick<BuyerFacts, 'cutOff' | 'transitDays'>,
  lines: readonly { backordered: number }[],
  { orderedAt, zone, calendar, requestedOn }: PromiseWish,
): string | null {
  if (lines.some((line) => line.backordered > 0)) return null
  const earliest = promiseDay({ orderedAt, zone, cutOff, transitDays, calendar })
  return requestedOn && requestedOn > earliest ? requestedOn : earliest
}

interface Promisable extends Pick<BuyerFacts, 'cutOff' | 'transitDays'> {
  promisedOn: string | null
  requestedOn: string | null
  creditState: CreditState
}

/**
 * The first promise of an order as a change leaves it. One that was given stays. An order gets its first in the change after
 * which goods are on their way to leave, nothing waits for stock and credit or payment stand no longer in the way.
 */
export function promiseAfter(order: Promisable, lines: readonly LineQuantities[], clock: PromiseClock): string | null {
  if (order.promisedOn !== null) return order.promisedOn
  if (order.creditState !== 'PASSED' && order.creditState !== 'NOT_NEEDED') return null
  if (!lines.some((line) => line.reserved + line.picked > 0)) return null
  return firstPromise(order, lines, { ...clock, requestedOn: order.requestedOn ?? undefined })
}

/** The day on which what is reserved now arrives, never before the wished one. */
export function arrivalOf(order: Promisable, clock: PromiseClock): string {
  return firstPromise(order, [], { ...clock, requestedOn: order.requestedOn ?? undefined }) as string
}

/** Where goods go when the order says nothing: the ship-to address, else the bill-to. */
export function shipToOf(buyer: BuyerFacts): ShipTo {
  const elsewhere = Boolean(buyer.shipLine)
  return {
    name: (elsewhere && buyer.shipName) || buyer.name,
    line: (elsewhere ? buyer.shipLine : buyer.billLine) ?? '',
    extra: (elsewhere ? buyer.shipExtra : buyer.billExtra) ?? undefined,
    postcode: (elsewhere ? buyer.shipPostcode : buyer.billPostcode) ?? undefined,
    city: (elsewhere ? buyer.shipCity : buyer.billCity) ?? undefined,
    region: (elsewhere ? buyer.shipRegion : buyer.billRegion) ?? undefined,
    country: (elsewhere && buyer.shipCountry) || buyer.country,
  }
}
