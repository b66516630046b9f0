import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { objectOf, type RecordedEvent } from '@/server/platform/jobs/functions'
import { queueMail } from '@/server/platform/mail/queue'
import { answerMail } from '../emails/answer'
import { quoteOf } from '../queries/quotes'
import { waitsWords } from '../words/en'

/** The recipient of an answer: the author of the quote as long as they are in the team, otherwise the organisation. */
const sellerAddress = (ctx: Ctx, quoteId: string) =>
  sql<{ email: string | null }>`SELECT coalesce((SELECT m.email FROM membership m
        WHERE m.organisation_id = q.organisation_id AND m.user_id = q.created_by AND m.disabled_at IS NULL),
      (SELECT g.email FROM organisation g WHERE g.id = q.organisation_id)) AS email
    FROM quote q WHERE q.organisation_id = ${ctx.organisationId} AND q.id = ${quoteId}`

/** Tells the seller once what a customer answered to a quote. A seller who recorded the answer gets no mail. */
export async function mailAnswer(ctx: Ctx, event: RecordedEvent): Promise<{ mailed: boolean }> {
  if (event.actor.kind !== 'PORTAL') return { mailed: false }
  const quoteId = objectOf(event, 'quote')
  const [[quote], [seller], [order]] = await read(
    ctx,
    quoteOf(ctx, quoteId),
    sellerAddress(ctx, quoteId),
    sql<{
      id: string
      waitsFor: string | null
    }>`SELECT id, waits_for FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND quote_id = ${quoteId}`,
  )
  if (!quote || !seller?.email) return { mailed: false }
  const base = `${process.env.NEXTAUTH_URL ?? 'http://localhost:3000'}/${ctx.organisation.slug}/order`
  const [[made]] = await read(
    ctx,
    queueMail(ctx, {
      effectKey: `quote-answered/${quoteId}`,
      kind: 'QUOTE_ANSWERED',
      objectType: 'quote',
      objectId: quoteId,
      to: seller.email,
      ...answerMail(ctx.organisation, {
        quote,
        reason: event.payload.reason ? String(event.payload.reason) : null,
        standing: order?.waitsFor ? waitsWords(order.waitsFor) : null,
        url: order ? `${base}/${order.id}` : `${base}/quotes/${quoteId}`,
      }),
    }),
  )
  return { mailed: Boolean(made) }
}
