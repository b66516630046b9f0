import { articleWords } from '@/server/catalog/words/en'
import { lotsWords } from '@/server/inventory/words/en'
import { type LineWords, sectionRows } from '@/server/order/rules/sections'
import { sectionCells } from '@/server/order/words/en/sections'
import type { Organisation } from '@/server/platform/context/ctx'
import type { DocumentDefinition, Party, Total } from '@/server/platform/documents/definition'
import {
  addressOnPaper,
  countryOnPaper,
  dayOnPaper,
  PAPER_LANGUAGE,
  priceOnPaper,
} from '@/server/platform/documents/paper'
import { plainDecimal } from '@/server/platform/money/decimal'
import { formatAmount, formatFigure, sumMinor } from '@/server/platform/money/money'
import { payToFoot, payToParts } from '@/server/platform/place/bank'
import { pageSizeOf } from '@/server/platform/place/paper-sizes'
import type { Day } from '@/server/platform/time/calendar'
import { orderedWords } from '@/server/platform/words/packs'
import { rateWords } from '@/server/platform/words/units'
import { discountWords, wholeDiscountWords } from '@/server/pricing/words/en'
import type { Buyer } from '../queries/facts'
import type { DocumentAdjustment } from '../rules/adjusting'
import type { DocumentLine, Seller } from '../rules/charging'
import { reasonWords } from '../words/en'

/** A line with the lots or serial numbers that left by the shipment of the document, or came back. */
interface PrintedLine extends DocumentLine, LineWords {
  tracking: string
  lots: string | null
}

/** An issued document with everything that its paper prints; amounts as stored, so negative on credit notes. */
export interface PrintedInvoice {
  kind: 'INVOICE' | 'CREDIT_NOTE'
  number: string
  issuedOn: Day
  dueOn: Day
  termsKind: string
  termsDays: number
  currency: string
  netMinor: bigint
  taxMinor: bigint
  grossMinor: bigint
  deductedMinor: bigint
  /** The rounding of the amount due. */
  roundingMinor: bigint
  seller: Seller
  buyer: Buyer
  customerReference: string | null
  reason: string | null
  orderNumber: string | null
  shipmentNumber: string | null
  dispatchedOn: Day | null
  correctsNumber: string | null
  lines: readonly PrintedLine[]
  adjustments: readonly DocumentAdjustment[]
  taxes: readonly { taxCode: string; taxRate: string; basisMinor: bigint; taxMinor: bigint }[]
}

const untaxed: Record<string, string> = {
  AE: 'Reverse charge: the tax is owed by the recipient of the supply.',
  K: 'Intra-Community supply, exempt from tax.',
  G: 'Export, exempt from tax.',
  E: 'Exempt from tax.',
  O: 'Not subject to tax.',
}

/** How an organisation writes days, prices and rates on paper. */
function writer(locale: string, currency: string, sign: bigint) {
  const prices = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 6 })
  return {
    locale,
    day: (day: Day) => dayOnPaper(day, locale),
    price: (price: string) => prices.format(plainDecimal(price) as `${number}`),
    unitPrice: (line: DocumentLine) => priceOnPaper(line.unitPrice, line.priceQuantity, line, locale),
    rate: (rate: string) => rateWords(plainDecimal(rate), locale),
    figure: (minor: bigint) => formatFigure(sign * minor, currency, locale),
    amount: (minor: bigint) => formatAmount(sign * minor, currency, locale),
    count: (line: DocumentLine) => orderedWords(Number(sign) * line.quantity, line, locale),
  }
}
type Writer = ReturnType<typeof writer>

function sellerParty(seller: Seller): Party {
  return { name: seller.legalName ?? '', lines: addressOnPaper(seller, true) }
}

function facts(invoice: PrintedInvoice, write: Writer): [string, string][] {
  const credit = invoice.kind === 'CREDIT_NOTE'
  const all: [string, string | null][] = [
    ['Date', write.day(invoice.issuedOn)],
    ['Due', credit ? null : write.day(invoice.dueOn)],
    ['Corrects invoice', invoice.correctsNumber],
    ['Reason', credit ? reasonWords(invoice.reason) : null],
    ['Order', invoice.orderNumber],
    ['Your reference', invoice.customerReference],
    ['Shipment', invoice.shipmentNumber],
    ['Dispatched', invoice.dispatchedOn && write.day(invoice.dispatchedOn)],
    ['Customer', invoice.buyer.number],
    ['Your tax number', invoice.buyer.taxNumber],
    ['Our tax number', invoice.seller.taxNumber],
  ]
  return all.filter((fact): fact is [string, string] => Boolean(fact[1]))
}

const rateNames: Record<string, string> = {
  S: '',
  AA: 'reduced',
  Z: 'zero rate',
  E: 'exempt',
  AE: 'reverse charge',
  K: 'intra-Community',
  G: 'export',
  O: 'not subject',
}

/** One line for each category and rate: its base and its tax. */
function taxTotals({ taxes }: PrintedInvoice, write: Writer): Total[] {
  return taxes.map(({ taxCode, taxRate, basisMinor, taxMinor }) => ({
    label: ['Tax', write.rate(taxRate), rateNames[taxCode] ?? taxCode, `on ${write.amount(basisMinor)}`]
      .filter(Boolean)
      .join(' '),
    value: write.amount(taxMinor),
  }))
}

/** What the lines come to, what is taken off them as a whole, and what is charged beside them, each with its rate of tax. */
function adjusted({ lines, adjustments }: PrintedInvoice, write: Writer): Total[] {
  if (adjustments.length === 0) return []
  return [
    { label: 'Lines', value: write.amount(sumMinor(lines.map((line) => line.netMinor))) },
    ...adjustments.map(({ kind, description, percent, amountMinor, taxRate }) => ({
      label: `${kind === 'DISCOUNT' ? wholeDiscountWords(percent, write.locale) : description}, tax ${write.rate(taxRate)}`,
      value: write.amount(kind === 'DISCOUNT' ? -amountMinor : amountMinor),
    })),
  ]
}

