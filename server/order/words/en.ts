import type { Measure } from '@/server/platform/money/quantity'
import type { Say, Sentences } from '@/server/platform/words/words'
import { amendments } from './en/amended'
import { lostWords, lotSentences } from './en/lot'
import { quoteEvents, quoteRefusals } from './en/quote'

const creditWords: Record<string, string> = {
  PASSED: 'inside the limit',
  NOT_NEEDED: 'no credit needed',
  REFERRED: 'referred to a person',
  HELD: 'the customer is on hold',
  DECLINED: 'declined',
  AWAITING_PAYMENT: 'waits for payment',
}

const creditOf = (say: Say, state: unknown, exposureMinor: unknown, limitMinor: unknown) =>
  state === 'PASSED' && limitMinor !== null && limitMinor !== undefined
    ? `credit ${say.money(exposureMinor)} of ${say.money(limitMinor)} used before`
    : (creditWords[String(state)] ?? 'credit checked')

/** What keeps an order from being confirmed before credit is looked at. */
const notYet = new Set<unknown>(['CUSTOMER', 'TAX', 'ADDRESS'])

/** `confirmed` when nothing holds the order up, else `received`. */
export const takenAs = (creditState: unknown, waitsFor: unknown) =>
  (creditState === 'PASSED' || creditState === 'NOT_NEEDED') && !notYet.has(waitsFor) ? 'confirmed' : 'received'

function offerAnswered(answer: unknown, [from, to]: unknown[], say: Say): string {
  if (answer === 'TAKE') return 'Accepted although its customer was archived; the customer was restored'
  if (answer === 'QUOTED_TAX') return 'Tax kept as it was quoted'
  return `Taxed as of today${from === to ? '' : `: the total from ${say.money(from)} to ${say.money(to)}`}`
}

export const sentences: Sentences = {
  'order/order.confirmed': (
    { lines, grossMinor, creditState, waitsFor, backordered, unit, mixed, exposureMinor, limitMinor },
    say,
  ) =>
    [
      `Order ${takenAs(creditState, waitsFor)}, ${say.units(lines, 'line')}, ${say.money(grossMinor)}`,
      creditOf(say, creditState, exposureMinor, limitMinor),
      Number(backordered) > 0
        ? `${say.goods(backordered, unit, mixed)} ${Number(backordered) === 1 || unit ? 'waits' : 'wait'} for stock`
        : 'all of it reserved',
    ].join('; '),
  'order/order.amended': (payload, say) => `Amended: ${amendments(payload, say).join('; ')}`,
  'order/order.divided': ({ rest, units, grossMinor, then, unit, mixed }, say) =>
    `Divided: ${say.goods(units, unit, mixed)}, ${say.money(grossMinor)}, ${then === 'PREPAID' ? 'to be paid beforehand' : 'waiting'} as ${rest}`,
  'order/offer.answered': ({ answer, gross }, say) => offerAnswered(answer, Array.isArray(gross) ? gross : [], say),
  'order/order.addressed': () => 'Delivery address added',
  'order/lines.cancelled': ({ units, reason, closed, unit, mixed }, say) =>
    `${say.goods(units, unit, mixed)} cancelled${closed ? ': not there when the first part left, and the rest of this order is closed then' : reason ? `: ${reason}` : ''}`,
  'order/order.cancelled': () => 'Order cancelled',
  'order/order.advanced': ({ from, to, waitsFor }) =>
    from === to
      ? `Waits for ${waitsWords(String(waitsFor))} now`
      : `Moved on to ${String(to ?? '').toLowerCase()}${waitsFor === 'DUE' ? ', not due yet' : waitsFor ? `, waits for ${waitsWords(String(waitsFor))}` : ''}`,
  'order/order.promised': ({ promisedOn }, say) => `Promised for ${say.day(promisedOn)}`,
  'order/promise.moved': ({ from, to, open }, say) =>
    to
      ? `Goods are expected${from ? ' later' : ''}: arrives on ${say.day(to)}${from ? ` instead of ${say.day(from)}` : ''}${open ? '; for a part no day is known' : ''}`
      : 'Goods that it waits for will not come as planned: no day is known any more',
  'order/order.settled': () => 'Settled: everything shipped, invoiced and paid',
  'order/backorder.allocated': ({ units, lines, arrivesOn, unit, mixed }, say) =>
    `${say.goods(units, unit, mixed)} arrived and ${Number(units) === 1 || unit ? 'was' : 'were'} reserved, ${say.units(lines, 'line')}${arrivesOn ? `; with the customer on ${say.day(arrivesOn)}` : ''}`,
  'order/reservation.lost': ({ units, cause, unit, mixed }, say) =>
    `${say.goods(units, unit, mixed)} lost ${Number(units) === 1 || unit ? 'its' : 'their'} reservation: ${lostWords[String(cause)] ?? 'the count found fewer'}`,
  'order/goods.received': ({ units, products, reference, unit, mixed }, say) =>
    `${say.goods(units, unit, mixed)}${Number(products) > 1 && mixed === undefined ? ` of ${say.units(products, 'product')}` : ''} received${reference ? `, ${reference}` : ''}`,
  ...lotSentences,
  'order/stock.counted': ({ difference, unit }, say) =>
    `Counted${difference === undefined ? '' : `, difference ${say.goods(difference, unit)}`}`,
  'order/proforma.issued': ({ number, expiresOn, replaces }, say) =>
    `Pro forma ${number} issued${replaces ? `, replaces ${replaces}` : ''}: goods leave when it is paid${expiresOn ? `, by ${say.day(expiresOn)}` : ''}`,
  'order/draft.saved': () => 'Draft of an order saved',
  'order/draft.discarded': () => 'Draft of an order thrown away',
  ...quoteEvents,
}

