import { promiseDay, type WorkingCalendar } from '@/server/platform/time/working-days'
import type { BuyerFacts } from '../queries/facts'
import type { ShipTo } from '../schema'

export interface PromiseWish {
  orderedAt: Date
  zone: string
  calendar: WorkingCalendar
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
