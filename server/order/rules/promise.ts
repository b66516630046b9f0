import type { Ctx } from '@/server/platform/context/ctx'
import { isWholeAddress } from '@/server/platform/place/place'
import { deliveringIn, workingCalendar } from '@/server/platform/time/holidays'
import { promiseDay, type WorkingCalendar } from '@/server/platform/time/working-days'
import type { BuyerFacts } from '../queries/facts'
import type { ShipTo } from '../schema'
import { type LineQuantities, noPromise, type PromiseFacts } from './position'

/** The moment and the working days from which a promise is reckoned. */
interface PromiseClock {
  orderedAt: Date
  zone: string
  calendar: WorkingCalendar
}

export const promiseClock = ({ now, organisation }: Pick<Ctx, 'now' | 'organisation'>): PromiseClock => ({
  orderedAt: now,
  zone: organisation.timeZone,
  calendar: workingCalendar(organisation),
})

/** What a promise is made from. */
export interface Promisable extends PromiseFacts, Pick<BuyerFacts, 'cutOff' | 'transitDays'> {
  /** Where the goods go. */
  shipCountry: string
  /** The customer wants it no earlier than this. */
  requestedOn: string | null
}

/** The day on which what is reserved now arrives: the wished one, or the first after it on which the carrier delivers there (rule 26). */
export function arrivalOf(order: Omit<Promisable, keyof PromiseFacts>, { calendar, ...clock }: PromiseClock): string {
  const { cutOff, transitDays, shipCountry, requestedOn } = order
  const delivers = deliveringIn(calendar, shipCountry)
  return promiseDay({ ...clock, calendar, moves: calendar, delivers, cutOff, transitDays, wishedOn: requestedOn })
}

/** The promise of a new order, if one can be made yet. */
export function firstPromise(
  order: Promisable,
  lines: readonly { backordered: number }[],
  clock: PromiseClock,
): string | null {
  return noPromise(order, lines) ? null : arrivalOf(order, clock)
}

/**
 * The first promise of an order as a change leaves it. One that was given stays. An order gets its first in the change after
 * which goods are on their way to leave and nothing stands in the way any longer: stock, credit, payment, address.
 */
export function promiseAfter(
  order: Promisable & { promisedOn: string | null },
  lines: readonly LineQuantities[],
  clock: PromiseClock,
): string | null {
  if (order.promisedOn !== null) return order.promisedOn
  if (!lines.some((line) => line.reserved + line.picked > 0)) return null
  return firstPromise(order, lines, clock)
}

/**
 * The promise of an order whose customer asks for another day or place. Their day moves it, as near as it can be kept; another
 * country only where the day can no longer be kept there. What was not promised yet is not promised by this.
 */
export function promiseAsked(
  order: Promisable & { promisedOn: string | null },
  asked: { day: boolean; country: boolean },
  clock: PromiseClock,
): string | null {
  const { promisedOn, requestedOn } = order
  if (promisedOn === null || !(asked.day || asked.country)) return promisedOn
  const arrives = arrivalOf(order, clock)
  if (arrives <= promisedOn) return asked.day ? arrives : promisedOn
  return asked.country || (requestedOn !== null && requestedOn > promisedOn) ? arrives : promisedOn
}

/** Whether goods are to be carried somewhere that nobody has said. */
export function lacksAddress(serviceKind: string, lines: readonly { kind: string }[], shipTo: ShipTo): boolean {
  return serviceKind !== 'CUSTOMER_COLLECTS' && lines.some((line) => line.kind === 'GOODS') && !isWholeAddress(shipTo)
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
