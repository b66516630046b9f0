import type { Export } from '@/server/platform/files/csv'
import { inUnits } from '@/server/platform/money/quantity'
import { floorListOf, putBackListOf } from '../schema'
import { putAwayListOf } from '../schema/moving'
import { transferListOf } from '../schema/transfer'
import { type FloorRow, listFloor } from './list'
import { listPutAway, type PutAwayRow } from './moving'
import { listPutBack, type PutBackRow } from './put-back'
import { listTransfers, type TransferRow } from './transfers'

const limit = 100

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
    { label: 'Promised', value: (row) => (row.undated ? null : row.promisedOn) },
    { label: 'Waits since', value: (row) => row.stageSince },
  ],
  page: (ctx, search, after) => listFloor(ctx, { ...floorListOf(search), after, limit }),
}

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
    { label: 'Lot', value: (row) => row.lot },
    { label: 'Warehouse', value: (row) => row.warehouseName },
    { label: 'Lies in', value: (row) => row.fromBin },
    { label: 'Into', value: (row) => row.toBin },
    { label: 'Units', value: (row) => inUnits(row.quantity, row) },
    { label: 'On pick lists', value: (row) => inUnits(row.asked, row) },
    { label: 'Since', value: (row) => row.since },
  ],
  page: (ctx, search, after) => listPutAway(ctx, { ...putAwayListOf(search), after, limit }),
}

const transfers: Export<TransferRow> = {
  permission: 'fulfilment.read',
  columns: () => [
    { label: 'Number', value: (row) => row.number },
    { label: 'From', value: (row) => row.fromName },
    { label: 'To', value: (row) => row.toName },
    { label: 'State', value: (row) => row.state },
    { label: 'Sent', value: (row) => row.sentAt },
    { label: 'Expected', value: (row) => row.expectedOn },
    { label: 'Received on', value: (row) => row.receivedAt },
    { label: 'Units', value: (row) => row.units },
    { label: 'Received', value: (row) => row.received },
    { label: 'Lost', value: (row) => row.lost },
  ],
  page: (ctx, search, after) => listTransfers(ctx, { ...transferListOf(search), after, limit }),
}

/** Orders on the floor, transfers, goods to put back and to put away as files. */
export const fulfilmentFiles = { fulfilment: floor, 'put-back': putBack, 'put-away': putAway, transfers }
