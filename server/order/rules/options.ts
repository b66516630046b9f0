import { refuse } from '@/server/platform/context/errors'
import { grownTo } from '@/server/pricing/rules/whole'
import type { QuoteHead, QuoteLineRow } from '../queries/quotes'
import { totalsOf } from './amounts'
import { type OfferedContent, offeredContent } from './offered'
import type { OfferedDeposits } from './offered-deposits'
import { linesNet } from './whole'

type Optional = { position: number; optional: boolean }

/** Whether a quote leaves its customer a choice. */
export const leavesChoice = (lines: readonly Optional[]): boolean => lines.some(({ optional }) => optional)

/** The lines without those that are optional and not ticked. Refuses QUOTE_NOT_OPTIONAL when something is ticked that is no optional line. */
export function tickedLines<Line extends Optional>(lines: readonly Line[], ticked: readonly number[]): Line[] {
  if (ticked.some((position) => !lines.find((line) => line.position === position)?.optional))
    refuse('QUOTE_NOT_OPTIONAL')
  return lines.filter(({ optional, position }) => !optional || ticked.includes(position))
}

type Ticked = ReturnType<typeof tickedQuote>

/**
 * A quote with the optional lines that are ticked and without the others: its lines, discount and totals. Charges stay as they were offered,
 * and so does a discount of a fixed amount; one in percent is taken off what is ticked too.
 */
export function tickedQuote(quote: QuoteHead, all: readonly QuoteLineRow[], ticked: readonly number[]) {
  const lines = tickedLines(all, ticked)
  const parts = lines.map((line) => ({ line, quantity: line.quantity }))
  const whole = grownTo(quote, linesNet(parts, quote.currency))
  const { netMinor, taxMinor, grossMinor, allowanceMinor, chargeMinor, taxes } = totalsOf(parts, whole)
  const sums = { netMinor, taxMinor, grossMinor, discountMinor: allowanceMinor, chargeMinor }
  return { quote: { ...whole, ...sums }, lines, taxes }
}

/**
 * What is kept of an acceptance: what was offered, without the lines that were not ticked, with the sums of what was, and with
 * the deposits that its order charges.
 */
export const acceptedContent = (
  { quote, lines }: Pick<Ticked, 'quote' | 'lines'>,
  deposits: OfferedDeposits | null = null,
): OfferedContent => ({
  ...offeredContent(
    quote,
    lines.map((line) => ({ ...line, optional: false })),
  ),
  ...(deposits && {
    deposits: { netMinor: deposits.netMinor.toString(), grossMinor: deposits.grossMinor.toString() },
  }),
})