export const refusals: Sentences = {
  RETURNABLE_ALONE: () => 'A deposit for packaging goes with its goods: change their quantity, and it follows.',
  CANNOT_PROMISE: ({ sku, wanted, free, unit }, say) =>
    `Of ${sku} ${say.goods(wanted, unit)} cannot be promised: ${Number(free ?? 0) > 0 ? `${say.goods(free, unit)} free now, and no planned receipt brings the rest` : 'none is free, and no planned receipt brings them'}. Order fewer, or let the order wait for stock.`,
  DRAFT_GONE: () =>
    'This draft was confirmed or thrown away meanwhile. Look among the orders; what you typed is still here and can be saved as another draft.',
  FREE_TEXT_INCOMPLETE: () => 'A line without a product needs its text and its price.',
  REFERENCE_REQUIRED: () =>
    'This customer orders only under an order number of their own. Ask them for it and write it down here.',
  CUSTOMER_MERGED: ({ heir }) => `This customer was merged into ${heir ?? 'another'}. Choose that one.`,
  CUSTOMER_ARCHIVED: () => 'This customer is archived. Restore the customer before taking orders.',
  PRODUCT_ARCHIVED: ({ sku }) => `${sku} is archived and cannot be sold. Take the line out, or restore the product.`,
  NOT_STOCKED: ({ sku }) => `${sku} has no place in the warehouse yet. Give it a bin first.`,
  CURRENCY_NOT_KEPT: ({ currency }) => `This organisation does not keep accounts in ${currency}.`,
  LINE_CHANGED: ({ position, standing, unit }, say) =>
    `Somebody has amended line ${position} since you opened this: ${say.goods(standing, unit)} of it wanted now. Your change is not saved yet; check the quantity, then amend again.`,
  PRICE_FIXED: ({ position }) =>
    `Something of line ${position} has left or was invoiced, so its price cannot change. Add a line at the new price for the rest.`,
  ORDER_ENDED: () => 'This order is settled. Enter another one, or copy this one.',
  HAS_LEFT: ({ position, free, unit }, say) =>
    `Some of line ${position} has left: at most ${say.goods(free, unit)} can still be taken off. Take the goods back when they return.`,
  LIES_IN_PARCEL: ({ position, free, unit }, say) =>
    `Some of line ${position} lies in a parcel: at most ${say.goods(free, unit)} can be taken off. Unpack the parcel first, or cancel the order.`,
  ADDRESS_INCOMPLETE: () => 'Street and town are needed to deliver anything.',
  NOTHING_ASKED: () => 'This question is closed: somebody has answered it, or the order is cancelled.',
  SHIP_TO_FIXED: () =>
    'Part of this order has left, so its address cannot change. Enter a second order for goods that go elsewhere.',
  ADDRESS_KNOWN: () => 'This order does not wait for an address.',
  PAID_BEFOREHAND: () => 'This order is paid in advance and cannot grow. Enter a second order for what is added.',
  ORDER_CANCELLED: () => 'This order is cancelled.',
  NOTHING_CHANGED: () => 'Nothing would change.',
  COUNTED_TWICE: ({ first }) => `Row ${first} counts the same goods in the same bin. Add the two together in one row.`,
  NO_ROW_COUNTED: () => 'No row can be counted, so nothing was.',
  NOTHING_TO_CANCEL: () => 'Everything of this order has left or is cancelled; there is nothing left to cancel.',
  NO_BIN: () => 'There is no bin to put this product into. Choose one.',
  APPROVAL_IN_PAST: () => 'An approval must last at least until today.',
  PART_PICKED: ({ position, least, unit }, say) =>
    `Of line ${position}, ${say.goods(least, unit)} picked or gone already: that stays in this order. Put it back first, or approve at least as much.`,
  PART_TOO_LARGE: ({ position, most, unit }, say) => `Of line ${position} only ${say.goods(most, unit)} wanted.`,
  PART_EMPTY: () => 'Nothing would be left in this order. Decline it, or ask for payment beforehand.',
  PART_WHOLE: () => 'That is the whole order. Approve it without choosing a part.',
  PART_HAS_LEFT: () =>
    'Part of this order has left on account. Approve that part, and let the rest be paid in advance.',
  NOTHING_TO_PAY: () => 'There is nothing to be paid for this order.',
  NO_PREPAID_TERMS: () => 'There are no payment terms for paying beforehand. Add some in the settings first.',
  NOT_WAITING: () => 'This order no longer waits for a decision.',
  UNKNOWN_ADDRESS: ({ label }) => `This customer has no address called ${label ?? 'so'}.`,
  TWO_ADDRESSES: () => 'Say where it goes once: by an address, or by the label of one.',
  UNKNOWN_CUSTOMER: ({ customer }) => `There is no customer ${customer ?? ''}. Create the customer first.`,
  UNKNOWN_REASON: () => 'No reason for discounts in use is called so. Settings → Discounts has their names.',
  UNKNOWN_SKU: ({ skus }) => `No product has this SKU: ${(Array.isArray(skus) ? skus : []).join(', ')}.`,
  ...quoteRefusals,
}

