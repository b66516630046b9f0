import { shipToWords } from '@/server/order/emails/parts'
import { type Waiting, waitingWords } from '@/server/order/words/en'
import type { Organisation } from '@/server/platform/context/ctx'
import { footOf } from '@/server/platform/context/reach'
import { renderMail } from '@/server/platform/mail/template'
import { speakForGood } from '@/server/platform/words/words'
import type { ShipmentRecord } from '../queries/record'

const shownLines = 25

/** Tells the customer what has left, with which carrier, and when it arrives. */
export function dispatchMail(
  organisation: Organisation,
  shipment: ShipmentRecord,
  waiting: readonly Waiting[],
  elsewhere: readonly Waiting[] = [],
) {
  const say = speakForGood(organisation)
  const { orderNumber, expectedOn, lines } = shipment
  const collects = shipment.serviceKind === 'CUSTOMER_COLLECTS'
  const shipTo = collects ? null : shipToWords(shipment.shipTo, organisation.country)
  const subject = `Order ${orderNumber}: ${collects ? 'ready for you' : 'on its way'}`
  const rows = lines
    .slice(0, shownLines)
    .map((line) => [`${line.description}\n${line.sku}`, say.quantity(line.quantity, line)])
  const more = lines.length - rows.length
  const facts: [string, string][] = [
    ['Order', orderNumber],
    ...(shipment.customerReference ? [['Your reference', shipment.customerReference] as [string, string]] : []),
    ['Shipment', shipment.number],
    ['Carrier', `${shipment.carrierName}, ${shipment.serviceName}`],
    ...(shipment.trackingNumber ? [['Tracking', shipment.trackingNumber] as [string, string]] : []),
    ['Parcels', String(shipment.parcels)],
    ...(shipTo ? [['Ship to', shipTo] as [string, string]] : []),
  ]
  const content = renderMail({
    title: subject,
    greeting: `Dear ${shipment.customerName},`,
    paragraphs: [
      collects
        ? 'these goods are packed and ready for you to collect.'
        : expectedOn
          ? `these goods have left our house. We expect them with you on ${say.day(expectedOn)}.`
          : 'these goods have left our house.',
      ...(elsewhere.length > 0
        ? [`From another of our warehouses, in a shipment of its own: ${waitingWords(elsewhere, say)}.`]
        : []),
      ...(waiting.length > 0
        ? [`Still to come: ${waitingWords(waiting, say)}, as soon as new stock is here. We tell you the day then.`]
        : []),
    ],
    facts,
    table: {
      columns: [{ label: 'Product' }, { label: 'Quantity', align: 'end' }],
      rows: more > 0 ? [...rows, [`and ${more} more`, '']] : rows,
    },
    closing: ['With kind regards'],
    footer: footOf(organisation),
    brand: { name: organisation.name },
  })
  return { subject, ...content }
}
