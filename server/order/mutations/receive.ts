import { moveBins, moveStock, recordMovements } from '@/server/inventory/mutations/stock'
import { contentOf } from '@/server/inventory/queries/bins'
import { available } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { transaction } from '@/server/platform/database/run'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import type { ReceiveInput } from '../schema'
import { loadOrders, serve, waitingOrders } from './serve'

/**
 * Takes goods in and serves waiting backorders at once, first come first served, in the same transaction.
 * Refuses with NOT_FOUND (product without stock, bin), NO_BIN, NOT_SET_UP.
 */
export async function receive(
  ctx: Ctx,
  input: ReceiveInput,
): Promise<{ goodsReceiptId: string; units: number; served: number }> {
  const productIds = [...new Set(input.lines.map((line) => line.productId))]
  return transaction(ctx, idempotent('order.receive', input.idempotencyKey, input), async (tx) => {
    const { warehouseId, orders, lines, levels } = await loadOrders(tx, productIds, (inner) =>
      waitingOrders(inner, productIds),
    )
    const named = input.lines.flatMap(({ binId, productId }) => (binId ? [{ binId, productId }] : []))
    const [found] = named.length > 0 ? await tx.run(contentOf(ctx, warehouseId, named)) : [[]]
    if (found.length !== named.length) notFound('bin')
    const goodsReceiptId = newId(ctx.now)
    const byProduct = new Map(levels.map((level) => [level.productId, level]))
    const free = new Map(levels.map((level) => [level.productId, available(level)]))
    const arrived = input.lines.map((line) => {
      const binId = line.binId ?? byProduct.get(line.productId)?.homeBinId ?? refuse('NO_BIN')
      free.set(line.productId, (free.get(line.productId) ?? 0) + line.quantity)
      return { warehouseId, productId: line.productId, binId, quantity: line.quantity }
    })
    const served = serve(ctx, orders, lines, free)
    const units = arrived.reduce((sum, line) => sum + line.quantity, 0)
    const objects = [
      ['goodsReceipt', goodsReceiptId] as const,
      ...productIds.slice(0, 50).map((id) => ['product', id] as const),
    ]
    const event: NewEvent = {
      name: 'order/goods.received',
      objects,
      payload: { units, products: productIds.length, reference: input.reference ?? null },
    }
    return tx.conclude(
      { goodsReceiptId, units, served: served.deltas.length },
      ...served.statements,
      moveStock(ctx, [...arrived.map((line) => ({ ...line, onHand: line.quantity })), ...served.deltas]),
      ...moveBins(ctx, arrived),
      recordMovements(
        ctx,
        arrived.map((line) => ({
          ...line,
          cause: 'RECEIVED' as const,
          objectType: 'goodsReceipt',
          objectId: goodsReceiptId,
        })),
      ),
      recordEvents(ctx, [event, ...served.events]),
    )
  })
}
