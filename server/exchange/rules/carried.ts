import { createHash } from 'node:crypto'
import { mediaTypeOf } from '@/server/filing/rules'

export type ArchiveRow = Record<string, unknown>

/** A table whose rows an archive brings into an empty organisation. */
export interface Carried {
  table: string
  /** Columns of which a row is known that the organisation has already, such as its payment terms by their code. */
  alike?: readonly string[]
  /** References that are made when every row is there, or that mean nothing in another organisation. */
  later?: readonly string[]
  dropped?: readonly string[]
  /** Who wrote it: here, whoever reads the archive. */
  written?: readonly string[]
  /** Text in which ids of records stand. */
  inside?: readonly string[]
  /** What a row says before anything has happened. */
  reset?: Readonly<Record<string, unknown>>
  /** The rows with which people go on; the others are history. */
  only?: (row: ArchiveRow) => boolean
  /** What is left of a row. */
  rest?: (row: ArchiveRow) => ArchiveRow
  /** The table to which a row belongs, by a column: it comes when that one came. */
  of?: readonly [table: string, column: string]
  /** Where in the archive the bytes of a row lie, and whether they are what the row says. */
  bytes?: { path: (row: ArchiveRow) => string; holds: (row: ArchiveRow, bytes: Buffer) => boolean }
}

/** Where a file that people put beside a record lies in an archive. */
export const attachmentPath = ({ id, file_name: name }: ArchiveRow): string =>
  `files/${id}-${String(name).replace(/[^\w.-]+/g, '-')}`

const isAttachment = ({ hash, media_type: mediaType }: ArchiveRow, bytes: Buffer) =>
  createHash('sha256').update(bytes).digest('hex') === hash && mediaTypeOf(bytes) === mediaType

const expected = ({ quantity, received, closed }: ArchiveRow) => Number(quantity) - Number(received) - Number(closed)

/**
 * What is brought back, in the order of the references: the records with which people go on working. What happened (orders, sent quotes,
 * shipments, invoices, postings, movements, events, documents) stays in the file: numbers and times of the past are another book's, and
 * what is open of them begins here as an opening balance.
 */
export const carried: readonly Carried[] = [
  { table: 'payment_terms', alike: ['code'], reset: { is_default: false } },
  { table: 'tax_category', alike: ['code', 'rate'], reset: { is_default: false } },
  { table: 'discount_reason', alike: ['name'] },
  { table: 'customer_group', alike: ['name'] },
  { table: 'carrier', alike: ['name'] },
  { table: 'carrier_service', alike: ['carrier_id', 'name'], reset: { is_default: false } },
  { table: 'warehouse', alike: ['code'], later: ['receiving_bin_id'], reset: { is_default: false } },
  { table: 'bin', alike: ['warehouse_id', 'code'] },
  { table: 'supplier' },
  { table: 'customer', later: ['payer_id', 'merged_into'], dropped: ['owner_id'] },
  { table: 'customer_address' },
  { table: 'customer_contact' },
  { table: 'customer_tag' },
  { table: 'customer_note', written: ['written_by'] },
  {
    table: 'credit_account',
    reset: { committed_minor: 0, shipped_not_invoiced_minor: 0, open_minor: 0, unapplied_minor: 0, holds: 0 },
  },
  { table: 'credit_hold', dropped: ['placed_by'], only: (row) => row.ended_at === null && row.cause === 'PERSON' },
  { table: 'product_category', alike: ['name'] },
  { table: 'product', later: ['successor_id'] },
  { table: 'product_pack' },
  { table: 'product_returnable' },
  { table: 'barcode' },
  { table: 'product_picture' },
  { table: 'customer_article' },
  { table: 'lot', dropped: ['blocked_by'] },
  { table: 'product_supply' },
  { table: 'price_list' },
  { table: 'price_entry' },
  {
    table: 'planned_receipt',
    dropped: ['created_by'],
    reset: { state: 'OPEN' },
    only: ({ state }) => state === 'OPEN' || state === 'PART_RECEIVED',
  },
  {
    table: 'planned_receipt_line',
    only: (row) => expected(row) > 0,
    rest: (row) => ({ quantity: expected(row), received: 0, closed: 0 }),
  },
  { table: 'order_draft', dropped: ['created_by', 'saved_by'], inside: ['content'] },
  { table: 'quote', dropped: ['created_by'], only: ({ state }) => state === 'DRAFT' },
  { table: 'quote_line', of: ['quote', 'quote_id'] },
  { table: 'quote_charge', of: ['quote', 'quote_id'] },
  { table: 'sale_note', of: ['quote', 'quote_id'], only: (row) => row.order_id === null, written: ['written_by'] },
  {
    table: 'attachment',
    of: ['quote', 'quote_id'],
    only: (row) => row.order_id === null,
    written: ['added_by'],
    bytes: { path: attachmentPath, holds: isAttachment },
  },
  { table: 'stock_level', reset: { on_hand: 0, reserved: 0, picked: 0, blocked: 0, backordered: 0 } },
]

const goesOn = 'what of it goes on begins here as an opening balance'
const settled = 'a setting, of which a new organisation has its own'
const past = 'history: it speaks of orders and papers that stay in the file'

/** Tables that are in the file and are not brought back, each with the reason. */
export const staysInFile: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    `sales_order order_line order_charge proforma pick_task pick_turn tote_lot parcel parcel_line parcel_lot shipment shipment_line shipment_outcome
      goods_return goods_return_line goods_return_lot transfer transfer_line invoice invoice_line invoice_tax invoice_adjustment returnable_out posting posting_line
      quote_version planned_receipt_arrival credit_decision application receipt refund promise_to_pay dispute reminder reminder_item
      bank_statement bank_line event event_object mail document blob stock_movement`
      .split(/\s+/)
      .map((table) => [table, past]),
  ),
  ...Object.fromEntries(
    'account bank_account charge_policy credit_policy reminder_policy reminder_step number_series'
      .split(' ')
      .map((table) => [table, settled]),
  ),
  membership: 'people are invited, not carried',
  open_item: goesOn,
  bin_stock: goesOn,
  import_file: 'what was moved in is there; the files are those of the program before',
  import_mapping: 'what columns meant in the files of the program before',
  cut_over: 'the totals of the program before',
  passage: 'days that passed on request in a sample',
}

/** Tables that are not in the file, each with the reason. */
export const notInFile: Readonly<Record<string, string>> = {
  api_key: 'a secret',
  portal_link: 'a secret',
  invitation: 'a secret',
  idempotency_key: 'only the program needs it',
  outbox: 'only the program needs it',
  failed_work: 'only the program needs it',
  archive: 'the file itself',
  archive_piece: 'the file itself',
  import_row: 'rows of files that were moved in, kept for some days',
}

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** What a row says otherwise here: the ids that its records have, who wrote it, and what does not go with it. */
export function otherwise(
  row: ArchiveRow,
  { later = [], dropped = [], written = [], inside = [], reset = {}, rest = () => ({}) }: Carried,
  ids: ReadonlyMap<string, string>,
  readerId: string | null,
): ArchiveRow {
  const renamed = Object.entries(row).flatMap(([column, value]) => {
    if (typeof value !== 'string') return []
    if (inside.includes(column)) return [[column, value.replace(id, (one) => ids.get(one) ?? one)]]
    const other = ids.get(value)
    return other === undefined ? [] : [[column, other]]
  })
  const gone = [...later, ...dropped].map((column) => [column, null])
  const own = written.map((column) => [column, readerId])
  return { ...Object.fromEntries(renamed), ...Object.fromEntries([...gone, ...own]), ...reset, ...rest(row) }
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
