import { addDays, dayIn, instantAt, timeIn } from '@/server/platform/time/calendar'

/** The number of days that each kind of passage lasts. */
const daysOf = { DAY: 1, WEEK: 7 } as const

/** The same time of the day, a day or a week later in the organisation's zone. */
export function passesUntil(kind: 'DAY' | 'WEEK', timeZone: string, now: Date): Date {
  const day = addDays(dayIn(timeZone, now), daysOf[kind])
  const then = instantAt(timeZone, day, timeIn(timeZone, now).slice(0, 5))
  return new Date(then.getTime() + (now.getTime() % 60_000))
}

/** The reason why time may not pass now; null when it may. */
export function whyNotPass(sample: string, isUnderWay: boolean): string | null {
  if (sample === 'NONE') return 'NOT_ON_TRIAL'
  if (sample === 'ASKED' || sample === 'GROWING') return 'SAMPLE_GROWS'
  return sample === 'PASSING' || isUnderWay ? 'TIME_PASSES' : null
}

/** How much of a passage is done, 0 to 100. */
export function percentDone(fromAt: Date, untilAt: Date, reachedAt: Date): number {
  const whole = untilAt.getTime() - fromAt.getTime()
  return whole <= 0
    ? 100
    : Math.min(100, Math.max(0, Math.floor((100 * (reachedAt.getTime() - fromAt.getTime())) / whole)))
}

/** The events that a passage's summary counts, in this order, with the kind of object that each line names. */
export const toldEvents = [
  { event: 'receivable/reminder.sent', object: 'customer' },
  { event: 'credit/hold.placed', object: 'customer' },
  { event: 'order/order.confirmed', object: 'order' },
  { event: 'collection/receipt.recorded', object: 'receipt' },
  { event: 'collection/item.settled', object: 'invoice' },
  { event: 'credit/hold.lifted', object: 'customer' },
  { event: 'credit/order.released', object: 'order' },
  { event: 'collection/promise.kept', object: 'customer' },
  { event: 'collection/promise.broken', object: 'customer' },
  { event: 'order/goods.received', object: 'goodsReceipt' },
  { event: 'order/backorder.allocated', object: 'order' },
  { event: 'shipping/shipment.dispatched', object: 'shipment' },
  { event: 'shipping/shipment.delivered', object: 'shipment' },
  { event: 'invoicing/invoice.issued', object: 'invoice' },
  { event: 'receivable/item.overdue', object: 'invoice' },
  { event: 'order/reservation.lost', object: 'order' },
  { event: 'receivable/proforma.lapsed', object: 'order' },
  { event: 'order/quote.expired', object: 'quote' },
] as const

/** One line of the summary: the event, how often, about how many records, and the first of them. */
export interface Happening {
  event: string
  count: number
  records: number
  objects: { type: string; id: string }[]
}
