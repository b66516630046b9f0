import type { Export } from '@/server/platform/files/csv'
import { minorToDecimal } from '@/server/platform/money/money'
import { accountListOf, workOf } from '../schema'
import { type CreditAccountRow, listAccounts } from './accounts'
import { type CreditWorkRow, creditWork } from './work'

const limit = 100

const accounts: Export<CreditAccountRow> = {
  permission: 'credit.read',
  columns: ({ organisation: { currency } }) => {
    const amount = (label: string, of: (row: CreditAccountRow) => bigint | null) => ({
      label: `${label} ${currency}`,
      value: (row: CreditAccountRow) => {
        const minor = of(row)
        return minor === null ? null : minorToDecimal(minor, currency)
      },
    })
    return [
      { label: 'Number', value: (row) => row.number },
      { label: 'Customer', value: (row) => row.name },
      { label: 'On hold', value: (row) => row.holds > 0 },
      amount('Invoiced, open', (row) => row.openMinor),
      amount('Ordered', (row) => row.committedMinor),
      amount('Shipped, not invoiced', (row) => row.shippedNotInvoicedMinor),
      amount('Unapplied', (row) => row.unappliedMinor),
      amount('Exposure', (row) => row.exposureMinor),
      amount('Limit', (row) => row.limitMinor),
    ]
  },
  page: (ctx, search, after) => listAccounts(ctx, { ...accountListOf(search), after, limit }),
}

const waiting: Export<CreditWorkRow> = {
  permission: 'credit.read',
  columns: ({ organisation: { currency } }) => [
    { label: 'Order', value: (row) => row.number },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Waits for', value: (row) => row.waitsFor },
    { label: 'Cause', value: (row) => row.cause ?? row.holds?.join(' ') },
    { label: 'Points', value: (row) => row.points },
    { label: 'Waits since', value: (row) => row.stageSince },
    { label: `Order ${currency}`, value: (row) => minorToDecimal(row.grossMinor, currency) },
    { label: `Owed ${currency}`, value: (row) => minorToDecimal(row.exposureMinor, currency) },
  ],
  page: (ctx, search, after) => creditWork(ctx, { ...workOf(search), after, limit }),
}

/** The credit work list and the accounts, as files. */
export const creditFiles = { 'credit-work': waiting, 'credit-accounts': accounts }
