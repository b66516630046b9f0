import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import type { Day } from '@/server/platform/time/calendar'
import type { RefundListInput } from '../schema'

export interface RefundRow {
  id: string
  number: string
  customerId: string
  customerName: string
  sourceKind: 'RECEIPT' | 'CREDIT_NOTE'
  sourceId: string
  method: string
  refundedOn: Day
  currency: string
  amountMinor: bigint
  reason: string
  bankLineId: string | null
  reversedAt: Date | null
  reverseReason: string | null
}

/** One page of refunds, the newest first. */
export async function listRefunds(ctx: Ctx, input: RefundListInput): Promise<Page<RefundRow>> {
  let list = tables
    .selectFrom('refund as f')
    .select([
      'f.id',
      'f.number',
      'f.customerId',
      'f.sourceKind',
      'f.sourceId',
      'f.method',
      'f.refundedOn',
      'f.currency',
    ])
    .select(['f.amountMinor', 'f.reason', 'f.bankLineId', 'f.reversedAt', 'f.reverseReason'])
    .select(
      raw<string>`(SELECT c.name FROM customer c WHERE c.organisation_id = f.organisation_id AND c.id = f.customer_id)`.as(
        'customerName',
      ),
    )
    .where('f.organisationId', '=', ctx.organisationId)
  if (input.sourceId) list = list.where('f.sourceId', '=', input.sourceId)
  if (input.unmatchedMinor !== undefined)
    list = list
      .where('f.amountMinor', '=', input.unmatchedMinor)
      .where('f.bankLineId', 'is', null)
      .where('f.reversedAt', 'is', null)
      .where('f.method', '=', 'BANK')
  const key = { value: 'f.refundedOn', type: 'date', id: 'f.id', descending: input.sort !== 'refundedOn' } as const
  const [rows] = await read(ctx, query(byKey(list, key, input).$castTo<RefundRow>()))
  return pageOf(rows, input, (row) => cursorOf(row.refundedOn, row.id))
}
