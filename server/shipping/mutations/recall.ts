import { moveStock, recordMovements } from '@/server/inventory/mutations/stock'
import { advance } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { idempotent } from '@/server/platform/database/idempotency'
import { transaction } from '@/server/platform/database/run'
import { expectRows, type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { goodsIn } from '@/server/platform/money/quantity'
import { byLot, byProduct, recallLines } from '../rules/quantities'
import { allowRecall } from '../rules/states'
import type { RecallInput } from '../schema'
import { loadShipment } from './dispatch'
import { dropCosts } from './keep-costs'

interface Recalled {
  shipmentId: string
  orderId: string
  number: string
  stage: string
}

/** When the first of the order's other shipments was dispatched, and whether one of them waits for its invoice. */
function othersOut(ctx: Ctx, orderId: string, except: string): Statement<{ firstAt: Date | null; waits: boolean }> {
  return sql`SELECT min(dispatched_at) AS first_at, coalesce(bool_or(invoice_id IS NULL), false) AS waits FROM shipment
    WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND id <> ${except} AND dispatched_at IS NOT NULL AND state <> 'CANCELLED'`
}

/**
 * Takes a dispatch back while nothing has left the house: the goods are in stock again and packed for their order,
 * services are open again, and the shipment waits to leave. No mail and no invoice has been sent by then. A new stock
 * movement brings the goods back; nothing is edited.
 * Refuses with NOT_FOUND, SHIPMENT_PLANNED, SHIPMENT_DELIVERED, SHIPMENT_CANCELLED, SHIPMENT_LEFT (its time is over, or
 * it is invoiced), CAME_BACK (a part of it was returned meanwhile).
 */
export async function recall(ctx: Ctx, input: RecallInput): Promise<Recalled> {
  const { shipmentId } = input
  return transaction(ctx, idempotent('shipping.recall', input.idempotencyKey, input), async (tx) => {
    const { order, lines, shipment, held, lots } = await loadShipment(tx, shipmentId)
    allowRecall(shipment, ctx.now)
    const [[others]] = await tx.run(othersOut(ctx, order.id, shipmentId))
    const moved = advance(ctx, order, lines, recallLines(lines, held, others?.waits ?? false), {
      dispatchedAt: others?.firstAt ?? null,
    })
    const products = byProduct(held)
    const { warehouseId, number } = shipment
    const event: NewEvent = {
      name: 'shipping/shipment.recalled',
      objects: [
        ['order', order.id],
        ['shipment', shipmentId],
        ['customer', order.customerId],
      ],
      payload: { number, ...goodsIn(held, (line) => line.quantity) },
    }
    return tx.conclude(
      { shipmentId, orderId: order.id, number, stage: moved.order.stage },
      ...moved.statements,
      expectRows(
        1,
        sql`UPDATE shipment SET state = 'PLANNED', dispatched_at = NULL, dispatched_on = NULL, dispatched_by = NULL, expected_on = NULL, leaves_at = NULL
          WHERE organisation_id = ${ctx.organisationId} AND id = ${shipmentId} AND state = 'DISPATCHED' AND left_at IS NULL AND invoice_id IS NULL`,
      ),
      dropCosts(ctx, shipmentId),
      moveStock(
        ctx,
        products.map(({ productId, quantity }) => ({ warehouseId, productId, onHand: quantity, picked: quantity })),
      ),
      recordMovements(
        ctx,
        byLot(held, lots).map(({ productId, lot, quantity }) => ({
          warehouseId,
          productId,
          binId: null,
          lot,
          quantity,
          cause: 'SHIPPED' as const,
          objectType: 'shipment',
          objectId: shipmentId,
        })),
      ),
      recordEvents(ctx, [event, ...moved.events]),
    )
  })
}
