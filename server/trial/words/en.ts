import type { Sentences } from '@/server/platform/words/words'

export const sentences: Sentences = {
  'trial/passage.asked': ({ kind }) => (kind === 'WEEK' ? 'Let a week pass' : 'Let a day pass'),
  'trial/passage.retried': () => 'What failed is tried again',
  'trial/passage.ended': () => 'Continued without what failed',
}

export const refusals: Sentences = {
  NOT_ON_TRIAL: () => 'You cannot let time pass here: this organisation has real trade.',
  SAMPLE_GROWS: () =>
    'The sample trade is still growing. You can look around; the line above the page shows the progress.',
  STANDS_STILL: () => 'This organisation was read from an archive. Begin work here first.',
  TIME_PASSES: () => 'Time is passing in this organisation. The line above the page shows the progress.',
  NOTHING_FAILED: () => 'Nothing has failed here, or somebody has dealt with it already.',
  TIME_HAS_PASSED: () => 'Time has passed here since you opened the page. Reload it first.',
}

interface Told {
  words(count: number, records: number): string
  path: string
}

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

/** What happened while time passed, and the list where it is seen. */
export const told: Readonly<Record<string, Told>> = {
  'receivable/reminder.sent': { words: (n) => `${plural(n, 'reminder')} sent`, path: '/receivable/reminders' },
  'credit/hold.placed': {
    words: (_n, r) => `${plural(r, 'customer')} put on hold for what is overdue`,
    path: '/credit',
  },
  'order/order.confirmed': { words: (n) => `${plural(n, 'order')} came in`, path: '/order' },
  'collection/receipt.recorded': { words: (n) => `${plural(n, 'payment')} came in`, path: '/collection/receipts' },
  'collection/item.settled': { words: (_n, r) => `${plural(r, 'invoice')} paid in full`, path: '/invoicing' },
  'credit/hold.lifted': { words: (_n, r) => `${plural(r, 'hold')} lifted: the cause is gone`, path: '/credit' },
  'credit/order.released': { words: (_n, r) => `${plural(r, 'order')} released`, path: '/order' },
  'collection/promise.kept': { words: (n) => `${plural(n, 'promise')} kept`, path: '/collection/agreements' },
  'collection/promise.broken': { words: (n) => `${plural(n, 'promise')} broken`, path: '/collection/agreements' },
  'order/goods.received': {
    words: (n) => `Goods came in ${n === 1 ? 'once' : `${n} times`}`,
    path: '/fulfilment/stock',
  },
  'order/backorder.allocated': { words: (_n, r) => `${plural(r, 'backorder')} served`, path: '/fulfilment' },
  'shipping/shipment.dispatched': { words: (n) => `${plural(n, 'shipment')} dispatched`, path: '/shipping' },
  'shipping/shipment.delivered': { words: (n) => `${plural(n, 'shipment')} delivered`, path: '/shipping' },
  'invoicing/invoice.issued': { words: (n) => `${plural(n, 'invoice')} issued`, path: '/invoicing' },
  'receivable/item.overdue': { words: (_n, r) => `${plural(r, 'invoice')} became overdue`, path: '/receivable' },
  'order/reservation.lost': { words: (_n, r) => `${plural(r, 'order')} lost the reserved stock`, path: '/credit' },
  'receivable/proforma.lapsed': {
    words: (n) => `${plural(n, 'unpaid order')} lapsed`,
    path: '/order',
  },
  'order/quote.expired': { words: (n) => `${plural(n, 'quote')} expired`, path: '/order/quotes' },
}
