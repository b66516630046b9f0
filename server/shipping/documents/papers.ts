import { articleWords } from '@/server/catalog/words/en'
import { packagingWords } from '@/server/fulfilment/words/en'
import { lotsWords } from '@/server/inventory/words/en'
import type { ShipTo } from '@/server/order/schema'
import { isBarcode } from '@/server/platform/documents/barcode'
import type { DocumentDefinition, LabelDefinition, Party } from '@/server/platform/documents/definition'
import {
  type Address,
  addressOnPaper,
  countryOnPaper,
  dayOnPaper,
  PAPER_LANGUAGE,
} from '@/server/platform/documents/paper'
import type { LabelSize, PageSize } from '@/server/platform/place/paper-sizes'
import type { Day } from '@/server/platform/time/calendar'
import { orderedWords } from '@/server/platform/words/packs'
import { quantityWords } from '@/server/platform/words/units'
import { weightWords } from '@/server/platform/words/words'
import type { ShipmentRecord } from '../queries/record'

/** The sender: the organisation as papers print it. */
export interface Sender extends Address {
  name: string
  locale: string
  pageSize: PageSize
  labelSize: LabelSize
}

function senderParty(sender: Sender, abroad: boolean): Party {
  return { name: sender.name, lines: addressOnPaper(sender, abroad) }
}

/** The recipient; a label prints the country separately, in capitals. */
function recipient({ name, line, extra, ...place }: ShipTo, abroad: boolean): Party {
  return { name, lines: addressOnPaper({ addressLine: line, addressExtra: extra, ...place }, abroad) }
}

/** So many characters of a remark fit on a label that is still to be read. */
const onLabel = 120

/** Who takes the goods there, and what the driver has to know. */
const forDriver = ({ contact, phone, openingHours, driverNote }: ShipTo): [string, string][] =>
  (
    [
      ['Contact', [contact, phone].filter(Boolean).join(', ')],
      ['Open', openingHours ?? ''],
      ['Driver', driverNote ?? ''],
    ] satisfies [string, string][]
  ).filter(([, said]) => said !== '')

const references = (shipment: ShipmentRecord): [string, string][] => [
  ['Order', shipment.orderNumber],
  ...(shipment.customerReference ? [['Your order', shipment.customerReference] as [string, string]] : []),
]

/** What the customer calls the goods, where all of them are one product. */
function onlyArticle({ lines: [line, ...others] }: ShipmentRecord): [string, string][] {
  return line?.articleNumber && others.length === 0 ? [['Your number', line.articleNumber]] : []
}

/** Under a line: which lots are in the parcel, and what follows. */
function noteOf(line: ShipmentRecord['lines'][number], locale: string): { note?: string } {
  const said = [
    articleWords(line.articleNumber),
    lotsWords(line),
    line.backordered > 0 && `${quantityWords(line.backordered, line, locale)} follow when they are in stock`,
  ].filter(Boolean)
  return said.length > 0 ? { note: said.join('; ') } : {}
}

/** The contents of a shipment, line by line, with quantities still to come; it has no prices. */
export function packingSlipOf(shipment: ShipmentRecord, sender: Sender, today: Day): DocumentDefinition {
  const { locale } = sender
  const abroad = shipment.shipTo.country !== sender.country
  const count = new Intl.NumberFormat(locale)
  const day = shipment.dispatchedAt ? shipment.expectedOn : shipment.plannedOn
  return {
    title: 'Packing slip',
    number: shipment.number,
    issuedOn: today,
    language: PAPER_LANGUAGE,
    country: shipment.shipTo.country,
    pageSize: sender.pageSize,
    seller: senderParty(sender, abroad),
    buyer: recipient(shipment.shipTo, abroad),
    facts: [
      ...references(shipment),
      ['Carrier', `${shipment.carrierName}, ${shipment.serviceName}`],
      ...(day ? [[shipment.dispatchedAt ? 'Expected' : 'Leaves', dayOnPaper(day, locale)] as const] : []),
      ['Parcels', count.format(shipment.parcels)],
      ...(shipment.weightGrams > 0 ? [['Weight', weightWords(shipment.weightGrams, locale)] as const] : []),
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
          orderedWords(line.ordered, line, locale),
          orderedWords(line.quantity, line, locale),
        ],
        ...noteOf(line, locale),
      })),
    },
    notes: [shipment.note, ...forDriver(shipment.shipTo).map(([label, said]) => `${label}: ${said}`)].filter(
      (note): note is string => Boolean(note),
    ),
    barcode: shipment.number,
  }
}

/** The label of the nth parcel of a shipment. */
export function labelOf(shipment: ShipmentRecord, at: number, sender: Sender, today: Day): LabelDefinition {
  const parcel = shipment.parcelList[at]
  const abroad = shipment.shipTo.country !== sender.country
  const weight = parcel?.weightGrams ? weightWords(parcel.weightGrams, sender.locale) : ''
  const packaging = parcel?.packaging ? packagingWords(parcel.packaging) : ''
  // Our own van is loaded by parcel, so the label has no tracking number of the journey, which all parcels share.
  const tracking = shipment.serviceKind === 'OWN_DELIVERY' ? null : shipment.trackingNumber
  return {
    shipmentNumber: shipment.number,
    issuedOn: today,
    size: sender.labelSize,
    country: shipment.shipTo.country,
    sender: senderParty(sender, abroad),
    recipient: recipient(shipment.shipTo, false),
    ...(abroad ? { destination: countryOnPaper(shipment.shipTo.country) } : {}),
    service: shipment.serviceName,
    parcel: `${at + 1} / ${shipment.parcelList.length}`,
    ...(weight || packaging ? { weight: [weight, packaging].filter(Boolean).join(', ') } : {}),
    references: [
      ...references(shipment),
      ...onlyArticle(shipment),
      ['Shipment', shipment.number],
      ['Parcel', parcel?.number ?? ''],
      ...forDriver(shipment.shipTo).map(([label, said]): [string, string] => [label, said.slice(0, onLabel)]),
    ],
    barcode: [tracking, parcel?.number].find((code) => code && isBarcode(code)) ?? shipment.number,
    ...(parcel && isBarcode(parcel.number) && { ownCode: parcel.number }),
  }
}
