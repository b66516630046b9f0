import { inNoPack } from '@/server/order/rules/packs'
import { refuse } from '@/server/platform/context/errors'
import { minorToDecimal, sumMinor } from '@/server/platform/money/money'
import { pieces } from '@/server/platform/money/quantity'
import { spreadOverTaxes, type TaxedLine } from '@/server/platform/money/tax'
import { noDiscount } from '@/server/pricing/rules/discounts'
import { amountsOf, type DocumentLine, taxedLines, uncalled } from './charging'

/** A line of an issued invoice, and the quantity credited so far. */
export interface Creditable extends DocumentLine {
  credited: number
}

/**
 * The lines of a credit note for quantities of an invoice's lines, each line once; without quantities, everything that
 * is left. Refuses MORE_THAN_INVOICED, which names the position.
 */
export function creditByLines(
  lines: readonly Creditable[],
  wished: readonly { position: number; quantity: number }[] | undefined,
  currency: string,
): DocumentLine[] {
  const wishes = new Map<number, number>()
  for (const { position, quantity } of wished ??
    lines.map((line) => ({ ...line, quantity: line.quantity - line.credited })))
    wishes.set(position, (wishes.get(position) ?? 0) + quantity)
  const credited = [...wishes].flatMap(([position, quantity]) => {
    const line = lines.find((candidate) => candidate.position === position)
    if (!line || quantity > line.quantity - line.credited) refuse('MORE_THAN_INVOICED', { position })
    if (quantity === 0) return []
    const { credited: _credited, ...facts } = line
    return [
      {
        ...facts,
        quantity: -quantity,
        ...amountsOf(line, -quantity, currency),
      },
    ]
  })
  return credited.map((line, index) => ({ ...line, position: index + 1 }))
}

interface ClosedInvoice {
  netMinor: bigint
  grossMinor: bigint
  roundingMinor: bigint
  /** Credited before, positive: net, and with tax and rounding. */
  creditedNetMinor: bigint
  creditedMinor: bigint
  roundingsMinor: bigint
}

/**
 * The rounding of a credit note's amount (BT-114); the note's sums are negative. Of an invoice that is credited by hand the note that credits
 * all that is left gives back exactly the amount that is left, the invoice's own rounding included, whatever the lines and taxes of several
 * notes came to by themselves; and no note gives back more. Nothing is evened out that is more than rounding. Goods that come back
 * (`nothingLeft` is undefined) may be of several invoices; the last of them give back the rounding of theirs.
 */
export function creditedRounding(
  invoice: ClosedInvoice,
  note: { netMinor: bigint; grossMinor: bigint },
  nothingLeft: boolean | undefined,
): bigint {
  const after = invoice.creditedNetMinor - note.netMinor
  const reached = invoice.creditedNetMinor < invoice.netMinor && after >= invoice.netMinor
  const leftMinor = invoice.grossMinor + invoice.roundingMinor - invoice.creditedMinor
  const evenMinor = -leftMinor - note.grossMinor
  const offMinor = evenMinor + invoice.roundingMinor
  const isRounding = offMinor <= invoice.roundingsMinor && offMinor >= -invoice.roundingsMinor
  const evens = nothingLeft || (nothingLeft === false && evenMinor > 0n)
  if (evens && leftMinor >= 0n && isRounding) return evenMinor
  return reached ? -invoice.roundingMinor : 0n
}

/**
 * Splits an amount into document lines: one per tax class of what it belongs to, in proportion; `sign` −1 gives it
 * back.
 */
function amountLines(
  amountMinor: bigint,
  taxed: readonly TaxedLine[],
  { description, currency, sign }: { description: string; currency: string; sign: 1 | -1 },
): Omit<DocumentLine, 'position'>[] {
  return spreadOverTaxes(amountMinor, taxed).map((part) => ({
    orderLineId: null,
    productId: null,
    ...uncalled,
    description,
    quantity: sign,
    ...pieces,
    ...inNoPack,
    ...noDiscount,
    listPrice: null,
    unitPrice: minorToDecimal(part.amountMinor, currency),
    priceQuantity: 1,
    taxCode: part.taxCategoryCode,
    taxRate: part.taxRate,
    listMinor: BigInt(sign) * part.amountMinor,
    grossMinor: BigInt(sign) * part.amountMinor,
    netMinor: BigInt(sign) * part.amountMinor,
    returnable: false,
  }))
}

/** The lines of a credit note for an amount before tax: one per tax rate of the invoice, in proportion to what is taxed at it. Refuses MORE_THAN_INVOICED. */
export function creditByAmount(
  taxes: readonly TaxedLine[],
  netMinor: bigint,
  credit: { reason: string; leftMinor: bigint; currency: string },
): DocumentLine[] {
  const { reason, leftMinor, currency } = credit
  if (netMinor > leftMinor) refuse('MORE_THAN_INVOICED', { leftMinor, field: 'netMinor' })
  return amountLines(netMinor, taxes, { description: reason, currency, sign: -1 }).map((line, index) => ({
    ...line,
    position: index + 1,
  }))
}

/**
 * By how much the parts may exceed the whole through rounding: one minor unit for each line that is credited by
 * quantity.
 */
const roundingOf = (lines: readonly DocumentLine[]) => BigInt(lines.filter((line) => line.orderLineId).length)

/** By how much the credited lines exceed the net amount left to credit; zero when they fit, or exceed it by rounding only. */
export function overLeft(lines: readonly DocumentLine[], leftMinor: bigint): bigint {
  const overMinor = -sumMinor(lines.map((line) => line.netMinor)) - leftMinor
  return overMinor > roundingOf(lines) ? overMinor : 0n
}

/** The credit lines of returned goods, less the amount that was credited for them before. */
export function lessCreditedBefore(
  lines: readonly DocumentLine[],
  leftMinor: bigint,
  currency: string,
): DocumentLine[] {
  const taken = amountLines(overLeft(lines, leftMinor), taxedLines(lines), {
    description: 'Credited before',
    currency,
    sign: 1,
  })
  return [...lines, ...taken.map((line, index) => ({ ...line, position: lines.length + index + 1 }))]
}
