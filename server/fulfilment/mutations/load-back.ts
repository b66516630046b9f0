import { lockStock } from '@/server/inventory/mutations/stock'
import type { StockLevel } from '@/server/inventory/rules'
import { linesOf, lockOrders, type OrderRow } from '@/server/order/mutations/advance'
import { waitingOrders } from '@/server/order/mutations/serve'
import type { OrderLine } from '@/server/order/rules/position'
import { notFound } from '@/server/platform/context/errors'
import type { Tx } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

export interface GoodsBack {
  warehouseId: string
  order: OrderRow
  lines: OrderLine[]
  /** The orders that wait for the returned goods. */
  others: OrderRow[]
  othersLines: OrderLine[]
  levels: StockLevel[]
}

/**
 * Locks an order whose goods go back to the shelf together with the orders that wait for them, in the order of their
 * ids, then the stock. Refuses with NOT_FOUND (order, order line).
 */
export async function loadBack(
  tx: Tx,
  { orderId, lineIds, serves }: { orderId: string; lineIds: readonly string[]; serves: boolean },
): Promise<GoodsBack> {
  const { ctx } = tx
  const [products] = await tx.run(
    sql<{ productId: string; warehouseId: string }>`SELECT DISTINCT product_id, warehouse_id FROM order_line
      WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND id = ANY(${lineIds}::uuid[])`,
  )
  const [first] = products
  if (!first) notFound('order line')
  const productIds = products.map((product) => product.productId)
  const [waiting] = await tx.run(waitingOrders(ctx, serves ? productIds : [], first.warehouseId))
  const orderIds = [...new Set([orderId, ...waiting.map((row) => row.orderId)])]
  const [orders, lines, levels] = await tx.run(
    lockOrders(ctx, orderIds),
    linesOf(ctx, orderIds),
    lockStock(ctx, first.warehouseId, productIds),
  )
  return {
    warehouseId: first.warehouseId,
    order: orders.find((row) => row.id === orderId) ?? notFound('order'),
    lines: lines.filter((line) => line.orderId === orderId),
    others: orders.filter((row) => row.id !== orderId),
    othersLines: lines.filter((line) => line.orderId !== orderId),
    levels,
  }
}
