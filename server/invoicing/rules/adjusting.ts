import type { PostingLine } from '@/server/ledger/rules'
import { taxedParts } from '@/server/order/rules/amounts'
import { type OrderLine, remaining } from '@/server/order/rules/position'
import { plainDecimal } from '@/server/platform/money/decimal'
import { sumMinor } from '@/server/platform/money/money'
import type { Adjustment, TaxedLine } from '@/server/platform/money/tax'
import {
  type ByClass,
  type Charge,
  type ChargeKind,
  discountable,
  discountGoingBack,
  discountOfPart,
  sumByClass,
  type Whole,
} from '@/server/pricing/rules/whole'

/**
 * What a document takes off or charges as a whole: its discount once for each tax class, and each charge (EN 16931: BG-20, BG-21). The
 * amount is negative on credit notes.
 */
export interface DocumentAdjustment {
  position: number
  kind: 'DISCOUNT' | ChargeKind
  description: string
  /** Of a discount in percent. */
  percent: string | null
  discountReasonId: string | null
  amountMinor: bigint
  taxCode: string
  taxRate: string
}

type Numbered = Omit<DocumentAdjustment, 'position'>
const inOrder = (adjustments: readonly Numbered[]): DocumentAdjustment[] =>
  adjustments.map((adjustment, index) => ({ position: index + 1, ...adjustment }))

/** The allowances and the charges of a document, for its totals. */
export function splitAdjustments(adjustments: readonly DocumentAdjustment[]) {
  const asAdjustment = ({ taxCode, taxRate, amountMinor }: DocumentAdjustment): Adjustment => ({
    taxCategoryCode: taxCode,
    taxRate,
    amountMinor,
  })
  return {
    allowances: adjustments.filter(({ kind }) => kind === 'DISCOUNT').map(asAdjustment),
    charges: adjustments.filter(({ kind }) => kind !== 'DISCOUNT').map(asAdjustment),
  }
}

const taken = (
  allowances: readonly Adjustment[],
  { discountPercent, discountReasonId }: Pick<Whole, 'discountPercent' | 'discountReasonId'>,
  sign: 1n | -1n,
): Numbered[] =>
  allowances.map(({ taxCategoryCode, taxRate, amountMinor }) => ({
    kind: 'DISCOUNT',
    description: 'Discount',
    percent: discountPercent,
    discountReasonId,
    amountMinor: sign * amountMinor,
    taxCode: taxCategoryCode,
    taxRate,
  }))

const isLast = (lines: readonly OrderLine[]) => lines.every((line) => line.invoiced === remaining(line))

/** The charges that come with an invoice after which the lines are invoiced as they say: open ones with the first, or with the last. */
export const chargesDue = (lines: readonly OrderLine[], charges: readonly Charge[]): Charge[] =>
  charges.filter((charge) => !charge.invoiced && (!charge.withLast || isLast(lines)))

/**
 * The discount and charges of the next invoice of an order. `invoiced` are the order's lines with what this invoice charges counted in,
 * `part` what it charges, `given` what of the discount earlier invoices took, by tax class.
 */
export function invoiceAdjustments(
  invoiced: readonly OrderLine[],
  { part, given, whole }: { part: readonly TaxedLine[]; given: ByClass; whole: Whole },
): DocumentAdjustment[] {
  const at = (quantity: (line: OrderLine) => number) =>
    taxedParts(
      invoiced.map((line) => ({ line, quantity: quantity(line) })),
      whole.currency,
    )
  const allowances = discountOfPart(whole, {
    whole: at(remaining),
    invoiced: at((line) => line.invoiced),
    part,
    given,
    last: isLast(invoiced),
  })
  const due = chargesDue(invoiced, whole.charges).filter((charge) => charge.amountMinor !== '0')
  const charges = due.map(({ kind, description, amountMinor, taxCode, taxRate }) => ({
    kind,
    description,
    percent: null,
    discountReasonId: null,
    amountMinor: BigInt(amountMinor),
    taxCode,
    taxRate: plainDecimal(taxRate),
  }))
  return inOrder([...taken(allowances, whole, 1n), ...charges])
}

/** What of a discount and of the lines that it lowered is not credited yet, by tax class; amounts are positive. */
interface LeftToCredit {
  lines: readonly TaxedLine[]
  discount: readonly (Pick<DocumentAdjustment, 'taxCode' | 'taxRate' | 'percent' | 'discountReasonId'> & {
    leftMinor: bigint
  })[]
}

/**
 * The discount that goes back with credited lines, and the charges that are credited beside them; amounts are negative, as on credit
 * notes. `credited` has negative amounts already.
 */
export function creditAdjustments(
  credited: readonly TaxedLine[],
  { lines, discount }: LeftToCredit,
  charges: readonly DocumentAdjustment[] = [],
): DocumentAdjustment[] {
  const positive = credited.map((line) => ({ ...line, netMinor: -line.netMinor }))
  const left = sumByClass(
    discount.map(({ taxCode, taxRate, leftMinor }) => ({ taxCategoryCode: taxCode, taxRate, netMinor: leftMinor })),
  )
  const back = discountGoingBack(positive, { lines: sumByClass(discountable(lines)), discount: left })
  const [given] = discount
  const how = { discountPercent: given?.percent ?? null, discountReasonId: given?.discountReasonId ?? null }
  const again = charges.map(({ position: _position, ...charge }) => ({ ...charge, amountMinor: -charge.amountMinor }))
  return inOrder([...taken(back, how, -1n), ...again])
}

/** By how much adjustments of a credit note make it smaller, in minor units: the discount that goes back, less the charges. */
export const lessByAdjustments = (adjustments: readonly DocumentAdjustment[]): bigint =>
  sumMinor(adjustments.map(({ kind, amountMinor }) => (kind === 'DISCOUNT' ? -amountMinor : amountMinor)))

/** Where discounts and charges are posted: discounts against sales, freight and other charges as income of their own. */
export const adjustmentPostings = (adjustments: readonly DocumentAdjustment[]): PostingLine[] =>
  adjustments.map(({ kind, amountMinor, taxCode, taxRate }) => ({
    accountCode: kind === 'DISCOUNT' ? 'DISCOUNT' : kind === 'FREIGHT' ? 'FREIGHT_INCOME' : 'CHARGE_INCOME',
    amountMinor: kind === 'DISCOUNT' ? amountMinor : -amountMinor,
    taxCode,
    taxRate,
  }))