const waiting: Record<string, string> = {
  CUSTOMER: 'a decision on its archived customer',
  TAX: 'a decision on its tax',
  ADDRESS: 'the address it goes to',
  CREDIT_DECISION: 'a credit decision',
  CREDIT_HOLD: 'the end of a credit hold',
  PAYMENT: 'payment',
  STOCK: 'stock',
  PICKING: 'picking',
  PACKING: 'packing',
  DISPATCH: 'dispatch',
  INVOICE: 'its invoice',
  DUE: 'its due date',
  OVERDUE: 'an overdue payment',
}

const noPromises: Record<string, string> = {
  CUSTOMER: 'set when its customer is restored',
  TAX: 'set when its tax is decided',
  CREDIT: 'set when credit is decided',
  PAYMENT: 'set when it is paid',
  ADDRESS: 'address missing: nobody can deliver',
  STOCK: 'when stock arrives',
}
/** Why no day of arrival is promised. */
export const noPromiseWords = (reason: string | null): string => noPromises[reason ?? 'STOCK'] ?? ''

/** What an order waits for: `picking`. */
export const waitsWords = (waitsFor: string): string => waiting[waitsFor] ?? waitsFor.toLowerCase()

/** How credit stands with an order. */
export const creditStateWords = (state: string): string => creditWords[state] ?? state.toLowerCase()

