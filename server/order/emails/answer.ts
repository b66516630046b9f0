import type { Organisation } from '@/server/platform/context/ctx'
import { renderMail } from '@/server/platform/mail/template'
import { speakForGood } from '@/server/platform/words/words'
import type { QuoteHead } from '../queries/quotes'

interface QuoteAnswered {
  quote: QuoteHead
  /** For a declined quote: the customer's reason, if there is one. */
  reason: string | null
  /** For an accepted quote: what the order waits for first, in words. */
  standing: string | null
  url: string
}

/** Tells the seller that a customer has answered a quote by its link. */
export function answerMail(organisation: Organisation, { quote, reason, standing, url }: QuoteAnswered) {
  const say = speakForGood({ ...organisation, currency: quote.currency })
  const accepted = quote.state === 'ACCEPTED'
  const subject = `${quote.customerName} has ${accepted ? 'accepted' : 'declined'} quote ${quote.number}`
  const content = renderMail({
    title: subject,
    paragraphs: accepted
      ? [
          `${quote.acceptedBy ?? 'The customer'} accepted ${quote.versionNumber > 1 ? `version ${quote.versionNumber}` : 'it'} just now; it is order ${quote.orderNumber}.${standing ? ` It waits for ${standing}.` : ''}`,
          ...(quote.comment ? [`They wrote: ${quote.comment}`] : []),
        ]
      : [reason ? `They said: ${reason}` : 'They gave no reason.'],
    facts: [
      ['Customer', quote.customerName],
      ['Total', say.money(quote.grossMinor)],
      ...(quote.createdByName ? [['Quote written by', quote.createdByName] as [string, string]] : []),
    ],
    button: { label: accepted ? `See order ${quote.orderNumber}` : `See quote ${quote.number}`, url },
    footer: [`For the team of ${organisation.name}.`],
    brand: { name: organisation.name },
  })
  return { subject, ...content }
}
