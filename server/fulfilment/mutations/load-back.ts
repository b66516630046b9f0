import { lockStockAt } from '@/server/inventory/mutations/stock'
import type { StockLevel } from '@/server/inventory/rules'
import { linesOf, lockOrders, type OrderRow } from '@/server/order/mutations/advance'
import { waitingOrders } from '@/server/order/mutations/serve'
import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import type { Tx } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type LineLot, shippedLots, totesOf } from '../queries/lots'

export interface GoodsBack {
  order: OrderRow
  lines: OrderLine[]
  /** The orders that wait for the returned goods. */
  others: OrderRow[]
  othersLines: OrderLine[]
  levels: StockLevel[]
  /** The order lines whose goods are kept by lot, and which of their lots can come back. */
  tracked: ReadonlySet<string>
  lots: LineLot[]
}

/**
 * Locks an order whose goods go back to the shelf together with the orders that wait for them, in the order of their
 * ids, then the stock. Refuses with NOT_FOUND (order, order line).
 */
export async function loadBack(
  tx: Tx,
  {
    orderId,
    lineIds,
    serves,
    from = 'SHIPPED',
    shipmentId = null,
  }: {
    orderId: string
    lineIds: readonly string[]
    serves: boolean
    /** Where the goods are: with the customer, those of the named shipment first, or in a tote. */
    from?: 'SHIPPED' | 'TOTE'
    shipmentId?: string | null
  },
): Promise<GoodsBack> {
  const { ctx } = tx
  const [products] = await tx.run(
    sql<{
      id: string
      productId: string
      warehouseId: string
      isTracked: boolean
    }>`SELECT l.id, l.product_id, l.warehouse_id, p.tracking <> 'NONE' AS is_tracked FROM order_line l
      JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
      WHERE l.organisation_id = ${ctx.organisationId} AND l.order_id = ${orderId} AND l.id = ANY(${lineIds}::uuid[])`,
  )
  if (products.length === 0) notFound('order line')
  const warehouses = [...new Set(products.map((product) => product.warehouseId))].sort()
  const trackedIds = products.filter(({ isTracked }) => isTracked).map(({ id }) => id)
  const waitIn = (warehouseId: string) => {
    const there = products.filter((product) => product.warehouseId === warehouseId)
    return waitingOrders(ctx, serves ? [...new Set(there.map((product) => product.productId))] : [], warehouseId)
  }
  const waiting = await tx.run(...warehouses.map(waitIn))
  const orderIds = [...new Set([orderId, ...waiting.flat().map((row) => row.orderId)])]
  const [orders, lines, levels] = await tx.run(
    lockOrders(ctx, orderIds),
    linesOf(ctx, orderIds),
    lockStockAt(ctx, products),
  )
  const lotsThere = (inner: Ctx) =>
    from === 'TOTE' ? totesOf(inner, trackedIds) : shippedLots(inner, trackedIds, shipmentId)
  const [lots] = trackedIds.length > 0 ? await tx.run(lotsThere(ctx)) : [[]]
  return {
    order: orders.find((row) => row.id === orderId) ?? notFound('order'),
    lines: lines.filter((line) => line.orderId === orderId),
    others: orders.filter((row) => row.id !== orderId),
    othersLines: lines.filter((line) => line.orderId !== orderId),
    levels,
    tracked: new Set(trackedIds),
    lots,
  }
}