function totals(invoice: PrintedInvoice, write: Writer): Total[] {
  const { netMinor, grossMinor, deductedMinor, roundingMinor } = invoice
  const sums: Total[] = [
    ...adjusted(invoice, write),
    { label: 'Net', value: write.amount(netMinor) },
    ...taxTotals(invoice, write),
    { label: invoice.kind === 'INVOICE' ? 'Total' : 'Credit', value: write.amount(grossMinor), strong: true },
  ]
  if (deductedMinor === 0n && roundingMinor === 0n) return sums
  const credit = invoice.kind === 'CREDIT_NOTE'
  return [
    ...sums,
    ...(roundingMinor === 0n ? [] : [{ label: 'Rounding', value: write.amount(roundingMinor) }]),
    ...(credit ? [] : [{ label: 'Paid beforehand', value: write.amount(-deductedMinor) }]),
    { label: credit ? 'Credited' : 'To pay', value: write.amount(toPay(invoice)), strong: true },
  ]
}

const toPay = ({ grossMinor, roundingMinor, deductedMinor }: PrintedInvoice) =>
  grossMinor + roundingMinor - deductedMinor

/** How much to pay, by when, to which account, with which reference; null when nothing is to be paid. */
function payment(invoice: PrintedInvoice, write: Writer) {
  const { kind, number, dueOn, seller } = invoice
  if (kind === 'CREDIT_NOTE' || toPay(invoice) <= 0n) return undefined
  const parts: [string, string][] = [
    ['Please pay', write.amount(toPay(invoice))],
    ['By', write.day(dueOn)],
    ['Naming', number],
  ]
  return [...parts, ...payToParts(seller)]
}

function notes(invoice: PrintedInvoice): string[] {
  const { seller, kind, deductedMinor } = invoice
  const exempt = [...new Set(invoice.taxes.map((tax) => untaxed[tax.taxCode]).filter((note) => note !== undefined))]
  if (seller.taxRegistered === false) exempt.push('The seller is not registered for tax.')
  if (kind === 'CREDIT_NOTE')
    return [...exempt, 'This amount lowers what you owe us; what is too much stays to your credit.']
  return toPay(invoice) === 0n && deductedMinor > 0n ? [...exempt, 'Paid in full beforehand, with thanks.'] : exempt
}

const noted = (...notes: readonly string[]) => {
  const note = notes.filter(Boolean).join('; ')
  return note ? { note } : {}
}

/** Where goods were made and how customs calls them, on what goes to another country. */
function customs({ originCountry, tariffCode }: DocumentLine, { seller, buyer }: PrintedInvoice): string {
  if (seller.country === buyer.country) return ''
  return [originCountry && `made in ${countryOnPaper(originCountry)}`, tariffCode && `tariff code ${tariffCode}`]
    .filter(Boolean)
    .join(', ')
}

function lineRows(invoice: PrintedInvoice, write: Writer) {
  return sectionRows(invoice.lines, {
    ...sectionCells(7, 2, write.figure),
    line: (line) => ({
      cells: [
        String(line.position),
        line.sku ?? '',
        line.description,
        write.count(line),
        write.unitPrice(line),
        write.rate(line.taxRate),
        write.figure(line.netMinor),
      ],
      ...noted(
        articleWords(line.articleNumber),
        line.note ?? '',
        customs(line, invoice),
        discountWords(line, write.price, write.locale),
        lotsWords(line),
      ),
    }),
  })
}

/** Where a document goes, under the buyer's name: department, person, address. */
const buyerLines = (buyer: Buyer, abroad: boolean): string[] => [
  ...(buyer.placeName ? [buyer.placeName] : []),
  ...(buyer.contact ? [`Attn. ${buyer.contact}`] : []),
  ...addressOnPaper(buyer, abroad),
]

/** The paper of an invoice or credit note, in the organisation's language and formats. */
export function invoicePaper(invoice: PrintedInvoice, organisation: Organisation): DocumentDefinition {
  const { seller, buyer, currency } = invoice
  const { locale } = organisation
  const write = writer(locale, currency, invoice.kind === 'CREDIT_NOTE' ? -1n : 1n)
  const end = 'end' as const
  return {
    title: invoice.kind === 'CREDIT_NOTE' ? 'Credit note' : 'Invoice',
    number: invoice.number,
    issuedOn: invoice.issuedOn,
    language: PAPER_LANGUAGE,
    country: buyer.country,
    pageSize: pageSizeOf(organisation),
    seller: sellerParty(seller),
    buyer: { name: buyer.name, lines: buyerLines(buyer, buyer.country !== seller.country) },
    facts: facts(invoice, write),
    table: {
      columns: [
        { label: '#', align: end },
        { label: 'SKU', share: 0.14 },
        { label: 'Description' },
        { label: 'Quantity', align: end },
        { label: 'Price', align: end },
        { label: 'Tax', align: end },
        { label: `Net ${currency}`, align: end },
      ],
      rows: lineRows(invoice, write),
    },
    totals: totals(invoice, write),
    notes: notes(invoice),
    panel: payment(invoice, write),
    footer: footer(seller),
  }
}

function footer(seller: Seller): string[] {
  const parts = [
    seller.legalName,
    seller.taxNumber && `Tax number ${seller.taxNumber}`,
    payToFoot(seller),
    seller.email,
    seller.phone,
  ]
  return [parts.filter(Boolean).join(' · ')]
}
