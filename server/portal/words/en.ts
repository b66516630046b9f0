import { type Waiting, waitingWords } from '@/server/order/words/en'
import type { Say } from '@/server/platform/words/words'

/** How far an order has come, seen by its customer. */
interface OrderProgress {
  stage: string
  waitsFor: string | null
  customerCollects: boolean
  /** Sums over the order's lines. */
  backordered: number
  reserved: number
  picked: number
  sent: number
}

/**
 * The customer's sentence about the goods that have not left yet; empty when everything has. Goods that only wait are
 * never said to be under way: they are "being got ready" once somebody has picked some of them.
 */
export function progressWords({
  stage,
  waitsFor,
  customerCollects,
  backordered,
  reserved,
  picked,
  sent,
}: OrderProgress): string {
  if (stage === 'CANCELLED') return 'This order is cancelled. Nothing more of it will be sent or invoiced.'
  if (waitsFor === 'PAYMENT') return 'We have your order. The goods leave as soon as they are paid.'
  if (stage === 'CREDIT' || waitsFor === 'CUSTOMER' || waitsFor === 'TAX')
    return 'We have received your order and are checking it; it is not confirmed yet. We will write to you.'
  if (waitsFor === 'ADDRESS')
    return 'We need the delivery address: please tell us street and town, and the state where your country has them.'
  const goods = sent > 0 ? 'The rest of your goods' : 'Your goods'
  const verb = sent > 0 ? 'is' : 'are'
  if (waitsFor === 'DISPATCH')
    return `${goods} ${verb} packed and ${customerCollects ? 'nearly ready to be collected' : 'about to leave'}.`
  if (waitsFor === 'STOCK') return `${goods} ${sent > 0 ? 'waits' : 'wait'} for new stock.`
  if (waitsFor === 'PICKING' || waitsFor === 'PACKING') {
    if (picked > 0)
      return sent > 0 ? 'We are getting the rest of your goods ready.' : 'We are getting your goods ready.'
    if (reserved > 0 && backordered > 0) return 'What is in stock is reserved for you; we get it ready next.'
    if (reserved > 0) return `${goods} ${verb} in stock and reserved for you; we get them ready next.`
    return 'We have your order and will carry it out.'
  }
  return sent > 0 ? '' : 'Thank you for your order.'
}

/** What of an order waits for new stock; empty when nothing does. Quantities are those that wait. */
export function shortWords(lines: readonly (Omit<Waiting, 'quantity'> & { backordered: number })[], say: Say): string {
  const waiting = lines.filter((line) => line.backordered > 0)
  if (waiting.length === 0) return ''
  const one = waiting.length === 1 && waiting[0]?.places === 0 && waiting[0].backordered === 1
  const named = waitingWords(
    waiting.map((line) => ({ ...line, quantity: line.backordered })),
    say,
  )
  return `${named} ${one ? 'waits' : 'wait'} for new stock; we tell you the day as soon as it is known.`
}

export interface ShipmentProgress {
  state: string
  leftAt: Date | null
  deliveredAt: Date | null
  proof: string | null
  troubleSince: Date | null
  expectedOn: string | null
  /** The new day, when the promise could not be kept. */
  movedTo: string | null
}

/**
 * The customer's sentence about one shipment, with its days. When something went wrong, it says only that somebody is
 * on it.
 */
export function shipmentWords(shipment: ShipmentProgress, dayOf: (at: Date) => string, say: Say): string {
  const { state, leftAt, deliveredAt, proof, troubleSince, expectedOn, movedTo } = shipment
  if (troubleSince) return 'Did not arrive as planned. We are looking into it and will write to you.'
  if (state === 'RETURNED') return 'Came back to us.'
  if (state === 'LOST') return 'Was lost on the way.'
  if (state === 'PARTLY_DELIVERED') return 'Delivered in part.'
  if (deliveredAt && proof === 'ASSUMED')
    return `Should have reached you by ${say.day(dayOf(deliveredAt))}. If it has not, please tell us.`
  if (deliveredAt) return `Delivered on ${say.day(dayOf(deliveredAt))}.`
  const expected = expectedOn ? `, expected with you on ${say.day(expectedOn)}` : ''
  if (state === 'DISPATCHED' && leftAt) return `On its way since ${say.day(dayOf(leftAt))}${expected}.`
  if (movedTo) return `Has not left yet; it will be with you on ${say.day(movedTo)}.`
  return `Packed and about to leave${state === 'DISPATCHED' ? expected : ''}.`
}

/** That an order which several warehouses serve comes in several shipments; empty where one does, and when it is cancelled. */
export const apartWords = ({ houses, stage }: { houses: number; stage: string }): string =>
  houses > 1 && stage !== 'CANCELLED'
    ? `It comes from ${houses} of our warehouses, in separate shipments, each with an invoice of its own.`
    : ''
