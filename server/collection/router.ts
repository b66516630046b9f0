import { z } from 'zod'
import { procedure, router } from '@/server/platform/web/trpc'
import { applyCredit, applyReceipt } from './mutations/apply'
import { ignoreLine, markChecked, takeUpLine, unmatchLine } from './mutations/bank-line'
import { closeDispute, raiseDispute } from './mutations/dispute'
import { importStatement } from './mutations/import-statement'
import { matchLine } from './mutations/match'
import { matchRefund } from './mutations/match-refund'
import { makePromise, withdrawPromise } from './mutations/promise'
import { recordReceipt } from './mutations/record-receipt'
import { refund } from './mutations/refund'
import { reverseReceipt } from './mutations/reverse-receipt'
import { reverseRefund } from './mutations/reverse-refund'
import { writeOff } from './mutations/write-off'
import { bankAccounts, listBankLines, listOpenItems, listReceipts } from './queries/lists'
import { agreements, receiptRecord } from './queries/records'
import { listRefunds } from './queries/refunds'
import * as schema from './schema'

const reads = procedure('collection.read')
const records = procedure('collection.record')
const refunds = procedure('collection.refund')
const talks = procedure('collection.promise')

export const collectionRouter = router({
  accounts: reads.query(({ ctx }) => bankAccounts(ctx)),
  lines: reads.input(schema.bankLineListInput).query(({ ctx, input }) => listBankLines(ctx, input)),
  receipts: reads.input(schema.receiptListInput).query(({ ctx, input }) => listReceipts(ctx, input)),
  receipt: reads.input(schema.byId).query(({ ctx, input }) => receiptRecord(ctx, input.id)),
  items: procedure('receivable.read')
    .input(schema.openItemListInput)
    .query(({ ctx, input }) => listOpenItems(ctx, input)),
  agreements: procedure('receivable.read')
    .input(z.strictObject({ customerId: z.uuid().optional() }))
    .query(({ ctx, input }) => agreements(ctx, input.customerId ?? null)),
  record: records.input(schema.recordReceiptInput).mutation(({ ctx, input }) => recordReceipt(ctx, input)),
  reverse: records.input(schema.reverseReceiptInput).mutation(({ ctx, input }) => reverseReceipt(ctx, input)),
  applyReceipt: records.input(schema.applyInput).mutation(({ ctx, input }) => applyReceipt(ctx, input)),
  applyCredit: records.input(schema.applyInput).mutation(({ ctx, input }) => applyCredit(ctx, input)),
  import: records.input(schema.importInput).mutation(({ ctx, input }) => importStatement(ctx, input)),
  match: records.input(schema.matchInput).mutation(({ ctx, input }) => matchLine(ctx, input)),
  unmatch: records.input(schema.unmatchInput).mutation(({ ctx, input }) => unmatchLine(ctx, input)),
  ignore: records.input(schema.ignoreInput).mutation(({ ctx, input }) => ignoreLine(ctx, input)),
  takeUp: records.input(schema.takeUpInput).mutation(({ ctx, input }) => takeUpLine(ctx, input)),
  checked: records.input(schema.checkedInput).mutation(({ ctx, input }) => markChecked(ctx, input)),
  refunds: reads.input(schema.refundListInput).query(({ ctx, input }) => listRefunds(ctx, input)),
  refund: refunds.input(schema.refundInput).mutation(({ ctx, input }) => refund(ctx, input)),
  reverseRefund: refunds.input(schema.reverseRefundInput).mutation(({ ctx, input }) => reverseRefund(ctx, input)),
  matchRefund: records.input(schema.matchRefundInput).mutation(({ ctx, input }) => matchRefund(ctx, input)),
  writeOff: procedure('collection.writeOff')
    .input(schema.writeOffInput)
    .mutation(({ ctx, input }) => writeOff(ctx, input)),
  promise: talks.input(schema.promiseInput).mutation(({ ctx, input }) => makePromise(ctx, input)),
  withdrawPromise: talks.input(schema.byId).mutation(({ ctx, input }) => withdrawPromise(ctx, input.id)),
  dispute: talks.input(schema.disputeInput).mutation(({ ctx, input }) => raiseDispute(ctx, input)),
  closeDispute: talks.input(schema.closeDisputeInput).mutation(({ ctx, input }) => closeDispute(ctx, input)),
})
