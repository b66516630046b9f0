import type { Permission } from '@/server/platform/context/permissions'

export type WaitingPlace =
  | 'order'
  | 'credit'
  | 'fulfilment'
  | 'shipping'
  | 'invoicing'
  | 'receivable'
  | 'collection'
  | 'settings'

interface WaitingKind {
  /** The permission to see records of this kind. */
  sees: Permission
  /** Records of this kind are work for everybody who has one of these permissions. */
  acts: readonly [Permission, ...Permission[]]
  object: 'order' | 'putBack' | 'quote' | 'shipment' | 'bankLine' | 'receipt' | 'payer' | 'document' | 'mail'
  /**
   * The place in the rail that counts these records. Records that another kind counts already have no place and appear
   * on the home page only.
   */
  place?: WaitingPlace
  /** The address of the desk's own list, where one shows exactly these rows. The home page lists the other kinds itself. */
  list?: string
}

/** The kinds of record that can wait for a person, in the order in which money flows. */
export const waitingKinds = {
  QUOTE: {
    sees: 'order.read',
    acts: ['quote.change'],
    object: 'quote',
    place: 'order',
    list: '/order/quotes?state=DRAFT',
  },
  /** News of the last working day: the seller should know of an answer, but need not act. */
  ANSWERED: { sees: 'order.read', acts: ['quote.change'], object: 'quote' },
  LATE: {
    sees: 'order.read',
    acts: ['order.amend', 'shipping.dispatch'],
    object: 'order',
    place: 'order',
    list: '/order?view=late',
  },
  TAX: {
    sees: 'order.read',
    acts: ['order.amend'],
    object: 'order',
    place: 'order',
    list: '/order?waitsFor=TAX',
  },
  CUSTOMER: {
    sees: 'order.read',
    acts: ['order.amend'],
    object: 'order',
    place: 'order',
    list: '/order?waitsFor=CUSTOMER',
  },
  ADDRESS: {
    sees: 'order.read',
    acts: ['order.amend'],
    object: 'order',
    place: 'order',
    list: '/order?waitsFor=ADDRESS',
  },
  REFERRED: {
    sees: 'credit.read',
    acts: ['credit.decide'],
    object: 'order',
    place: 'credit',
    list: '/credit?waitsFor=CREDIT_DECISION',
  },
  HELD: {
    sees: 'credit.read',
    acts: ['credit.decide'],
    object: 'order',
    place: 'credit',
    list: '/credit?waitsFor=CREDIT_HOLD',
  },
  UNPAID: {
    sees: 'order.read',
    acts: ['order.amend', 'collection.record'],
    object: 'order',
    place: 'credit',
    list: '/order?waitsFor=PAYMENT',
  },
  SHORT: {
    sees: 'order.read',
    acts: ['order.amend', 'stock.receive'],
    object: 'order',
    place: 'fulfilment',
    list: '/order?waitsFor=STOCK',
  },
  PICK: {
    sees: 'fulfilment.read',
    acts: ['fulfilment.pick'],
    object: 'order',
    place: 'fulfilment',
    list: '/fulfilment?waits=PICKING',
  },
  PACK: {
    sees: 'fulfilment.read',
    acts: ['fulfilment.pack'],
    object: 'order',
    place: 'fulfilment',
    list: '/fulfilment?waits=PACKING',
  },
  PUT_BACK: {
    sees: 'fulfilment.read',
    acts: ['fulfilment.pick'],
    object: 'putBack',
    place: 'fulfilment',
    list: '/fulfilment/put-back',
  },
  DISPATCH: {
    sees: 'shipping.read',
    acts: ['shipping.dispatch'],
    object: 'shipment',
    place: 'shipping',
    list: '/shipping?view=TO_DISPATCH&today=1',
  },
  MISSED: {
    sees: 'shipping.read',
    acts: ['shipping.dispatch'],
    object: 'shipment',
    place: 'shipping',
    list: '/shipping?view=MISSED',
  },
  LATE_RISK: { sees: 'shipping.read', acts: ['shipping.dispatch', 'order.amend'], object: 'shipment' },
  ARRIVAL: { sees: 'shipping.read', acts: ['shipping.deliver'], object: 'shipment', place: 'shipping' },
  NOT_DELIVERED: {
    sees: 'shipping.read',
    acts: ['shipping.deliver', 'fulfilment.return'],
    object: 'shipment',
    place: 'shipping',
    list: '/shipping?view=NOT_DELIVERED',
  },
  NOT_INVOICED: { sees: 'invoice.read', acts: ['invoice.issue'], object: 'shipment', place: 'invoicing' },
  OVERDUE: {
    sees: 'receivable.read',
    acts: ['receivable.change', 'collection.promise'],
    object: 'payer',
    place: 'receivable',
  },
  PROMISE_MADE: { sees: 'receivable.read', acts: ['collection.promise'], object: 'payer' },
  PROMISE_BROKEN: { sees: 'receivable.read', acts: ['collection.promise'], object: 'payer' },
  DISPUTE: { sees: 'receivable.read', acts: ['collection.promise'], object: 'document' },
  UNMATCHED: {
    sees: 'collection.read',
    acts: ['collection.record'],
    object: 'bankLine',
    place: 'collection',
    list: '/collection',
  },
  UNAPPLIED: {
    sees: 'collection.read',
    acts: ['collection.record'],
    object: 'receipt',
    place: 'collection',
    list: '/collection/receipts?state=UNAPPLIED',
  },
  MAIL: { sees: 'organisation.change', acts: ['organisation.change'], object: 'mail', place: 'settings' },
} as const satisfies Record<string, WaitingKind>

export type WaitingKindKey = keyof typeof waitingKinds
export const waitingKeys = Object.keys(waitingKinds) as [WaitingKindKey, ...WaitingKindKey[]]

/** Whether somebody has this permission; for `ALL`, whether they have every permission. */
type May = (permission: Permission) => boolean

/**
 * The kinds that concern somebody with these permissions. Somebody who can act on none of them sees them as news and
 * not as work.
 */
export function waitingFor(may: May): { kinds: WaitingKindKey[]; isWork: boolean } {
  const seen = waitingKeys.filter((key) => may(waitingKinds[key].sees))
  const work = seen.filter((key) => waitingKinds[key].acts.some(may))
  return work.length > 0 ? { kinds: work, isWork: true } : { kinds: seen, isWork: false }
}

/** The number of waiting records at each place of the rail. */
export function countedByPlace(
  kinds: readonly { kind: WaitingKindKey; count: number }[],
): Partial<Record<WaitingPlace, number>> {
  const counts: Partial<Record<WaitingPlace, number>> = {}
  for (const { kind, count } of kinds) {
    const { place }: WaitingKind = waitingKinds[kind]
    if (place) counts[place] = (counts[place] ?? 0) + count
  }
  return counts
}

/** The steps from an empty organisation to the first invoice, and who may do each. */
export const firstSteps = [
  { key: 'legal', permission: 'organisation.change' },
  { key: 'products', permission: 'product.change' },
  { key: 'stock', permission: 'stock.receive' },
  { key: 'customers', permission: 'customer.change' },
  { key: 'orders', permission: 'order.confirm' },
] as const satisfies readonly { key: string; permission: Permission }[]

export type FirstStep = (typeof firstSteps)[number]['key']
