import { articleWords } from '@/server/catalog/words/en'
import type { Organisation } from '@/server/platform/context/ctx'
import { reachWords } from '@/server/platform/context/reach'
import type { DocumentDefinition } from '@/server/platform/documents/definition'
import {
  type Address,
  addressOnPaper,
  dayOnPaper,
  PAPER_LANGUAGE,
  priceOnPaper,
} from '@/server/platform/documents/paper'
import type { Seller } from '@/server/platform/documents/seller'
import { formatFigure } from '@/server/platform/money/money'
import { payToFoot, payToWords } from '@/server/platform/place/bank'
import { pageSizeOf } from '@/server/platform/place/paper-sizes'
import { type Day, dayIn } from '@/server/platform/time/calendar'
import { orderedWords } from '@/server/platform/words/packs'
import { quantityWords } from '@/server/platform/words/units'
import { speak } from '@/server/platform/words/words'
import { discountWords, wholeRows } from '@/server/pricing/words/en'
import type { OrderHead, OrderProforma, RecordLine } from '../queries/record'
import type { CreditTold } from '../queries/told'
import { sectionRows } from '../rules/sections'
import { deliveryWords } from '../words/en/amended'
import { sectionCells } from '../words/en/sections'

/** An order with everything that its paper shows. */
export interface PrintedOrder {
  head: OrderHead
  lines: readonly RecordLine[]
  seller: Seller
  /** The customer with the address for invoices. */
  buyer: Address
  /** The day on which the available part arrives, when another part waits for stock. */
  partOn: string | null
  /** The quote of the order, when its tax is no longer the quoted one. */
  quoted: { number: string; grossMinor: bigint } | null
  /** Set while the order must be paid before goods leave. */
  proforma: OrderProforma | null
  /** The decision about its credit. */
  told: CreditTold
}

/** The state of an order for its customer. It is confirmed only when no check is open. */
export type Standing = 'CONFIRMED' | 'PAYMENT' | 'CREDIT' | 'ASKED' | 'ADDRESS'

export function standingOf({ head, proforma }: Pick<PrintedOrder, 'head' | 'proforma'>): Standing {
  if (proforma) return 'PAYMENT'
  if (head.waitsFor === 'CUSTOMER' || head.waitsFor === 'TAX') return 'ASKED'
  if (head.creditState === 'REFERRED' || head.creditState === 'HELD') return 'CREDIT'
  return head.waitsFor === 'ADDRESS' ? 'ADDRESS' : 'CONFIRMED'
}

const arrivals: Record<Standing, string> = {
  CONFIRMED: 'when stock arrives',
  PAYMENT: 'told when it is paid',
  CREDIT: 'told when it is confirmed',
  ASKED: 'told when it is confirmed',
  ADDRESS: 'told when the address is known',
}

const present = (lines: readonly (string | null | undefined)[]) => lines.filter((line): line is string => Boolean(line))

const noted = (notes: readonly string[]) => {
  const note = notes.filter(Boolean).join('; ')
  return note ? { note } : {}
}

/** The confirmation of an order, or its pro forma invoice, in the format of the organisation's locale. */
export function confirmationPaper(order: PrintedOrder, organisation: Organisation): DocumentDefinition {
  const { head, lines, seller, buyer, proforma } = order
  const { locale } = organisation
  const say = speak({ ...organisation, currency: head.currency })
  const payTo = payToWords(seller)
  const day = (on: Day) => dayOnPaper(on, locale)
  const orderedOn = dayIn(organisation.timeZone, head.orderedAt)
  const standing = standingOf(order)
  const { name, line, extra, ...place } = head.shipTo
  const to = { addressLine: line, addressExtra: extra, ...place }
  const waiting = lines.filter((line) => line.backordered > 0)
  return {
    title: proforma ? 'Pro forma invoice' : standing === 'CONFIRMED' ? 'Order confirmation' : 'Order received',
    number: proforma?.number ?? head.number,
    issuedOn: orderedOn,
    language: PAPER_LANGUAGE,
    country: buyer.country,
    pageSize: pageSizeOf(organisation),
    seller: { name: seller.legalName ?? organisation.name, lines: addressOnPaper(seller, true) },
    buyer: { name: head.customerName, lines: addressOnPaper(buyer, buyer.country !== seller.country) },
    shipTo: { label: 'Ship to', name, lines: addressOnPaper(to, to.country !== seller.country) },
    facts: [
      ['Date', day(orderedOn)],
      ['Order', head.number],
      ...(head.customerReference ? [['Your reference', head.customerReference] as const] : []),
      ...(head.payerId === head.customerId ? [] : [['Invoice to', head.payerName] as const]),
      ['Terms', head.termsName],
      ['Delivery', `${head.carrierName}, ${head.serviceName}`],
      ...(head.deliveryRule === 'PART' ? [] : [['If something is short', deliveryWords(head.deliveryRule)] as const]),
      ['Arrival promised', head.promisedOn ? day(head.promisedOn) : arrivals[standing]],
    ],
    table: {
      columns: [
        { label: '#', align: 'end' },
        { label: 'SKU', share: 0.14 },
        { label: 'Product' },
        { label: 'Quantity', align: 'end' },
        { label: 'Price', align: 'end' },
        { label: `Net ${head.currency}`, align: 'end' },
      ],
      rows: sectionRows(lines, {
        ...sectionCells(6, 2, (minor) => formatFigure(minor, head.currency, locale)),
        line: (line) => ({
          cells: [
            String(line.position),
            line.sku,
            line.description,
            orderedWords(line.ordered - line.cancelled, line, locale),
            priceOnPaper(line.unitPrice, line.priceQuantity, line, locale),
            formatFigure(line.netMinor, head.currency, locale),
          ],
          ...noted([
            (line.productDescription ?? '').replace(/\s+/g, ' '),
            articleWords(line.articleNumber),
            line.note ?? '',
            discountWords(line, (price) => priceOnPaper(price, line.priceQuantity, line, locale), locale),
            line.backordered > 0
              ? `${quantityWords(line.backordered, line, locale)} ${line.backordered === 1 ? 'waits' : 'wait'} for new stock`
              : '',
          ]),
        }),
      }),
    },
    totals: [
      ...wholeRows(head, locale).map(([label, minor]) => ({ label, value: say.money(minor) })),
      { label: 'Net', value: say.money(head.netMinor) },
      { label: 'Tax', value: say.money(head.taxMinor) },
      { label: 'Total', value: say.money(head.grossMinor), strong: true },
    ],
    notes: [
      ...(proforma
        ? [
            `Goods leave when ${say.money(proforma.grossMinor - proforma.paidMinor)} are received${payTo ? ` on ${payTo}` : ''}. Please name ${proforma.number}.`,
            ...(proforma.expiresOn
              ? [`Please pay by ${day(proforma.expiresOn)}: we keep the goods for you until then.`]
              : []),
            'This is not an invoice for tax purposes; the invoice follows with the goods.',
          ]
        : []),
      ...(waiting.length > 0 ? ['What waits for new stock is sent as soon as it arrives.'] : []),
    ],
    footer: [
      present([
        seller.legalName ?? organisation.name,
        seller.taxNumber && `Tax number ${seller.taxNumber}`,
        payToFoot(seller),
      ]).join(' · '),
      ...present([reachWords(organisation)]),
    ],
  }
}
