import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { blockLot } from '@/server/order/mutations/withhold'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type Arriving, honey } from './by-lot'

/** Some of the honey that keeps longest, for the other warehouse; nothing where there is little. */
export async function honeyToSend(ctx: Ctx): Promise<(Arriving & { lot: string })[]> {
  const [lots] = await read(
    ctx,
    sql<{
      productId: string
      lot: string
    }>`SELECT l.product_id, l.number AS lot FROM lot l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id AND p.sku = ${honey.sku}
      JOIN bin_stock b ON b.organisation_id = l.organisation_id AND b.product_id = l.product_id AND b.lot = l.number
      JOIN warehouse w ON w.organisation_id = b.organisation_id AND w.id = b.warehouse_id AND w.is_default
      WHERE l.organisation_id = ${ctx.organisationId} AND l.blocked_at IS NULL AND l.expired_at IS NULL
      GROUP BY l.product_id, l.number, l.expires_on HAVING sum(b.quantity) >= 24 ORDER BY l.expires_on DESC, l.number LIMIT 1`,
  )
  return lots.map((one) => ({ ...one, quantity: 6 }))
}

/** The maker calls a lot of honey back of which customers have some: it is blocked. */
export async function recallHoney(ctx: Ctx): Promise<void> {
  const [[lot]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT l.id FROM lot l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id AND p.sku = ${honey.sku}
      CROSS JOIN LATERAL (SELECT sum(m.quantity) AS here, sum(m.quantity) FILTER (WHERE m.cause = 'SHIPPED') AS sent FROM stock_movement m
        WHERE m.organisation_id = l.organisation_id AND m.product_id = l.product_id AND m.lot = l.number) AS moved
      WHERE l.organisation_id = ${ctx.organisationId} AND l.blocked_at IS NULL AND moved.here > 0
      ORDER BY moved.sent NULLS LAST, l.number LIMIT 1`,
  )
  if (lot) await blockLot(ctx, { lotId: lot.id, reason: 'The maker calls it back: some lids do not close' })
}

/** A customer sends some of the honey back that was called back. */
export async function sendRecalledBack(ctx: Ctx): Promise<void> {
  const [[sent]] = await read(
    ctx,
    sql<{ orderId: string; orderLineId: string; lot: string }>`SELECT p.order_id, x.order_line_id, x.lot FROM lot l
      JOIN parcel_lot x ON x.organisation_id = l.organisation_id AND x.product_id = l.product_id AND x.lot = l.number
      JOIN parcel p ON p.organisation_id = x.organisation_id AND p.id = x.parcel_id AND p.unpacked_at IS NULL
      JOIN shipment h ON h.organisation_id = p.organisation_id AND h.id = p.shipment_id AND h.state = 'DELIVERED'
      WHERE l.organisation_id = ${ctx.organisationId} AND l.blocked_at IS NOT NULL ORDER BY h.number DESC LIMIT 1`,
  )
  if (!sent) return
  const { orderId, ...line } = sent
  const lines = [{ ...line, quantity: 1 }]
  await takeBack(ctx, { orderId, cause: 'OTHER', restock: true, lines, idempotencyKey: 'demo/recalled' })
}
