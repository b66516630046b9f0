import type { Export } from '@/server/platform/files/csv'
import { listPaymentTerms, type PaymentTermsRow } from '../queries'
import { type CustomerGroupRow, listCustomerGroups } from './choices'

const terms: Export<PaymentTermsRow> = {
  permission: 'customer.read',
  columns: () => [
    { label: 'Code', value: (row) => row.code },
    { label: 'Terms', value: (row) => row.name },
    { label: 'Kind', value: (row) => row.kind },
    { label: 'Days', value: (row) => (row.kind === 'NET' ? row.dueDays : null) },
    { label: 'For new customers', value: (row) => row.isDefault },
    { label: 'Archived', value: (row) => row.archivedAt },
  ],
  page: async (ctx) => ({ rows: await listPaymentTerms(ctx), previous: null, next: null }),
}

const groups: Export<CustomerGroupRow> = {
  permission: 'customer.read',
  columns: () => [
    { label: 'Group', value: (row) => row.name },
    { label: 'Customers', value: (row) => row.customers },
    { label: 'Archived', value: (row) => row.archivedAt },
  ],
  page: async (ctx) => ({ rows: await listCustomerGroups(ctx), previous: null, next: null }),
}

/** What customers are put in order by, as files. */
export const customerFiles = { 'payment-terms': terms, 'customer-groups': groups }
