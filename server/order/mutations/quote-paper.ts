import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { renderDocument } from '@/server/platform/documents/document'
import { frozenDocument, type PaperKey } from '@/server/platform/documents/freeze'
import { sellerOf } from '@/server/platform/documents/seller'
import { type PrintedQuote, quotePaper } from '../documents/quote'
import { type QuoteOutlook, quoteOutlook } from '../queries/outlook'
import { type QuoteHead, quoteLinesOf, quoteOf } from '../queries/quotes'
import { versionContent } from '../queries/versions'
import { asOffered, type OfferedContent } from '../rules/offered'
import { acceptedDeposits } from '../rules/offered-deposits'

/** The name of a quote in file names: `QU-1001`, `QU-1001 version 2`. */
export const quoteName = ({ number, versionNumber }: Pick<QuoteHead, 'number' | 'versionNumber'>): string =>
  versionNumber > 1 ? `${number} version ${versionNumber}` : number

/** The record under which a version's paper is stored: the first version's under the quote, others under the version. */
export const quoteKey = (quote: Pick<QuoteHead, 'id' | 'number' | 'versionNumber' | 'versionId'>): PaperKey => ({
  kind: 'quote',
  objectType: 'quote',
  objectId: quote.versionNumber > 1 ? (quote.versionId ?? quote.id) : quote.id,
  number: quoteName(quote),
})

/** A quote with all facts for its paper and its mail. Refuses with NOT_FOUND. */
export async function printedQuote(ctx: Ctx, id: string): Promise<PrintedQuote & { outlook: QuoteOutlook }> {
  const [[quote], lines, [seller]] = await read(ctx, quoteOf(ctx, id), quoteLinesOf(ctx, id), sellerOf(ctx))
  if (!quote || !seller) notFound('quote')
  return { quote, lines, seller, outlook: await quoteOutlook(ctx, quote, lines) }
}

/** Makes the paper, dated with the day of sending. */
export const renderQuote = (ctx: Ctx, printed: PrintedQuote): Promise<Buffer> =>
  renderDocument(
    quotePaper({ ...printed, quote: { ...printed.quote, sentAt: printed.quote.sentAt ?? ctx.now } }, ctx.organisation),
  )

/** The paper of what was accepted of a quote that left a choice or has deposits, which are those of that day. */
async function acceptedFile(ctx: Ctx, printed: PrintedQuote, accepted: string) {
  const { quote } = printed
  const content: OfferedContent = JSON.parse(accepted)
  const then = { ...asOffered(quote, content, quote.sentAt ?? ctx.now), deposits: acceptedDeposits(content) }
  const number = `${quoteName(quote)} as accepted`
  const key = { ...quoteKey(quote), kind: 'acceptedQuote', number }
  const { bytes } = await frozenDocument(ctx, key, () => renderQuote(ctx, { ...printed, ...then }))
  return { fileName: `${number}.pdf`, bytes }
}

/** The paper of a quote: the stored one of a quote that was sent, with what was accepted where that says more; a new one of a draft. Refuses with NOT_FOUND. */
export async function quoteFile(ctx: Ctx, id: string): Promise<{ fileName: string; bytes: Buffer }> {
  const printed = await printedQuote(ctx, id)
  const { quote } = printed
  if (quote.accepted !== null) return acceptedFile(ctx, printed, quote.accepted)
  const make = () => renderQuote(ctx, printed)
  const bytes = quote.sentAt ? (await frozenDocument(ctx, quoteKey(quote), make)).bytes : await make()
  return { fileName: `${quoteName(quote)}.pdf`, bytes }
}

/** The paper of one version as it was sent. Refuses with NOT_FOUND. */
export async function versionFile(ctx: Ctx, versionId: string): Promise<{ fileName: string; bytes: Buffer }> {
  const [[version]] = await read(ctx, versionContent(ctx, versionId))
  if (!version) notFound('quote')
  const printed = await printedQuote(ctx, version.quoteId)
  if (version.number === printed.quote.versionNumber && printed.quote.accepted === null)
    return quoteFile(ctx, version.quoteId)
  const then = asOffered(printed.quote, JSON.parse(version.content), version.sentAt)
  const key = quoteKey({ ...then.quote, versionId })
  const { bytes } = await frozenDocument(ctx, key, () => renderQuote(ctx, { ...printed, ...then }))
  return { fileName: `${quoteName(then.quote)}.pdf`, bytes }
}
