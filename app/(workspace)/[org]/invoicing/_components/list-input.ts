import type { InvoiceListInput } from '@/server/invoicing/schema'

const states = ['OPEN', 'OVERDUE', 'SETTLED'] as const
const kinds = ['INVOICE', 'CREDIT_NOTE'] as const
const one = <T extends string>(all: readonly T[], text: string | null | undefined) =>
  all.find((value) => value === text)

/** The list's input from what the URL says; page and list read it alike. */
export function invoiceListInputOf(search: Record<string, string | null | undefined>): InvoiceListInput {
  return {
    q: search.q || undefined,
    after: search.after || undefined,
    state: one(states, search.state),
    kind: one(kinds, search.kind),
    customerId: search.customer || undefined,
    limit: 50,
  }
}
