import { lockCredit } from '@/server/credit/mutations/account'
import { lockOpenItems, type OpenItem } from '@/server/ledger/mutations'
import { advance, linesOf, lockOrders } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'

const payersAtOnce = 500

async function flagPayer(ctx: Ctx, customerId: string): Promise<number> {
  return transaction(ctx, {}, async (tx) => {
    const [, items] = await tx.run(lockCredit(ctx, customerId), lockOpenItems(ctx, customerId))
    const late = items.filter((item) => item.openMinor > 0n && item.dueOn < ctx.today && item.overdueSince === null)
    if (late.length === 0) return 0
    const orderIds = [...new Set(late.flatMap((item) => (item.orderId ? [item.orderId] : [])))].sort()
    const [orders, lines] = await tx.run(lockOrders(ctx, orderIds), linesOf(ctx, orderIds))
    const advances = orders.map((order) => {
      const own = lines.filter((line) => line.orderId === order.id)
      return advance(ctx, order, own, own, { overdue: true })
    })
    await tx.commit(
      expectRows(
        late.length,
        sql`UPDATE open_item SET overdue_since = ${ctx.today} WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${late.map((item) => item.id)}::uuid[])`,
      ),
      ...advances.flatMap((advanced) => advanced.statements),
      recordEvents(ctx, [...late.map(overdue), ...advances.flatMap((advanced) => advanced.events)]),
    )
    return late.length
  })
}

function overdue(item: OpenItem): NewEvent {
  return {
    name: 'receivable/item.overdue',
    objects: [
      ['invoice', item.documentId],
      ['customer', item.customerId],
      ...(item.orderId ? [['order', item.orderId] as const] : []),
    ],
    payload: { dueOn: item.dueOn, openMinor: item.openMinor },
  }
}

/**
 * Flags invoices past due and moves their orders to collection. It finds them by state, so nothing is lost when the
 * program was down for days.
 */
export async function flagOverdue(ctx: Ctx): Promise<{ flagged: number }> {
  const [payers] = await read(
    ctx,
    sql<{
      customerId: string
    }>`SELECT DISTINCT customer_id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND settled_at IS NULL AND kind = 'INVOICE'
      AND due_on < ${ctx.today} AND overdue_since IS NULL LIMIT ${payersAtOnce}`,
  )
  let flagged = 0
  for (const { customerId } of payers) flagged += await flagPayer(ctx, customerId)
  return { flagged }
}
