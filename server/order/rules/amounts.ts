import { compareDecimals } from '@/server/platform/money/decimal'
import { extendedMinor } from '@/server/platform/money/money'
import { documentTotals, type TaxedLine } from '@/server/platform/money/tax'
import {
  allowancesOn,
  asCharged,
  type Charge,
  discountableMinor,
  grownTo,
  type Whole,
} from '@/server/pricing/rules/whole'
import { type CreditState, type OrderLine, remaining } from './position'

type PricedLine = Pick<OrderLine, 'unitPrice' | 'priceQuantity' | 'taxCode' | 'taxRate'> & { kind?: string | undefined }

interface Part {
  line: PricedLine
  quantity: number
}

/** Quantities of priced lines with their net amounts, before the discount on the whole order. */
export const taxedParts = (parts: readonly Part[], currency: string): TaxedLine[] =>
  parts.map(({ line, quantity }) => ({
    netMinor: extendedMinor(line.unitPrice, quantity, line.priceQuantity, currency),
    taxCategoryCode: line.taxCode,
    taxRate: line.taxRate,
    ...(line.kind === 'RETURNABLE' && { undiscounted: true as const }),
  }))

/** Net, tax and gross of quantities of priced lines less the order's discount, plus charges; taxed on the document's sum (rule 8). */
export function totalsOf(parts: readonly Part[], whole: Whole, charges: readonly Charge[] = whole.charges) {
  const lines = taxedParts(parts, whole.currency)
  return documentTotals(lines, { allowances: allowancesOn(lines, whole), charges: charges.map(asCharged) })
}

/**
 * The amounts that an order adds to its payer's exposure: not yet shipped, and shipped but not invoiced, with tax (rule 10). An order that
 * waits for credit or money does not count yet, except for units that have left. A charge counts with the part whose invoice will have it.
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

/** The charges that are invoiced or can still be invoiced. When the last line is invoiced or cancelled, an open charge falls away. */
export const standingCharges = (lines: readonly OrderLine[], charges: readonly Charge[]): Charge[] => {
  const open = lines.some((line) => remaining(line) > line.invoiced)
  return charges.filter((charge) => charge.invoiced || open)
}

/** The totals of an order without cancelled units, less its discount, plus its charges. */
export function orderTotals(lines: readonly OrderLine[], whole: Whole) {
  return totalsOf(standing(lines), whole, standingCharges(lines, whole.charges))
}

/** The totals that an order stores. */
export function keptTotals(lines: readonly OrderLine[], whole: Whole) {
  const { netMinor, taxMinor, grossMinor, allowanceMinor, chargeMinor } = orderTotals(lines, whole)
  return { netMinor, taxMinor, grossMinor, discountMinor: allowanceMinor, chargeMinor }
}

/** Keeps a discount of a fixed amount unchanged when the lines of its order grow. */
export const grown = <T extends Whole>(whole: T, lines: readonly OrderLine[]): T =>
  grownTo(whole, discountableMinor(taxedParts(standing(lines), whole.currency)))

/** The lines of an offer whose tax has changed. */
export const taxedOtherwise = (
  lines: readonly Pick<OrderLine, 'taxCode' | 'taxRate'>[],
  today: readonly { taxCode: string; taxRate: string }[],
): number[] =>
  lines.flatMap((line, index) => {
    const now = today[index]
    return now && (now.taxCode !== line.taxCode || compareDecimals(now.taxRate, line.taxRate) !== 0) ? [index] : []
  })

/**
 * The tax of a customer's goods: the product's own category at home, otherwise the untaxed category that applies. A
 * seller who is not registered charges none (EN 16931 category O: not subject to VAT).
 */
export function taxFor(
  treatment: string,
  category: { code: string; rate: string },
): { taxCode: string; taxRate: string } {
  if (treatment === 'NOT_REGISTERED') return { taxCode: 'O', taxRate: '0' }
  if (treatment === 'EXEMPT') return { taxCode: 'E', taxRate: '0' }
  if (treatment === 'REVERSE_CHARGE') return { taxCode: 'AE', taxRate: '0' }
  if (treatment === 'EXPORT') return { taxCode: 'G', taxRate: '0' }
  return { taxCode: category.code, taxRate: category.rate }
}
