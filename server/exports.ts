import { listProducts, type ProductRow } from './catalog/queries'
import { listReceipts, type ReceiptRow } from './collection/queries/lists'
import { receiptListInput } from './collection/schema'
import { type CustomerRow, listCustomers } from './customer/queries'
import { type FloorRow, listFloor } from './fulfilment/queries/list'
import type { FloorListInput } from './fulfilment/schema'
import { listStock, type StockRow } from './inventory/queries/stock'
import { type InvoiceListRow, listInvoices } from './invoicing/queries/list'
import { invoiceListInput } from './invoicing/schema'
import { listOrders, type OrderListRow } from './order/queries/list'
import { orderListInput } from './order/schema'
import type { CsvColumn } from './platform/csv'
import type { Ctx } from './platform/ctx'
import { minorToDecimal } from './platform/money'
import type { Page } from './platform/pages'
import type { Permission } from './platform/permissions'
import { type AgingOfPayer, aging } from './receivable/queries/account'
import { listShipments, type ShipmentListRow } from './shipping/queries/list'
import type { ShipmentView } from './shipping/schema'

/** What the URL of a list says: its filters, as the page has them. */
export type ListSearch = Readonly<Record<string, string | undefined>>

/** A list that can be had as a file: read page by page, so that its length does not matter. */
export interface Export<Row> {
  permission: Permission
  columns(ctx: Ctx): CsvColumn<Row>[]
  page(ctx: Ctx, search: ListSearch, after: string | undefined): Promise<Page<Row>>
}

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
  page: (ctx, search, after) =>
    listCustomers(ctx, {
      text: search.q,
      held: search.state === 'held' || undefined,
      archived: search.state === 'archived',
      after,
      limit,
    }),
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
  page: (ctx, search, after) =>
    listProducts(ctx, {
      text: search.q,
      kind: search.kind as ProductRow['kind'] | undefined,
      archived: search.state === 'archived',
      after,
      limit,
    }),
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
  page: (ctx, { q, state, kind, customer }, after) =>
    listInvoices(ctx, invoiceListInput.parse({ q, state, kind, customerId: customer, after, limit })),
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
  page: (ctx, { q, state, customer }, after) =>
    listReceipts(ctx, receiptListInput.parse({ q, state, customerId: customer, after, limit })),
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
  page: (ctx, { q, stage, waitsFor, customer, view }, after) =>
    listOrders(
      ctx,
      orderListInput.parse({
        q,
        stage,
        waitsFor,
        customerId: customer,
        mine: view === 'mine' || undefined,
        late: view === 'late' || undefined,
        after,
        limit,
      }),
    ),
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
  page: async (ctx, { asOf }) => ({ rows: (await aging(ctx, asOf)).rows, next: null }),
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
  page: (ctx, { q, state }, after) => listStock(ctx, { q, state: state as 'IN_USE' | undefined, after, limit }),
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
  page: (ctx, { q, waits, state, late }, after) =>
    listFloor(ctx, {
      q,
      waitsFor: waits as FloorListInput['waitsFor'],
      state: state as FloorListInput['state'],
      late: late === '1' || undefined,
      after,
      limit,
    }),
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
  page: (ctx, { q, view, today }, after) =>
    listShipments(ctx, { q, view: view as ShipmentView | undefined, today: today === '1' || undefined, after, limit }),
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
}
