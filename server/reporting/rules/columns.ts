import type { Population } from '../schema'

export type ColumnKind = 'text' | 'day' | 'instant' | 'money' | 'hours' | 'days' | 'quantity' | 'flag' | 'outcome'

export interface RowColumn {
  key: string
  label: string
  kind: ColumnKind
  /** Whether the list can be sorted by it. The first sortable column of a population is its default. */
  sort?: boolean
  /** Whether every row has a value, so that an index can give the order. */
  always?: boolean
  importance?: 'medium' | 'low'
}

const customer: RowColumn = { key: 'customerName', label: 'Customer', kind: 'text', sort: true }
const description: RowColumn = { key: 'description', label: 'Line', kind: 'text', importance: 'medium' }
const order: RowColumn = { key: 'number', label: 'Order', kind: 'text' }
const item: RowColumn[] = [
  { key: 'number', label: 'Document', kind: 'text' },
  customer,
  { key: 'issuedOn', label: 'Issued', kind: 'day', sort: true, always: true, importance: 'medium' },
  { key: 'dueOn', label: 'Due', kind: 'day', sort: true, importance: 'medium' },
]
const openItems: RowColumn[] = [
  ...item,
  { key: 'daysLate', label: 'Late', kind: 'days', sort: true },
  { key: 'amountMinor', label: 'Amount', kind: 'money', importance: 'low' },
  { key: 'openMinor', label: 'Open', kind: 'money', sort: true },
]

