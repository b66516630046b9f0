import { taxedParts } from '@/server/order/rules/amounts'
import type { OrderLine } from '@/server/order/rules/position'
import { refuse } from '@/server/platform/context/errors'
import type { TaxedLine } from '@/server/platform/money/tax'
import { creditAdjustments, type DocumentAdjustment, lessByAdjustments } from './adjusting'
import { type Called, type Charged, type DocumentLine, documentLines, taxedLines } from './charging'
import { type Creditable, creditByAmount, creditByLines, lessCreditedBefore } from './crediting'

/** An issued invoice as a credit note by hand sees it. */
interface Issued {
  lines: readonly Creditable[]
  /** Its discounts and charges, and what of each was given back before. */
  adjustments: readonly (DocumentAdjustment & { creditedMinor: bigint })[]
  taxes: readonly { taxCode: string; taxRate: string; basisMinor: bigint }[]
  /** Net, not credited yet. */
  leftMinor: bigint
  currency: string
}

interface Wanted {
  lines?: readonly { position: number; quantity: number }[] | undefined
  /** Positions of charges among the discounts and charges. */
  charges?: readonly number[] | undefined
  netMinor?: bigint | undefined
  reason: string
}

/** What a credit note says. */
export interface Credited {
  lines: DocumentLine[]
  adjustments: DocumentAdjustment[]
  /** Of a note by hand: whether everything is credited then. */
  nothingLeft?: boolean
}

const turned = (line: TaxedLine): TaxedLine => ({ ...line, netMinor: -line.netMinor })

/**
 * What is credited by hand: an amount before tax; or lines, with the discount that goes back with them, and whole charges; without either,
 * everything that is left. Refuses MORE_THAN_INVOICED.
 */
export function creditByHand({ reason, ...wanted }: Wanted, issued: Issued): Credited {
  const { lines, adjustments, taxes, leftMinor, currency } = issued
  if (wanted.netMinor !== undefined) {
    const taxed = taxes.map((tax) => ({ netMinor: tax.basisMinor, taxCategoryCode: tax.taxCode, taxRate: tax.taxRate }))
    const parts = creditByAmount(taxed, wanted.netMinor, { reason, leftMinor, currency })
    return { lines: parts, adjustments: [], nothingLeft: wanted.netMinor === leftMinor }
  }
  const all = !wanted.lines && !wanted.charges
  const credited = creditByLines(lines, all ? undefined : (wanted.lines ?? []), currency)
  const open = adjustments.filter(({ kind, creditedMinor }) => kind !== 'DISCOUNT' && creditedMinor === 0n)
  if (wanted.charges?.some((position) => !open.some((charge) => charge.position === position)))
    refuse('MORE_THAN_INVOICED', { field: 'charges' })
  const charges = open
    .filter(({ position }) => all || wanted.charges?.includes(position))
    .map(({ creditedMinor: _credited, ...charge }) => charge)
  const left = {
    lines: taxedLines(creditByLines(lines, undefined, currency)).map(turned),
    discount: adjustments
      .filter(({ kind }) => kind === 'DISCOUNT')
      .map((one) => ({ ...one, leftMinor: one.amountMinor - one.creditedMinor })),
  }
  const creditedNow = (position: number) => {
    const wish = wanted.lines?.filter((one) => one.position === position) ?? []
    return wish.reduce((sum, { quantity }) => sum + quantity, 0)
  }
  const linesEnd = lines.every((line) => line.credited + creditedNow(line.position) >= line.quantity)
  return {
    lines: credited,
    adjustments: creditAdjustments(taxedLines(credited), left, charges),
    nothingLeft: all || (linesEnd && charges.length === open.length),
  }
}

interface Returning {
  /** The order's lines, with what of them was invoiced and credited until now. */
  lines: readonly OrderLine[]
  called: ReadonlyMap<string, Called>
  discount: Parameters<typeof creditAdjustments>[1]['discount']
  /** Net of lines and discount, not credited yet. */
  leftMinor: bigint
  currency: string
}

/** What is credited of goods that came back: they at the price of their order, less what was credited for them before, with the discount that goes back with them. */
export function creditOfReturn(returned: readonly Charged[], returning: Returning): Credited {
  const { lines, called, discount, leftMinor, currency } = returning
  const credited = documentLines(returned, called, currency, -1)
  const uncredited = lines.map((line) => ({ line, quantity: line.invoiced - line.credited }))
  const left = { lines: taxedParts(uncredited, currency), discount }
  const adjustments = creditAdjustments(taxedLines(credited), left)
  return { lines: lessCreditedBefore(credited, leftMinor + lessByAdjustments(adjustments), currency), adjustments }
}
