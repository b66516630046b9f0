import type { Tone } from '@/components/ui/tag'
import { type WaitingKindKey, waitingKinds } from '@/server/home/rules'

/** The tag of each kind, and the sentence for one waiting record and for several. */
export const waitingWords: Record<WaitingKindKey, { word: string; tone: Tone; one: string; many: string }> = {
  QUOTE: { word: 'quote', tone: 'plain', one: 'Quote not sent', many: 'quotes not sent' },
  ANSWERED: { word: 'answer', tone: 'ok', one: 'Quote answered', many: 'quotes answered by their customers' },
  LATE: { word: 'late', tone: 'warn', one: 'Order past its promised day', many: 'orders past their promised day' },
  TAX: {
    word: 'tax',
    tone: 'bad',
    one: 'Accepted offer with another tax today',
    many: 'accepted offers with another tax today',
  },
  CUSTOMER: {
    word: 'customer',
    tone: 'bad',
    one: 'Accepted offer of an archived customer',
    many: 'accepted offers of archived customers',
  },
  ADDRESS: {
    word: 'address',
    tone: 'bad',
    one: 'Order without an address',
    many: 'orders without a delivery address',
  },
  REFERRED: { word: 'decide', tone: 'plain', one: 'Credit decision', many: 'orders wait for a credit decision' },
  HELD: { word: 'held', tone: 'bad', one: 'Order on hold', many: 'orders held, their payer is on hold' },
  UNPAID: { word: 'prepay', tone: 'plain', one: 'Order to be paid first', many: 'orders to be paid before they leave' },
  SHORT: { word: 'waits', tone: 'warn', one: 'Order short of stock', many: 'orders short of stock' },
  PICK: { word: 'pick', tone: 'plain', one: 'Order to pick', many: 'orders to pick' },
  PACK: { word: 'pack', tone: 'plain', one: 'Order to pack', many: 'orders to pack' },
  PUT_BACK: {
    word: 'put back',
    tone: 'warn',
    one: 'Picked goods to put back',
    many: 'picked lines to put back',
  },
  DISPATCH: { word: 'dispatch', tone: 'plain', one: 'Shipment to leave today', many: 'shipments to leave today' },
  MISSED: {
    word: 'missed',
    tone: 'warn',
    one: 'Missed its cut-off today',
    many: 'shipments missed their cut-off today',
  },
  LATE_RISK: {
    word: 'late risk',
    tone: 'warn',
    one: 'Shipment arrives after its promise',
    many: 'shipments arrive after their promise',
  },
  ARRIVAL: {
    word: 'arrived?',
    tone: 'warn',
    one: 'Shipment should have arrived',
    many: 'shipments should have arrived',
  },
  NOT_DELIVERED: {
    word: 'not arrived',
    tone: 'bad',
    one: 'Shipment that was not delivered',
    many: 'shipments were not delivered',
  },
  NOT_INVOICED: {
    word: 'invoice',
    tone: 'bad',
    one: 'Left without an invoice',
    many: 'shipments left without an invoice',
  },
  OVERDUE: { word: 'overdue', tone: 'bad', one: 'Payer past due', many: 'payers past due' },
  PROMISE_MADE: { word: 'promise', tone: 'plain', one: 'Promise to accept', many: 'promises to accept' },
  PROMISE_BROKEN: { word: 'broken', tone: 'bad', one: 'Promise broken', many: 'promises broken in two weeks' },
  DISPUTE: { word: 'dispute', tone: 'warn', one: 'Invoice disputed', many: 'invoices disputed' },
  UNMATCHED: { word: 'match', tone: 'plain', one: 'Bank line to match', many: 'bank lines to match' },
  UNAPPLIED: { word: 'apply', tone: 'plain', one: 'Money to apply', many: 'receipts with money to apply' },
  MAIL: { word: 'mail', tone: 'bad', one: 'Mail not sent', many: 'mails not sent' },
}

const paths = {
  order: '/order',
  putBack: '/fulfilment/put-back',
  quote: '/order/quotes',
  shipment: '/shipping',
  bankLine: '/collection/lines',
  receipt: '/collection/receipts',
  payer: '/receivable',
  document: '/invoicing',
} as const

/** The address of the record that waits; a mail has no page of its own. */
export function recordHref(slug: string, kind: WaitingKindKey, recordId: string): string {
  const { object } = waitingKinds[kind]
  return object === 'mail' ? `/${slug}/settings/background` : `/${slug}${paths[object]}/${recordId}`
}

/** The address of the list of everything that waits for this reason. */
export function waitingHref(slug: string, kind: WaitingKindKey): string {
  const described = waitingKinds[kind]
  return `/${slug}${'list' in described ? described.list : `/waiting?kind=${kind}`}`
}
