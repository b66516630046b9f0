import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Day } from '@/server/platform/time/calendar'
import { type AppliedRow, appliedTo, type ItemState, itemOf } from './record'

export interface OpeningItem {
  id: string
  kind: 'INVOICE' | 'CREDIT_NOTE'
  number: string
  payerId: string
  payerName: string
  issuedOn: Day
  dueOn: Day
  amountMinor: bigint
  item: ItemState
  applied: AppliedRow[]
}

/** An open invoice, or credit, of the program before this one: what was open when it was moved in, and what became of it. */
export async function openingItem(ctx: Ctx, id: string): Promise<OpeningItem> {
  const [[head], [item], applied] = await read(
    ctx,
    sql<
      Omit<OpeningItem, 'item' | 'applied'>
    >`SELECT i.id, i.kind, i.number, i.customer_id AS payer_id, c.name AS payer_name, i.issued_on, i.due_on, i.amount_minor
      FROM open_item i JOIN customer c ON c.organisation_id = i.organisation_id AND c.id = i.customer_id
      WHERE i.organisation_id = ${ctx.organisationId} AND i.document_id = ${id}::uuid AND i.is_opening`,
    itemOf(ctx, id),
    appliedTo(ctx, id),
  )
  return head && item ? { ...head, item, applied } : notFound('invoice')
}
