import { unitMark } from '@/server/platform/words/units'
import type { Say } from '@/server/platform/words/words'
import { type PrintedOrder, standingOf } from '../documents/confirmation'
import type { OrderProforma } from '../queries/record'
import { awaited, waitsForRest } from '../rules/delivery'
import { type Waiting, waitingWords } from '../words/en'

/** Why the promise differs from the wished day; empty when it does not. */
function otherThanWished({ promisedOn, requestedOn }: PrintedOrder['head'], day: (day: string) => string): string {
  if (!promisedOn || !requestedOn || promisedOn <= requestedOn) return ''
  return ` You asked for ${day(requestedOn)}; this is the first day after it that we can keep.`
}

/** The waiting units of an order, by product. */
export const waitingOf = ({ lines }: PrintedOrder): Waiting[] =>
  lines.filter((line) => line.backordered > 0).map((line) => ({ ...line, quantity: line.backordered }))

const moving = (lines: PrintedOrder['lines']) => lines.some((line) => line.reserved + line.picked > 0)

/** The waiting units, and the day of the rest, in words for the customer. */
export function arrival(order: PrintedOrder, say: Say): string {
  const { head, lines } = order
  const standing = standingOf(order)
  if (standing === 'CREDIT' && order.told.ended > 0)
    return 'We are checking it again and will write to you; until then nothing more of it leaves.'
  if (standing === 'CREDIT' || standing === 'ASKED')
    return 'We are checking it and will write to you with the day of arrival.'
  if (standing === 'ADDRESS')
    return 'We need the delivery address: please answer this mail with street and town, and with the state where your country has them. Then we tell you the day of arrival.'
  const waiting = waitingOf(order)
  if (waiting.length > 0) {
    const [one] = waiting
    const many = waiting.length > 1 || (one !== undefined && one.quantity > 1 && !unitMark(one.unit))
    if (awaited(head.deliveryRule, lines).length === 0)
      return `${waitingWords(waiting, say)} ${many ? 'are' : 'is'} not here. As you have your orders sent, we send what is there${head.promisedOn ? ` and promise its arrival on ${say.day(head.promisedOn)}` : ''}; what is not here when it leaves is taken off.`
    const rest =
      waitsForRest(head.deliveryRule, lines) && moving(lines)
        ? ' As you have your orders sent, all of it comes together.'
        : order.partOn
          ? ` What is there comes first and should be with you on ${say.day(order.partOn)}.`
          : moving(lines)
            ? ' What is there comes first.'
            : ''
    if (head.promisedOn && lines.every((line) => line.backordered === 0 || line.plannedOn))
      return `${waitingWords(waiting, say)} ${many ? 'are' : 'is'} on the way to us. We promise arrival on ${say.day(head.movedOn ?? head.promisedOn)}.${rest}${otherThanWished(head, say.day)}`
    return `${waitingWords(waiting, say)} ${many ? 'wait' : 'waits'} for new stock; we send ${many ? 'them as soon as they arrive' : 'it as soon as it arrives'} and tell you the day.${rest}`
  }
  return head.promisedOn
    ? `We promise arrival on ${say.day(head.promisedOn)}.${otherThanWished(head, say.day)}`
    : 'We tell you the day of arrival shortly.'
}

/** How to pay a pro forma: its number, and the last day to pay. */
export const howToPay = ({ number, expiresOn }: OrderProforma, day: (day: string) => string) =>
  expiresOn
    ? `Please pay by ${day(expiresOn)} and name ${number} with your payment. Until then we keep the goods for you; unpaid, the order then ends by itself.`
    : `Please name ${number} with your payment.`

/** Why the total differs from the quote's. */
const otherTax = ({ head, quoted }: PrintedOrder, { money }: Say) =>
  quoted
    ? [
        `It is taxed with the tax of today, which is another one than in our quote ${quoted.number}: that came to ${money(quoted.grossMinor)}, this comes to ${money(head.grossMinor)}. If you do not want it so, please tell us.`,
      ]
    : []

/** For a divided order: what happened to its rest, or the order whose rest it is. */
function division({ told: { rest, restNumber, restOfNumber } }: PrintedOrder): string[] {
  if (restOfNumber) return [`This is the rest of your order ${restOfNumber}.`]
  if (rest === 'CANCELLED') return ['We can send this part of your order; the rest of it is cancelled.']
  if (rest === 'WAITS')
    return [
      `We can send this part of your order now. The rest waits as order ${restNumber}; we come back to you about it.`,
    ]
  if (rest === 'PREPAID')
    return [
      `We can send this part of your order on account. The rest is order ${restNumber}, to be paid beforehand: its pro forma invoice comes in a mail of its own.`,
    ]
  return []
}

/** That an order which several warehouses serve comes in several shipments. */
function apart({ lines }: PrintedOrder): string[] {
  const wanted = lines.filter((line) => line.kind === 'GOODS' && line.ordered > line.cancelled)
  const houses = new Set(wanted.map((line) => line.warehouseId)).size
  return houses > 1
    ? [`It leaves from ${houses} warehouses, so it comes in separate shipments, each with an invoice of its own.`]
    : []
}

/** The opening of a mail about an order: its state, and what happened to a part that was taken off. */
export function opening(order: PrintedOrder, say: Say): string[] {
  const { ended, endedOn, prepaid } = order.told
  if (order.proforma)
    return [
      prepaid
        ? 'thank you for your order. We cannot send it on account, but against payment beforehand: attached is a pro forma invoice, and the goods leave as soon as it is paid.'
        : 'thank you for your order. Attached is a pro forma invoice: the goods leave as soon as it is paid.',
      ...division(order),
      howToPay(order.proforma, say.day),
      ...otherTax(order, say),
    ]
  const confirmed = standingOf(order) === 'CONFIRMED'
  if (ended > 0)
    return [
      confirmed
        ? 'your order goes on; this is what we will send.'
        : `your order was to leave by ${say.day(endedOn)} and has not left whole.`,
      arrival(order, say),
    ]
  return [
    confirmed
      ? 'thank you for your order. We have it, and this is what we will send.'
      : 'thank you for your order. We have received it; it is not confirmed yet.',
    ...division(order),
    arrival(order, say),
    ...(confirmed ? apart(order) : []),
    ...otherTax(order, say),
  ]
}
