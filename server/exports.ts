import { listProducts, type ProductRow } from './catalog/queries'
import { productListOf } from './catalog/schema'
import { type BankLineRow, listBankLines, listReceipts, type ReceiptRow } from './collection/queries/lists'
import { listRefunds, type RefundRow } from './collection/queries/refunds'
import { bankLineListInput, bankLineListOf, receiptListInput, receiptListOf, refundListOf } from './collection/schema'
import { type CreditAccountRow, listAccounts } from './credit/queries/accounts'
import { type CreditWorkRow, creditWork } from './credit/queries/work'
import { accountListOf, workOf } from './credit/schema'
import { type CustomerRow, listCustomers } from './customer/queries'
import { customerListOf } from './customer/schema'
import { type FloorRow, listFloor } from './fulfilment/queries/list'
import { floorListOf } from './fulfilment/schema'
import { waitingFiles } from './home/queries/files'
import { listStock, type StockRow } from './inventory/queries/stock'
import { stockListOf } from './inventory/schema'
import { type InvoiceListRow, listInvoices } from './invoicing/queries/list'
import { invoiceListInput, invoiceListOf } from './invoicing/schema'
import { listOrders, type OrderListRow } from './order/queries/list'
import { listQuotes, type QuoteListRow } from './order/queries/quotes'
import { orderListOf, quoteListOf } from './order/schema'
import type { Export } from './platform/csv'
import { minorToDecimal } from './platform/money'
import { readable } from './platform/pages'
import { type AgingOfPayer, aging } from './receivable/queries/account'
import { agingInput } from './receivable/schema'
import { figureFiles } from './reporting/queries/files'
import { listShipments, type ShipmentListRow } from './shipping/queries/list'
import { shipmentListOf } from './shipping/schema'

/** Rows read at once. */
const limit = 100

const customers: Export<CustomerRow> = {
  permission: 'customer.read',
  columns: ({ organisation: { currency } }) => [
    { label: 'Number', value: (row) => row.number },
    { label: 'Name', value: (row) => row.name },
    { label: 'E-mail', value: (row) => row.email },
    { label: 'City', value: (row) => row.billCity },
    { label: 'Country', value: (row) => row.country },
    { label: `Open ${currency}`, value: (row) => minorToDecimal(row.openMinor, currency) },
    {
      label: `Limit ${currency}`,
      value: (row) => (row.limitMinor === null ? null : minorToDecimal(row.limitMinor, currency)),
    },
    { label: 'On hold', value: (row) => row.holds > 0 },
  ],
  page: (ctx, search, after) => listCustomers(ctx, { ...customerListOf(search), after, limit }),
}

const products: Export<ProductRow> = {
  permission: 'product.read',
  columns: ({ organisation: { currency } }) => [
    { label: 'SKU', value: (row) => row.sku },
    { label: 'GTIN', value: (row) => row.gtin },
    { label: 'Name', value: (row) => row.name },
    { label: 'Kind', value: (row) => row.kind },
    { label: `Price ${currency}`, value: (row) => row.unitPrice },
    { label: 'Per', value: (row) => row.priceQuantity },
    { label: 'Tax', value: (row) => row.taxName },
    { label: 'On hand', value: (row) => row.onHand },
    { label: 'Available', value: (row) => row.available },
    { label: 'Backordered', value: (row) => row.backordered },
  ],
  page: (ctx, search, after) => listProducts(ctx, { ...productListOf(search), after, limit }),
}

const invoices: Export<InvoiceListRow> = {
  permission: 'invoice.read',
  columns: ({ organisation: { currency } }) => [
    { label: 'Number', value: (row) => row.number },
    { label: 'Kind', value: (row) => row.kind },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Issued', value: (row) => row.issuedOn },
    { label: 'Due', value: (row) => row.dueOn },
    { label: `Total ${currency}`, value: (row) => minorToDecimal(row.grossMinor, currency) },
    { label: `Open ${currency}`, value: (row) => minorToDecimal(row.openMinor, currency) },
    { label: 'Settled', value: (row) => row.settledOn },
  ],
  page: (ctx, search, after) => listInvoices(ctx, invoiceListInput.parse({ ...invoiceListOf(search), after, limit })),
}

