import { carrierFiles } from './carrier/queries/files'
import { catalogFiles } from './catalog/queries/files'
import { collectionFiles } from './collection/queries/files'
import { creditFiles } from './credit/queries/files'
import { customerFiles } from './customer/queries/files'
import { customerFile } from './exchange/queries/customer-file'
import { exchangeFiles, importRowsFile } from './exchange/queries/files'
import { peopleFiles } from './exchange/queries/people-files'
import { productFile } from './exchange/queries/product-file'
import { fulfilmentFiles } from './fulfilment/queries/files'
import { waitingFiles } from './home/queries/files'
import { placeFiles } from './inventory/queries/files'
import { listStock, type StockRow } from './inventory/queries/stock'
import { stockListOf } from './inventory/schema'
import { type InvoiceListRow, listInvoices } from './invoicing/queries/list'
import { invoiceListInput, invoiceListOf } from './invoicing/schema'
import { orderFiles } from './order/queries/files'
import type { Export } from './platform/files/csv'
import { minorToDecimal } from './platform/money/money'
import { inUnits, type Measure } from './platform/money/quantity'
import { organisationFiles } from './platform/organisation/queries/files'
import { priceFiles } from './pricing/queries/files'
import { receivableFiles } from './receivable/queries/files'
import { discountFiles, figureFiles, soldFiles } from './reporting/queries/files'
import { shippingFiles } from './shipping/queries/files'
import { listShipments, type ShipmentListRow } from './shipping/queries/list'
import { shipmentListOf } from './shipping/schema'
import { supplyFiles } from './supply/queries/files'
import { refusalWords } from './words'

/** A quantity in the unit of its product. */
const units = (quantity: number | null, row: Measure) => (quantity === null ? null : inUnits(quantity, row))

/** Rows read at once. */
const limit = 100

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

const stock: Export<StockRow> = {
  permission: 'product.read',
  columns: () => [
    { label: 'SKU', value: (row) => row.sku },
    { label: 'Name', value: (row) => row.name },
    { label: 'Home bin', value: (row) => row.homeBin },
    { label: 'Unit', value: (row) => row.unit },
    { label: 'On hand', value: (row) => units(row.onHand, row) },
    { label: 'Reserved', value: (row) => units(row.reserved, row) },
    { label: 'Picked', value: (row) => units(row.picked, row) },
    { label: 'Free', value: (row) => units(row.available, row) },
    { label: 'Waited for', value: (row) => units(row.backordered, row) },
  ],
  page: (ctx, search, after) => listStock(ctx, { ...stockListOf(search), after, limit }),
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

/** Every list that can be exported, by the name in its URL. */
// biome-ignore lint/suspicious/noExplicitAny: each entry reads and writes rows of its own shape
export const exportsByName: Readonly<Record<string, Export<any>>> = {
  customers: customerFile,
  ...peopleFiles,
  products: productFile,
  ...customerFiles,
  ...catalogFiles,
  ...carrierFiles,
  ...organisationFiles,
  ...placeFiles,
  invoices,
  stock,
  ...fulfilmentFiles,
  shipments,
  ...priceFiles,
  ...orderFiles,
  ...creditFiles,
  ...collectionFiles,
  ...figureFiles,
  ...discountFiles,
  ...soldFiles,
  ...shippingFiles,
  ...supplyFiles,
  ...receivableFiles,
  ...exchangeFiles,
  'import-rows': importRowsFile((problem, manner) => refusalWords(problem.code, problem.parameters ?? {}, manner)),
  ...waitingFiles,
}
