/** A table whose rows an archive brings into an empty organisation. */
export interface Carried {
  table: string
  /** Columns of which a row is known that the organisation has already, such as its payment terms by their code. */
  alike?: readonly string[]
  /** References that are made when every row is there, or that mean nothing in another organisation. */
  later?: readonly string[]
  dropped?: readonly string[]
  /** What a row says before anything has happened. */
  reset?: Readonly<Record<string, unknown>>
}

/**
 * What is brought back, in the order of the references: the records with which people go on working. What happened (orders, quotes,
 * shipments, invoices, postings, movements, events, documents) stays in the file: numbers and times of the past are another book's, and
 * what is open of them begins here as an opening balance.
 */
export const carried: readonly Carried[] = [
  { table: 'payment_terms', alike: ['code'], reset: { is_default: false } },
  { table: 'tax_category', alike: ['code', 'rate'], reset: { is_default: false } },
  { table: 'customer_group', alike: ['name'] },
  { table: 'warehouse', alike: ['code'], later: ['receiving_bin_id'], reset: { is_default: false } },
  { table: 'bin', alike: ['warehouse_id', 'code'] },
  { table: 'supplier' },
  { table: 'customer', later: ['payer_id', 'merged_into'], dropped: ['owner_id', 'carrier_service_id'] },
  { table: 'customer_address' },
  { table: 'customer_contact' },
  { table: 'customer_tag' },
  {
    table: 'credit_account',
    reset: { committed_minor: 0, shipped_not_invoiced_minor: 0, open_minor: 0, unapplied_minor: 0, holds: 0 },
  },
  { table: 'product_category', alike: ['name'] },
  { table: 'product', later: ['successor_id'] },
  { table: 'product_pack' },
  { table: 'barcode' },
  { table: 'customer_article' },
  { table: 'product_supply' },
  { table: 'price_list' },
  { table: 'price_entry' },
  { table: 'stock_level', reset: { on_hand: 0, reserved: 0, picked: 0, blocked: 0, backordered: 0 } },
]

export type ArchiveRow = Record<string, unknown>

/** What a row says otherwise here: the ids that its records have, and what does not go with it. */
export function otherwise(
  row: ArchiveRow,
  { later = [], dropped = [], reset = {} }: Carried,
  ids: ReadonlyMap<string, string>,
): ArchiveRow {
  const renamed = Object.entries(row).flatMap(([column, value]) => {
    const id = typeof value === 'string' ? ids.get(value) : undefined
    return id === undefined ? [] : [[column, id]]
  })
  const gone = [...later, ...dropped].map((column) => [column, null])
  return { ...Object.fromEntries(renamed), ...Object.fromEntries(gone), ...reset }
}

/** By what a row is recognised; of a rate and an id the text that the database writes. */
export const likeness = (row: ArchiveRow, columns: readonly string[], ids: ReadonlyMap<string, string>): string =>
  columns
    .map((column) => {
      const value = row[column]
      const text = String(value ?? '')
      return typeof value === 'number' ? String(value) : (ids.get(text) ?? text).toLowerCase()
    })
    .join('/')
