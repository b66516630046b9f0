import { refuse } from '@/server/platform/context/errors'
import { compareDecimals, decimalOf, powerOfTen, roundedQuotient, scaled } from '@/server/platform/money/decimal'
import { decimalToMinor } from '@/server/platform/money/money'
import { documentTotals } from '@/server/platform/money/tax'
import type { Discount, OwnPrice } from '@/server/pricing/rules/discounts'
import type { PriceOrigin } from '@/server/pricing/rules/prices'
import type { ChargeKind } from '@/server/pricing/rules/whole'
import {
  type Charge,
  discountable,
  discountableMinor,
  discountOn,
  noWholeDiscount,
  type Whole,
  type WholeDiscount,
} from '@/server/pricing/rules/whole'
import { chargeWords } from '@/server/pricing/words/en'
import { taxedParts } from './amounts'
import { type ChargedPart, type ChargeTable, chargesAsked } from './charges'
import type { OrderLine } from './position'

type Priced = Pick<OrderLine, 'unitPrice' | 'priceQuantity' | 'taxCode' | 'taxRate'> & { kind?: string | undefined }

/** The net amount of quantities of lines without deposits for packaging, before the discount on the whole. */
export const linesNet = (parts: readonly { line: Priced; quantity: number }[], currency: string): bigint =>
  discountableMinor(taxedParts(parts, currency))

/**
 * The discount on the whole as it is stored; one of an amount also stores the lines' net amount. Refuses with DISCOUNT_TOO_LARGE when the
 * amount is above that.
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

/** An amount so large that rounding its share does not change the sixth decimal of a price. */
const share = 10n ** 18n

/** The unit price of a line after its share of the discount on the whole, for comparison with a floor price. */
export function afterWhole<T extends OwnPrice & PriceOrigin>(line: T, whole: WholeDiscount): T {
  const { discountReasonId } = whole
  if (discountReasonId === null) return line
  const kept = share - discountOn(share, whole)
  const { units, places } = scaled(line.unitPrice)
  const unitPrice = decimalOf(roundedQuotient(units * powerOfTen(6) * kept, powerOfTen(places) * share), 6)
  return { ...line, unitPrice, discountReasonId: line.discountReasonId ?? discountReasonId }
}

/** A typed charge. */
export interface ChargeWish {
  kind: ChargeKind
  amount: string
  description?: string | undefined
}

/** The wished discount and charges of an order or a quote. */
export interface WholeWish {
  discount?: Discount | null | undefined
  charges?: readonly ChargeWish[] | undefined
}

type Tax = Pick<Charge, 'taxCode' | 'taxRate'>
type Parts = readonly { line: Priced; quantity: number }[]

/** The tax of charges: that of the goods, and of several classes the one with the largest net amount. */
export function taxOfCharges(parts: Parts, currency: string): Tax {
  const [most] = documentTotals(discountable(taxedParts(parts, currency))).taxes.toSorted((a, b) =>
    Number(b.basisMinor - a.basisMinor),
  )
  return { taxCode: most?.categoryCode ?? 'Z', taxRate: most?.rate ?? '0' }
}

/** The typed charges. A charge of zero is stored only where the settings would ask for one. */
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

/** Numbers charges from a position on. */
export const numbered = (charges: readonly Charge[], from = 0): Charge[] =>
  charges.map((charge, index) => ({ ...charge, position: from + index + 1 }))

/** The discount and charges of a new order or quote: typed ones, and those of the settings. Refuses with DISCOUNT_TOO_LARGE. */
export function wholeOf(
  wish: WholeWish,
  parts: readonly ChargedPart[],
  table: ChargeTable & { currency: string; shipCountry: string },
): Whole {
  const { currency, shipCountry, withLast } = table
  const discount = wholeDiscount(wish.discount, linesNet(parts, currency), currency)
  const tax = taxOfCharges(parts, currency)
  const typed = typedCharges(wish.charges ?? [], { tax, currency, withLast })
  const kinds = typed.map(({ kind }) => kind)
  const asked = chargesAsked(parts, table, { discount, currency, shipCountry, tax, typed: kinds })
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

/** Charges as rows of their table, without the id of their order or quote. */
export const chargeRows = (charges: readonly Charge[]) =>
  charges.map(({ amountMinor, invoiced: _invoiced, ...charge }) => ({ ...charge, amountMinor: BigInt(amountMinor) }))

/** Charges after the tax of the order's lines changed: a charge with the tax of a line gets that line's new tax. */
export function taxedAnew(charges: readonly Charge[], before: readonly Tax[], after: readonly Tax[]): Charge[] {
  const same = (a: Tax, b: Tax) => a.taxCode === b.taxCode && compareDecimals(a.taxRate, b.taxRate) === 0
  return charges.map((charge) => {
    const like = after[before.findIndex((line) => same(line, charge))]
    return like && !charge.invoiced ? { ...charge, taxCode: like.taxCode, taxRate: like.taxRate } : charge
  })
}

const sameDecimal = (a: string | null, b: string | null) =>
  a === null || b === null ? a === b : compareDecimals(a, b) === 0

/** Whether two discounts have the same amount and reason. The lines of which an amount was agreed do not matter. */
export const sameDiscount = (a: WholeDiscount, b: WholeDiscount): boolean =>
  sameDecimal(a.discountPercent, b.discountPercent) &&
  a.discountOffMinor === b.discountOffMinor &&
  a.discountReasonId === b.discountReasonId

/** Whether two lists of charges are equal, in the same order. */
export const sameCharges = (a: readonly Charge[], b: readonly Charge[]): boolean =>
  a.length === b.length &&
  a.every((charge, index) =>
    (['kind', 'description', 'amountMinor'] as const).every((part) => charge[part] === b[index]?.[part]),
  )
