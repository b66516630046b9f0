import type { Organisation } from '@/server/platform/context/ctx'
import { renderMail } from '@/server/platform/mail/template'
import { speak } from '@/server/platform/words/words'
import type { QuoteHead, QuoteLineRow } from '../queries/quotes'

/** Stands in the mail where the customer's own link comes in when it is sent, so that the link is kept nowhere. */
export const linkMark = 'https://link.invalid/quote'

const shownLines = 25

/** The mail that carries a quote: what is offered, until when, and the way to accept it. */
export function quoteMail(organisation: Organisation, quote: QuoteHead, lines: readonly QuoteLineRow[]) {
  const say = speak({ ...organisation, currency: quote.currency })
  const subject = `Quote ${quote.number} from ${organisation.name}`
  const rows = lines
    .slice(0, shownLines)
    .map((line) => [line.description, String(line.quantity), say.money(line.netMinor)])
  const more = lines.length - rows.length
  const content = renderMail({
    title: subject,
    greeting: `Dear ${quote.customerName},`,
    paragraphs: [
      `here is our quote. It is valid until ${say.day(quote.validUntil)}; you can accept it with one click.`,
      ...(quote.note ? [quote.note] : []),
    ],
    facts: [
      ['Terms of payment', quote.termsName],
      ['Valid until', say.day(quote.validUntil)],
    ],
    table: {
      columns: [{ label: 'Product' }, { label: 'Quantity', align: 'end' }, { label: 'Net', align: 'end' }],
      rows: more > 0 ? [...rows, [`and ${more} more`, '', '']] : rows,
      totals: [
        ['Net', '', say.money(quote.netMinor)],
        ['Tax', '', say.money(quote.taxMinor)],
        ['Total', '', say.money(quote.grossMinor)],
      ],
    },
    button: { label: 'See and accept the quote', url: linkMark },
    closing: ['With kind regards'],
    footer: [organisation.name, 'The link is yours alone: whoever has it can accept the quote.'],
    brand: { name: organisation.name },
  })
  return { subject, ...content }
}
