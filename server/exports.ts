import { listProducts, type ProductRow } from './catalog/queries'
import { type CustomerRow, listCustomers } from './customer/queries'
import type { CsvColumn } from './platform/csv'
import type { Ctx } from './platform/ctx'
import { minorToDecimal } from './platform/money'
import type { Page } from './platform/pages'
import type { Permission } from './platform/permissions'

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

/** Every list that can be exported, by the name in its URL. */
// biome-ignore lint/suspicious/noExplicitAny: each entry reads and writes rows of its own shape
export const exportsByName: Readonly<Record<string, Export<any>>> = { customers, products }