const receipts: Export<ReceiptRow> = {
  permission: 'collection.read',
  columns: ({ organisation: { currency } }) => [
    { label: 'Number', value: (row) => row.number },
    { label: 'Received', value: (row) => row.receivedOn },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Method', value: (row) => row.method },
    { label: 'Reference', value: (row) => row.reference },
    { label: `Amount ${currency}`, value: (row) => minorToDecimal(row.amountMinor, currency) },
    { label: `Unapplied ${currency}`, value: (row) => minorToDecimal(row.unappliedMinor, currency) },
    { label: 'Taken back', value: (row) => row.reversedAt },
  ],
  page: (ctx, search, after) => listReceipts(ctx, receiptListInput.parse({ ...receiptListOf(search), after, limit })),
}

const refunds: Export<RefundRow> = {
  permission: 'collection.read',
  columns: () => [
    { label: 'Number', value: (row) => row.number },
    { label: 'Day', value: (row) => row.refundedOn },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Method', value: (row) => row.method },
    { label: 'Why', value: (row) => row.reason },
    { label: 'Currency', value: (row) => row.currency },
    { label: 'Amount', value: (row) => minorToDecimal(row.amountMinor, row.currency) },
    { label: 'Taken back', value: (row) => row.reversedAt },
  ],
  page: (ctx, search, after) => listRefunds(ctx, { ...refundListOf(search), after, limit }),
}

const orders: Export<OrderListRow> = {
  permission: 'order.read',
  columns: ({ organisation: { currency } }) => [
    { label: 'Order', value: (row) => row.number },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Reference', value: (row) => row.customerReference },
    { label: 'Ordered', value: (row) => row.orderedAt },
    { label: 'Promised', value: (row) => row.promisedOn },
    { label: 'Stage', value: (row) => row.stage },
    { label: 'Waits for', value: (row) => row.waitsFor },
    { label: `Total ${currency}`, value: (row) => minorToDecimal(row.grossMinor, currency) },
    { label: `Open ${currency}`, value: (row) => minorToDecimal(row.openMinor, currency) },
  ],
  page: (ctx, search, after) => listOrders(ctx, { ...orderListOf(search), after, limit }),
}

const agingList: Export<AgingOfPayer> = {
  permission: 'receivable.read',
  columns: ({ organisation: { currency } }) => {
    const amount = (label: string, of: (row: AgingOfPayer) => bigint) => ({
      label: `${label} ${currency}`,
      value: (row: AgingOfPayer) => minorToDecimal(of(row), currency),
    })
    return [
      { label: 'Number', value: (row) => row.customerNumber },
      { label: 'Customer', value: (row) => row.customerName },
      amount('Not due', (row) => row.notDueMinor),
      amount('1-30', (row) => row.to30Minor),
      amount('31-60', (row) => row.to60Minor),
      amount('61-90', (row) => row.to90Minor),
      amount('Over 90', (row) => row.over90Minor),
      amount('Total', (row) => row.totalMinor),
      amount('Unapplied', (row) => row.unappliedMinor),
    ]
  },
  page: async (ctx, search) => ({
    rows: (await aging(ctx, readable(agingInput, search).asOf)).rows,
    previous: null,
    next: null,
  }),
}

const stock: Export<StockRow> = {
  permission: 'product.read',
  columns: () => [
    { label: 'SKU', value: (row) => row.sku },
    { label: 'Name', value: (row) => row.name },
    { label: 'Home bin', value: (row) => row.homeBin },
    { label: 'On hand', value: (row) => row.onHand },
    { label: 'Reserved', value: (row) => row.reserved },
    { label: 'Picked', value: (row) => row.picked },
    { label: 'Free', value: (row) => row.available },
    { label: 'Waited for', value: (row) => row.backordered },
  ],
  page: (ctx, search, after) => listStock(ctx, { ...stockListOf(search), after, limit }),
}

const floor: Export<FloorRow> = {
  permission: 'fulfilment.read',
  columns: () => [
    { label: 'Order', value: (row) => row.number },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Waits for', value: (row) => row.waitsFor },
    { label: 'On hold', value: (row) => row.held },
    { label: 'To pick', value: (row) => row.reserved },
    { label: 'To pack', value: (row) => row.picked - row.packed },
    { label: 'Short', value: (row) => row.backordered },
    { label: 'Promised', value: (row) => row.promisedOn },
    { label: 'Waits since', value: (row) => row.stageSince },
  ],
  page: (ctx, search, after) => listFloor(ctx, { ...floorListOf(search), after, limit }),
}