/** What the rows of each population show, in the order of their columns. */
export const columnsOf: Readonly<Record<Population, readonly RowColumn[]>> = {
  delivered: [
    order,
    customer,
    { key: 'orderedAt', label: 'Ordered', kind: 'instant', importance: 'low' },
    { key: 'deliveredAt', label: 'Delivered', kind: 'instant', sort: true, always: true, importance: 'medium' },
    { key: 'assumed', label: 'Assumed', kind: 'flag', importance: 'low' },
    { key: 'entryHours', label: 'Entry', kind: 'hours', importance: 'low' },
    { key: 'creditHours', label: 'Credit', kind: 'hours', sort: true, importance: 'low' },
    { key: 'stockHours', label: 'Stock', kind: 'hours', sort: true, importance: 'low' },
    { key: 'pickHours', label: 'Pick, pack', kind: 'hours', sort: true, importance: 'medium' },
    { key: 'carrierHours', label: 'Carrier', kind: 'hours', sort: true, importance: 'low' },
    { key: 'transitHours', label: 'Transit', kind: 'hours', sort: true, importance: 'medium' },
    { key: 'invoicingHours', label: 'Invoicing', kind: 'hours', sort: true, importance: 'low' },
    { key: 'cycleHours', label: 'Whole', kind: 'hours', sort: true },
    { key: 'netHours', label: 'Net of wished wait', kind: 'hours', sort: true, importance: 'low' },
  ],
  settled: [
    ...item,
    { key: 'orderedOn', label: 'Ordered', kind: 'day', importance: 'low' },
    { key: 'settledOn', label: 'Settled', kind: 'day', sort: true, importance: 'medium' },
    { key: 'paidMinor', label: 'Paid in money', kind: 'money', sort: true },
    { key: 'paymentDays', label: 'Invoice to money', kind: 'days', sort: true, importance: 'low' },
    { key: 'cashDays', label: 'Order to money', kind: 'days', sort: true },
  ],
  unsettled: [
    ...item,
    { key: 'orderedOn', label: 'Ordered', kind: 'day', importance: 'low' },
    { key: 'openMinor', label: 'Open', kind: 'money', sort: true },
    { key: 'ageDays', label: 'Age', kind: 'days', sort: true },
  ],
  due: [
    order,
    customer,
    { key: 'orderedOn', label: 'Ordered', kind: 'day', importance: 'low' },
    { key: 'promisedOn', label: 'Promised', kind: 'day', sort: true, always: true },
    { key: 'deliveredOn', label: 'Delivered', kind: 'day', importance: 'medium' },
    { key: 'deliveries', label: 'Deliveries', kind: 'quantity', sort: true, importance: 'medium' },
    { key: 'outcome', label: 'Outcome', kind: 'outcome', sort: true },
  ],
  unpromised: [
    order,
    customer,
    { key: 'orderedOn', label: 'Ordered', kind: 'day', sort: true },
    { key: 'stageSince', label: 'Stands there since', kind: 'instant', sort: true, importance: 'medium' },
    { key: 'outcome', label: 'Why no day', kind: 'outcome', sort: true },
  ],
  arrived: [
    order,
    customer,
    { key: 'deliveredAt', label: 'Delivered', kind: 'instant', sort: true, always: true, importance: 'medium' },
    { key: 'onTime', label: 'On time', kind: 'flag', sort: true },
    { key: 'inFull', label: 'In full', kind: 'flag', sort: true },
    { key: 'undamaged', label: 'Undamaged', kind: 'flag', sort: true, importance: 'medium' },
    { key: 'documentsRight', label: 'Documents right', kind: 'flag', sort: true, importance: 'medium' },
    { key: 'assumed', label: 'Assumed', kind: 'flag', sort: true, importance: 'medium' },
  ],
  lines: [
    order,
    customer,
    description,
    { key: 'dispatchedAt', label: 'First left', kind: 'instant', sort: true, always: true, importance: 'medium' },
    { key: 'asked', label: 'Ordered', kind: 'quantity', importance: 'medium' },
    { key: 'sent', label: 'First shipment', kind: 'quantity', importance: 'medium' },
    { key: 'inFull', label: 'In full', kind: 'flag', sort: true },
  ],
  picked: [
    order,
    customer,
    description,
    { key: 'releasedAt', label: 'Given to pick', kind: 'instant', sort: true, importance: 'medium' },
    { key: 'short', label: 'Short', kind: 'flag', sort: true },
    { key: 'wrong', label: 'Wrong', kind: 'flag', sort: true, importance: 'medium' },
    { key: 'damaged', label: 'Damaged', kind: 'flag', sort: true, importance: 'medium' },
    { key: 'returned', label: 'Returned, our fault', kind: 'flag', sort: true, importance: 'low' },
  ],
  receivables: openItems,
  opening: openItems,
  open: [...openItems, { key: 'bucket', label: 'Bucket', kind: 'outcome', sort: true, importance: 'medium' }],
  sales: [...item, { key: 'amountMinor', label: 'Amount', kind: 'money', sort: true }],
  months: [
    { key: 'monthOn', label: 'Month from', kind: 'day', sort: true },
    { key: 'days', label: 'Days', kind: 'quantity' },
    { key: 'salesMinor', label: 'Credit sales', kind: 'money', sort: true },
  ],
  unapplied: [
    { key: 'number', label: 'Receipt', kind: 'text' },
    customer,
    { key: 'receivedOn', label: 'Received', kind: 'day', sort: true, importance: 'medium' },
    { key: 'amountMinor', label: 'Amount', kind: 'money', importance: 'medium' },
    { key: 'unappliedMinor', label: 'Not applied', kind: 'money', sort: true },
  ],
  accounts: [
    { key: 'customerName', label: 'Payer', kind: 'text', sort: true },
    { key: 'committedMinor', label: 'Ordered', kind: 'money', importance: 'low' },
    { key: 'shippedMinor', label: 'Shipped', kind: 'money', importance: 'low' },
    { key: 'openMinor', label: 'Open', kind: 'money', importance: 'medium' },
    { key: 'unappliedMinor', label: 'Not applied', kind: 'money', importance: 'low' },
    { key: 'exposureMinor', label: 'Exposure', kind: 'money', sort: true },
    { key: 'limitMinor', label: 'Limit', kind: 'money', sort: true, importance: 'medium' },
    { key: 'percent', label: 'Used %', kind: 'quantity', sort: true },
  ],
  sold: [
    { key: 'number', label: 'Document', kind: 'text' },
    customer,
    { key: 'issuedOn', label: 'Issued', kind: 'day', sort: true, importance: 'medium' },
    { key: 'sku', label: 'SKU', kind: 'text', importance: 'low' },
    description,
    { key: 'categoryName', label: 'Category', kind: 'text', sort: true, importance: 'low' },
    { key: 'netMinor', label: 'Net', kind: 'money', sort: true },
    { key: 'costMinor', label: 'Cost', kind: 'money', importance: 'low' },
  ],
}

/** The default sorting of a population's rows: the latest, the largest or the worst first. */
export const defaultSort: Readonly<Record<Population, string>> = {
  delivered: '-deliveredAt',
  settled: '-settledOn',
  unsettled: '-ageDays',
  due: '-promisedOn',
  unpromised: '-orderedOn',
  arrived: '-deliveredAt',
  lines: '-dispatchedAt',
  picked: '-releasedAt',
  receivables: '-openMinor',
  opening: '-openMinor',
  open: '-daysLate',
  sales: '-issuedOn',
  months: '-monthOn',
  unapplied: '-receivedOn',
  accounts: '-percent',
  sold: '-issuedOn',
}

/** The record that a row stands for. */
export const recordOf: Readonly<Record<Population, 'order' | 'document' | 'receipt' | 'payer' | null>> = {
  delivered: 'order',
  settled: 'document',
  unsettled: 'document',
  due: 'order',
  unpromised: 'order',
  arrived: 'order',
  lines: 'order',
  picked: 'order',
  receivables: 'document',
  opening: 'document',
  open: 'document',
  sales: 'document',
  months: null,
  unapplied: 'receipt',
  accounts: 'payer',
  sold: 'document',
}
