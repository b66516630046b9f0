import type { ShipTo } from '@/server/order/schema'
import type { DocumentDefinition, LabelDefinition, Party } from '@/server/platform/documents/definition'
import { placeLines } from '@/server/platform/place/place'
import type { Day } from '@/server/platform/time/calendar'
import type { ShipmentRecord } from '../queries/record'

/** Who sends: the organisation as it stands on paper. */
export interface Sender {
  name: string
  addressLine: string | null
  addressExtra: string | null
  postcode: string | null
  city: string | null
  country: string
  locale: string
}

const present = (lines: (string | null | undefined)[]) => lines.filter((line): line is string => Boolean(line))

const countryName = (code: string, locale: string) => new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code

const senderParty = ({ name, addressLine, addressExtra, ...place }: Sender): Party => ({
  name,
  lines: present([addressLine, addressExtra, ...placeLines(place)]),
})

/** A label names the country apart, in capitals. */
function recipient(to: ShipTo, sender: Sender, abroad = to.country !== sender.country): Party {
  return {
    name: to.name,
    lines: present([to.line, to.extra, ...placeLines(to), abroad ? countryName(to.country, sender.locale) : null]),
  }
}

const dayWords = (day: Day, locale: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))

const kilograms = (grams: number, locale: string) =>
  `${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(grams / 1000)} kg`

const references = (shipment: ShipmentRecord): [string, string][] => [
  ['Order', shipment.orderNumber],
  ...(shipment.customerReference ? [['Your order', shipment.customerReference] as [string, string]] : []),
]

/** What is in a shipment, line by line, with what is still to come; no prices. */
export function packingSlipOf(shipment: ShipmentRecord, sender: Sender, today: Day): DocumentDefinition {
  const { locale } = sender
  const count = new Intl.NumberFormat(locale)
  const day = shipment.dispatchedAt ? shipment.expectedOn : shipment.plannedOn
  return {
    title: 'Packing slip',
    number: shipment.number,
    issuedOn: today,
    language: locale,
    seller: senderParty(sender),
    buyer: recipient(shipment.shipTo, sender),
    facts: [
      ...references(shipment),
      ['Carrier', `${shipment.carrierName}, ${shipment.serviceName}`],
      ...(day ? [[shipment.dispatchedAt ? 'Expected' : 'Leaves', dayWords(day, locale)] as const] : []),
      ['Parcels', count.format(shipment.parcels)],
      ...(shipment.weightGrams > 0 ? [['Weight', kilograms(shipment.weightGrams, locale)] as const] : []),
    ],
    table: {
      columns: [
        { label: '#', align: 'end' },
        { label: 'SKU', share: 0.18 },
        { label: 'Product' },
        { label: 'Ordered', align: 'end' },
        { label: 'In this shipment', align: 'end' },
      ],
      rows: shipment.lines.map((line) => ({
        cells: [
          String(line.position),
          line.sku,
          line.description,
          count.format(line.ordered),
          count.format(line.quantity),
        ],
        ...(line.backordered > 0 ? { note: `${count.format(line.backordered)} follow when they are in stock` } : {}),
      })),
    },
    notes: shipment.note ? [shipment.note] : [],
    barcode: shipment.number,
  }
}

/** The label of the nth parcel of a shipment. */
export function labelOf(shipment: ShipmentRecord, at: number, sender: Sender, today: Day): LabelDefinition {
  const parcel = shipment.parcelList[at]
  const abroad = shipment.shipTo.country !== sender.country
  return {
    shipmentNumber: shipment.number,
    issuedOn: today,
    sender: senderParty(sender),
    recipient: recipient(shipment.shipTo, sender, false),
    ...(abroad ? { destination: countryName(shipment.shipTo.country, 'en') } : {}),
    service: shipment.serviceName,
    parcel: `${at + 1} / ${shipment.parcelList.length}`,
    ...(parcel && parcel.weightGrams > 0 ? { weight: kilograms(parcel.weightGrams, sender.locale) } : {}),
    references: [...references(shipment), ['Parcel', parcel?.number ?? '']],
    barcode: shipment.trackingNumber ?? parcel?.number ?? shipment.number,
  }
}
