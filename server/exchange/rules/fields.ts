import type { Field, Kind } from './field'
import { customers } from './fields-customers'
import { openOrders, plannedReceipts } from './fields-open'
import { addresses, contacts } from './fields-people'
import { products } from './fields-products'
import { openInvoices, prices, stock } from './fields-trade'

/** What can be moved in, in the order in which it is best done. */
export const kinds = {
  CUSTOMERS: { label: 'Customers', one: 'customer', permission: 'customer.change', fields: customers },
  ADDRESSES: {
    label: 'Addresses of customers',
    one: 'address of a customer',
    permission: 'customer.change',
    fields: addresses,
  },
  CONTACTS: {
    label: 'Contacts of customers',
    one: 'contact of a customer',
    permission: 'customer.change',
    fields: contacts,
  },
  PRODUCTS: { label: 'Products', one: 'product', permission: 'product.change', fields: products },
  STOCK: { label: 'Opening stock', one: 'stock of a product in a bin', permission: 'stock.receive', fields: stock },
  OPEN_INVOICES: { label: 'Open invoices', one: 'open invoice', permission: 'invoice.issue', fields: openInvoices },
  PRICES: { label: 'Price lists', one: 'price', permission: 'price.change', fields: prices },
  OPEN_ORDERS: {
    label: 'Open orders',
    one: 'line of an open order',
    permission: 'order.confirm',
    fields: openOrders,
    groupBy: 'number',
  },
  PLANNED_RECEIPTS: {
    label: 'Planned receipts',
    one: 'line of a planned receipt',
    permission: 'supply.change',
    fields: plannedReceipts,
    groupBy: 'number',
  },
} as const satisfies Record<string, Kind>

export type KindName = keyof typeof kinds
export const kindNames = Object.keys(kinds) as [KindName, ...KindName[]]

/** The fields of a kind. */
export const fieldsOf = (kind: KindName): readonly Field[] => kinds[kind].fields

/** The field by which rows of a kind belong together; nothing where each row is a record of its own. */
export const groupField = (kind: KindName): string | undefined => (kinds[kind] as Kind).groupBy

/** What a field is called. */
export const labelOf = (kind: KindName, key: string): string =>
  fieldsOf(kind).find((field) => field.key === key)?.label ?? key
