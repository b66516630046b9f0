import type { Organisation } from '@/server/platform/context/ctx'
import { reachWords } from '@/server/platform/context/reach'
import type { DocumentDefinition } from '@/server/platform/documents/definition'
import { type Address, addressOnPaper, dayOnPaper, PAPER_LANGUAGE } from '@/server/platform/documents/paper'
import type { Seller } from '@/server/platform/documents/seller'
import { formatFigure } from '@/server/platform/money/money'
import { pageSizeOf } from '@/server/platform/place/paper-sizes'
import { dayIn } from '@/server/platform/time/calendar'
import { speak } from '@/server/platform/words/words'
import type { ReceiptRecord } from '../queries/records'
import { methodWords } from '../words/en'

/** A receipt with everything that stands on its paper. */
export interface PrintedReceipt {
  receipt: ReceiptRecord
  seller: Seller
  payer: Address & { name: string }
}

/** The paper of a payment: how much came in when, by which way, and which invoices it paid. It shows nothing of the organisation's bank lines. */
export function receiptPaper(
  { receipt, seller, payer }: PrintedReceipt,
  organisation: Organisation,
): DocumentDefinition {
  const { locale, timeZone } = organisation
  const say = speak({ ...organisation, currency: receipt.currency })
  const legalName = seller.legalName ?? organisation.name
  const paid = receipt.applied.filter((row) => row.amountMinor !== 0n)
  return {
    title: 'Receipt',
    number: receipt.number,
    issuedOn: dayIn(timeZone, receipt.recordedAt),
    language: PAPER_LANGUAGE,
    country: payer.country,
    pageSize: pageSizeOf(organisation),
    seller: { name: legalName, lines: addressOnPaper(seller, true) },
    buyer: { name: payer.name, lines: addressOnPaper(payer, payer.country !== seller.country) },
    facts: [
      ['Received', dayOnPaper(receipt.receivedOn, locale)],
      ['Paid', methodWords(receipt.method)],
      ...(receipt.reference ? [['Reference', receipt.reference] as const] : []),
      ...(receipt.orderNumber ? [['For order', receipt.orderNumber] as const] : []),
    ],
    table: {
      columns: [{ label: 'Day' }, { label: 'Invoice' }, { label: `Paid ${receipt.currency}`, align: 'end' }],
      rows: paid.map((row) => ({
        cells: [
          dayOnPaper(row.effectiveOn, locale),
          row.reversal ? `${row.number}, taken back` : row.number,
          formatFigure(row.amountMinor, receipt.currency, locale),
        ],
      })),
    },
    totals: [
      ...(receipt.unappliedMinor > 0n ? [{ label: 'Not used yet', value: say.money(receipt.unappliedMinor) }] : []),
      { label: 'Received', value: say.money(receipt.amountMinor), strong: true },
    ],
    notes: receipt.reversedAt
      ? [
          `This payment was taken back on ${dayOnPaper(dayIn(timeZone, receipt.reversedAt), locale)}; this is no proof of payment.`,
        ]
      : [],
    footer: [
      [legalName, seller.taxNumber && `Tax number ${seller.taxNumber}`].filter(Boolean).join(' · '),
      reachWords(organisation),
    ].filter(Boolean),
  }
}
