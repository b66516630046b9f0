import type { Destination } from '@/server/order/rules/promise'
import type { Ctx } from '@/server/platform/context/ctx'
import { refuse } from '@/server/platform/context/errors'
import { type Day, dayIn, daysBetween, timeIn } from '@/server/platform/time/calendar'
import { deliveringIn, workingCalendar } from '@/server/platform/time/holidays'
import {
  arrivalDay,
  dispatchDay,
  latestDispatch,
  nextWorkingDay,
  type Way,
  type WorkingCalendar,
} from '@/server/platform/time/working-days'

export interface CarrierService {
  id: string
  name: string
  kind: 'PARCEL' | 'OWN_DELIVERY' | 'CUSTOMER_COLLECTS'
  transitDays: number
  cutOff: string
  /** The weight limit of one parcel. */
  maxWeightGrams: number | null
  /** The price of one shipment, whatever the number of its parcels. */
  priceMinor: bigint
  archived: boolean
}

export function calendarOf(ctx: Pick<Ctx, 'organisation'>): WorkingCalendar {
  const { country, workingWeekdays } = ctx.organisation
  return workingCalendar({ country, workingWeekdays })
}

/** How a service reaches an address: it moves on our working days and delivers on the days on which goods are accepted there. */
export function wayTo(calendar: WorkingCalendar, to: Destination, transitDays: number): Way {
  return { transitDays, moves: calendar, delivers: deliveringIn(calendar, to.shipCountry, to.deliveryDays) }
}

export interface Plan {
  service: CarrierService
  plannedOn: Day
  arrivesOn: Day
  freightMinor: bigint
}

interface Wish extends Destination {
  now: Date
  zone: string
  calendar: WorkingCalendar
  /** The weight of each parcel in grams. */
  weights: readonly number[]
  promisedOn: Day | null
  /** The customer does not want it before this day. */
  requestedOn: Day | null
  /** The customer prefers the ordered service to a cheaper one. */
  preferred?: boolean
}

/** Whether the cut-off of a day has passed; the minute of the cut-off itself is still in time. */
export function missedCutOff(now: Date, zone: string, shipment: { plannedOn: Day; cutOff: string }): boolean {
  const today = dayIn(zone, now)
  return shipment.plannedOn < today || (shipment.plannedOn === today && timeIn(zone, now) > `${shipment.cutOff}:00`)
}

const later = (one: Day, other: Day): Day => (one > other ? one : other)

/** Leaves on the first day that the cut-off allows; later if the customer wants it later or accepts goods on some weekdays only. */
export function planWith(service: CarrierService, wish: Wish): Plan {
  const { now, zone, calendar, requestedOn } = wish
  const way = wayTo(calendar, wish, service.transitDays)
  const first = dispatchDay({ orderedAt: now, zone, cutOff: service.cutOff, calendar })
  const soonest = later(first, requestedOn ? latestDispatch(way, requestedOn) : first)
  // What leaves too early is brought on a day on which nobody takes it there.
  const plannedOn = wish.deliveryDays?.length ? later(soonest, latestDispatch(way, arrivalDay(way, soonest))) : soonest
  return {
    service,
    plannedOn,
    arrivesOn: arrivalDay(way, plannedOn),
    freightMinor: service.priceMinor,
  }
}

/** Whether a service takes parcels of these weights. */
function carries(service: Pick<CarrierService, 'maxWeightGrams'>, weights: readonly number[]): boolean {
  const { maxWeightGrams } = service
  return maxWeightGrams === null || weights.every((grams) => grams <= maxWeightGrams)
}

/** A shipment of the same order that has not left. */
export interface OpenShipment {
  id: string
  number: string
  carrierServiceId: string
  plannedOn: Day
}

/**
 * The open shipment that further parcels join: one that carries them and whose day they can make; otherwise one that is still here
 * after its day, because a hold parks it or the customer collects it. A shipment whose cut-off was today may be in the van already.
 */
