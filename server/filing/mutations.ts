import { createHash } from 'node:crypto'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { insert, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { keptText } from '@/server/platform/web/input'
import { mayDeleteAny } from './queries'
import { aboutColumns, fileNameOf, mediaTypeOf, mostBytes, mostFiles } from './rules'
import type { AboutInput } from './schema'

const happened = (ctx: Ctx, { kind, id }: AboutInput, what: 'added' | 'deleted') =>
  recordEvents(ctx, [{ name: `filing/file.${what}` as const, objects: [[kind, id]] }])

/** Locks the record, so that it stays and nobody adds a file to it meanwhile. */
function lockAbout(ctx: Ctx, { kind, id }: AboutInput): Statement {
  const own = ctx.organisationId
  if (kind === 'customer')
    return sql`SELECT 1 FROM customer WHERE organisation_id = ${own} AND id = ${id} AND merged_into IS NULL FOR NO KEY UPDATE`
  if (kind === 'order')
    return sql`SELECT 1 FROM sales_order WHERE organisation_id = ${own} AND id = ${id} FOR NO KEY UPDATE`
  if (kind === 'quote') return sql`SELECT 1 FROM quote WHERE organisation_id = ${own} AND id = ${id} FOR NO KEY UPDATE`
  return sql`SELECT 1 FROM product WHERE organisation_id = ${own} AND id = ${id} AND NOT free_text FOR NO KEY UPDATE`
}

/**
 * Puts a file beside a record. The same bytes beside the same record are one file, so that sending it again changes nothing. Refuses with
 * NOT_FOUND, ATTACHMENT_EMPTY, ATTACHMENT_TOO_LARGE, ATTACHMENT_UNKNOWN (by its content) and ATTACHMENTS_TOO_MANY.
 */
export async function addFile(
  ctx: Ctx,
  about: AboutInput,
  file: { fileName: string; bytes: Buffer },
): Promise<{ id: string }> {
  const { bytes } = file
  if (bytes.length === 0) refuse('ATTACHMENT_EMPTY')
  if (bytes.length > mostBytes) refuse('ATTACHMENT_TOO_LARGE')
  const mediaType = mediaTypeOf(bytes) ?? refuse('ATTACHMENT_UNKNOWN')
  const hash = createHash('sha256').update(bytes).digest('hex')
  const columns = aboutColumns(about)
  const { customerId, orderId, quoteId, productId } = columns
  return transaction(ctx, {}, async (tx) => {
    const [[record], files] = await tx.run(
      lockAbout(ctx, about),
      sql<{ id: string; hash: string }>`SELECT id, hash FROM attachment WHERE organisation_id = ${ctx.organisationId}
        AND (customer_id = ${customerId}::uuid OR order_id = ${orderId}::uuid OR quote_id = ${quoteId}::uuid OR product_id = ${productId}::uuid)`,
    )
    if (!record) notFound(about.kind)
    const same = files.find((one) => one.hash === hash)
    if (same) return tx.conclude({ id: same.id })
    if (files.length >= mostFiles) refuse('ATTACHMENTS_TOO_MANY', { limit: mostFiles })
    const id = newId(ctx.now)
    return tx.conclude(
      { id },
      insert(ctx, 'attachment', [
        {
          id,
          ...columns,
          fileName: fileNameOf(keptText(file.fileName), mediaType),
          mediaType,
          sizeBytes: bytes.length,
          hash,
          bytes,
          addedBy: ctx.actor.id,
          addedAt: ctx.now,
        },
      ]),
      happened(ctx, about, 'added'),
    )
  })
}

interface Owned {
  kind: AboutInput['kind']
  aboutId: string
  own: boolean
}

/** Deletes a file and its bytes: one's own, or anybody's with `file.deleteAny`. Refuses with NOT_FOUND, ATTACHMENT_OF_ANOTHER. */
export async function deleteFile(ctx: Ctx, { id }: { id: string }): Promise<{ id: string }> {
  return transaction(ctx, {}, async (tx) => {
    const [[file]] = await tx.run(
      sql<Owned>`SELECT CASE WHEN customer_id IS NOT NULL THEN 'customer' WHEN order_id IS NOT NULL THEN 'order' WHEN quote_id IS NOT NULL THEN 'quote' ELSE 'product' END AS kind,
          coalesce(customer_id, order_id, quote_id, product_id) AS about_id, added_by IS NOT DISTINCT FROM ${ctx.actor.id}::uuid AS own
        FROM attachment WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR UPDATE`,
    )
    if (!file) notFound('file')
    if (!file.own && !mayDeleteAny(ctx)) refuse('ATTACHMENT_OF_ANOTHER')
    return tx.conclude(
      { id },
      sql`DELETE FROM attachment WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
      happened(ctx, { kind: file.kind, id: file.aboutId }, 'deleted'),
    )
  })
}
