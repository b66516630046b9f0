import { z } from 'zod'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'
import { day } from '@/server/platform/web/input'

const amountMinor = z.bigint().positive().max(999_999_999_999_999n)
const idempotencyKey = z.uuid().optional()
const reason = z.string().trim().min(1).max(300)

export const receiptMethods = ['BANK', 'CASH', 'CARD'] as const

/** Money that came in, as a person writes it down. */
export const recordReceiptInput = z.strictObject({
  customerId: z.uuid(),
  amountMinor,
  receivedOn: day,
  method: z.enum(receiptMethods),
  reference: z.string().trim().max(200).optional(),
  /** The order that it prepays. */
  orderId: z.uuid().optional(),
  /** The open items that it pays, in this order. Without them it pays the oldest first. */
  openItemIds: z.array(z.uuid()).max(500).optional(),
  idempotencyKey,
})
export type RecordReceiptInput = z.infer<typeof recordReceiptInput>

export const reverseReceiptInput = z.strictObject({
  receiptId: z.uuid(),
  /** RETURNED: the bank took the money back, and the customer gets a hold. MISTAKE: it was recorded wrongly. */
  cause: z.enum(['RETURNED', 'MISTAKE']),
  reason,
  idempotencyKey,
})
export type ReverseReceiptInput = z.infer<typeof reverseReceiptInput>

/** Applies the rest of a receipt or a credit note to the chosen open items, or otherwise to the oldest. */
export const applyInput = z.strictObject({
  sourceId: z.uuid(),
  openItemIds: z.array(z.uuid()).max(500).optional(),
  idempotencyKey,
})
export type ApplyInput = z.infer<typeof applyInput>

export const refundSources = ['RECEIPT', 'CREDIT_NOTE'] as const

/** Gives the rest of a receipt or a credit note back, or a part of it. */
export const refundInput = z.strictObject({
  sourceKind: z.enum(refundSources),
  /** The receipt, or the open item of the credit note. */
  sourceId: z.uuid(),
  amountMinor,
  method: z.enum(receiptMethods),
  refundedOn: day,
  reason,
  idempotencyKey,
})
export type RefundInput = z.infer<typeof refundInput>
export const reverseRefundInput = z.strictObject({ refundId: z.uuid(), reason, idempotencyKey })
export type ReverseRefundInput = z.infer<typeof reverseRefundInput>
export const matchRefundInput = z.strictObject({ bankLineId: z.uuid(), refundId: z.uuid() })
export type MatchRefundInput = z.infer<typeof matchRefundInput>

export const writeOffCauses = ['UNCOLLECTIBLE', 'SMALL_DIFFERENCE', 'BANK_CHARGES', 'GOODWILL'] as const
export const writeOffInput = z.strictObject({
  openItemId: z.uuid(),
  /** Without it, everything that is open. */
  amountMinor: amountMinor.optional(),
  cause: z.enum(writeOffCauses),
  idempotencyKey,
})
export type WriteOffInput = z.infer<typeof writeOffInput>

export const promiseInput = z.strictObject({
  customerId: z.uuid(),
  amountMinor,
  promisedOn: day,
  note: z.string().trim().max(500).optional(),
  idempotencyKey,
})
export type PromiseInput = z.infer<typeof promiseInput>

export const disputeCauses = ['QUANTITY', 'PRICE', 'QUALITY', 'NOT_RECEIVED', 'OTHER'] as const
export const disputeInput = z.strictObject({
  openItemId: z.uuid(),
  cause: z.enum(disputeCauses),
  note: z.string().trim().max(500).optional(),
  idempotencyKey,
})
export type DisputeInput = z.infer<typeof disputeInput>

export const closeDisputeInput = z.strictObject({
  disputeId: z.uuid(),
  outcome: z.enum(['UPHELD', 'REJECTED', 'WITHDRAWN']),
})
export type CloseDisputeInput = z.infer<typeof closeDisputeInput>

