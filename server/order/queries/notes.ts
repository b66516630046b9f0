import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { SaleInput } from '../schema/note'

/** A note of the team about an order or a quote. */
interface SaleNote {
  id: string
  text: string
  authorName: string | null
  writtenAt: Date
  changedAt: Date | null
  /** The asking person wrote it, and may change or delete it. */
  own: boolean
  /** It was written on the quote from which the order came. */
  ofQuote: boolean
}

/** The newest notes about an order or a quote, at most 100; an order has those of its quote too. */
export async function saleNotesOf(ctx: Ctx, { kind, id }: SaleInput): Promise<SaleNote[]> {
  const [orderId, quoteId] = kind === 'order' ? [id, null] : [null, id]
  const [rows] = await read(
    ctx,
    sql<SaleNote>`SELECT n.id, n.text, m.name AS author_name, n.written_at, n.changed_at, n.written_by = ${ctx.actor.id}::uuid AS own,
        ${kind}::text = 'order' AND n.quote_id IS NOT NULL AS of_quote FROM sale_note n
      LEFT JOIN membership m ON m.organisation_id = n.organisation_id AND m.user_id = n.written_by
      WHERE n.organisation_id = ${ctx.organisationId} AND (n.order_id = ${orderId}::uuid OR n.quote_id = ${quoteId}::uuid
        OR n.quote_id = (SELECT quote_id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}::uuid))
      ORDER BY n.written_at DESC, n.id DESC LIMIT 100`,
  )
  return rows
}
