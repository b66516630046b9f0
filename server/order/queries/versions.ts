import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'

/** A version of a quote that was sent, and the answer to it. */
export interface QuoteVersion {
  id: string
  quoteId: string
  number: number
  /** SHA-256 of what was offered. */
  hash: string
  sentAt: Date
  /** When its link was first opened. */
  openedAt: Date | null
  answer: 'ACCEPTED' | 'DECLINED' | null
  answeredBy: string | null
  comment: string | null
  answeredAt: Date | null
}

/** The versions of a quote that were sent, the newest first. */
export function versionsOf(ctx: Ctx, quoteId: string): Statement<QuoteVersion> {
  return sql`SELECT id, quote_id, number, hash, sent_at, opened_at, answer, answered_by, comment, answered_at FROM quote_version
    WHERE organisation_id = ${ctx.organisationId} AND quote_id = ${quoteId} ORDER BY number DESC`
}

/** One version with everything that was offered in it, as canonical JSON. */
export function versionContent(ctx: Ctx, id: string): Statement<QuoteVersion & { content: string }> {
  return sql`SELECT id, quote_id, number, hash, sent_at, opened_at, answer, answered_by, comment, answered_at, content FROM quote_version
    WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`
}

/** The version of a quote for which a link was made. Old links were made for the first version. */
export function versionOfLink(
  ctx: Ctx,
  { objectType, objectId }: { objectType: string; objectId: string },
): Statement<QuoteVersion & { content: string }> {
  return sql`SELECT id, quote_id, number, hash, sent_at, opened_at, answer, answered_by, comment, answered_at, content FROM quote_version
    WHERE organisation_id = ${ctx.organisationId}
      AND CASE WHEN ${objectType}::text = 'quoteVersion' THEN id = ${objectId}::uuid ELSE quote_id = ${objectId}::uuid AND number = 1 END`
}
