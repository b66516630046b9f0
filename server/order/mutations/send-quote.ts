import { hashToken, newToken } from '@/server/platform/auth/tokens'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, type Statement, sql } from '@/server/platform/database/sql'
import { keepPaper } from '@/server/platform/documents/freeze'
import { recordEvents } from '@/server/platform/events/events'
import { queueMail } from '@/server/platform/mail/queue'
import { linkMark, quoteMail } from '../emails/quote'
import { quoteLinesOf, quoteOf } from '../queries/quotes'
import { quoteCan } from '../rules/quote'
import { keepVersion } from './keep-version'
import { printedQuote, quoteKey, quoteName, renderQuote } from './quote-paper'

const address = () => process.env.NEXTAUTH_URL ?? 'http://localhost:3000'

/** Makes a link to one version of a quote and stores only the hash of its secret. It works after the quote ends, so that the customer can follow the order. */
export function linkTo(ctx: Ctx, versionId: string): { url: string; statement: Statement } {
  const token = newToken()
  const statement = sql`INSERT INTO portal_link (organisation_id, id, token_hash, object_type, object_id, created_at)
    VALUES (${ctx.organisationId}, ${newId(ctx.now)}, ${hashToken(token)}, 'quoteVersion', ${versionId}, ${ctx.now})`
  return { url: `${address()}/portal/${token}`, statement }
}

/** Locks the quote, so that nobody changes it while it is sent. */
async function load(tx: Tx, id: string) {
  const { ctx } = tx
  const [, [quote], lines] = await tx.run(
    sql`SELECT 1 FROM quote WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
    quoteOf(ctx, id),
    quoteLinesOf(ctx, id),
  )
  if (!quote) notFound('quote')
  const versionId = quote.versionId ?? newId(ctx.now)
  // The version is stored when it is sent first. A further link or mail leads to the same version.
  const kept = quote.versionId ? [] : [keepVersion(ctx, versionId, quote, lines)]
  return { quote, versionId, kept }
}

/**
 * Mails a quote once, with the customer's own link to see and accept it. A quote with a link that was handed over can still be mailed.
 * Refuses with NOT_FOUND, QUOTE_NOT_OPEN, QUOTE_MAILED, QUOTE_WITHOUT_ADDRESS, QUOTE_EXPIRED, CHANGED_MEANWHILE.
 */
export async function sendQuote(ctx: Ctx, input: { id: string }): Promise<{ id: string }> {
  const printed = await printedQuote(ctx, input.id)
  // In a simulation the paper is made when first opened.
  const bytes = ctx.gateways.mail === 'SEND' ? await renderQuote(ctx, printed) : null
  return transaction(ctx, {}, async (tx) => {
    const { quote, versionId, kept } = await load(tx, input.id)
    if (!quoteCan('send', quote.state)) refuse('QUOTE_NOT_OPEN', { state: quote.state })
    if (quote.mailedAt) refuse('QUOTE_MAILED')
    if (!quote.customerEmail) refuse('QUOTE_WITHOUT_ADDRESS')
    if (quote.validUntil < ctx.today) refuse('QUOTE_EXPIRED', { validUntil: quote.validUntil })
    if (quote.version !== printed.quote.version) conflict('CHANGED_MEANWHILE')
    const link = linkTo(ctx, versionId)
    const key = quoteKey({ ...quote, versionId })
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE quote SET state = 'SENT', sent_at = coalesce(sent_at, ${ctx.now}) WHERE organisation_id = ${ctx.organisationId} AND id = ${quote.id} AND state IN ('DRAFT', 'SENT')`,
      ),
      ...kept,
      link.statement,
      ...(bytes ? keepPaper(ctx, key, bytes) : []),
      queueMail(ctx, {
        effectKey: quote.versionNumber > 1 ? `quote/${quote.id}/${quote.versionNumber}` : `quote/${quote.id}`,
        kind: 'QUOTE',
        objectType: 'quote',
        objectId: quote.id,
        customerId: quote.customerId,
        ...quoteMail(ctx.organisation, printed),
        papers: [{ kind: key.kind, objectId: key.objectId, filename: `${quoteName(quote)}.pdf` }],
        secrets: { [linkMark]: link.url },
      }),
      recordEvents(ctx, [
        {
          name: 'order/quote.sent',
          objects: [
            ['quote', quote.id],
            ['customer', quote.customerId],
          ],
        },
      ]),
    )
    return { id: quote.id }
  })
}

/** Makes a link that a person hands over; a draft then counts as sent. The address is shown once and not stored. Refuses with QUOTE_NOT_OPEN. */
export async function linkQuote(ctx: Ctx, input: { id: string }): Promise<{ url: string }> {
  return transaction(ctx, {}, async (tx) => {
    const { quote, versionId, kept } = await load(tx, input.id)
    if (!['DRAFT', 'SENT', 'ACCEPTED'].includes(quote.state)) refuse('QUOTE_NOT_OPEN', { state: quote.state })
    const link = linkTo(ctx, versionId)
    await tx.commit(
      sql`UPDATE quote SET state = 'SENT', sent_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${quote.id} AND state = 'DRAFT'`,
      ...kept,
      link.statement,
      recordEvents(ctx, [
        {
          name: 'order/quote.linked',
          objects: [
            ['quote', quote.id],
            ['customer', quote.customerId],
          ],
        },
      ]),
    )
    return { url: link.url }
  })
}
