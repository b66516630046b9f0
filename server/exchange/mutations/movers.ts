import type { KindName } from '../rules/fields'
import { addressMover } from './move-addresses'
import { contactMover } from './move-contacts'
import { customerMover } from './move-customers'
import { openInvoiceMover } from './move-open-invoices'
import { openOrderMover } from './move-open-orders'
import { plannedMover } from './move-planned'
import { priceMover } from './move-prices'
import { productMover } from './move-products'
import { stockMover } from './move-stock'
import type { Mover } from './mover'

const movers: Readonly<Record<KindName, unknown>> = {
  CUSTOMERS: customerMover,
  ADDRESSES: addressMover,
  CONTACTS: contactMover,
  PRODUCTS: productMover,
  STOCK: stockMover,
  OPEN_INVOICES: openInvoiceMover,
  PRICES: priceMover,
  OPEN_ORDERS: openOrderMover,
  PLANNED_RECEIPTS: plannedMover,
}

/** How records of a kind are moved in. */
export const moverOf = (kind: KindName): Mover => movers[kind] as Mover
