import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { query, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import { type DraftListInput, draftListInput } from '../schema/draft'

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

/** One page of the drafts of orders, the last saved first. The whole team sees them; `mine` are those that the asking person saved last. */
export async function listDrafts(ctx: Ctx, asked: DraftListInput): Promise<Page<DraftRow>> {
  const input = draftListInput.parse(asked)
  let list = tables
    .selectFrom('orderDraft as d')
    .leftJoin('customer as c', (join) =>
      join.onRef('c.organisationId', '=', 'd.organisationId').onRef('c.id', '=', 'd.customerId'),
    )
    .leftJoin('membership as b', (join) =>
      join.onRef('b.organisationId', '=', 'd.organisationId').onRef('b.userId', '=', 'd.createdBy'),
    )
    .leftJoin('membership as s', (join) =>
      join.onRef('s.organisationId', '=', 'd.organisationId').onRef('s.userId', '=', 'd.savedBy'),
    )
    .select(['d.id', 'c.name as customerName', 'd.lines', 'd.note', 'b.name as createdByName', 'd.createdAt'])
    .select(['s.name as savedByName', 'd.savedAt'])
    .where('d.organisationId', '=', ctx.organisationId)
  if (input.mine) list = list.where('d.savedBy', '=', ctx.actor.id)
  if (input.customerId) list = list.where('d.customerId', '=', input.customerId)
  if (input.q) list = list.where('d.id', 'in', raw<string>`(SELECT id FROM search_drafts(${input.q}, 500))`)
  const key = { value: 'd.savedAt', type: 'timestamptz', id: 'd.id', descending: input.sort !== 'savedAt' } as const
  const [rows] = await read(ctx, query(byKey(list, key, input).$castTo<DraftRow>()))
  return pageOf(rows, input, (row) => cursorOf(row.savedAt, row.id))
}

export interface OrderDraft {
  id: string
  version: string
  content: string
  /** Who would order today: of a customer who was merged since, the heir. What was in the form names the one of then. */
  customer: { id: string; name: string; number: string } | null
  savedByName: string | null
  savedAt: Date
}

/** One draft with the content of its form. Refuses with NOT_FOUND. */
export async function orderDraft(ctx: Ctx, { id }: { id: string }): Promise<OrderDraft> {
  const [[draft]] = await read(
    ctx,
    sql<OrderDraft>`SELECT d.id, d.xmin::text AS version, d.content, (SELECT jsonb_build_object('id', c.id, 'name', c.name, 'number', c.number) FROM customer c
        WHERE c.organisation_id = d.organisation_id AND c.id = d.customer_id) AS customer, s.name AS saved_by_name, d.saved_at FROM order_draft d
      LEFT JOIN membership s ON s.organisation_id = d.organisation_id AND s.user_id = d.saved_by
      WHERE d.organisation_id = ${ctx.organisationId} AND d.id = ${id}`,
  )
  return draft ?? notFound('draft')
}
