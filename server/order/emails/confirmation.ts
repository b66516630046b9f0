import type { Organisation } from '@/server/platform/context/ctx'
import { footOf } from '@/server/platform/context/reach'
import { renderMail } from '@/server/platform/mail/template'
import { extendedMinor } from '@/server/platform/money/money'
import { type Say, speak } from '@/server/platform/words/words'
import { type PrintedOrder, standingOf } from '../documents/confirmation'
import type { OrderProforma } from '../queries/record'
import { type Waiting, waitingWords } from '../words/en'
import { lineTable, shipToWords } from './parts'

/** Why the promise is another day than the one that was asked for; nothing when it is that day. */
function otherThanWished({ promisedOn, requestedOn }: PrintedOrder['head'], day: (day: string) => string): string {
  if (!promisedOn || !requestedOn || promisedOn <= requestedOn) return ''
  return ` You asked for ${day(requestedOn)}; this is the first day after it that we can keep.`
}

/** What of an order waits for stock, product by product. */
const waitingOf = ({ lines }: PrintedOrder): Waiting[] =>
  lines.filter((line) => line.backordered > 0).map((line) => ({ ...line, units: line.backordered }))

const moving = (lines: PrintedOrder['lines']) => lines.some((line) => line.reserved + line.picked > 0)

/** What waits for stock, and when the rest comes, in the customer's words. */
function arrival(order: PrintedOrder, say: Say): string {
  const { head, lines } = order
  const standing = standingOf(order)
  if (standing === 'CREDIT') return 'One of us looks at it; we come back to you and tell you then when it arrives.'
  if (standing === 'ADDRESS')
    return 'We do not know yet where it goes: please answer this mail with street and town. Then we tell you the day of arrival.'
  const waiting = waitingOf(order)
  if (waiting.length > 0) {
    const rest = order.partOn
      ? ` What is there comes first and should be with you on ${say.day(order.partOn)}.`
      : moving(lines)
        ? ' What is there comes first.'
        : ''
    const [one] = waiting
    const many = waiting.length > 1 || (one?.units ?? 0) > 1
    return `${waitingWords(waiting, say)} ${many ? 'wait' : 'waits'} for new stock; we send ${many ? 'them as soon as they arrive' : 'it as soon as it arrives'} and tell you the day.${rest}`
  }
  return head.promisedOn
    ? `We promise arrival on ${say.day(head.promisedOn)}.${otherThanWished(head, say.day)}`
    : 'We tell you the day of arrival shortly.'
}

/** How a pro forma is to be paid: named, and until when. */
const howToPay = ({ number, expiresOn }: OrderProforma, day: (day: string) => string) =>
  expiresOn
    ? `Please pay by ${day(expiresOn)} and name ${number} with your payment. Until then we keep the goods for you; unpaid, the order then ends by itself.`
    : `Please name ${number} with your payment.`

function opening(order: PrintedOrder, say: Say): string[] {
  if (order.proforma)
    return [
      'thank you for your order. Attached is a pro forma invoice: the goods leave as soon as it is paid.',
      howToPay(order.proforma, say.day),
    ]
  const confirmed = standingOf(order) === 'CONFIRMED'
  return [
    confirmed
      ? 'thank you for your order. We have it, and this is what we will send.'
      : 'thank you for your order. We have received it; it is not confirmed yet.',
    arrival(order, say),
  ]
}