export function shipmentToJoin<Open extends OpenShipment>(
  open: readonly Open[],
  services: readonly CarrierService[],
  wish: Wish,
): Open | null {
  const today = dayIn(wish.zone, wish.now)
  const fit = open.flatMap((shipment) => {
    const service = services.find((one) => one.id === shipment.carrierServiceId)
    if (!service || !carries(service, wish.weights)) return []
    const first = dispatchDay({ ...wish, orderedAt: wish.now, cutOff: service.cutOff })
    const isHere = shipment.plannedOn < today || service.kind === 'CUSTOMER_COLLECTS'
    return [{ shipment, isHere, inTime: shipment.plannedOn >= first }]
  })
  return (fit.find(({ inTime }) => inTime) ?? fit.find(({ isHere }) => isHere))?.shipment ?? null
}

/**
 * The carrier service of a shipment: the ordered one if its customer prefers it and it keeps the promise; otherwise, of the services of
 * its kind that carry every parcel, the cheapest that keeps the promise; at equal cost the ordered one, then the faster. When none
 * keeps the promise, it is the ordered one, or the fastest that can carry it.
 */
export function choosePlan(ordered: CarrierService, services: readonly CarrierService[], wish: Wish): Plan {
  const { preferred = false } = wish
  const plans = services
    .filter((service) => service.kind === ordered.kind && !service.archived && carries(service, wish.weights))
    .map((service) => planWith(service, wish))
    .sort(
      (a, b) =>
        (preferred ? Number(b.service.id === ordered.id) - Number(a.service.id === ordered.id) : 0) ||
        Number(a.freightMinor - b.freightMinor) ||
        Number(b.service.id === ordered.id) - Number(a.service.id === ordered.id) ||
        a.arrivesOn.localeCompare(b.arrivesOn),
    )
  const { promisedOn } = wish
  const kept = promisedOn ? plans.find((plan) => plan.arrivesOn <= promisedOn) : undefined
  const asOrdered = plans.find((plan) => plan.service.id === ordered.id)
  const fastest = plans.toSorted((a, b) => a.arrivesOn.localeCompare(b.arrivesOn))[0]
  return kept ?? asOrdered ?? fastest ?? planWith(ordered, wish)
}

export type Risk = 'LATE' | 'AT_RISK' | null

/** LATE: the promise is broken or can no longer be kept. AT_RISK: leaving a day later than planned would break it. */
export function riskOf(
  calendar: WorkingCalendar,
  shipment: Destination & { plannedOn: Day; transitDays: number; promisedOn: Day | null },
  today: Day,
): Risk {
  const { plannedOn, transitDays, promisedOn } = shipment
  if (!promisedOn) return null
  const leaves = plannedOn > today ? plannedOn : nextWorkingDay(calendar, today)
  const arrives = arrivalDay(wayTo(calendar, shipment, transitDays), leaves)
  if (arrives > promisedOn) return 'LATE'
  return daysBetween(arrives, promisedOn) === 0 && plannedOn <= today ? 'AT_RISK' : null
}

/** Refuses with CUT_OFF_PASSED a day on which a service can no longer leave; collected goods have no cut-off. */
export function allowCutOff(service: CarrierService, plannedOn: Day, now: Date, zone: string): void {
  const { name, kind, cutOff } = service
  if (kind !== 'CUSTOMER_COLLECTS' && missedCutOff(now, zone, { plannedOn, cutOff }))
    refuse('CUT_OFF_PASSED', { service: name, cutOff, plannedOn })
}

/** Refuses with PARCEL_TOO_HEAVY when a parcel is heavier than the service carries. */
export function allowWeights(
  service: Pick<CarrierService, 'name' | 'maxWeightGrams'>,
  parcels: readonly { number: string; weightGrams: number }[],
): void {
  const heavy = parcels.find((parcel) => !carries(service, [parcel.weightGrams]))
  if (heavy) refuse('PARCEL_TOO_HEAVY', { ...heavy, limitGrams: service.maxWeightGrams, service: service.name })
}
