import { lockStock } from '@/server/inventory/mutations/stock'
import { binsOf } from '@/server/inventory/queries/bins'
import { advance, linesOf, lockOrder } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read, transaction } from '@/server/platform/database/run'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { openTasksOf } from '../queries/floor'
import { ordersOverAsking, outdatedOrders, overAsked } from '../queries/over-asked'
import { reroute as rerouted } from '../rules/picking'
import { reviseTasks } from './revise-tasks'
import { makeTasks, writeTasks } from './write-tasks'

/**
 * Moves tasks of one order away from bins that lack their goods; answers the units. The bins are exact under the
 * stock's lock.
 */
async function rerouteOrder(ctx: Ctx, orderId: string, productId: string): Promise<number> {
  return transaction(ctx, {}, async (tx) => {
    const [[order], lines, tasks] = await tx.run(
      lockOrder(ctx, orderId),
      linesOf(ctx, [orderId]),
      openTasksOf(ctx, orderId),
    )
    if (!order) notFound('order')
    const { warehouseId } = lines.find((line) => line.productId === productId) ?? order
    const [, over, bins] = await tx.run(
      lockStock(ctx, warehouseId, [productId]),
      overAsked(ctx, productId),
      binsOf(ctx, warehouseId, [productId]),
    )
    const open = tasks.filter((task) => task.productId === productId)
    const after = rerouted(lines, open, over, bins)
    if (after.goods.units === 0) return 0
    const moved = advance(ctx, order, lines, after.lines)
    const event: NewEvent = {
      name: 'fulfilment/pick.rerouted',
      objects: [
        ['order', orderId],
        ['product', productId],
      ],
      payload: { ...after.goods },
    }
    await tx.commit(
      ...moved.statements,
      ...writeTasks(ctx, after.tasks),
      makeTasks(ctx, orderId, after.takes),
      recordEvents(ctx, [event, ...moved.events]),
    )
    return after.goods.units
  })
}

/**
 * After a count of a bin: moves open pick tasks that ask for more than the bin has to other bins, so that nobody is
 * sent to an empty bin. Tasks for goods that an order lost by the count end first. A second call changes nothing. Units
 * are the product's smallest.
 */
export async function reroute(ctx: Ctx, productId: string): Promise<{ orders: number; units: number }> {
  const [outdated] = await read(ctx, outdatedOrders(ctx, productId))
  for (const { orderId } of outdated) await reviseTasks(ctx, orderId)
  const [asking] = await read(ctx, ordersOverAsking(ctx, productId))
  const result = { orders: 0, units: 0 }
  for (const { orderId } of asking) {
    const units = await rerouteOrder(ctx, orderId, productId)
    result.units += units
    result.orders += units > 0 ? 1 : 0
  }
  return result
}
