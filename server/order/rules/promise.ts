import type { Ctx } from '@/server/platform/context/ctx'
import { isWholeAddress } from '@/server/platform/place/place'
import { addDays, startOfDay } from '@/server/platform/time/calendar'
import { deliveringIn, workingCalendar } from '@/server/platform/time/holidays'
import { promiseDay, type WorkingCalendar } from '@/server/platform/time/working-days'
import type { BuyerFacts } from '../queries/facts'
import type { ShipTo } from '../schema'
import { awaited } from './delivery'
import { type LineQuantities, noPromise, type PromiseFacts, type Waits } from './position'

/** The moment and the working days from which a promise is computed. */
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

/** The facts of an address that decide when goods arrive. */
export interface Destination {
  shipCountry: string
  /** The weekdays on which the address takes goods; null means every day. */
  deliveryDays: readonly number[] | null
}

export const destinationOf = ({ country, deliveryDays }: ShipTo): Destination => ({
  shipCountry: country,
  deliveryDays: deliveryDays ?? null,
})

/** The facts from which a promise is made. */
export interface Promisable extends PromiseFacts, Destination, Pick<BuyerFacts, 'cutOff' | 'transitDays'> {
  /** The earliest day that the customer wants. */
  requestedOn: string | null
}

/** The day on which reserved goods arrive: the wished day, or the first day after it on which the carrier delivers and the address takes goods (rule 26). */
export function arrivalOf(order: Omit<Promisable, keyof PromiseFacts>, { calendar, ...clock }: PromiseClock): string {
  const { cutOff, transitDays, shipCountry, deliveryDays, requestedOn } = order
  const delivers = deliveringIn(calendar, shipCountry, deliveryDays)
  return promiseDay({ ...clock, calendar, moves: calendar, delivers, cutOff, transitDays, wishedOn: requestedOn })
}

/** When the carrier can take it: now, or the day after the last of the missing goods is expected. */
function goodsIn(lines: readonly Waits[], clock: PromiseClock): PromiseClock {
  const last = lines.reduce((day, line) => ((line.plannedOn ?? '') > day ? (line.plannedOn ?? '') : day), '')
  if (last === '') return clock
  const after = startOfDay(clock.zone, addDays(last, 1))
  return after > clock.orderedAt ? { ...clock, orderedAt: after } : clock
}

/** The promise of a new order, if one can be made yet. Units that wait count from the day on which they are expected. */
export function firstPromise(order: Promisable, lines: readonly Waits[], clock: PromiseClock): string | null {
  return noPromise(order, lines) ? null : arrivalOf(order, goodsIn(awaited(order.deliveryRule, lines), clock))
}

/** The day of arrival of an order with waiting units; null when no units wait, or when a promise cannot be made. */
export function waitingArrival(order: Promisable, lines: readonly Waits[], clock: PromiseClock): string | null {
  return awaited(order.deliveryRule, lines).length > 0 ? firstPromise(order, lines, clock) : null
}

/**
 * The first promise of a changed order. A promise that was given stays. An order gets its first promise in the change after which goods
 * can leave, or come in on a known day, and stock, credit, payment and address no longer prevent it.
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
 * The promise of an order whose customer asks for another day or place. Another day moves the promise to the nearest day that can be
 * kept. Another country or other delivery days move it only if the old day can no longer be kept. An order without a promise gets none here.
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

/** Whether goods are to be delivered and the address is incomplete. */
export function lacksAddress(serviceKind: string, lines: readonly { kind: string }[], shipTo: ShipTo): boolean {
  return serviceKind !== 'CUSTOMER_COLLECTS' && lines.some((line) => line.kind === 'GOODS') && !isWholeAddress(shipTo)
}

/** The address for the goods of an order without its own: the ship-to address, otherwise the bill-to address. */
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
