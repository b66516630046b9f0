import type { Export } from '@/server/platform/files/csv'
import { minorToDecimal } from '@/server/platform/money/money'
import { bankLineListInput, bankLineListOf, receiptListInput, receiptListOf, refundListOf } from '../schema'
import { type BankLineRow, listBankLines, listReceipts, type ReceiptRow } from './lists'
import { listRefunds, type RefundRow } from './refunds'

const limit = 100

const receipts: Export<ReceiptRow> = {
  permission: 'collection.read',
  columns: ({ organisation: { currency } }) => [
    { label: 'Number', value: (row) => row.number },
    { label: 'Received', value: (row) => row.receivedOn },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Method', value: (row) => row.method },
    { label: 'Reference', value: (row) => row.reference },
    { label: `Amount ${currency}`, value: (row) => minorToDecimal(row.amountMinor, currency) },
    { label: `Unapplied ${currency}`, value: (row) => minorToDecimal(row.unappliedMinor, currency) },
    { label: 'Taken back', value: (row) => row.reversedAt },
  ],
  page: (ctx, search, after) => listReceipts(ctx, receiptListInput.parse({ ...receiptListOf(search), after, limit })),
}

const refunds: Export<RefundRow> = {
  permission: 'collection.read',
  columns: () => [
    { label: 'Number', value: (row) => row.number },
    { label: 'Day', value: (row) => row.refundedOn },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Method', value: (row) => row.method },
    { label: 'Why', value: (row) => row.reason },
    { label: 'Currency', value: (row) => row.currency },
    { label: 'Amount', value: (row) => minorToDecimal(row.amountMinor, row.currency) },
    { label: 'Taken back', value: (row) => row.reversedAt },
  ],
  page: (ctx, search, after) => listRefunds(ctx, { ...refundListOf(search), after, limit }),
}

const bankLines: Export<BankLineRow> = {
  permission: 'collection.read',
  columns: () => [
    { label: 'Day', value: (row) => row.bookedOn },
    { label: 'From', value: (row) => row.counterparty },
    { label: 'IBAN', value: (row) => row.counterpartyIban },
    { label: 'Reference', value: (row) => row.reference },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'State', value: (row) => row.state },
    { label: 'Why', value: (row) => row.cause },
    { label: 'Currency', value: (row) => row.currency },
    { label: 'Amount', value: (row) => minorToDecimal(row.amountMinor, row.currency) },
  ],
  page: (ctx, search, after) =>
    listBankLines(ctx, bankLineListInput.parse({ ...bankLineListOf(search), after, limit })),
}

/** Money as files. */
export const collectionFiles = { receipts, refunds, 'bank-lines': bankLines }