interface GateOutlook {
  state: string
  cause: string | null
  limitGivenMinor: bigint | null
  leastChange: { overMinor: bigint } | null
}

/** What the credit gate would decide about an order that is not confirmed yet. */
export function gateWords({ state, cause, limitGivenMinor, leastChange }: GateOutlook, say: Say): string {
  if (cause === 'FIRST_ORDER' && state === 'PASSED')
    return `first order: passes, with a limit of ${say.money(limitGivenMinor)}`
  if (cause === 'FIRST_ORDER') return 'first order: the credit desk decides'
  if (cause === 'LIMIT_EXCEEDED') return `${say.money(leastChange?.overMinor)} over the limit: the credit desk decides`
  return creditStateWords(state)
}

const sources: Record<string, string> = {
  SCREEN: 'entered by hand',
  API: 'by a shop',
  QUOTE: 'by quote',
  IMPORT: 'imported',
}
/** How an order came. */
export const sourceWords = (source: string): string => sources[source] ?? source.toLowerCase()

/** What waits for stock, named so that its customer finds it in the order. */
export interface Waiting extends Measure {
  description: string
  sku: string
  quantity: number
}

/** `2 of Blue mug (MUG-1) and 1 of Red mug (MUG-2)`; of very many the first few. */
export function waitingWords(waiting: readonly Waiting[], say: Say): string {
  const bySku = new Map<string, Waiting>()
  for (const one of waiting)
    bySku.set(one.sku, { ...one, quantity: one.quantity + (bySku.get(one.sku)?.quantity ?? 0) })
  const named = [...bySku.values()]
    .slice(0, 5)
    .map((one) => `${say.quantity(one.quantity, one)} of ${one.description} (${one.sku})`)
  const more = bySku.size - named.length
  const parts = more > 0 ? [...named, say.units(more, 'more product')] : named
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : (parts[0] ?? '')
}

const noOutlook: Record<string, string> = {
  PAYMENT: 'The goods leave when they are paid; then we tell you the day of arrival.',
  ADDRESS:
    'We need street and town, and the state where your country has them, before we can tell you the day of arrival.',
  STOCK: 'We tell you the day as soon as it is known.',
}

/** Tells the customer when the goods would arrive if they accepted the quote today. It says nothing about credit. */
export function outlookWords(
  {
    arrivesOn,
    partOn,
    closes = false,
    noPromise,
    waits,
  }: {
    arrivesOn: string | null
    partOn: string | null
    closes?: boolean
    noPromise: string | null
    waits: readonly number[]
  },
  lines: readonly Omit<Waiting, 'quantity'>[],
  say: Say,
): string {
  const waiting = lines.flatMap((line, index) => (waits[index] ? [{ ...line, quantity: waits[index] }] : []))
  const short = waiting.length > 0 ? `${waitingWords(waiting, say)} would wait for new stock. ` : ''
  if (arrivesOn) return `all of it would be with you on ${say.day(arrivesOn)} if you accept today.`
  if (partOn && closes)
    return `what is there would be with you on ${say.day(partOn)} if you accept today. ${waitingWords(waiting, say)} would be taken off, as your orders are sent with what is there.`
  if (partOn)
    return `what is there would be with you on ${say.day(partOn)} if you accept today. ${short}${noOutlook.STOCK}`
  return `${short}${noOutlook[noPromise ?? ''] ?? 'We tell you the day of arrival when your order is confirmed.'}`
}
