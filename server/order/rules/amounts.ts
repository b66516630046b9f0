import { compareDecimals } from '@/server/platform/money/decimal'
import { extendedMinor } from '@/server/platform/money/money'
import { documentTotals } from '@/server/platform/money/tax'
import { type CreditState, type OrderLine, remaining } from './position'

type PricedLine = Pick<OrderLine, 'unitPrice' | 'priceQuantity' | 'taxCode' | 'taxRate'>

/** Net, tax and gross of quantities of priced lines, taxed on the document's sum (rule 8). */
export function totalsOf(lines: readonly { line: PricedLine; quantity: number }[], currency: string) {
  return documentTotals(
    lines.map(({ line, quantity }) => ({
      netMinor: extendedMinor(line.unitPrice, quantity, line.priceQuantity, currency),
      taxCategoryCode: line.taxCode,
      taxRate: line.taxRate,
    })),
  )
}

/**
 * What an order adds to its payer's exposure: not yet shipped, and shipped but not invoiced; tax included (rule 10). What waits
 * for credit or money does not count yet; what has left is owed, however credit stands by now.
 */
export function exposureOf(lines: readonly OrderLine[], creditState: CreditState, currency: string) {
  const counts = creditState === 'PASSED' || creditState === 'NOT_NEEDED'
  const toShip = lines
    .map((line) => ({ line, quantity: remaining(line) - line.shipped - line.performed }))
    .filter((part) => part.quantity > 0)
  const toInvoice = lines
    .map((line) => ({ line, quantity: line.shipped + line.performed - line.invoiced }))
    .filter((part) => part.quantity > 0)
  return {
    committedMinor: counts ? totalsOf(toShip, currency).grossMinor : 0n,
    shippedNotInvoicedMinor: totalsOf(toInvoice, currency).grossMinor,
  }
}

/** The order's own totals: what was not cancelled. */
export function orderTotals(lines: readonly OrderLine[], currency: string) {
  return totalsOf(
    lines.map((line) => ({ line, quantity: remaining(line) })),
    currency,
  )
}

/** Lines of an offer that would be taxed otherwise today. */
export const taxedOtherwise = (
  lines: readonly Pick<OrderLine, 'taxCode' | 'taxRate'>[],
  today: readonly { taxCode: string; taxRate: string }[],
): number[] =>
  lines.flatMap((line, index) => {
    const now = today[index]
    return now && (now.taxCode !== line.taxCode || compareDecimals(now.taxRate, line.taxRate) !== 0) ? [index] : []
  })

/** How an organisation taxes a customer's goods: the product's own category at home, else the untaxed one that applies. */
export function taxFor(
  treatment: string,
  category: { code: string; rate: string },
): { taxCode: string; taxRate: string } {
  if (treatment === 'EXEMPT') return { taxCode: 'E', taxRate: '0' }
  if (treatment === 'REVERSE_CHARGE') return { taxCode: 'AE', taxRate: '0' }
  if (treatment === 'EXPORT') return { taxCode: 'G', taxRate: '0' }
  return { taxCode: category.code, taxRate: category.rate }
}
