import type { Export } from '@/server/platform/files/csv'
import { plannedListOf, supplierListOf } from '../schema'
import { listPlanned, type PlannedListRow } from './planned'
import { listSuppliers, type SupplierRow } from './suppliers'

const limit = 100

const planned: Export<PlannedListRow> = {
  permission: 'supply.read',
  columns: () => [
    { label: 'Number', value: (row) => row.number },
    { label: 'Supplier', value: (row) => row.supplierName },
    { label: 'Their number', value: (row) => row.reference },
    { label: 'State', value: (row) => row.state },
    { label: 'Late', value: (row) => row.late },
    { label: 'Ordered', value: (row) => row.orderedOn },
    { label: 'Expected', value: (row) => row.expectedOn },
    { label: 'Products', value: (row) => row.products },
    { label: 'Units', value: (row) => row.units },
    { label: 'Received', value: (row) => row.received },
  ],
  page: (ctx, search, after) => listPlanned(ctx, { ...plannedListOf(search), after, limit }),
}

const suppliers: Export<SupplierRow> = {
  permission: 'supply.read',
  columns: () => [
    { label: 'Number', value: (row) => row.number },
    { label: 'Name', value: (row) => row.name },
    { label: 'Contact', value: (row) => row.contact },
    { label: 'E-mail', value: (row) => row.email },
    { label: 'Telephone', value: (row) => row.phone },
    { label: 'Country', value: (row) => row.country },
    { label: 'Lead time, days', value: (row) => row.leadDays },
    { label: 'Expected', value: (row) => row.expected },
    { label: 'Late', value: (row) => row.late },
  ],
  page: (ctx, search, after) => listSuppliers(ctx, { ...supplierListOf(search), after, limit }),
}

/** Planned receipts and suppliers as files. */
export const supplyFiles = { planned, suppliers }