const shipments: Export<ShipmentListRow> = {
  permission: 'shipping.read',
  columns: () => [
    { label: 'Shipment', value: (row) => row.number },
    { label: 'Order', value: (row) => row.orderNumber },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'State', value: (row) => row.state },
    { label: 'On hold', value: (row) => row.held },
    { label: 'Service', value: (row) => row.serviceName },
    { label: 'Parcels', value: (row) => row.parcels },
    { label: 'Weight g', value: (row) => row.weightGrams },
    { label: 'Leaves', value: (row) => row.plannedOn },
    { label: 'Promised', value: (row) => row.promisedOn },
    { label: 'Dispatched', value: (row) => row.dispatchedAt },
    { label: 'Delivered', value: (row) => row.deliveredAt },
    { label: 'Tracking', value: (row) => row.trackingNumber },
  ],
  page: (ctx, search, after) => listShipments(ctx, { ...shipmentListOf(search), after, limit }),
}

const quotes: Export<QuoteListRow> = {
  permission: 'order.read',
  columns: ({ organisation: { currency } }) => [
    { label: 'Quote', value: (row) => row.number },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'State', value: (row) => row.state },
    { label: 'Valid until', value: (row) => row.validUntil },
    { label: 'Written', value: (row) => row.createdAt },
    { label: `Total ${currency}`, value: (row) => minorToDecimal(row.grossMinor, currency) },
  ],
  page: (ctx, search, after) => listQuotes(ctx, { ...quoteListOf(search), after, limit }),
}

const accounts: Export<CreditAccountRow> = {
  permission: 'credit.read',
  columns: ({ organisation: { currency } }) => {
    const amount = (label: string, of: (row: CreditAccountRow) => bigint | null) => ({
      label: `${label} ${currency}`,
      value: (row: CreditAccountRow) => {
        const minor = of(row)
        return minor === null ? null : minorToDecimal(minor, currency)
      },
    })
    return [
      { label: 'Number', value: (row) => row.number },
      { label: 'Customer', value: (row) => row.name },
      { label: 'On hold', value: (row) => row.holds > 0 },
      amount('Invoiced, open', (row) => row.openMinor),
      amount('Ordered', (row) => row.committedMinor),
      amount('Shipped, not invoiced', (row) => row.shippedNotInvoicedMinor),
      amount('Unapplied', (row) => row.unappliedMinor),
      amount('Exposure', (row) => row.exposureMinor),
      amount('Limit', (row) => row.limitMinor),
    ]
  },
  page: (ctx, search, after) => listAccounts(ctx, { ...accountListOf(search), after, limit }),
}

const bankLines: Export<BankLineRow> = {
  permission: 'collection.read',
  columns: () => [
    { label: 'Day', value: (row) => row.bookedOn },
    { label: 'From', value: (row) => row.counterparty },
    { label: 'IBAN', value: (row) => row.counterpartyIban },
    { label: 'Reference', value: (row) => row.reference },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'State', value: (row) => row.state },
    { label: 'Why', value: (row) => row.cause },
    { label: 'Currency', value: (row) => row.currency },
    { label: 'Amount', value: (row) => minorToDecimal(row.amountMinor, row.currency) },
  ],
  page: (ctx, search, after) =>
    listBankLines(ctx, bankLineListInput.parse({ ...bankLineListOf(search), after, limit })),
}

const waiting: Export<CreditWorkRow> = {
  permission: 'credit.read',
  columns: ({ organisation: { currency } }) => [
    { label: 'Order', value: (row) => row.number },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Waits for', value: (row) => row.waitsFor },
    { label: 'Cause', value: (row) => row.cause ?? row.holds?.join(' ') },
    { label: 'Points', value: (row) => row.points },
    { label: 'Waits since', value: (row) => row.stageSince },
    { label: `Order ${currency}`, value: (row) => minorToDecimal(row.grossMinor, currency) },
    { label: `Owed ${currency}`, value: (row) => minorToDecimal(row.exposureMinor, currency) },
  ],
  page: (ctx, search, after) => creditWork(ctx, { ...workOf(search), after, limit }),
}

/** Every list that can be exported, by the name in its URL. */
// biome-ignore lint/suspicious/noExplicitAny: each entry reads and writes rows of its own shape
export const exportsByName: Readonly<Record<string, Export<any>>> = {
  orders,
  customers,
  products,
  invoices,
  receipts,
  aging: agingList,
  stock,
  fulfilment: floor,
  shipments,
  quotes,
  'credit-work': waiting,
  'credit-accounts': accounts,
  'bank-lines': bankLines,
  refunds,
  ...figureFiles,
  ...waitingFiles,
}
