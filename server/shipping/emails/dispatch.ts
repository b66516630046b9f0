import type { Organisation } from '@/server/platform/context/ctx'
import { renderMail } from '@/server/platform/mail/template'
import { speak } from '@/server/platform/words/words'
import type { ShipmentRecord } from '../queries/record'

const shownLines = 25

/** Tells the customer what has left, with whom, and when it will be there. */
export function dispatchMail(organisation: Organisation, shipment: ShipmentRecord) {
  const say = speak(organisation)
  const { orderNumber, expectedOn, lines } = shipment
  const subject = `Order ${orderNumber}: ${shipment.serviceKind === 'CUSTOMER_COLLECTS' ? 'ready for you' : 'on its way'}`
  const following = lines.reduce((sum, line) => sum + line.backordered, 0)
  const rows = lines.slice(0, shownLines).map((line) => [line.description, String(line.quantity)])
  const more = lines.length - rows.length
  const facts: [string, string][] = [
    ['Order', orderNumber],
    ...(shipment.customerReference ? [['Your reference', shipment.customerReference] as [string, string]] : []),
    ['Shipment', shipment.number],
    ['Carrier', `${shipment.carrierName}, ${shipment.serviceName}`],
    ...(shipment.trackingNumber ? [['Tracking', shipment.trackingNumber] as [string, string]] : []),
    ['Parcels', String(shipment.parcels)],
  ]
  const content = renderMail({
    title: subject,
    greeting: `Dear ${shipment.customerName},`,
    paragraphs: [
      expectedOn
        ? `these goods have left our house. We expect them with you on ${say.day(expectedOn)}.`
        : 'these goods have left our house.',
      ...(following > 0
        ? [`${say.units(following, 'unit')} of these products ${following === 1 ? 'follows' : 'follow'} later.`]
        : []),
    ],
    facts,
    table: {
      columns: [{ label: 'Product' }, { label: 'Quantity', align: 'end' }],
      rows: more > 0 ? [...rows, [`and ${more} more`, '']] : rows,
    },
    closing: ['With kind regards'],
    footer: [organisation.name],
    brand: { name: organisation.name },
  })
  return { subject, ...content }
}
