/** A customer who is to be merged, or into whom another is. */
export interface Merged {
  id: string
  mergedInto: string | null
  archivedAt: Date | null
  currency: string
  payerId: string | null
  paysForOthers: boolean
}

/** How much of what moves, and how much money. */
export interface Moving {
  orders: number
  quotes: number
  invoices: number
  receipts: number
  contacts: number
  addresses: number
  priceLists: number
  articles: number
  promises: number
  disputes: number
  notes: number
  files: number
  holds: number
  openMinor: bigint
  unappliedMinor: bigint
  exposureMinor: bigint
}

export type MergeRefusal =
  | 'MERGE_INTO_ITSELF'
  | 'MERGED_ALREADY'
  | 'HEIR_MERGED'
  | 'HEIR_ARCHIVED'
  | 'MERGE_CURRENCIES'
  | 'HEIR_HAS_PAYER'

/** Why one customer cannot become part of another; undefined when it can. */
export function mergeRefusal(from: Merged, into: Merged): MergeRefusal | undefined {
  if (from.id === into.id) return 'MERGE_INTO_ITSELF'
  if (from.mergedInto) return 'MERGED_ALREADY'
  if (into.mergedInto) return 'HEIR_MERGED'
  if (into.archivedAt) return 'HEIR_ARCHIVED'
  if (from.currency !== into.currency) return 'MERGE_CURRENCIES'
  // Who pays for others has no payer; the heir takes over for whom the other one pays.
  return from.paysForOthers && into.payerId !== null && into.payerId !== from.id ? 'HEIR_HAS_PAYER' : undefined
}

/**
 * Every column that names a customer, and what a merge does with it. MOVES: it names the heir from then on. FOLLOWS: so does what nobody
 * who serves can change; the database does it, and only after a merge. COUNTED: it stays, and counts for the heir where it is read. What
 * is not simply moved:
 * postings are never edited, so that what stands on the account is transferred by one; accounts are added up; tags and addresses are
 * united with the heir's; and pointers to the merged one point to the heir.
 */
export const customerColumns = {
  'customer.payer_id': 'POINTS_ON',
  'customer.merged_into': 'POINTS_ON',
  'customer_tag.customer_id': 'UNITED',
  'customer_address.customer_id': 'UNITED',
  'customer_article.customer_id': 'UNITED',
  'customer_contact.customer_id': 'MOVES',
  'customer_note.customer_id': 'MOVES',
  'attachment.customer_id': 'UNITED',
  'credit_account.customer_id': 'ADDED_UP',
  'credit_hold.customer_id': 'UNITED',
  'credit_decision.customer_id': 'MOVES',
  'price_list.customer_id': 'MOVES',
  'quote.customer_id': 'MOVES',
  'order_draft.customer_id': 'MOVES',
  'sales_order.customer_id': 'MOVES',
  'sales_order.payer_id': 'MOVES',
  'shipment.customer_id': 'MOVES',
  'goods_return.customer_id': 'FOLLOWS',
  'invoice.customer_id': 'FOLLOWS',
  'invoice.payer_id': 'FOLLOWS',
  'open_item.customer_id': 'MOVES',
  'posting_line.customer_id': 'TRANSFERRED',
  'returnable_out.customer_id': 'COUNTED',
  'receipt.customer_id': 'MOVES',
  'refund.customer_id': 'MOVES',
  'promise_to_pay.customer_id': 'MOVES',
  'dispute.customer_id': 'MOVES',
  'reminder.customer_id': 'MOVES',
  'mail.customer_id': 'MOVES',
} as const

/** Tables and columns in which the heir takes the place of the merged customer. */
export const movingColumns = Object.entries(customerColumns)
  .filter(([, how]) => how === 'MOVES')
  .map(([place]) => place.split('.') as [table: string, column: string])

/** The limit of the heir afterwards. Merging decides nothing about credit: together they may owe what they might owe before. */
export const limitOfBoth = (one: bigint | null, other: bigint | null): bigint | null =>
  one === null ? other : other === null ? one : one + other

/** What an event tells of a merge: always orders, documents and money, and of the rest what there is. */
export function movedPayload(moving: Moving) {
  const { orders, invoices, receipts, openMinor, exposureMinor } = moving
  const rest = (['quotes', 'contacts', 'addresses', 'priceLists', 'notes', 'files'] as const).filter(
    (name) => moving[name] > 0,
  )
  return {
    ...{ orders, invoices, receipts, openMinor, exposureMinor },
    ...Object.fromEntries(rest.map((name) => [name, moving[name]])),
  }
}
