import type { Ctx } from '@/server/platform/context/ctx'
import { isWholeAddress } from '@/server/platform/place/place'
import { addDays, startOfDay } from '@/server/platform/time/calendar'
import { deliveringIn, workingCalendar } from '@/server/platform/time/holidays'
import { promiseDay, type WorkingCalendar } from '@/server/platform/time/working-days'
import type { BuyerFacts } from '../queries/facts'
import type { ShipTo } from '../schema'
import { awaited } from './delivery'
import { type LineQuantities, noPromise, type PromiseFacts, type Waits } from './position'

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

/** Where goods go, as far as it decides when they arrive. */
export interface Destination {
  shipCountry: string
  /** Weekdays on which goods are taken there; null: any. */
  deliveryDays: readonly number[] | null
}

export const destinationOf = ({ country, deliveryDays }: ShipTo): Destination => ({
  shipCountry: country,
  deliveryDays: deliveryDays ?? null,
})

/** What a promise is made from. */
export interface Promisable extends PromiseFacts, Destination, Pick<BuyerFacts, 'cutOff' | 'transitDays'> {
  /** The customer wants it no earlier than this. */
  requestedOn: string | null
}

/** The day on which what is reserved now arrives: the wished one, or the first after it on which the carrier delivers and the address takes goods (rule 26). */
export function arrivalOf(order: Omit<Promisable, keyof PromiseFacts>, { calendar, ...clock }: PromiseClock): string {
  const { cutOff, transitDays, shipCountry, deliveryDays, requestedOn } = order
  const delivers = deliveringIn(calendar, shipCountry, deliveryDays)
  return promiseDay({ ...clock, calendar, moves: calendar, delivers, cutOff, transitDays, wishedOn: requestedOn })
}

/** From when the carrier can have it: now, or the day after the last of these goods, which it waits for, are expected. */
function goodsIn(lines: readonly Waits[], clock: PromiseClock): PromiseClock {
  const last = lines.reduce((day, line) => ((line.plannedOn ?? '') > day ? (line.plannedOn ?? '') : day), '')
  if (last === '') return clock
  const after = startOfDay(clock.zone, addDays(last, 1))
  return after > clock.orderedAt ? { ...clock, orderedAt: after } : clock
}

/** The promise of a new order, if one can be made yet: of what waits by the day on which it is expected. */
export function firstPromise(order: Promisable, lines: readonly Waits[], clock: PromiseClock): string | null {
  return noPromise(order, lines) ? null : arrivalOf(order, goodsIn(awaited(order.deliveryRule, lines), clock))
}

/** The day of arrival of an order of which something waits; null when nothing does, or when something in the way has no day. */
export function waitingArrival(order: Promisable, lines: readonly Waits[], clock: PromiseClock): string | null {
  return awaited(order.deliveryRule, lines).length > 0 ? firstPromise(order, lines, clock) : null
}

/**
 * The first promise of an order as a change leaves it. One that was given stays. An order gets its first in the change after
 * which goods are on their way to leave, or to come in on a day, and nothing stands in the way any longer: stock, credit, payment, address.
 */
export function promiseAfter(
  order: Promisable & { promisedOn: string | null },
  lines: readonly LineQuantities[],
  clock: PromiseClock,
): string | null {
  if (order.promisedOn !== null) return order.promisedOn
  if (!lines.some((line) => line.reserved + line.picked + line.backordered > 0)) return null
  return firstPromise(order, lines, clock)
}

/**
 * The promise of an order whose customer asks for another day or place. Their day moves it, as near as it can be kept; another
 * country, or other delivery days, only where the day can no longer be kept there. What was not promised yet is not promised by this.
 */
export function promiseAsked(
  order: Promisable & { promisedOn: string | null },
  asked: { day: boolean; place: boolean },
  clock: PromiseClock,
): string | null {
  const { promisedOn, requestedOn } = order
  if (promisedOn === null || !(asked.day || asked.place)) return promisedOn
  const arrives = arrivalOf(order, clock)
  if (arrives <= promisedOn) return asked.day ? arrives : promisedOn
  return asked.place || (requestedOn !== null && requestedOn > promisedOn) ? arrives : promisedOn
}

/** Whether goods are to be carried somewhere that nobody has said. */
export function lacksAddress(serviceKind: string, lines: readonly { kind: string }[], shipTo: ShipTo): boolean {
  return serviceKind !== 'CUSTOMER_COLLECTS' && lines.some((line) => line.kind === 'GOODS') && !isWholeAddress(shipTo)
}

/** Where goods go when the order says nothing: the ship-to address, else the bill-to. */
export function shipToOf(buyer: BuyerFacts): ShipTo {
  if (buyer.shipAddress?.line) return buyer.shipAddress
  return {
    name: buyer.name,
    line: buyer.billLine ?? '',
    extra: buyer.billExtra ?? undefined,
    postcode: buyer.billPostcode ?? undefined,
    city: buyer.billCity ?? undefined,
    region: buyer.billRegion ?? undefined,
    country: buyer.billCountry,
  }
}
