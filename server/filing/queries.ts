import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { aboutColumns, type MediaType } from './rules'
import type { AboutInput } from './schema'

export const mayDeleteAny = ({ permissions }: Ctx): boolean =>
  permissions === 'ALL' || permissions.has('file.deleteAny')

/** A file beside a record, without its bytes. */
export interface FileRow {
  id: string
  fileName: string
  mediaType: MediaType
  sizeBytes: number
  addedByName: string | null
  addedAt: Date
  /** The asking person put it there, and may delete it. */
  own: boolean
  /** It lies beside the quote from which the order came. */
  ofQuote: boolean
}

/** The files beside a record, the newest first; an order has those of its quote too. */
export async function filesOf(ctx: Ctx, about: AboutInput): Promise<FileRow[]> {
  const { customerId, orderId, quoteId, productId } = aboutColumns(about)
  const [rows] = await read(
    ctx,
    sql<FileRow>`SELECT f.id, f.file_name, f.media_type, f.size_bytes, m.name AS added_by_name, f.added_at, f.added_by IS NOT DISTINCT FROM ${ctx.actor.id}::uuid AS own,
        ${orderId}::uuid IS NOT NULL AND f.quote_id IS NOT NULL AS of_quote FROM attachment f
      LEFT JOIN membership m ON m.organisation_id = f.organisation_id AND m.user_id = f.added_by
      WHERE f.organisation_id = ${ctx.organisationId} AND (f.customer_id = ${customerId}::uuid OR f.order_id = ${orderId}::uuid OR f.product_id = ${productId}::uuid
        OR f.quote_id = CASE WHEN ${quoteId}::uuid IS NULL THEN (SELECT quote_id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}::uuid) ELSE ${quoteId}::uuid END)
      ORDER BY f.added_at DESC, f.id DESC`,
  )
  return rows
}

interface FileContent {
  fileName: string
  mediaType: MediaType
  bytes: Buffer
}

/** A file with its bytes. Refuses with NOT_FOUND. */
export async function fileContent(ctx: Ctx, id: string): Promise<FileContent> {
  const [[file]] = await read(
    ctx,
    sql<FileContent>`SELECT file_name, media_type, bytes FROM attachment WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
  )
  return file ?? notFound('file')
}
