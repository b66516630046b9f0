import { type QuoteVersion, versionContent, versionOfLink, versionsOf } from '@/server/order/queries/versions'
import { ctxFromPortalToken } from '@/server/platform/auth/keys'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { limitRate } from '@/server/platform/web/rate'

const requests = { name: 'portal', perMinute: 60 }

/**
 * Opens a customer's link. A wrong, revoked or expired link gets the same answer as one that never existed. One network
 * address can try only a few times, so that nobody can guess links.
 */
export async function enterPortal(token: string, address: string, allowed = requests): Promise<QuoteEntry> {
  limitRate(`${allowed.name}/${address}`, allowed.perMinute)
  const entry = await ctxFromPortalToken(token)
  if (entry?.objectType !== 'quote' && entry?.objectType !== 'quoteVersion') notFound('link')
  const [[version]] = await read(entry.ctx, versionOfLink(entry.ctx, entry))
  if (!version) notFound('link')
  return { ctx: entry.ctx, quoteId: version.quoteId, version }
}

/** A customer's link to a quote, in the version for which it was made. */
export interface QuoteEntry {
  ctx: Ctx
  quoteId: string
  version: SentVersion
}
type SentVersion = QuoteVersion & { content: string }

/** The version that is to be shown: the link's own, or another that was sent of the same quote. */
export async function versionShown(
  { ctx, quoteId, version }: QuoteEntry,
  number: number | undefined,
): Promise<SentVersion> {
  if (number === undefined || number === version.number) return version
  const [versions] = await read(ctx, versionsOf(ctx, quoteId))
  const other = versions.find((one) => one.number === number) ?? notFound('link')
  const [[shown]] = await read(ctx, versionContent(ctx, other.id))
  return shown ?? notFound('link')
}

/** The first time that a customer opens a version is written down for its seller. */
export async function markOpened(ctx: Ctx, version: SentVersion) {
  if (version.openedAt) return
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql`UPDATE quote_version SET opened_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${version.id} AND opened_at IS NULL`,
    ),
  )
}

/** The id of the version that a link shows, for its paper. Refuses with NOT_FOUND, TOO_MANY_REQUESTS. */
export async function paperVersion(
  input: { token: string; version?: number },
  address: string,
): Promise<{ ctx: Ctx; quoteId: string; versionId: string }> {
  const entry = await enterPortal(input.token, address)
  const { id: versionId } = await versionShown(entry, input.version)
  return { ctx: entry.ctx, quoteId: entry.quoteId, versionId }
}
