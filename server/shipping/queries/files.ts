import type { Export } from '@/server/platform/files/csv'
import { inUnits, type Measure } from '@/server/platform/money/quantity'
import { lotRecord, type WhoGot } from './lots'

type GotRow = WhoGot & Measure & { lot: string; sku: string }

const lotFile: Export<GotRow> = {
  permission: 'shipping.read',
  columns: () => [
    { label: 'SKU', value: (row) => row.sku },
    { label: 'Lot', value: (row) => row.lot },
    { label: 'Customer number', value: (row) => row.customerNumber },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Contact', value: (row) => row.contact },
    { label: 'E-mail', value: (row) => row.email },
    { label: 'Telephone', value: (row) => row.phone },
    { label: 'Order', value: (row) => row.orderNumber },
    { label: 'Shipment', value: (row) => row.shipmentNumber },
    { label: 'Left', value: (row) => row.dispatchedAt },
    { label: 'Units', value: (row) => inUnits(row.quantity, row) },
    { label: 'Came back', value: (row) => inUnits(row.returned, row) },
  ],
  page: async (ctx, search) => {
    const lot = await lotRecord(ctx, String(search.lot ?? ''))
    const { unit, places, number, sku } = lot
    return { rows: lot.got.map((one) => ({ ...one, unit, places, lot: number, sku })), previous: null, next: null }
  },
}

/** Who got goods of a lot, as a file. */
export const shippingFiles = { 'lot-recall': lotFile }
