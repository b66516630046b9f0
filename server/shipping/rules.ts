import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
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

export const shipmentStates = [
  'PLANNED',
  'DISPATCHED',
  'DELIVERED',
  'PARTLY_DELIVERED',
  'FAILED',
  'RETURNED',
  'LOST',
  'CANCELLED',
] as const
export type ShipmentState = (typeof shipmentStates)[number]

/** Whatever became of it on the way: it left the house and is charged. */
export const leftStates = ['DISPATCHED', 'DELIVERED', 'PARTLY_DELIVERED', 'FAILED', 'RETURNED', 'LOST'] as const

/** Action → from which states → to which. A delivery that was only assumed is as good as under way. */
export const transitions = {
  dispatch: { from: ['PLANNED'], to: 'DISPATCHED' },
  recall: { from: ['DISPATCHED'], to: 'PLANNED' },
  deliver: { from: ['DISPATCHED', 'FAILED', 'PARTLY_DELIVERED'], to: 'DELIVERED' },
  deliverPart: { from: ['DISPATCHED', 'FAILED'], to: 'PARTLY_DELIVERED' },
  fail: { from: ['DISPATCHED'], to: 'FAILED' },
  comeBack: { from: ['DISPATCHED', 'FAILED'], to: 'RETURNED' },
  takeIn: { from: ['FAILED', 'RETURNED', 'PARTLY_DELIVERED'], to: 'RETURNED' },
  lose: { from: ['FAILED', 'PARTLY_DELIVERED'], to: 'LOST' },
  sendAgain: { from: ['FAILED', 'RETURNED', 'PARTLY_DELIVERED'], to: 'DISPATCHED' },
  cancel: { from: ['PLANNED'], to: 'CANCELLED' },
} as const satisfies Record<string, { from: readonly ShipmentState[]; to: ShipmentState }>

export interface CarrierService {
  id: string
  name: string
  kind: 'PARCEL' | 'OWN_DELIVERY' | 'CUSTOMER_COLLECTS'
  transitDays: number
  cutOff: string
  /** Of one parcel. */
  maxWeightGrams: number | null
  /** Of one shipment, however many parcels are in it. */
  priceMinor: bigint
  archived: boolean
}

export function calendarOf(ctx: Pick<Ctx, 'organisation'>): WorkingCalendar {
  const { country, workingWeekdays } = ctx.organisation
  return workingCalendar({ country, workingWeekdays })
}

/** How a service gets to a country: on the working days of here, and not on the holidays of there. */
export function wayTo(calendar: WorkingCalendar, shipCountry: string, transitDays: number): Way {
  return { transitDays, moves: calendar, delivers: deliveringIn(calendar, shipCountry) }
}

export interface Plan {
  service: CarrierService
  plannedOn: Day
  arrivesOn: Day
  freightMinor: bigint
}

export interface Wish {
  now: Date
  zone: string
  calendar: WorkingCalendar
  /** Where it goes. */
  shipCountry: string
  /** The weight of each parcel in grams. */
  weights: readonly number[]
  promisedOn: Day | null
  /** The customer does not want it before. */
  requestedOn: Day | null
}

/** Whether the last moment to hand over on a day has passed: until and with the cut-off itself it has not. */
export function missedCutOff(now: Date, zone: string, shipment: { plannedOn: Day; cutOff: string }): boolean {
  const today = dayIn(zone, now)
  return shipment.plannedOn < today || (shipment.plannedOn === today && timeIn(zone, now) > `${shipment.cutOff}:00`)
}

/** Leaves on the first day that its cut-off allows, later only when the customer wants it later. */
export function planWith(service: CarrierService, wish: Wish): Plan {
  const { now, zone, calendar, shipCountry, requestedOn } = wish
  const way = wayTo(calendar, shipCountry, service.transitDays)
  const first = dispatchDay({ orderedAt: now, zone, cutOff: service.cutOff, calendar })
  const wished = requestedOn ? latestDispatch(way, requestedOn) : first
  const plannedOn = wished.localeCompare(first) > 0 ? wished : first
  return {
    service,
    plannedOn,
    arrivesOn: arrivalDay(way, plannedOn),
    freightMinor: service.priceMinor,
  }
}

