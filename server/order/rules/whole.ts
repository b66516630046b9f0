import { refuse } from '@/server/platform/context/errors'
import { compareDecimals, decimalOf, powerOfTen, roundedQuotient, scaled } from '@/server/platform/money/decimal'
import { decimalToMinor, sumMinor } from '@/server/platform/money/money'
import { documentTotals } from '@/server/platform/money/tax'
import type { Discount, OwnPrice } from '@/server/pricing/rules/discounts'
import type { PriceOrigin } from '@/server/pricing/rules/prices'
import type { ChargeKind } from '@/server/pricing/rules/whole'
import { type Charge, discountOn, noWholeDiscount, type Whole, type WholeDiscount } from '@/server/pricing/rules/whole'
import { chargeWords } from '@/server/pricing/words/en'
import { taxedParts } from './amounts'
import { type ChargedPart, type ChargeTable, chargesAsked } from './charges'
import type { OrderLine } from './position'

type Priced = Pick<OrderLine, 'unitPrice' | 'priceQuantity' | 'taxCode' | 'taxRate'>

/** The net amount of quantities of lines, before anything is taken off the whole. */
export const linesNet = (parts: readonly { line: Priced; quantity: number }[], currency: string): bigint =>
  sumMinor(taxedParts(parts, currency).map((part) => part.netMinor))

/**
 * The discount on the whole as it is kept: of an amount, for which lines it was agreed. Refuses DISCOUNT_TOO_LARGE for an amount above
 * what the lines come to.
 */
export function wholeDiscount(wish: Discount | null | undefined, netMinor: bigint, currency: string): WholeDiscount {
  if (!wish) return noWholeDiscount
  const { percent, amount, reasonId: discountReasonId } = wish
  if (percent !== undefined) return { ...noWholeDiscount, discountPercent: percent, discountReasonId }
  const discountOffMinor = decimalToMinor(amount ?? '0', currency)
  if (discountOffMinor <= 0n) return noWholeDiscount
  if (discountOffMinor > netMinor) refuse('DISCOUNT_TOO_LARGE', { field: 'discount' })
  return { ...noWholeDiscount, discountOffMinor, discountBaseMinor: netMinor, discountReasonId }
}

/** Large enough that rounding a part of it does not reach the sixth place of a price. */
const share = 10n ** 18n

/** What a line costs after its share of the discount on the whole, to compare it with a floor price. */
export function afterWhole<T extends OwnPrice & PriceOrigin>(line: T, whole: WholeDiscount): T {
  const { discountReasonId } = whole
  if (discountReasonId === null) return line
  const kept = share - discountOn(share, whole)
  const { units, places } = scaled(line.unitPrice)
  const unitPrice = decimalOf(roundedQuotient(units * powerOfTen(6) * kept, powerOfTen(places) * share), 6)
  return { ...line, unitPrice, discountReasonId: line.discountReasonId ?? discountReasonId }
}

/** A charge as somebody typed it. */
export interface ChargeWish {
  kind: ChargeKind
  amount: string
  description?: string | undefined
}

/** What an order or a quote is wished to have as a whole. */
export interface WholeWish {
  discount?: Discount | null | undefined
  charges?: readonly ChargeWish[] | undefined
}

type Tax = Pick<Charge, 'taxCode' | 'taxRate'>
type Parts = readonly { line: Priced; quantity: number }[]

/** How charges are taxed: like the goods, and of several classes like the one that comes to most. */
export function taxOfCharges(parts: Parts, currency: string): Tax {
  const [most] = documentTotals(taxedParts(parts, currency)).taxes.toSorted((a, b) =>
    a.basisMinor === b.basisMinor ? 0 : a.basisMinor > b.basisMinor ? -1 : 1,
  )
  return { taxCode: most?.categoryCode ?? 'Z', taxRate: most?.rate ?? '0' }
}

/** Charges that were typed. One of nought is kept where it says that what the settings ask is not charged. */
export function typedCharges(
  wishes: readonly ChargeWish[],
  { tax, currency, withLast }: { tax: Tax; currency: string; withLast: boolean },
): Charge[] {
  return wishes.flatMap(({ kind, amount, description = chargeWords[kind] }) => {
    const amountMinor = decimalToMinor(amount, currency)
    const charge = { position: 0, kind, description, amountMinor: String(amountMinor), ...tax }
    const kept = amountMinor > 0n || kind === 'FREIGHT' || kind === 'SMALL_ORDER'
    return kept ? [{ ...charge, source: 'TYPED' as const, withLast, invoiced: false }] : []
  })
}

/** Charges one after the other, from a position on. */
export const numbered = (charges: readonly Charge[], from = 0): Charge[] =>
  charges.map((charge, index) => ({ ...charge, position: from + index + 1 }))

/** The discount and charges of a new order or quote: what was typed, and what the settings ask beside it. Refuses DISCOUNT_TOO_LARGE. */
export function wholeOf(
  wish: WholeWish,
  parts: readonly ChargedPart[],
  table: ChargeTable & { currency: string },
): Whole {
  const { currency, withLast } = table
  const discount = wholeDiscount(wish.discount, linesNet(parts, currency), currency)
  const tax = taxOfCharges(parts, currency)
  const typed = typedCharges(wish.charges ?? [], { tax, currency, withLast })
  const asked = chargesAsked(parts, table, { discount, currency, tax, typed: typed.map(({ kind }) => kind) })
  return { currency, ...discount, charges: numbered([...asked, ...typed]) }
}

/** The columns of a discount and its totals. */
export const wholeColumns = ({
  discountPercent,
  discountOffMinor,
  discountBaseMinor,
  discountReasonId,
}: WholeDiscount) => ({
  discountPercent,
  discountOffMinor,
  discountBaseMinor,
  discountReasonId,
})

/** Charges as rows of their table, without what they belong to. */
export const chargeRows = (charges: readonly Charge[]) =>
  charges.map(({ amountMinor, invoiced: _invoiced, ...charge }) => ({ ...charge, amountMinor: BigInt(amountMinor) }))

/** Charges after the tax of their order's lines changed: those that were taxed like a line are taxed like it again. */
export function taxedAnew(charges: readonly Charge[], before: readonly Tax[], after: readonly Tax[]): Charge[] {
  const same = (a: Tax, b: Tax) => a.taxCode === b.taxCode && compareDecimals(a.taxRate, b.taxRate) === 0
  return charges.map((charge) => {
    const like = after[before.findIndex((line) => same(line, charge))]
    return like && !charge.invoiced ? { ...charge, taxCode: like.taxCode, taxRate: like.taxRate } : charge
  })
}

const sameDecimal = (a: string | null, b: string | null) =>
  a === null || b === null ? a === b : compareDecimals(a, b) === 0

/** Whether as much is taken off for the same reason; for how many lines an amount was agreed does not matter. */
export const sameDiscount = (a: WholeDiscount, b: WholeDiscount): boolean =>
  sameDecimal(a.discountPercent, b.discountPercent) &&
  a.discountOffMinor === b.discountOffMinor &&
  a.discountReasonId === b.discountReasonId

/** Whether the same is charged, in the same order. */
export const sameCharges = (a: readonly Charge[], b: readonly Charge[]): boolean =>
  a.length === b.length &&
  a.every((charge, index) =>
    (['kind', 'description', 'amountMinor'] as const).every((part) => charge[part] === b[index]?.[part]),
  )
