import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

export interface DraftRow {
  id: string
  customerName: string | null
  lines: number
  note: string | null
  createdByName: string | null
  createdAt: Date
  savedByName: string | null
  savedAt: Date
}

const shownAtMost = 200

/** The drafts of orders, the last saved first. When there are very many, only the newest. */
export async function listDrafts(ctx: Ctx): Promise<DraftRow[]> {
  const [rows] = await read(
    ctx,
    sql<DraftRow>`SELECT d.id, c.name AS customer_name, d.lines, d.note, b.name AS created_by_name, d.created_at, s.name AS saved_by_name, d.saved_at FROM order_draft d
      LEFT JOIN customer c ON c.organisation_id = d.organisation_id AND c.id = d.customer_id
      LEFT JOIN membership b ON b.organisation_id = d.organisation_id AND b.user_id = d.created_by
      LEFT JOIN membership s ON s.organisation_id = d.organisation_id AND s.user_id = d.saved_by
      WHERE d.organisation_id = ${ctx.organisationId} ORDER BY d.saved_at DESC, d.id DESC LIMIT ${shownAtMost}`,
  )
  return rows
}

export interface OrderDraft {
  id: string
  version: string
  content: string
  savedByName: string | null
  savedAt: Date
}

/** One draft with what stood in the form. Refuses with NOT_FOUND. */
export async function orderDraft(ctx: Ctx, { id }: { id: string }): Promise<OrderDraft> {
  const [[draft]] = await read(
    ctx,
    sql<OrderDraft>`SELECT d.id, d.xmin::text AS version, d.content, s.name AS saved_by_name, d.saved_at FROM order_draft d
      LEFT JOIN membership s ON s.organisation_id = d.organisation_id AND s.user_id = d.saved_by
      WHERE d.organisation_id = ${ctx.organisationId} AND d.id = ${id}`,
  )
  return draft ?? notFound('draft')
}
