import { sumMinor } from '@/server/platform/money/money'
import type { Day } from '@/server/platform/time/calendar'

/** The accounts that the program posts to, by code. */
export type AccountCode =
  | 'RECEIVABLE'
  | 'BANK'
  | 'CASH_IN_HAND'
  | 'UNAPPLIED_CASH'
  | 'CUSTOMER_DEPOSIT'
  | 'RETURNABLES_HELD'
  | 'TAX_PAYABLE'
  | 'SALES'
  | 'FREIGHT_INCOME'
  | 'CHARGE_INCOME'
  | 'DISCOUNT'
  | 'BAD_DEBT'
  | 'ROUNDING'
  | 'OPENING_BALANCE'

/** Debit positive, credit negative, in minor units of the ledger currency. */
export interface PostingLine {
  accountCode: AccountCode
  customerId?: string
  amountMinor: bigint
  taxCode?: string
  taxRate?: string
}

/** The sum of a posting's lines, which must be zero (rule 5). */
export function imbalance(lines: readonly PostingLine[]): bigint {
  return sumMinor(lines.map((line) => line.amountMinor))
}

/** An open item with the facts that verbs need: positive for an invoice, negative for a credit note. */
interface OpenAmount {
  id: string
  dueOn: Day
  openMinor: bigint
}

export interface Share {
  openItemId: string
  amountMinor: bigint
}

/**
 * Spreads money over open items, the oldest due date first, and never more than is open. `restMinor` is the rest of the
 * money.
 */
export function oldestFirst(amountMinor: bigint, items: readonly OpenAmount[]): { shares: Share[]; restMinor: bigint } {
  const owed = items.filter((item) => item.openMinor > 0n)
  const inOrder = owed.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn) || a.id.localeCompare(b.id))
  const shares: Share[] = []
  let restMinor = amountMinor
  for (const item of inOrder) {
    if (restMinor === 0n) break
    const paidMinor = restMinor < item.openMinor ? restMinor : item.openMinor
    shares.push({ openItemId: item.id, amountMinor: paidMinor })
    restMinor -= paidMinor
  }
  return { shares, restMinor }
}

/** How a payer pays: whole days after the due day (negative = before), over settled invoices on terms. */
export interface PayerBehaviour {
  customerId: string
  settled: number
  late: number
  medianDaysLate: number | null
  p90DaysLate: number | null
}
