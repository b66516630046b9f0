import { compareDecimals } from '@/server/platform/money/decimal'
import { extendedMinor, sumMinor } from '@/server/platform/money/money'
import { documentTotals, type TaxedLine } from '@/server/platform/money/tax'
import { allowancesOn, asCharged, type Charge, grownTo, type Whole } from '@/server/pricing/rules/whole'
import { type CreditState, type OrderLine, remaining } from './position'

type PricedLine = Pick<OrderLine, 'unitPrice' | 'priceQuantity' | 'taxCode' | 'taxRate'>

interface Part {
  line: PricedLine
  quantity: number
}

/** Quantities of priced lines with what they come to, before a discount on the whole. */
export const taxedParts = (parts: readonly Part[], currency: string): TaxedLine[] =>
  parts.map(({ line, quantity }) => ({
    netMinor: extendedMinor(line.unitPrice, quantity, line.priceQuantity, currency),
    taxCategoryCode: line.taxCode,
    taxRate: line.taxRate,
  }))

/** Net, tax and gross of quantities of priced lines less the order's discount, plus charges; taxed on the document's sum (rule 8). */
export function totalsOf(parts: readonly Part[], whole: Whole, charges: readonly Charge[] = whole.charges) {
  const lines = taxedParts(parts, whole.currency)
  return documentTotals(lines, { allowances: allowancesOn(lines, whole), charges: charges.map(asCharged) })
}

/**
 * What an order adds to its payer's exposure: not yet shipped, and shipped but not invoiced; tax included (rule 10). What waits
 * for credit or money does not count yet; what has left is owed, however credit stands by now. A charge counts where the invoice with it will come from.
 */
export function exposureOf(lines: readonly OrderLine[], creditState: CreditState, whole: Whole) {
  const counts = creditState === 'PASSED' || creditState === 'NOT_NEEDED'
  const toShip = lines
    .map((line) => ({ line, quantity: remaining(line) - line.shipped - line.performed }))
    .filter((part) => part.quantity > 0)
  const toInvoice = lines
    .map((line) => ({ line, quantity: line.shipped + line.performed - line.invoiced }))
    .filter((part) => part.quantity > 0)
  const withShipped = ({ invoiced, withLast }: Charge) =>
    !invoiced && toInvoice.length > 0 && !(withLast && toShip.length > 0)
  const withRest = (charge: Charge) => !charge.invoiced && toShip.length > 0 && !withShipped(charge)
  return {
    committedMinor: counts ? totalsOf(toShip, whole, whole.charges.filter(withRest)).grossMinor : 0n,
    shippedNotInvoicedMinor: totalsOf(toInvoice, whole, whole.charges.filter(withShipped)).grossMinor,
  }
}

const standing = (lines: readonly OrderLine[]): Part[] => lines.map((line) => ({ line, quantity: remaining(line) }))

/** The charges of an order that are invoiced, or can still be: with its last line invoiced or cancelled an open charge falls away. */
export const standingCharges = (lines: readonly OrderLine[], charges: readonly Charge[]): Charge[] => {
  const open = lines.some((line) => remaining(line) > line.invoiced)
  return charges.filter((charge) => charge.invoiced || open)
}

/** The order's own totals: what was not cancelled, less its discount, with its charges. */
export function orderTotals(lines: readonly OrderLine[], whole: Whole) {
  return totalsOf(standing(lines), whole, standingCharges(lines, whole.charges))
}

/** What an order keeps of its totals. */
export function keptTotals(lines: readonly OrderLine[], whole: Whole) {
  const { netMinor, taxMinor, grossMinor, allowanceMinor, chargeMinor } = orderTotals(lines, whole)
  return { netMinor, taxMinor, grossMinor, discountMinor: allowanceMinor, chargeMinor }
}

/** An order whose discount is an amount keeps that amount when its lines come to more. */
export const grown = <T extends Whole>(whole: T, lines: readonly OrderLine[]): T =>
  grownTo(whole, sumMinor(taxedParts(standing(lines), whole.currency).map((line) => line.netMinor)))

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
