import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { renderDocument } from '@/server/platform/documents/document'
import { frozenDocument, type PaperKey } from '@/server/platform/documents/freeze'
import { sellerOf } from '@/server/platform/documents/seller'
import { type PrintedQuote, quotePaper } from '../documents/quote'
import { type QuoteOutlook, quoteOutlook } from '../queries/outlook'
import { type QuoteHead, quoteLinesOf, quoteOf } from '../queries/quotes'

export const quoteKey = ({ id, number }: Pick<QuoteHead, 'id' | 'number'>): PaperKey => ({
  kind: 'quote',
  objectType: 'quote',
  objectId: id,
  number,
})

/** A quote with everything that its paper and its mail contain. Refuses with NOT_FOUND. */
export async function printedQuote(ctx: Ctx, id: string): Promise<PrintedQuote & { outlook: QuoteOutlook }> {
  const [[quote], lines, [seller]] = await read(ctx, quoteOf(ctx, id), quoteLinesOf(ctx, id), sellerOf(ctx))
  if (!quote || !seller) notFound('quote')
  return { quote, lines, seller, outlook: await quoteOutlook(ctx, quote, lines) }
}

/** Makes the paper with the date on which the quote is or was sent. */
export const renderQuote = (ctx: Ctx, printed: PrintedQuote): Promise<Buffer> =>
  renderDocument(
    quotePaper({ ...printed, quote: { ...printed.quote, sentAt: printed.quote.sentAt ?? ctx.now } }, ctx.organisation),
  )

/** The paper of a quote: the stored one of a quote that was sent, a new one of a draft. Refuses with NOT_FOUND. */
export async function quoteFile(ctx: Ctx, id: string): Promise<{ fileName: string; bytes: Buffer }> {
  const printed = await printedQuote(ctx, id)
  const { quote } = printed
  const make = () => renderQuote(ctx, printed)
  const bytes = quote.sentAt ? (await frozenDocument(ctx, quoteKey(quote), make)).bytes : await make()
  return { fileName: `${quote.number}.pdf`, bytes }
}
