import { renderMail } from '@/server/platform/mail/template'
import type { Day } from '@/server/platform/time/calendar'
import { speakForGood } from '@/server/platform/words/words'
import { reasonWords } from '../words/en'

interface InvoiceMail {
  kind: 'INVOICE' | 'CREDIT_NOTE'
  number: string
  buyerName: string
  sellerName: string
  orderNumber: string | null
  customerReference: string | null
  grossMinor: bigint
  deductedMinor: bigint
  roundingMinor: bigint
  dueOn: Day
  currency: string
  /** The account to pay to, in words. */
  payTo: string | null
  reason: string | null
  correctsNumber: string | null
}

/** The mail that carries an invoice or a credit note. */
export function invoiceMail(invoice: InvoiceMail, manner: { locale: string; timeZone: string }) {
  const say = speakForGood({ ...manner, currency: invoice.currency })
  const credit = invoice.kind === 'CREDIT_NOTE'
  const toPayMinor = invoice.grossMinor + invoice.roundingMinor - invoice.deductedMinor
  const subject = `${credit ? 'Credit note' : 'Invoice'} ${invoice.number} from ${invoice.sellerName}`
  const facts: [string, string][] = [
    [credit ? 'Credit' : 'Total', say.money(credit ? -invoice.grossMinor : invoice.grossMinor)],
    ...(credit
      ? []
      : [['To pay', say.money(toPayMinor)] as [string, string], ['Due', say.day(invoice.dueOn)] as [string, string]]),
    ...(invoice.payTo && !credit && toPayMinor > 0n ? [['Account', invoice.payTo] as [string, string]] : []),
    ...(invoice.customerReference ? [['Your reference', invoice.customerReference] as [string, string]] : []),
  ]
  const content = renderMail({
    title: subject,
    greeting: `Dear ${invoice.buyerName},`,
    paragraphs: credit
      ? [
          `attached is the credit note ${invoice.number}${invoice.correctsNumber ? ` for invoice ${invoice.correctsNumber}` : ''}: ${reasonWords(invoice.reason)}.`,
        ]
      : [
          `your order${invoice.orderNumber ? ` ${invoice.orderNumber}` : ''} has left our house. Attached is its invoice.`,
        ],
    facts,
    closing:
      credit || toPayMinor === 0n
        ? ['With kind regards']
        : [`Please name ${invoice.number} with your payment.`, 'With kind regards'],
    footer: [invoice.sellerName],
    brand: { name: invoice.sellerName },
  })
  return { subject, ...content }
}