/** A mail that shows an order line by line. */
function orderMail(organisation: Organisation, order: PrintedOrder, subject: string, paragraphs: string[]) {
  const { head, proforma, iban } = order
  const say = speak({ ...organisation, currency: head.currency })
  const lines = order.lines.filter((line) => line.ordered > line.cancelled)
  const collects = head.serviceKind === 'CUSTOMER_COLLECTS'
  const shipTo = collects ? null : shipToWords(head.shipTo, organisation.country)
  const facts: [string, string][] = [
    ['Order', head.number],
    ...(head.customerReference ? [['Your reference', head.customerReference] as [string, string]] : []),
    ['Terms of payment', head.termsName],
    ['Delivery', collects ? head.serviceName : `${head.carrierName}, ${head.serviceName}`],
    ...(shipTo ? [['Ship to', shipTo] as [string, string]] : []),
    ...(head.promisedOn && waitingOf(order).length === 0
      ? [['Arrival', say.day(head.promisedOn)] as [string, string]]
      : []),
    ...(proforma && iban ? [['Account', iban] as [string, string]] : []),
  ]
  const content = renderMail({
    title: subject,
    greeting: `Dear ${head.customerName},`,
    paragraphs,
    facts,
    table: lineTable(
      lines.map((line) => {
        const quantity = line.ordered - line.cancelled
        const netMinor = extendedMinor(line.unitPrice, quantity, line.priceQuantity, head.currency)
        return { ...line, quantity, net: say.money(netMinor), waits: line.backordered }
      }),
      { currency: head.currency, locale: organisation.locale },
      [
        ['Net', say.money(head.netMinor)],
        ['Tax', say.money(head.taxMinor)],
        ['Total', say.money(head.grossMinor)],
      ],
    ),
    closing: ['With kind regards'],
    footer: footOf(organisation),
    brand: { name: organisation.name },
  })
  return { subject, ...content }
}

/** The mail that confirms an order to the customer, asks for payment beforehand, or only says that it was received. */
export function confirmationMail(organisation: Organisation, order: PrintedOrder) {
  const { head, proforma } = order
  const subject = proforma
    ? `Pro forma invoice ${proforma.number} for order ${head.number}`
    : `Order ${head.number} ${standingOf(order) === 'CONFIRMED' ? 'confirmed' : 'received'} by ${organisation.name}`
  return orderMail(organisation, order, subject, opening(order, speak(organisation)))
}

/** Tells the customer what of an order was changed, from what to what, and what it is now. */
export function amendmentMail(organisation: Organisation, order: PrintedOrder, changes: readonly string[]) {
  const { head, proforma } = order
  const say = speak(organisation)
  return orderMail(organisation, order, `Order ${head.number} changed`, [
    `your order was changed:\n${changes.map((change) => `• ${change}`).join('\n')}`,
    'Below is the whole order as it is now.',
    ...(proforma
      ? [
          `The attached pro forma invoice ${proforma.number} is the one to pay; an earlier one no longer counts.`,
          howToPay(proforma, say.day),
        ]
      : [arrival(order, say)]),
  ])
}

/** Tells the customer that the time to pay an order beforehand runs out. */
export function expiryMail(organisation: Organisation, order: PrintedOrder, proforma: OrderProforma, until: string) {
  const { day } = speak(organisation)
  return orderMail(organisation, order, `Order ${order.head.number} waits for your payment`, [
    `we have not seen a payment for pro forma invoice ${proforma.number} yet. We keep the goods for you until ${day(until)}; unpaid, the order then ends by itself.`,
    `If the payment is on its way, there is nothing to do. Otherwise please pay by ${day(until)} and name ${proforma.number}, or tell us that you no longer want the goods.`,
  ])
}

/** Tells the customer that an order was cancelled; of one that lapsed, why. */
export function cancellationMail(
  organisation: Organisation,
  { head, proforma }: Pick<PrintedOrder, 'head' | 'proforma'>,
) {
  const subject = `Order ${head.number} cancelled`
  const lapsed = proforma?.state === 'LAPSED'
  const content = renderMail({
    title: subject,
    greeting: `Dear ${head.customerName},`,
    paragraphs: [
      `your order ${head.number}${head.customerReference ? ` (${head.customerReference})` : ''} is cancelled. Nothing more of it will be sent or invoiced.`,
      ...(lapsed
        ? [
            `We have received no payment for pro forma invoice ${proforma.number}, so it no longer needs to be paid. If you paid it meanwhile, tell us: the money is yours, for a new order or to be given back.`,
          ]
        : []),
      'If you did not expect this, please answer this mail.',
    ],
    closing: ['With kind regards'],
    footer: footOf(organisation),
    brand: { name: organisation.name },
  })
  return { subject, ...content }
}
