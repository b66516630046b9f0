import { createHash } from 'node:crypto'
import type { Ctx } from '@/server/platform/context/ctx'
import { expectRows, insert, type Statement, sql } from '@/server/platform/database/sql'
import type { QuoteHead, QuoteLineRow } from '../queries/quotes'
import { canonical, offeredContent } from '../rules/offered'

/** Stores the sent quote as the customer sees it, with its hash. The row is never changed. */
export function keepVersion(ctx: Ctx, id: string, quote: QuoteHead, lines: readonly QuoteLineRow[]): Statement<never> {
  const content = canonical(offeredContent(quote, lines))
  const hash = createHash('sha256').update(content).digest('hex')
  const row = { id, quoteId: quote.id, number: quote.versionNumber, content, hash, sentAt: ctx.now }
  return insert(ctx, 'quoteVersion', [row])
}

/** Stores the customer's answer with the version that the customer saw. */
export function keepAnswer(
  ctx: Ctx,
  id: string,
  answer: 'ACCEPTED' | 'DECLINED',
  { name, comment, accepted }: { name?: string; comment?: string; accepted?: string },
): Statement<never> {
  const hash = accepted === undefined ? null : createHash('sha256').update(accepted).digest('hex')
  return expectRows(
    1,
    sql`UPDATE quote_version SET answer = ${answer}, answered_by = ${name || null}, comment = ${comment || null}, answered_at = ${ctx.now}, accepted = ${accepted ?? null}, accepted_hash = ${hash}
      WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND answer IS NULL`,
  )
}