export const importInput = z.strictObject({
  bankAccountId: z.uuid().optional(),
  fileName: z.string().trim().min(1).max(200),
  /** The file's bytes in base64; five megabytes at most. */
  content: z.string().min(1).max(7_000_000),
  /** The meaning of a CSV file's columns, if the program did not find them. */
  columns: z
    .strictObject({
      bookedOn: z.number().int().min(0),
      amount: z.number().int().min(0).optional(),
      credit: z.number().int().min(0).optional(),
      debit: z.number().int().min(0).optional(),
      direction: z.number().int().min(0).optional(),
      reference: z.array(z.number().int().min(0)).max(6),
      counterparty: z.number().int().min(0).optional(),
      counterpartyIban: z.number().int().min(0).optional(),
    })
    .optional(),
  /** The rows that a person leaves out, by their position in the file from one. */
  leaveOut: z.array(z.number().int().min(1)).max(1_000).optional(),
  /** A person's answers about rows; the amount is positive for money in. */
  answers: z
    .array(
      z.strictObject({
        row: z.number().int().min(1),
        bookedOn: day.optional(),
        amountMinor: z.bigint().min(-999_999_999_999_999n).max(999_999_999_999_999n).optional(),
      }),
    )
    .max(1_000)
    .optional(),
  idempotencyKey,
})
export type ImportInput = z.infer<typeof importInput>

export const matchInput = z.strictObject({
  bankLineId: z.uuid(),
  customerId: z.uuid(),
  openItemIds: z.array(z.uuid()).max(500).optional(),
  orderId: z.uuid().optional(),
  idempotencyKey,
})
export type MatchInput = z.infer<typeof matchInput>

export const ignoreInput = z.strictObject({ bankLineId: z.uuid(), reason })
export const takeUpInput = z.strictObject({ bankLineId: z.uuid() })
export const unmatchInput = z.strictObject({ bankLineId: z.uuid(), reason })
export const checkedInput = z.strictObject({ bankAccountId: z.uuid(), checkedUpTo: day })

export const bankLineListInput = z.strictObject({
  ...pageInput,
  sort: z.enum(['bookedOn', '-bookedOn']).optional(),
  state: z.enum(['UNMATCHED', 'MATCHED', 'IGNORED']).optional(),
  statementId: z.uuid().optional(),
  id: z.uuid().optional(),
  q: searchText,
})
export type BankLineListInput = z.infer<typeof bankLineListInput>
/** Shows the lines that wait for a person unless the URL says otherwise. */
export const bankLineListOf = ({ state, statement, ...said }: ListSearch): z.input<typeof bankLineListInput> => {
  const asked = readable(bankLineListInput, { ...said, state, statementId: statement })
  return { ...asked, state: state === 'ALL' ? undefined : (asked.state ?? 'UNMATCHED') }
}

export const receiptListInput = z.strictObject({
  ...pageInput,
  sort: z.enum(['receivedOn', '-receivedOn']).optional(),
  state: z.enum(['UNAPPLIED', 'APPLIED', 'REVERSED', 'DEPOSIT']).optional(),
  customerId: z.uuid().optional(),
  q: searchText,
})
export type ReceiptListInput = z.infer<typeof receiptListInput>
export const receiptListOf = ({ customer, ...said }: ListSearch): z.input<typeof receiptListInput> =>
  readable(receiptListInput, { ...said, customerId: customer })

export const refundListInput = z.strictObject({
  ...pageInput,
  sort: z.enum(['refundedOn', '-refundedOn']).optional(),
  /** Only refunds of this receipt or of this credit note's open item. */
  sourceId: z.uuid().optional(),
  /** Only refunds by bank of this amount whose line has not come in. */
  unmatchedMinor: z.bigint().optional(),
})
export type RefundListInput = z.infer<typeof refundListInput>
export const refundListOf = (said: ListSearch): z.input<typeof refundListInput> =>
  readable(refundListInput, { ...said })

export const openItemListInput = z.strictObject({
  ...pageInput,
  customerId: z.uuid().optional(),
  state: z.enum(['OPEN', 'OVERDUE', 'SETTLED', 'DISPUTED', 'CREDIT']).optional(),
  bucket: z.enum(['NOT_DUE', '1-30', '31-60', '61-90', 'OVER_90']).optional(),
  q: searchText,
})
export type OpenItemListInput = z.infer<typeof openItemListInput>
export const byId = z.strictObject({ id: z.uuid() })
