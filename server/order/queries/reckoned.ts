import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { tickedQuote } from '../rules/options'
import { quoteLinesOf, quoteOf } from './quotes'

/** What a quote comes to with the optional lines that are ticked, by the rule by which accepting reckons. Refuses with NOT_FOUND, QUOTE_NOT_OPTIONAL. */
export async function reckonQuote(ctx: Ctx, { id, ticked }: { id: string; ticked: readonly number[] }) {
  const [[quote], lines] = await read(ctx, quoteOf(ctx, id), quoteLinesOf(ctx, id))
  const { quote: sums, taxes } = tickedQuote(quote ?? notFound('quote'), lines, ticked)
  const { netMinor, taxMinor, grossMinor, discountMinor, chargeMinor } = sums
  return { netMinor, taxMinor, grossMinor, discountMinor, chargeMinor, taxes }
}
