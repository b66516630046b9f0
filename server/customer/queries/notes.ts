import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

/** What somebody of the team wrote down about a customer. */
export interface CustomerNote {
  id: string
  text: string
  authorName: string | null
  writtenAt: Date
  changedAt: Date | null
  /** The asking person wrote it, and may change or delete it. */
  own: boolean
}

/** The newest notes about a customer, at most 100. */
export async function notesOf(ctx: Ctx, customerId: string): Promise<CustomerNote[]> {
  const [rows] = await read(
    ctx,
    sql<CustomerNote>`SELECT n.id, n.text, m.name AS author_name, n.written_at, n.changed_at, n.written_by = ${ctx.actor.id}::uuid AS own FROM customer_note n
      LEFT JOIN membership m ON m.organisation_id = n.organisation_id AND m.user_id = n.written_by
      WHERE n.organisation_id = ${ctx.organisationId} AND n.customer_id = ${customerId}::uuid ORDER BY n.written_at DESC, n.id DESC LIMIT 100`,
  )
  return rows
}
