import type { Sentences } from '@/server/platform/words/words'

/** The causes of a lost reservation, other than a count. */
export const lostWords: Record<string, string> = {
  CREDIT_EXPIRED: 'the time kept for a credit decision is over',
  BLOCKED: 'their lot was blocked',
  EXPIRED: 'their lot has expired',
}

/** What happens to lots. */
export const lotSentences: Sentences = {
  'order/lot.blocked': ({ lot, reason }) => `Lot ${lot} blocked: ${reason}`,
  'order/lot.unblocked': ({ lot }) => `Lot ${lot} is no longer blocked`,
  'order/lot.expired': ({ lot, expiresOn }, say) =>
    `Lot ${lot} can no longer be sold: its last day was ${say.day(expiresOn)}`,
}
