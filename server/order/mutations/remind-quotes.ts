import type { Ctx } from '@/server/platform/context/ctx'
import { transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { queueMail } from '@/server/platform/mail/queue'
import { quoteReminder } from '../emails/quote'
import { quoteOf } from '../queries/quotes'
import { linkTo } from './send-quote'

const remindedAtOnce = 50

/** Locks the open quotes that are due for a reminder. Each version has one reminder. */
const due = (ctx: Ctx) =>
  sql<{ id: string }>`SELECT q.id FROM quote q JOIN organisation o ON o.id = q.organisation_id
    WHERE q.organisation_id = ${ctx.organisationId} AND q.state = 'SENT' AND q.reminded_on IS NULL AND q.valid_until >= ${ctx.today}
      AND (q.valid_until - o.quote_reminder_before_days <= ${ctx.today}::date
        OR (q.sent_at AT TIME ZONE ${ctx.organisation.timeZone})::date + o.quote_reminder_after_days <= ${ctx.today}::date)
      -- What was sent today is not reminded of today.
      AND (q.sent_at AT TIME ZONE ${ctx.organisation.timeZone})::date < ${ctx.today}::date
      AND mail_to(q.organisation_id, q.customer_id, 'ORDERS') IS NOT NULL
    ORDER BY q.valid_until, q.id LIMIT ${remindedAtOnce} FOR NO KEY UPDATE OF q SKIP LOCKED`

/**
 * Reminds customers of open quotes by the organisation's policy, once for each version. The quote is locked while its mail is
 * made, so that no mail is made after an answer.
 */
export async function remindQuotes(ctx: Ctx): Promise<{ reminded: number }> {
  return transaction(ctx, {}, async (tx) => {
    const [found] = await tx.run(due(ctx))
    if (found.length === 0) return { reminded: 0 }
    const quotes = (await tx.run(...found.map(({ id }) => quoteOf(ctx, id)))).flat()
    const statements = quotes.flatMap((quote) => {
      const link = quote.versionId ? linkTo(ctx, quote.versionId) : null
      if (!link) return []
      const mail = quoteReminder(ctx.organisation, quote)
      return [
        link.statement,
        expectRows(
          1,
          sql`UPDATE quote SET reminded_on = ${ctx.today} WHERE organisation_id = ${ctx.organisationId} AND id = ${quote.id} AND state = 'SENT'`,
        ),
        queueMail(ctx, {
          effectKey: `quote-reminder/${quote.versionId}`,
          kind: 'QUOTE',
          objectType: 'quote',
          objectId: quote.id,
          customerId: quote.customerId,
          ...mail.content,
          secrets: { [mail.mark]: link.url },
        }),
      ]
    })
    await tx.commit(
      ...statements,
      recordEvents(
        ctx,
        quotes.map((quote) => ({
          name: 'order/quote.reminded' as const,
          objects: [
            ['quote', quote.id],
            ['customer', quote.customerId],
          ],
        })),
      ),
    )
    return { reminded: quotes.length }
  })
}
