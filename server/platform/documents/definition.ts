import type { LabelSize, PageSize } from '../place/paper-sizes'
import type { Day } from '../time/calendar'

/** A business or person on paper: the name and the lines of its address. */
export interface Party {
  name: string
  lines: readonly string[]
}

export interface Column {
  label: string
  align?: 'start' | 'end'
  /** Share of the width. A column of figures without a share gets the width of its widest cell. */
  share?: number
}

export interface Row {
  cells: readonly string[]
  /** Small print under the first text column: the customer's own number, a lot, a reason. */
  note?: string
  /** A heading, or the sum of what stands under one. */
  strong?: boolean
}

export interface Table {
  columns: readonly Column[]
  rows: readonly Row[]
}

export interface Total {
  label: string
  value: string
  /** A sum, under a rule. */
  strong?: boolean
}

/**
 * The words and figures of a paper. The caller writes amounts and days in the language of the document. The same
 * definition always gives the same bytes.
 */
export interface DocumentDefinition {
  title: string
  number: string
  /** Becomes the creation date of the file. */
  issuedOn: Day
  /** BCP 47 language of "Page 1 of 2" and of the file. */
  language: string
  /** ISO 3166 country of the reader: Chinese characters are drawn in that country's form. */
  country?: string
  pageSize?: PageSize
  seller: Party
  buyer: Party
  shipTo?: Party & { label: string }
  facts: readonly (readonly [label: string, value: string])[]
  table: Table
  totals?: readonly Total[]
  notes?: readonly string[]
  /**
   * What the reader has to do: how much to pay, by when, to which account, with which reference. It is set apart from
   * everything else.
   */
  panel?: readonly (readonly [label: string, value: string])[]
  /** At the foot of every page: legal name, registration, bank. */
  footer?: readonly string[]
  /** Code 128 under the facts, for papers that are scanned. */
  barcode?: string
}

/** The label of a bin or a product: a name to read from afar and a code to scan. */
export interface TagDefinition {
  issuedOn: Day
  size?: LabelSize
  country?: string
  /** Whose it is, in small print. */
  owner: string
  /** Read from afar: the code of a bin, the SKU of a product. */
  title: string
  lines: readonly string[]
  /** The text of the bars: printable ASCII of 1 to 100 characters. */
  code: string
}

/** The label of one parcel. */
export interface LabelDefinition {
  shipmentNumber: string
  issuedOn: Day
  size?: LabelSize
  /** ISO 3166 of the recipient. */
  country?: string
  sender: Party
  recipient: Party
  /** Name of the country in capitals, for parcels that leave it. */
  destination?: string
  service: string
  /** "1 / 3" */
  parcel: string
  weight?: string
  /** Order number, the customer's own number. */
  references: readonly (readonly [label: string, value: string])[]
  /** The text of the barcode, and of the line below it; without it, the shipment number. */
  barcode?: string
  /** Our own number of the parcel, drawn as bars beside a code that is too long for bars; without it, the shipment number. */
  ownCode?: string
}
