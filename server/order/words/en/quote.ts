import type { Sentences } from '@/server/platform/words/words'

/** What happens to quotes, and to the notes of orders and quotes. */
export const quoteEvents: Sentences = {
  'order/note.added': () => 'Note added',
  'order/note.changed': () => 'Note changed',
  'order/note.deleted': () => 'Note deleted',
  'order/quote.written': () => 'Quote written',
  'order/quote.changed': ({ version }) => (version ? `Version ${version} of the quote written` : 'Quote changed'),
  'order/quote.reminded': () => 'Customer reminded of the open quote',
  'order/quote.sent': () => 'Quote sent to the customer',
  'order/quote.linked': () => 'A link to the quote was made: it counts as sent',
  'order/quote.accepted': ({ told }) =>
    told ? 'Quote accepted by the customer, who told us' : 'Quote accepted by the customer',
  'order/quote.declined': ({ reason }) => `Quote declined by the customer${reason ? `: ${reason}` : ''}`,
  'order/quote.withdrawn': () => 'Quote withdrawn',
  'order/quote.expired': () => 'Quote expired without an answer',
}

/** Stands beside a line that the customer may add. */
export const optionalWords = 'Optional, not in the total'

/** What the sum of a quote is called. */
export const totalWords = (lines: readonly { optional: boolean }[]): string =>
  lines.some(({ optional }) => optional) ? 'Total without optional lines' : 'Total'

/** Why something cannot be done with a quote. */
export const quoteRefusals: Sentences = {
  QUOTE_NOT_DRAFT: () => 'This quote was withdrawn. Copy it to write another.',
  QUOTE_ACCEPTED: ({ order }) =>
    `The customer has accepted this quote meanwhile${order ? `: it is order ${order}` : ''}. Your change is not saved; amend the order instead.`,
  QUOTE_REPLACED: ({ version, ready }) =>
    ready
      ? `A newer version of this quote exists: version ${version}. Open it, see what has changed, and answer that one.`
      : 'A newer version of this quote is being written, so this one can no longer be answered. You get the new one as soon as it is ready.',
  QUOTE_NOT_OPEN: ({ state }) =>
    `This quote is ${String(state ?? 'closed').toLowerCase()} and can no longer be answered.`,
  QUOTE_EXPIRED: ({ validUntil }, say) => `This quote was valid until ${say.day(validUntil)}. Ask for a new one.`,
  QUOTE_MAILED: () => 'This quote was mailed already. Make a link to hand it over again.',
  QUOTE_WITHOUT_ADDRESS: () => 'This customer has no e-mail address. Add one, or copy the link and send it yourself.',
  QUOTE_NOT_OPTIONAL: () => 'This line is no optional line of this quote. Load the page again.',
  QUOTE_ALL_OPTIONAL: () => 'At least one line must not be optional: the quote needs a total.',
  QUOTE_ENDED_BEFORE: () => 'A quote must be valid at least until today.',
}
