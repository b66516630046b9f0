import type { PostingLine } from '@/server/ledger/rules'
import { allocate, sumMinor } from '@/server/platform/money/money'

/** Tax of an invoice by category and rate, as issued. */
export interface InvoiceTax {
  taxCode: string
  taxRate: string
  basisMinor: bigint
  taxMinor: bigint
}

/**
 * The entry of a write-off: net and tax in the proportion of the invoice, so that the tax owed is corrected (rule 8);
 * the net part goes to bad debt, small differences to rounding.
 */
export function writeOffLines(
  customerId: string,
  amountMinor: bigint,
  taxes: readonly InvoiceTax[],
  smallDifference: boolean,
): PostingLine[] {
  const accountCode = smallDifference ? ('ROUNDING' as const) : ('BAD_DEBT' as const)
  const weights = taxes.flatMap((tax) => [tax.basisMinor, tax.taxMinor])
  const usable = weights.length > 0 && weights.every((weight) => weight >= 0n)
  const inProportion = () => {
    const parts = allocate(amountMinor, weights)
    return taxes.flatMap(({ taxCode, taxRate }, index) => [
      { accountCode, amountMinor: parts[2 * index] as bigint, taxCode, taxRate },
      { accountCode: 'TAX_PAYABLE' as const, amountMinor: parts[2 * index + 1] as bigint, taxCode, taxRate },
    ])
  }
  const debits: PostingLine[] = usable ? inProportion() : [{ accountCode, amountMinor }]
  return [
    ...debits,
    { accountCode: 'RECEIVABLE', customerId, amountMinor: -sumMinor(debits.map((line) => line.amountMinor)) },
  ]
}
