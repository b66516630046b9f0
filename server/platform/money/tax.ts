import { compareDecimals, type Decimal, plainDecimal } from './decimal'
import { allocate, percentOf, sumMinor } from './money'

/** A tax category by its UNCL5305 code (S, AA, Z, E, AE, K, G, O) with its rate in percent. */
interface TaxClass {
  taxCategoryCode: string
  taxRate: Decimal
}

export interface TaxedLine extends TaxClass {
  netMinor: bigint
  /** Set on what no discount on the whole document lowers: a deposit for packaging. */
  undiscounted?: true
}

/** An allowance (order discount) or a charge (freight) of the whole document. The amount has no sign. */
export interface Adjustment extends TaxClass {
  amountMinor: bigint
}

interface Adjustments {
  allowances?: readonly Adjustment[]
  charges?: readonly Adjustment[]
  /** The amount already paid, or deducted as a deposit (BT-113). */
  prepaidMinor?: bigint
  /** Cash rounding of the amount due (BT-114). */
  roundingMinor?: bigint
}

interface TaxTotal {
  categoryCode: string
  rate: Decimal
  basisMinor: bigint
  taxMinor: bigint
}

export interface DocumentTotals {
  lineNetMinor: bigint
  allowanceMinor: bigint
  chargeMinor: bigint
  netMinor: bigint
  taxes: TaxTotal[]
  taxMinor: bigint
  grossMinor: bigint
  payableMinor: bigint
}

/** Categories whose tax is always zero (EN 16931 BR-Z-09, BR-E-09, BR-AE-09, BR-IC-09, BR-G-09, BR-O-09). */
const UNTAXED = new Set(['Z', 'E', 'AE', 'K', 'G', 'O'])

/** Whether a category may have this rate: an untaxed category has none. */
export const rateFits = (code: string, rate: Decimal): boolean => !UNTAXED.has(code) || plainDecimal(rate) === '0'

/**
 * The totals of a document in minor units of its currency by EN 16931: BR-CO-10 to 12 (sums of lines, allowances,
 * charges), 13 (net), 14 (tax), 15 (gross), 16 (payable) and 17 (tax = basis × rate, per category and rate on the
 * document's sum, half away from zero). A credit note is the same document with every sign turned.
 * `taxes` is ordered by category and falling rate; a RangeError when an untaxed category carries a rate.
 */
export function documentTotals(lines: readonly TaxedLine[], adjustments: Adjustments = {}): DocumentTotals {
  const { allowances = [], charges = [], prepaidMinor = 0n, roundingMinor = 0n } = adjustments
  const groups = new Map<string, TaxTotal>()
  for (const line of lines) addTo(groups, line, line.netMinor)
  for (const allowance of allowances) addTo(groups, allowance, -allowance.amountMinor)
  for (const charge of charges) addTo(groups, charge, charge.amountMinor)
  const taxes = [...groups.values()].sort(byCategoryThenRate)
  for (const tax of taxes) tax.taxMinor = percentOf(tax.basisMinor, tax.rate)
  const lineNetMinor = sumMinor(lines.map((line) => line.netMinor))
  const allowanceMinor = sumMinor(allowances.map((allowance) => allowance.amountMinor))
  const chargeMinor = sumMinor(charges.map((charge) => charge.amountMinor))
  const netMinor = lineNetMinor - allowanceMinor + chargeMinor
  const taxMinor = sumMinor(taxes.map((tax) => tax.taxMinor))
  const grossMinor = netMinor + taxMinor
  const payableMinor = grossMinor - prepaidMinor + roundingMinor
  return { lineNetMinor, allowanceMinor, chargeMinor, netMinor, taxes, taxMinor, grossMinor, payableMinor }
}

function addTo(groups: Map<string, TaxTotal>, { taxCategoryCode, taxRate }: TaxClass, amountMinor: bigint): void {
  const rate = plainDecimal(taxRate)
  if (!rateFits(taxCategoryCode, rate)) {
    throw new RangeError(`tax category ${taxCategoryCode} cannot have a rate of ${rate} %`)
  }
  const key = `${taxCategoryCode} ${rate}`
  const group = groups.get(key)
  if (group) group.basisMinor += amountMinor
  else groups.set(key, { categoryCode: taxCategoryCode, rate, basisMinor: amountMinor, taxMinor: 0n })
}

function byCategoryThenRate(a: TaxTotal, b: TaxTotal): number {
  if (a.categoryCode !== b.categoryCode) return a.categoryCode < b.categoryCode ? -1 : 1
  return compareDecimals(b.rate, a.rate)
}

/**
 * Spreads an order discount or freight over the tax categories of the lines in proportion to their net amounts, so that
 * each part is taxed like its goods. The parts sum to the amount. Without lines there are no parts.
 */
export function spreadOverTaxes(amountMinor: bigint, lines: readonly TaxedLine[]): Adjustment[] {
  const { taxes } = documentTotals(lines)
  if (taxes.length === 0) return []
  const weights = taxes.map((tax) => (tax.basisMinor < 0n ? -tax.basisMinor : tax.basisMinor))
  const parts = allocate(amountMinor, weights)
  return taxes
    .map((tax, index) => ({ taxCategoryCode: tax.categoryCode, taxRate: tax.rate, amountMinor: parts[index]! }))
    .filter((part) => part.amountMinor !== 0n)
}
