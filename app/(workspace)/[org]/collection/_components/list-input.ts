import type { BankLineListInput, ReceiptListInput } from '@/server/collection/schema'

type Search = Record<string, string | null | undefined>
const one = <T extends string>(all: readonly T[], text: string | null | undefined) =>
  all.find((value) => value === text)
const lineStates = ['UNMATCHED', 'MATCHED', 'IGNORED'] as const
const receiptStates = ['UNAPPLIED', 'APPLIED', 'REVERSED', 'DEPOSIT'] as const

/** Bank lines as the URL asks for them: those that wait for a person unless it says otherwise. */
export function lineListInputOf(search: Search): BankLineListInput {
  const state = search.state === 'ALL' ? undefined : (one(lineStates, search.state) ?? 'UNMATCHED')
  return {
    q: search.q || undefined,
    after: search.after || undefined,
    state,
    statementId: search.statement || undefined,
    limit: 50,
  }
}

/** Receipts as the URL asks for them. */
export function receiptListInputOf(search: Search): ReceiptListInput {
  return {
    q: search.q || undefined,
    after: search.after || undefined,
    state: one(receiptStates, search.state),
    customerId: search.customer || undefined,
    limit: 50,
  }
}
