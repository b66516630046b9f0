import type { Organisation } from '@/server/platform/context/ctx'
import { renderMail } from '@/server/platform/mail/template'
import { extendedMinor } from '@/server/platform/money/money'
import { speak } from '@/server/platform/words/words'
import { type PrintedOrder, standingOf } from '../documents/confirmation'
import type { OrderProforma } from '../queries/record'

const shownLines = 25

/** Why the promise is another day than the one that was asked for; nothing when it is that day. */
function otherThanWished({ promisedOn, requestedOn }: PrintedOrder['head'], day: (day: string) => string): string {
  if (!promisedOn || !requestedOn || promisedOn <= requestedOn) return ''
  return ` You asked for ${day(requestedOn)}; this is the first day after it that we can keep.`
}

/** What waits for stock, and when the rest comes, in the customer's words. */
function arrival(order: PrintedOrder, day: (day: string) => string): string {
  const { head, lines } = order
  const standing = standingOf(order)
  if (standing === 'CREDIT') return 'One of us looks at it; we come back to you and tell you then when it arrives.'
  if (standing === 'ADDRESS')
    return 'We do not know yet where it goes: please answer this mail with street and town. Then we tell you the day of arrival.'
  const waiting = lines.reduce((sum, line) => sum + line.backordered, 0)
  if (waiting > 0)
    return `${waiting} ${waiting === 1 ? 'unit waits' : 'units wait'} for new stock; we send them as soon as they arrive and tell you the day. What we have is on its way first.`
  return head.promisedOn
    ? `We promise arrival on ${day(head.promisedOn)}.${otherThanWished(head, day)}`
    : 'We tell you the day of arrival shortly.'
}

/** How a pro forma is to be paid: named, and until when. */
const howToPay = ({ number, expiresOn }: OrderProforma, day: (day: string) => string) =>
  expiresOn
    ? `Please pay by ${day(expiresOn)} and name ${number} with your payment. Until then we keep the goods for you; unpaid, the order then ends by itself.`
    : `Please name ${number} with your payment.`

function opening(order: PrintedOrder, day: (day: string) => string): string[] {
  if (order.proforma)
    return [
      'thank you for your order. Attached is a pro forma invoice: the goods leave as soon as it is paid.',
      howToPay(order.proforma, day),
    ]
  const confirmed = standingOf(order) === 'CONFIRMED'
  return [
    confirmed
      ? 'thank you for your order. We have it, and this is what we will send.'
      : 'thank you for your order. We have received it; it is not confirmed yet.',
    arrival(order, day),
  ]
}

/** A mail that shows an order line by line. */
function orderMail(organisation: Organisation, order: PrintedOrder, subject: string, paragraphs: string[]) {
  const { head, proforma, iban } = order
  const say = speak({ ...organisation, currency: head.currency })
  const lines = order.lines.filter((line) => line.ordered > line.cancelled)
  const rows = lines
    .slice(0, shownLines)
    .map((line) => ({ ...line, quantity: line.ordered - line.cancelled }))
    .map(({ description, quantity, unitPrice, priceQuantity }) => [
      description,
      String(quantity),
      say.money(extendedMinor(unitPrice, quantity, priceQuantity, head.currency)),
    ])
  const more = lines.length - rows.length
  const facts: [string, string][] = [
    ['Order', head.number],
    ...(head.customerReference ? [['Your reference', head.customerReference] as [string, string]] : []),
    ['Terms of payment', head.termsName],
    ['Delivery', `${head.carrierName}, ${head.serviceName}`],
    ...(proforma && iban ? [['Account', iban] as [string, string]] : []),
  ]
  const content = renderMail({
    title: subject,
    greeting: `Dear ${head.customerName},`,
    paragraphs,
    facts,
    table: {
      columns: [{ label: 'Product' }, { label: 'Quantity', align: 'end' }, { label: 'Net', align: 'end' }],
      rows: more > 0 ? [...rows, [`and ${more} more`, '', '']] : rows,
      totals: [
        ['Net', '', say.money(head.netMinor)],
        ['Tax', '', say.money(head.taxMinor)],
        ['Total', '', say.money(head.grossMinor)],
      ],
    },
    closing: ['With kind regards'],
    footer: [organisation.name],
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
  return orderMail(organisation, order, subject, opening(order, speak(organisation).day))
}

/** Tells the customer what an order is after it was amended. */
export function amendmentMail(organisation: Organisation, order: PrintedOrder) {
  const { head, proforma } = order
  const { day } = speak(organisation)
  return orderMail(organisation, order, `Order ${head.number} changed`, [
    'your order was changed. This is what it is now.',
    ...(proforma
      ? [
          `The attached pro forma invoice ${proforma.number} is the one to pay; an earlier one no longer counts.`,
          howToPay(proforma, day),
        ]
      : [arrival(order, day)]),
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
    footer: [organisation.name],
    brand: { name: organisation.name },
  })
  return { subject, ...content }
}
