import type { Organisation } from '@/server/platform/context/ctx'
import { footOf } from '@/server/platform/context/reach'
import { renderMail } from '@/server/platform/mail/template'
import { extendedMinor } from '@/server/platform/money/money'
import { payToWords } from '@/server/platform/place/bank'
import { speakForGood } from '@/server/platform/words/words'
import { wholeRows } from '@/server/pricing/words/en'
import { type PrintedOrder, standingOf } from '../documents/confirmation'
import type { OrderProforma } from '../queries/record'
import { deliveryWords } from '../words/en/amended'
import { arrival, howToPay, opening, waitingOf } from './opening'
import { lineTable, shipToWords } from './parts'

/** A mail that shows an order line by line. */
function orderMail(organisation: Organisation, order: PrintedOrder, subject: string, paragraphs: string[]) {
  const { head, proforma } = order
  const payTo = payToWords(order.seller)
  const say = speakForGood({ ...organisation, currency: head.currency })
  const lines = order.lines.filter((line) => line.ordered > line.cancelled)
  const collects = head.serviceKind === 'CUSTOMER_COLLECTS'
  const shipTo = collects ? null : shipToWords(head.shipTo, organisation.country)
  const facts: [string, string][] = [
    ['Order', head.number],
    ...(head.customerReference ? [['Your reference', head.customerReference] as [string, string]] : []),
    ['Terms of payment', head.termsName],
    ['Delivery', collects ? head.serviceName : `${head.carrierName}, ${head.serviceName}`],
    ...(head.deliveryRule === 'PART'
      ? []
      : [['If something is short', deliveryWords(head.deliveryRule)] as [string, string]]),
    ...(shipTo ? [['Ship to', shipTo] as [string, string]] : []),
    ...(head.promisedOn && waitingOf(order).length === 0
      ? [['Arrival', say.day(head.promisedOn)] as [string, string]]
      : []),
    ...(proforma && payTo ? [['Account', payTo] as [string, string]] : []),
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
        ...wholeRows(head, organisation.locale).map(([label, minor]) => [label, say.money(minor)] as const),
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
  const waitsAgain = order.told.ended > 0 && standingOf(order) === 'CREDIT'
  const subject = proforma
    ? `Pro forma invoice ${proforma.number} for order ${head.number}`
    : waitsAgain
      ? `Order ${head.number} waits again`
      : `Order ${head.number} ${standingOf(order) === 'CONFIRMED' ? 'confirmed' : 'received'} by ${organisation.name}`
  return orderMail(
    organisation,
    order,
    subject,
    opening(order, speakForGood({ ...organisation, currency: head.currency })),
  )
}

/** Tells the customer the changes of an order with old and new values, and shows the whole order. */
export function amendmentMail(organisation: Organisation, order: PrintedOrder, changes: readonly string[]) {
  const { head, proforma } = order
  const say = speakForGood(organisation)
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
  const { day } = speakForGood(organisation)
  return orderMail(organisation, order, `Order ${order.head.number} waits for your payment`, [
    `we have not seen a payment for pro forma invoice ${proforma.number} yet. We keep the goods for you until ${day(until)}; unpaid, the order then ends by itself.`,
    `If the payment is on its way, there is nothing to do. Otherwise please pay by ${day(until)} and name ${proforma.number}, or tell us that you no longer want the goods.`,
  ])
}
