import type { Sentences } from '@/server/platform/words'

export const sentences: Sentences = {
  'collection/receipt.recorded': ({ amountMinor }, say) => `Payment of ${say.money(amountMinor)} received`,
  'collection/receipt.reversed': () => 'Payment returned and reversed',
  'collection/line.matched': () => 'Bank line matched',
  'collection/statement.imported': ({ lines, added }, say) =>
    `Bank statement imported, ${say.units(added ?? lines, 'new line')}`,
  'collection/item.settled': ({ number }) => `Invoice ${number ?? ''} paid in full`,
  'collection/promise.made': ({ dueOn, promisedOn }, say) =>
    `Customer promised to pay by ${say.day(promisedOn ?? dueOn)}`,
  'collection/promise.kept': () => 'Promise kept',
  'collection/promise.broken': () => 'Promise broken',
  'collection/dispute.raised': ({ cause }) =>
    `Disputed: ${String(cause ?? '')
      .toLowerCase()
      .replaceAll('_', ' ')}`,
  'collection/dispute.closed': ({ state }) => `Dispute closed: ${String(state ?? '').toLowerCase()}`,
}

export const refusals: Sentences = {}
