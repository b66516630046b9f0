import { plainDecimal } from '@/server/platform/money/decimal'
import { minorToDecimal } from '@/server/platform/money/money'
import type { Discount } from '@/server/pricing/rules/discounts'
import type { ChargeKind, Whole } from '@/server/pricing/rules/whole'
import { discountOf, isPrice } from './line-draft'

/** A charge that a person is writing; the amount is a plain decimal. */
export interface ChargeDraft {
  key: string
  kind: ChargeKind
  amount: string
  description?: string
}

/** What a person takes off the whole of an order, and charges beside its lines. */
export interface WholeDraft {
  /** As it was typed: `10 %`, or an amount. */
  discount: string
  reasonId: string
  charges: readonly ChargeDraft[]
}

export const nothingOnTheWhole: WholeDraft = { discount: '', reasonId: '', charges: [] }

/** The discount and typed charges of an order or quote, as a person would write them. */
export function wholeDraftOf(whole: Whole): WholeDraft {
  const { discountPercent, discountOffMinor, discountReasonId, currency } = whole
  const off = discountOffMinor === null ? '' : minorToDecimal(discountOffMinor, currency)
  return {
    discount: discountPercent === null ? off : `${plainDecimal(discountPercent)} %`,
    reasonId: discountReasonId ?? '',
    charges: whole.charges
      .filter((charge) => charge.source === 'TYPED' && !charge.invoiced)
      .map(({ position, kind, description, amountMinor }) => ({
        key: String(position),
        kind,
        description,
        amount: minorToDecimal(BigInt(amountMinor), currency),
      })),
  }
}

interface WholeSent {
  discount?: Discount
  charges?: { kind: ChargeKind; amount: string; description?: string }[]
}

/** What is wrong with the discount, as a sentence. */
export function discountProblem({ discount, reasonId }: Omit<WholeDraft, 'charges'>): string | undefined {
  if (discount === '') return undefined
  return discountOf(discount) === null ? 'Write 10 %, or an amount.' : reasonId ? undefined : 'Say why.'
}

/** What is wrong with the amount of a charge, as a sentence. */
export const chargeProblem = ({ amount }: Pick<ChargeDraft, 'amount'>): string | undefined =>
  isPrice(amount) ? undefined : amount ? 'This is no amount.' : 'Say how much, or take it off.'

/** What is sent of it; null while something of it cannot be read. */
export function readWhole(whole: WholeDraft): WholeSent | null {
  const { discount, reasonId, charges } = whole
  if (discountProblem(whole) || charges.some(chargeProblem)) return null
  const off = discount === '' ? null : discountOf(discount)
  return {
    ...(off && { discount: { ...off, reasonId } }),
    ...(charges.length > 0 && {
      charges: charges.map(({ kind, amount, description }) => ({ kind, amount, ...(description && { description }) })),
    }),
  }
}

/** What of it counts while it is being written: all but the part that cannot be read yet. */
export const askedWhole = (whole: WholeDraft) =>
  readWhole({
    discount: discountProblem(whole) ? '' : whole.discount,
    reasonId: whole.reasonId,
    charges: whole.charges.filter((charge) => !chargeProblem(charge)),
  })

const text = (value: unknown) => JSON.stringify(value)

/** What an amendment wishes of it: what was changed alone. A discount that was emptied is none any more. */
export function wholeChanged(before: WholeDraft, after: WholeDraft) {
  const read = readWhole(after) ?? {}
  const { discount = null, charges = [] } = read
  const changed = before.discount !== after.discount || before.reasonId !== after.reasonId
  return {
    ...(changed && { discount }),
    ...(text(before.charges) !== text(after.charges) && { charges }),
  }
}
