import { closeRest } from '@/server/order/mutations/close-rest'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

/** Closes what is short of an order, where it is to be closed, once a part of it has left the house and cannot be taken back. */
export async function closeLeft(ctx: Ctx, orderId: string): Promise<{ closed: number }> {
  const [[gone]] = await read(
    ctx,
    sql<{
      left: boolean
    }>`SELECT EXISTS (SELECT 1 FROM shipment s JOIN sales_order o ON o.organisation_id = s.organisation_id AND o.id = s.order_id AND o.delivery_rule = 'CLOSE_REST'
      WHERE s.organisation_id = ${ctx.organisationId} AND s.order_id = ${orderId} AND s.left_at IS NOT NULL) AS left`,
  )
  return gone?.left ? closeRest(ctx, orderId) : { closed: 0 }
}
