import type { Export } from '@/server/platform/files/csv'
import { minorToDecimal } from '@/server/platform/money/money'
import { orderListOf, quoteListOf } from '../schema'
import { draftListOf } from '../schema/draft'
import { type DraftRow, listDrafts } from './drafts'
import { listOrders, type OrderListRow } from './list'
import { listQuotes, type QuoteListRow } from './quotes'

const limit = 100

const orders: Export<OrderListRow> = {
  permission: 'order.read',
  columns: ({ organisation: { currency } }) => [
    { label: 'Order', value: (row) => row.number },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Reference', value: (row) => row.customerReference },
    { label: 'Ordered', value: (row) => row.orderedAt },
    { label: 'Promised', value: (row) => (row.undated ? null : row.promisedOn) },
    { label: 'Stage', value: (row) => row.stage },
    { label: 'Waits for', value: (row) => row.waitsFor },
    { label: `Total ${currency}`, value: (row) => minorToDecimal(row.grossMinor, currency) },
    { label: `Open ${currency}`, value: (row) => minorToDecimal(row.openMinor, currency) },
  ],
  page: (ctx, search, after) => listOrders(ctx, { ...orderListOf(search), after, limit }),
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

const drafts: Export<DraftRow> = {
  permission: 'order.confirm',
  columns: () => [
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Lines', value: (row) => row.lines },
    { label: 'Note', value: (row) => row.note },
    { label: 'Begun by', value: (row) => row.createdByName },
    { label: 'Begun', value: (row) => row.createdAt },
    { label: 'Saved by', value: (row) => row.savedByName },
    { label: 'Saved', value: (row) => row.savedAt },
  ],
  page: (ctx, search, after) => listDrafts(ctx, { ...draftListOf(search), after, limit }),
}

/** Orders, quotes and drafts as files. */
export const orderFiles = { orders, quotes, drafts }
