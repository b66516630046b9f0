import type { Organisation } from '@/server/platform/context/ctx'
import { reachWords } from '@/server/platform/context/reach'
import type { DocumentDefinition } from '@/server/platform/documents/definition'
import { addressOnPaper, dayOnPaper, PAPER_LANGUAGE, priceOnPaper } from '@/server/platform/documents/paper'
import type { Seller } from '@/server/platform/documents/seller'
import { formatFigure } from '@/server/platform/money/money'
import { payToFoot } from '@/server/platform/place/bank'
import { pageSizeOf } from '@/server/platform/place/paper-sizes'
import { dayIn } from '@/server/platform/time/calendar'
import { orderedWords } from '@/server/platform/words/packs'
import { speak } from '@/server/platform/words/words'
import { discountWords, wholeRows } from '@/server/pricing/words/en'
import type { QuoteOutlook } from '../queries/outlook'
import type { QuoteHead, QuoteLineRow } from '../queries/quotes'
import { type OfferedDeposits, offeredDeposits } from '../rules/offered-deposits'
import { tickedLines } from '../rules/options'
import { sectionRows } from '../rules/sections'
import { depositNote, depositSums } from '../words/en/deposit'
import { optionalWords, totalWords } from '../words/en/quote'
import { sectionCells } from '../words/en/sections'

const noted = (note: string) => (note ? { note } : {})

/** A quote with everything that its paper shows. */
export interface PrintedQuote {
  quote: QuoteHead
  lines: readonly QuoteLineRow[]
  seller: Seller
  outlook: Pick<QuoteOutlook, 'buyer' | 'shipTo' | 'customerCollects'>
  /** The deposits of an offer that was accepted, as they were then. */
  deposits?: OfferedDeposits | null
}

/** The paper of a quote: offered lines with prices, terms, last day and ship-to address. It promises no day. */
export function quotePaper(
  { quote, lines, seller, outlook, deposits = null }: PrintedQuote,
  organisation: Organisation,
) {
  const { locale } = organisation
  const { buyer, shipTo, customerCollects } = outlook
  const say = speak({ ...organisation, currency: quote.currency })
  const issuedOn = dayIn(organisation.timeZone, quote.sentAt ?? quote.createdAt)
  const { name, line, extra, ...place } = shipTo
  const to = addressOnPaper({ addressLine: line, addressExtra: extra, ...place }, place.country !== seller.country)
  const legalName = seller.legalName ?? organisation.name
  return {
    title: 'Quote',
    number: quote.number,
    issuedOn,
    language: PAPER_LANGUAGE,
    country: buyer.country,
    pageSize: pageSizeOf(organisation),
    seller: { name: legalName, lines: addressOnPaper(seller, true) },
    buyer: { name: quote.customerName, lines: addressOnPaper(buyer, buyer.country !== seller.country) },
    ...(line.trim() && !customerCollects ? { shipTo: { label: 'Ship to', name, lines: to } } : {}),
    facts: [
      ...(quote.versionNumber > 1 ? [['Version', String(quote.versionNumber)] as const] : []),
      ['Date', dayOnPaper(issuedOn, locale)],
      ['Valid until', dayOnPaper(quote.validUntil, locale)],
      ['Terms', quote.termsName],
      ...(organisation.phone ? [['Telephone', organisation.phone] as const] : []),
      ...(organisation.email ? [['E-mail', organisation.email] as const] : []),
    ],
    table: {
      columns: [
        { label: '#', align: 'end' },
        { label: 'SKU', share: 0.14 },
        { label: 'Product' },
        { label: 'Quantity', align: 'end' },
        { label: 'Price', align: 'end' },
        { label: `Net ${quote.currency}`, align: 'end' },
      ],
      rows: sectionRows(lines, {
        ...sectionCells(6, 2, (minor) => formatFigure(minor, quote.currency, locale)),
        line: (row) => ({
          cells: [
            String(row.position),
            row.sku,
            row.description,
            orderedWords(row.quantity, row, locale),
            priceOnPaper(row.unitPrice, row.priceQuantity, row, locale),
            formatFigure(row.netMinor, quote.currency, locale),
          ],
          ...noted(
            [
              row.optional && optionalWords,
              row.note,
              row.deposit,
              discountWords(row, (price) => priceOnPaper(price, row.priceQuantity, row, locale), locale),
            ]
              .filter(Boolean)
              .join('; '),
          ),
        }),
      }),
    },
    totals: [
      ...wholeRows(quote, locale).map(([label, minor]) => ({ label, value: say.money(minor) })),
      { label: 'Net', value: say.money(quote.netMinor) },
      { label: 'Tax', value: say.money(quote.taxMinor) },
      { label: totalWords(lines), value: say.money(quote.grossMinor), strong: true },
      ...depositSums(deposits ?? offeredDeposits(quote, tickedLines(lines, [])), deposits !== null).map(
        ([label, minor]) => ({
          label,
          value: say.money(minor),
        }),
      ),
    ],
    notes: [
      ...(quote.note ? [quote.note] : []),
      ...depositNote(lines),
      `We keep to these prices and terms until ${dayOnPaper(quote.validUntil, locale)}. The day of arrival is told when you order.`,
    ],
    footer: [
      [legalName, seller.taxNumber && `Tax number ${seller.taxNumber}`, payToFoot(seller)].filter(Boolean).join(' · '),
      reachWords(organisation),
    ].filter(Boolean),
  } satisfies DocumentDefinition
}
