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
import { quoteOf } from '../queries/quotes'
import { quoteCan } from '../rules/quote'
import { printedQuote, quoteKey, renderQuote } from './quote-paper'

const address = () => process.env.NEXTAUTH_URL ?? 'http://localhost:3000'

/** A new link to one quote; only the hash of its secret is kept. It outlives the quote, so that the customer can follow the order. */
function linkTo(ctx: Ctx, quoteId: string): { url: string; statement: Statement } {
  const token = newToken()
  const statement = sql`INSERT INTO portal_link (organisation_id, id, token_hash, object_type, object_id, created_at)
    VALUES (${ctx.organisationId}, ${newId(ctx.now)}, ${hashToken(token)}, 'quote', ${quoteId}, ${ctx.now})`
  return { url: `${address()}/portal/${token}`, statement }
}

/** Locks the quote, so that nobody changes it until it is sent. */
async function load(tx: Tx, id: string) {
  const { ctx } = tx
  const [, [quote]] = await tx.run(
    sql`SELECT 1 FROM quote WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
    quoteOf(ctx, id),
  )
  return quote ?? notFound('quote')
}

/**
 * Mails a quote once: the customer gets a link of their own to see and accept it. One that was handed over by a link can still be mailed.
 * Refuses with NOT_FOUND, QUOTE_NOT_OPEN, QUOTE_MAILED, QUOTE_WITHOUT_ADDRESS, QUOTE_EXPIRED, CHANGED_MEANWHILE.
 */
export async function sendQuote(ctx: Ctx, input: { id: string }): Promise<{ id: string }> {
  const printed = await printedQuote(ctx, input.id)
  // In a simulation the paper is made when first opened.
  const bytes = ctx.gateways.mail === 'SEND' ? await renderQuote(ctx, printed) : null
  return transaction(ctx, {}, async (tx) => {
    const quote = await load(tx, input.id)
    if (!quoteCan('send', quote.state)) refuse('QUOTE_NOT_OPEN', { state: quote.state })
    if (quote.mailedAt) refuse('QUOTE_MAILED')
    if (!quote.customerEmail) refuse('QUOTE_WITHOUT_ADDRESS')
    if (quote.validUntil < ctx.today) refuse('QUOTE_EXPIRED', { validUntil: quote.validUntil })
    if (quote.version !== printed.quote.version) conflict('CHANGED_MEANWHILE')
    const link = linkTo(ctx, quote.id)
    const key = quoteKey(quote)
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE quote SET state = 'SENT', sent_at = coalesce(sent_at, ${ctx.now}) WHERE organisation_id = ${ctx.organisationId} AND id = ${quote.id} AND state IN ('DRAFT', 'SENT')`,
      ),
      link.statement,
      ...(bytes ? keepPaper(ctx, key, bytes) : []),
      queueMail(ctx, {
        effectKey: `quote/${quote.id}`,
        kind: 'QUOTE',
        objectType: 'quote',
        objectId: quote.id,
        customerId: quote.customerId,
        ...quoteMail(ctx.organisation, printed),
        papers: [{ kind: key.kind, objectId: key.objectId, filename: `${quote.number}.pdf` }],
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

/** A link for a person to hand over; a draft counts as sent by it. The address is shown once and kept nowhere. Refuses with QUOTE_NOT_OPEN. */
export async function linkQuote(ctx: Ctx, input: { id: string }): Promise<{ url: string }> {
  return transaction(ctx, {}, async (tx) => {
    const quote = await load(tx, input.id)
    if (!['DRAFT', 'SENT', 'ACCEPTED'].includes(quote.state)) refuse('QUOTE_NOT_OPEN', { state: quote.state })
    const link = linkTo(ctx, quote.id)
    await tx.commit(
      sql`UPDATE quote SET state = 'SENT', sent_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${quote.id} AND state = 'DRAFT'`,
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
