import { absolute, type Decimal, plainDecimal, roundedQuotient } from '@/server/platform/money/decimal'
import { percentOf, sumMinor } from '@/server/platform/money/money'
import { type Adjustment, spreadOverTaxes, type TaxedLine } from '@/server/platform/money/tax'

/** The stored discount on a whole order: a percentage or an amount. It always has a reason. */
export interface WholeDiscount {
  discountPercent: Decimal | null
  /** The amount was agreed for lines with the net amount `discountBaseMinor`. With less, it shrinks in proportion. */
  discountOffMinor: bigint | null
  discountBaseMinor: bigint | null
  discountReasonId: string | null
}

export const noWholeDiscount: WholeDiscount = {
  discountPercent: null,
  discountOffMinor: null,
  discountBaseMinor: null,
  discountReasonId: null,
}

/** The kinds of charges beside the lines. FREIGHT and SMALL_ORDER can come from the settings, the others are typed. */
export const chargeKinds = ['FREIGHT', 'SMALL_ORDER', 'PACKING', 'EXPRESS', 'OTHER'] as const
export type ChargeKind = (typeof chargeKinds)[number]

/** A charge beside the lines. It is invoiced once, however many parts the order is invoiced in. */
export interface Charge {
  position: number
  kind: ChargeKind
  description: string
  /** Minor units as digits, as they are read with the order. */
  amountMinor: string
  taxCode: string
  taxRate: Decimal
  source: 'TABLE' | 'TYPED'
  /** Whether it is invoiced with the last invoice of the order, and not with the first. */
  withLast: boolean
  invoiced: boolean
}

/** The facts that belong to an order as a whole. */
export interface Whole extends WholeDiscount {
  currency: string
  charges: readonly Charge[]
}

/** An order without a discount and without charges. */
export const justLines = (currency: string): Whole => ({ ...noWholeDiscount, currency, charges: [] })

/** The lines that a discount on the whole lowers. */
export const discountable = (lines: readonly TaxedLine[]): TaxedLine[] => lines.filter((line) => !line.undiscounted)

/** The net amount of the lines that a discount on the whole lowers. */
export const discountableMinor = (lines: readonly TaxedLine[]): bigint =>
  sumMinor(discountable(lines).map((line) => line.netMinor))

/** The discount on a net amount of lines, in minor units, rounded half away from zero. */
export function discountOn(netMinor: bigint, { discountPercent, discountOffMinor, discountBaseMinor }: WholeDiscount) {
  if (discountPercent !== null) return percentOf(netMinor, discountPercent)
  if (!discountOffMinor || !discountBaseMinor) return 0n
  return roundedQuotient(netMinor * discountOffMinor, discountBaseMinor)
}

/** The discount on lines, spread over their tax classes in proportion; the parts sum to it. */
export function allowancesOn(lines: readonly TaxedLine[], discount: WholeDiscount): Adjustment[] {
  if (discount.discountReasonId === null) return []
  return spreadOverTaxes(discountOn(discountableMinor(lines), discount), discountable(lines))
}

export const asCharged = ({ amountMinor, taxCode, taxRate }: Charge): Adjustment => ({
  amountMinor: BigInt(amountMinor),
  taxCategoryCode: taxCode,
  taxRate,
})

/** The discount after its order has grown: a fixed amount stays the same, and its base becomes the new net amount. */
export function grownTo<T extends WholeDiscount>(discount: T, netMinor: bigint): T {
  const { discountBaseMinor } = discount
  if (discountBaseMinor === null || netMinor <= discountBaseMinor) return discount
  return { ...discount, discountBaseMinor: netMinor }
}

/** The name of a tax class: lines of one class are taxed together. */
export const taxClass = ({ taxCategoryCode, taxRate }: Pick<TaxedLine, 'taxCategoryCode' | 'taxRate'>): string =>
  `${taxCategoryCode} ${plainDecimal(taxRate)}`

/** Amounts in minor units by tax class. */
export type ByClass = ReadonlyMap<string, bigint>

export function sumByClass(lines: readonly TaxedLine[]): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const line of lines) sums.set(taxClass(line), (sums.get(taxClass(line)) ?? 0n) + line.netMinor)
  return sums
}

/** Limits an amount to at least zero and at most `mostMinor`. */
const within = (amountMinor: bigint, mostMinor: bigint) =>
  amountMinor < 0n || mostMinor < 0n ? 0n : amountMinor > mostMinor ? mostMinor : amountMinor

/**
 * The discount of one invoice of an order, by tax class: the discount on everything invoiced so far, less the discounts of earlier
 * invoices. So rounding differences never add up, and the last invoice takes the exact rest. A class never becomes negative.
 * `whole` has the lines of the order, `invoiced` the invoiced part of them including this invoice, `part` this invoice alone;
 * `last` says that nothing is left to invoice.
 */
export function discountOfPart(
  discount: WholeDiscount,
  {
    whole,
    invoiced,
    part,
    given,
    last,
  }: Record<'whole' | 'invoiced' | 'part', readonly TaxedLine[]> & {
    given: ByClass
    last: boolean
  },
): Adjustment[] {
  const sums = (lines: readonly TaxedLine[]) => sumByClass(discountable(lines))
  const [all, now, here] = [sums(whole), sums(invoiced), sums(part)]
  const due = new Map(allowancesOn(whole, discount).map((one) => [taxClass(one), one.amountMinor]))
  const shares = new Map<string, bigint>()
  for (const [name, partMinor] of here) {
    const [dueMinor, wholeMinor] = [due.get(name) ?? 0n, all.get(name) ?? 0n]
    const byNow = last || wholeMinor === 0n ? dueMinor : roundedQuotient(dueMinor * (now.get(name) ?? 0n), wholeMinor)
    shares.set(name, within(byNow - (given.get(name) ?? 0n), partMinor))
  }
  if (last) takeRest(shares, here, sumMinor([...due.values()]) - sumMinor([...given.values()]))
  return namedShares(shares, part)
}

/** Makes the shares of the last invoice sum to the rest, as far as its lines allow. */
function takeRest(shares: Map<string, bigint>, here: ByClass, restMinor: bigint): void {
  let missing = restMinor - sumMinor([...shares.values()])
  for (const [name, partMinor] of [...here].sort((a, b) => Number(b[1] - a[1]))) {
    const share = shares.get(name) ?? 0n
    const next = within(share + missing, partMinor)
    shares.set(name, next)
    missing -= next - share
  }
}

function namedShares(shares: ByClass, lines: readonly TaxedLine[]): Adjustment[] {
  const classes = new Map(lines.map((line) => [taxClass(line), line]))
  return [...classes].flatMap(([name, { taxCategoryCode, taxRate }]) => {
    const amountMinor = shares.get(name) ?? 0n
    return amountMinor === 0n ? [] : [{ taxCategoryCode, taxRate: plainDecimal(taxRate), amountMinor }]
  })
}

/**
 * The discount that goes back with credited lines, by tax class: in proportion to the lines that are left, and all that is left with the last of
 * them. All amounts are positive.
 */
export function discountGoingBack(
  credited: readonly TaxedLine[],
  left: { lines: ByClass; discount: ByClass },
): Adjustment[] {
  const shares = new Map<string, bigint>()
  for (const [name, backMinor] of sumByClass(discountable(credited))) {
    const [linesMinor, discountMinor] = [left.lines.get(name) ?? 0n, left.discount.get(name) ?? 0n]
    const share = backMinor >= linesMinor ? discountMinor : roundedQuotient(discountMinor * backMinor, linesMinor)
    shares.set(name, within(share, absolute(backMinor)))
  }
  return namedShares(shares, credited)
}
