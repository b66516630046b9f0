import type { Export } from '@/server/platform/files/csv'
import { inUnits } from '@/server/platform/money/quantity'
import { putBackListOf } from '../schema'
import { putAwayListOf } from '../schema/moving'
import { listPutAway, type PutAwayRow } from './moving'
import { listPutBack, type PutBackRow } from './put-back'

const limit = 100

const putBack: Export<PutBackRow> = {
  permission: 'fulfilment.read',
  columns: () => [
    { label: 'Order', value: (row) => row.orderNumber },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Order cancelled', value: (row) => row.isCancelled },
    { label: 'SKU', value: (row) => row.sku },
    { label: 'Product', value: (row) => row.name },
    { label: 'Units', value: (row) => inUnits(row.quantity, row) },
    { label: 'In parcels', value: (row) => inUnits(row.boxed, row) },
    { label: 'Home bin', value: (row) => row.homeBin },
    { label: 'Since', value: (row) => row.since },
  ],
  page: (ctx, search, after) => listPutBack(ctx, { ...putBackListOf(search), after, limit }),
}

const putAway: Export<PutAwayRow> = {
  permission: 'fulfilment.read',
  columns: () => [
    { label: 'SKU', value: (row) => row.sku },
    { label: 'Product', value: (row) => row.name },
    { label: 'Warehouse', value: (row) => row.warehouseName },
    { label: 'Lies in', value: (row) => row.fromBin },
    { label: 'Into', value: (row) => row.toBin },
    { label: 'Units', value: (row) => inUnits(row.quantity, row) },
    { label: 'On pick lists', value: (row) => inUnits(row.asked, row) },
    { label: 'Since', value: (row) => row.since },
  ],
  page: (ctx, search, after) => listPutAway(ctx, { ...putAwayListOf(search), after, limit }),
}

/** Goods to put back and to put away as files. */
export const fulfilmentFiles = { 'put-back': putBack, 'put-away': putAway }
