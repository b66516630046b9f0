import { listOpenItems, type OpenItemRow } from '@/server/collection/queries/lists'
import { openItemListInput } from '@/server/collection/schema'
import type { Export } from '@/server/platform/files/csv'
import { type ListSearch, readable } from '@/server/platform/lists/pages'
import { minorToDecimal } from '@/server/platform/money/money'
import { agingInput, statementInput } from '../schema'
import { causeWords, kindWords, whyNotWords } from '../words/en'
import { type AgingOfPayer, aging } from './account'
import { type PreviewRow, previewPage } from './preview'
import { type Movement, movementsPage } from './statement'

const limit = 100

const openItems: Export<OpenItemRow> = {
  permission: 'receivable.read',
  columns: () => [
    { label: 'Number', value: (row) => row.number },
    { label: 'Kind', value: (row) => row.kind },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Issued', value: (row) => row.issuedOn },
    { label: 'Due', value: (row) => row.dueOn },
    { label: 'Overdue since', value: (row) => row.overdueSince },
    { label: 'Currency', value: (row) => row.currency },
    { label: 'Amount', value: (row) => minorToDecimal(row.amountMinor, row.currency) },
    { label: 'Open', value: (row) => minorToDecimal(row.openMinor, row.currency) },
  ],
  page: (ctx, { customer, ...search }: ListSearch, after) =>
    listOpenItems(
      ctx,
      openItemListInput.parse({ ...readable(openItemListInput, { ...search, customerId: customer }), after, limit }),
    ),
}

const agingList: Export<AgingOfPayer> = {
  permission: 'receivable.read',
  columns: ({ organisation: { currency } }) => {
    const amount = (label: string, of: (row: AgingOfPayer) => bigint) => ({
      label: `${label} ${currency}`,
      value: (row: AgingOfPayer) => minorToDecimal(of(row), currency),
    })
    return [
      { label: 'Number', value: (row) => row.customerNumber },
      { label: 'Customer', value: (row) => row.customerName },
      amount('Not due', (row) => row.notDueMinor),
      amount('1-30', (row) => row.to30Minor),
      amount('31-60', (row) => row.to60Minor),
      amount('61-90', (row) => row.to90Minor),
      amount('Over 90', (row) => row.over90Minor),
      amount('Total', (row) => row.totalMinor),
      amount('Unapplied', (row) => row.unappliedMinor),
    ]
  },
  page: async (ctx, search) => ({
    rows: (await aging(ctx, readable(agingInput, search).asOf)).rows,
    previous: null,
    next: null,
  }),
}

const movements: Export<Movement> = {
  permission: 'receivable.read',
  columns: ({ organisation: { currency } }) => [
    { label: 'Day', value: (row) => row.on },
    { label: 'What', value: (row) => causeWords(row.cause) },
    { label: 'Number', value: (row) => row.number },
    { label: `Amount ${currency}`, value: (row) => minorToDecimal(row.amountMinor, currency) },
    { label: `Balance ${currency}`, value: (row) => minorToDecimal(row.balanceMinor, currency) },
  ],
  page: (ctx, { customer, from, to }: ListSearch, after) =>
    movementsPage(ctx, statementInput.parse({ customerId: customer, from, to }), after),
}

const reminders: Export<PreviewRow> = {
  permission: 'receivable.read',
  columns: ({ organisation: { currency } }) => [
    { label: 'Customer', value: (row) => row.name },
    { label: 'E-mail', value: (row) => row.mailTo },
    { label: 'Gets', value: (row) => (row.kind && !row.reason ? kindWords(row.kind) : null) },
    { label: 'Invoices', value: (row) => row.items.map((item) => item.number).join(' ') },
    { label: 'Why not', value: whyNotWords },
    { label: `Open ${currency}`, value: (row) => minorToDecimal(row.totalMinor, currency) },
  ],
  page: (ctx, _search, after) => previewPage(ctx, after ?? null),
}

/** What is owed, how it came to it and who would be reminded, as files. */
export const receivableFiles = { aging: agingList, 'open-items': openItems, 'account-movements': movements, reminders }
