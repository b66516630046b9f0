import { expect, it } from 'vitest'
import type { Population } from '../schema'
import { columnsOf, defaultSort, type RowColumn, recordOf } from './columns'

// The approved columns of each list of rows: its default sorting, the record of a row, and the columns with their kind.
const approved = `
  delivered by -deliveredAt, each a order
    number text: Order
    customerName text sort: Customer
    orderedAt instant low: Ordered
    deliveredAt instant sort medium: Delivered
    assumed flag low: Assumed
    entryHours hours low: Entry
    creditHours hours sort low: Credit
    stockHours hours sort low: Stock
    pickHours hours sort medium: Pick, pack
    carrierHours hours sort low: Carrier
    transitHours hours sort medium: Transit
    invoicingHours hours sort low: Invoicing
    cycleHours hours sort: Whole
    netHours hours sort low: Net of wished wait
  settled by -settledOn, each a document
    number text: Document
    customerName text sort: Customer
    issuedOn day sort medium: Issued
    dueOn day sort medium: Due
    orderedOn day low: Ordered
    settledOn day sort medium: Settled
    paidMinor money sort: Paid in money
    paymentDays days sort low: Invoice to money
    cashDays days sort: Order to money
  unsettled by -ageDays, each a document
    number text: Document
    customerName text sort: Customer
    issuedOn day sort medium: Issued
    dueOn day sort medium: Due
    orderedOn day low: Ordered
    openMinor money sort: Open
    ageDays days sort: Age
  due by -promisedOn, each a order
    number text: Order
    customerName text sort: Customer
    orderedOn day low: Ordered
    promisedOn day sort: Promised
    deliveredOn day medium: Delivered
    deliveries quantity sort medium: Deliveries
    outcome outcome sort: Outcome
  unpromised by -orderedOn, each a order
    number text: Order
    customerName text sort: Customer
    orderedOn day sort: Ordered
    stageSince instant sort medium: Stands there since
    outcome outcome sort: Why no day
  arrived by -deliveredAt, each a order
    number text: Order
    customerName text sort: Customer
    deliveredAt instant sort medium: Delivered
    onTime flag sort: On time
    inFull flag sort: In full
    undamaged flag sort medium: Undamaged
    documentsRight flag sort medium: Documents right
    assumed flag sort medium: Assumed
  lines by -dispatchedAt, each a order
    number text: Order
    customerName text sort: Customer
    description text medium: Line
    dispatchedAt instant sort medium: First left
    asked quantity medium: Ordered
    sent quantity medium: First shipment
    inFull flag sort: In full
  picked by -releasedAt, each a order
    number text: Order
    customerName text sort: Customer
    description text medium: Line
    releasedAt instant sort medium: Given to pick
    short flag sort: Short
    wrong flag sort medium: Wrong
    damaged flag sort medium: Damaged
    returned flag sort low: Returned, our fault
  receivables by -openMinor, each a document
    number text: Document
    customerName text sort: Customer
    issuedOn day sort medium: Issued
    dueOn day sort medium: Due
    daysLate days sort: Late
    amountMinor money low: Amount
    openMinor money sort: Open
  opening by -openMinor, each a document
    number text: Document
    customerName text sort: Customer
    issuedOn day sort medium: Issued
    dueOn day sort medium: Due
    daysLate days sort: Late
    amountMinor money low: Amount
    openMinor money sort: Open
  open by -daysLate, each a document
    number text: Document
    customerName text sort: Customer
    issuedOn day sort medium: Issued
    dueOn day sort medium: Due
    daysLate days sort: Late
    amountMinor money low: Amount
    openMinor money sort: Open
    bucket outcome sort medium: Bucket
  sales by -issuedOn, each a document
    number text: Document
    customerName text sort: Customer
    issuedOn day sort medium: Issued
    dueOn day sort medium: Due
    amountMinor money sort: Amount
  months by -monthOn, each a null
    monthOn day sort: Month from
    days quantity: Days
    salesMinor money sort: Credit sales
  unapplied by -receivedOn, each a receipt
    number text: Receipt
    customerName text sort: Customer
    receivedOn day sort medium: Received
    amountMinor money medium: Amount
    unappliedMinor money sort: Not applied
  accounts by -percent, each a payer
    customerName text sort: Payer
    committedMinor money low: Ordered
    shippedMinor money low: Shipped
    openMinor money medium: Open
    unappliedMinor money low: Not applied
    exposureMinor money sort: Exposure
    limitMinor money sort medium: Limit
    percent quantity sort: Used %
  sold by -issuedOn, each a document
    number text: Document
    customerName text sort: Customer
    issuedOn day sort medium: Issued
    sku text low: SKU
    description text medium: Line
    categoryName text sort low: Category
    netMinor money sort: Net
    costMinor money low: Cost
`

const told = ({ key, label, kind, sort, importance }: RowColumn) =>
  `${[key, kind, sort ? 'sort' : '', importance ?? ''].filter(Boolean).join(' ')}: ${label}`

it('the rows behind each figure show the approved columns in this order', () => {
  const lists = (Object.keys(columnsOf) as Population[]).flatMap((name) => [
    `  ${name} by ${defaultSort[name]}, each a ${recordOf[name]}`,
    ...columnsOf[name].map((column) => `    ${told(column)}`),
  ])
  expect(lists).toEqual(
    approved
      .trim()
      .split('\n')
      .map((line, index) => (index === 0 ? `  ${line}` : line)),
  )
})