/** Whether a service takes parcels of these weights. */
export function carries(service: Pick<CarrierService, 'maxWeightGrams'>, weights: readonly number[]): boolean {
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
 * The open shipment that further parcels of its order join: one whose service carries them and whose day they can still make. What
 * leaves together is one shipment, with one mail and one invoice.
 */
export function shipmentToJoin<Open extends OpenShipment>(
  open: readonly Open[],
  services: readonly CarrierService[],
  wish: Wish,
): Open | null {
  const joined = open.find((shipment) => {
    const service = services.find((one) => one.id === shipment.carrierServiceId)
    if (!service || !carries(service, wish.weights)) return false
    return shipment.plannedOn >= dispatchDay({ ...wish, orderedAt: wish.now, cutOff: service.cutOff })
  })
  return joined ?? null
}

/**
 * The carrier service of a shipment: of those of the ordered one's kind that carry every parcel, the cheapest that keeps the promise; on equal
 * cost the ordered one, then the faster. When none keeps the promise, the ordered one, or the fastest that can carry it.
 */
export function choosePlan(ordered: CarrierService, services: readonly CarrierService[], wish: Wish): Plan {
  const plans = services
    .filter((service) => service.kind === ordered.kind && !service.archived && carries(service, wish.weights))
    .map((service) => planWith(service, wish))
    .sort(
      (a, b) =>
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

/** Lines after a shipment left: what it holds is shipped, and services and freight still open are done with it. Refuses with NOT_PACKED. */
export function dispatchLines(
  lines: readonly OrderLine[],
  shipped: readonly { orderLineId: string; quantity: number }[],
): OrderLine[] {
  const byLine = new Map(shipped.map((line) => [line.orderLineId, line.quantity]))
  return lines.map((line) => {
    const quantity = byLine.get(line.id) ?? 0
    if (quantity > line.packed) refuse('NOT_PACKED', { position: line.position })
    if (quantity === 0 && line.open === 0) return line
    return {
      ...line,
      picked: line.picked - quantity,
      packed: line.packed - quantity,
      shipped: line.shipped + quantity,
      open: 0,
      performed: line.performed + line.open,
    }
  })
}

/** A dispatch can be taken back while nothing has left the house: its time is not over, and no invoice speaks of it. */
export function isRecallable(
  shipment: { state: ShipmentState; leavesAt: Date | null; leftAt: Date | null; invoiceId: string | null },
  now: Date,
): boolean {
  const { state, leavesAt, leftAt, invoiceId } = shipment
  return state === 'DISPATCHED' && leftAt === null && leavesAt !== null && leavesAt > now && invoiceId === null
}

/** Refuses with the state a shipment is in, or with SHIPMENT_LEFT. */
export function allowRecall(shipment: Parameters<typeof isRecallable>[0], now: Date): void {
  allow('recall', shipment.state)
  if (!isRecallable(shipment, now)) refuse('SHIPMENT_LEFT')
}

/**
 * Lines after a dispatch was taken back: what the shipment holds is packed again. Services that are not invoiced are open again,
 * unless another shipment that is out did them too. Refuses with CAME_BACK.
 */
export function recallLines(
  lines: readonly OrderLine[],
  held: readonly { orderLineId: string; quantity: number }[],
  otherWaits: boolean,
): OrderLine[] {
  const byLine = new Map(held.map((line) => [line.orderLineId, line.quantity]))
  return lines.map((line) => {
    const quantity = byLine.get(line.id) ?? 0
    // Services are invoiced and never shipped: a shipment holds none of them that could have come back.
    if (quantity > 0 && quantity > line.shipped - Math.max(line.returned, line.invoiced))
      refuse('CAME_BACK', { position: line.position })
    const undone = otherWaits || line.kind === 'GOODS' ? 0 : line.performed - line.invoiced
    if (quantity === 0 && undone === 0) return line
    return {
      ...line,
      picked: line.picked + quantity,
      packed: line.packed + quantity,
      shipped: line.shipped - quantity,
      open: line.open + undone,
      performed: line.performed - undone,
    }
  })
}

export type Risk = 'LATE' | 'AT_RISK' | null

/** LATE: the promise is broken or can no longer be kept. AT_RISK: leaving on the planned day and a day's delay would break it. */
export function riskOf(
  calendar: WorkingCalendar,
  shipment: { plannedOn: Day; transitDays: number; promisedOn: Day | null; shipCountry: string },
  today: Day,
): Risk {
  const { plannedOn, transitDays, promisedOn, shipCountry } = shipment
  if (!promisedOn) return null
  const leaves = plannedOn > today ? plannedOn : nextWorkingDay(calendar, today)
  const arrives = arrivalDay(wayTo(calendar, shipCountry, transitDays), leaves)
  if (arrives > promisedOn) return 'LATE'
  return daysBetween(arrives, promisedOn) === 0 && plannedOn <= today ? 'AT_RISK' : null
}

/** Refuses with the state a shipment is in when it is not one this action starts from. */
export function allow(
  action: keyof typeof transitions,
  state: ShipmentState | undefined,
  proof: string | null = null,
): void {
  if (!state) notFound('shipment')
  const from: readonly ShipmentState[] = transitions[action].from
  const known = state === 'DELIVERED' && proof === 'ASSUMED' ? 'DISPATCHED' : state
  if (!from.includes(known)) refuse(`SHIPMENT_${state}`)
}

/** Refuses with PARCEL_TOO_HEAVY when a parcel weighs more than the service takes. */
export function allowWeights(
  service: Pick<CarrierService, 'name' | 'maxWeightGrams'>,
  parcels: readonly { number: string; weightGrams: number }[],
): void {
  const heavy = parcels.find((parcel) => !carries(service, [parcel.weightGrams]))
  if (heavy) refuse('PARCEL_TOO_HEAVY', { ...heavy, limitGrams: service.maxWeightGrams, service: service.name })
}

/** How much of an order line a shipment holds, and what became of it on the way. */
export interface Outstanding {
  orderLineId: string
  quantity: number
  arrived: number
  cameBack: number
}

/** What of a line nobody knows the end of. */
export const outstandingOf = (line: Outstanding) => line.quantity - line.arrived - line.cameBack

/**
 * So much of each line, all that is outstanding when none is named. Refuses with NOTHING_OUTSTANDING, MORE_THAN_OUTSTANDING,
 * NOT_FOUND (order line).
 */
export function takeOutstanding(
  lines: readonly Outstanding[],
  wanted: readonly { orderLineId: string; quantity: number }[] | undefined,
): { orderLineId: string; quantity: number }[] {
  const open = lines.flatMap((line) =>
    outstandingOf(line) > 0 ? [{ orderLineId: line.orderLineId, quantity: outstandingOf(line) }] : [],
  )
  if (open.length === 0) refuse('NOTHING_OUTSTANDING')
  if (!wanted) return open
  const joined = new Map<string, number>()
  for (const { orderLineId, quantity } of wanted) joined.set(orderLineId, (joined.get(orderLineId) ?? 0) + quantity)
  return [...joined].map(([orderLineId, quantity]) => {
    if (!lines.some((line) => line.orderLineId === orderLineId)) notFound('order line')
    const left = open.find((line) => line.orderLineId === orderLineId)?.quantity ?? 0
    if (quantity > left) refuse('MORE_THAN_OUTSTANDING', { left })
    return { orderLineId, quantity }
  })
}
