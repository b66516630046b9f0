import type { Organisation } from '@/server/platform/context/ctx'
import { footOf } from '@/server/platform/context/reach'
import { renderMail } from '@/server/platform/mail/template'
import { speakForGood } from '@/server/platform/words/words'
import { wholeRows } from '@/server/pricing/words/en'
import type { PrintedQuote } from '../documents/quote'
import type { QuoteOutlook } from '../queries/outlook'
import type { QuoteHead } from '../queries/quotes'
import { outlookWords } from '../words/en'
import { depositNote } from '../words/en/deposit'
import { optionalWords, totalWords } from '../words/en/quote'
import { lineTable, shipToWords } from './parts'

/** The placeholder of the customer's link in the stored mail. The link is put in when the mail is sent, so that it is not stored. */
export const linkMark = 'https://link.invalid/quote'

/** Reminds a customer of an open quote that ends soon. */
export function quoteReminder(organisation: Organisation, quote: QuoteHead) {
  const say = speakForGood({ ...organisation, currency: quote.currency })
  const subject = `Quote ${quote.number} from ${organisation.name} is valid until ${say.day(quote.validUntil)}`
  const content = renderMail({
    title: subject,
    greeting: `Dear ${quote.customerName},`,
    paragraphs: [
      `our quote of ${say.money(quote.grossMinor)} still waits for your answer. You can see, accept or decline it until ${say.day(quote.validUntil)}.`,
      'If you have answered already, or have a question, a word to us is enough.',
    ],
    facts: [
      ['Quote', quote.versionNumber > 1 ? `${quote.number}, version ${quote.versionNumber}` : quote.number],
      ['Total', say.money(quote.grossMinor)],
      ['Valid until', say.day(quote.validUntil)],
    ],
    button: { label: 'See and answer the quote', url: linkMark },
    closing: ['With kind regards'],
    footer: [...footOf(organisation), 'The link is yours alone: whoever has it can accept the quote.'],
    brand: { name: organisation.name },
  })
  return { mark: linkMark, content: { subject, ...content } }
}

/** The mail with a quote: offered lines, last day, ship-to address, and how to accept it. */
export function quoteMail(organisation: Organisation, printed: PrintedQuote & { outlook: QuoteOutlook }) {
  const { quote, lines, outlook } = printed
  const say = speakForGood({ ...organisation, currency: quote.currency })
  const again = quote.versionNumber > 1
  const subject = `${again ? `Version ${quote.versionNumber} of quote` : 'Quote'} ${quote.number} from ${organisation.name}`
  const shipTo = outlook.customerCollects ? null : shipToWords(outlook.shipTo, organisation.country)
  const content = renderMail({
    title: subject,
    greeting: `Dear ${quote.customerName},`,
    paragraphs: [
      `here is ${again ? `version ${quote.versionNumber} of our quote; it replaces the one that you have` : 'our quote'}, also attached as a paper. It is valid until ${say.day(quote.validUntil)}; you can accept it with one click.`,
      `As it stands today: ${outlookWords(outlook, lines, say)}`,
      ...(quote.note ? [quote.note] : []),
      ...depositNote(lines),
    ],
    facts: [
      ['Terms of payment', quote.termsName],
      ['Valid until', say.day(quote.validUntil)],
      ...(shipTo ? [['Ship to', shipTo] as [string, string]] : []),
    ],
    table: lineTable(
      lines.map((line, index) => ({
        ...line,
        note: [line.optional && optionalWords, line.note, line.deposit].filter(Boolean).join('; ') || null,
        net: say.money(line.netMinor),
        waits: outlook.waits[index] ?? 0,
      })),
      { currency: quote.currency, locale: organisation.locale },
      [
        ...wholeRows(quote, organisation.locale).map(([label, minor]) => [label, say.money(minor)] as const),
        ['Net', say.money(quote.netMinor)],
        ['Tax', say.money(quote.taxMinor)],
        [totalWords(lines), say.money(quote.grossMinor)],
      ],
      true,
    ),
    button: { label: 'See and accept the quote', url: linkMark },
    closing: ['With kind regards'],
    footer: [...footOf(organisation), 'The link is yours alone: whoever has it can accept the quote.'],
    brand: { name: organisation.name },
  })
  return { subject, ...content }
}
