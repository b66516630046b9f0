import { moveBins, moveStock } from '@/server/inventory/mutations/stock'
import { advance, linesOf, lockOrder } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { transaction } from '@/server/platform/database/run'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { asGoods } from '@/server/platform/money/quantity'
import { lockStockOfTasks, otherAt, placeOfTask, tasksOf } from '../queries/floor'
import { mustBeMine } from '../rules/picking'
import type { UndoPickInput } from '../schema'
import type { Picked } from './pick'
import { forgetKey, writeTasks } from './write-tasks'

/**
 * Puts back into the bin what a task took by mistake, as long as it is not packed. With the key of a pick it takes back that one,
 * once, and never what somebody else took since.
 * Refuses with NOT_FOUND, NOTHING_TO_UNDO, ALREADY_PACKED, NO_LONGER_WANTED (it stands on the list of what is to be put back),
 * SOMEBODY_IS_ON_IT.
 */
export async function undoPick(ctx: Ctx, { agoMs, ...input }: UndoPickInput): Promise<Picked> {
  return transaction(ctx, idempotent('fulfilment.undoPick', input.idempotencyKey, input), async (tx) => {
    const [[place]] = await tx.run(placeOfTask(ctx, input.taskId))
    if (!place) notFound('pick task')
    const [[order], lines, [task], , [other]] = await tx.run(
      lockOrder(ctx, place.orderId),
      linesOf(ctx, [place.orderId]),
      tasksOf(ctx, place.orderId, [input.taskId]),
      lockStockOfTasks(ctx, [input.taskId]),
      otherAt(ctx, place.orderId),
    )
    const line = lines.find((one) => one.id === task?.orderLineId)
    if (!order || !task || !line) notFound('pick task')
    mustBeMine(other, agoMs)
    const quantity = input.quantity ?? task.picked
    if (input.of && !task.told.includes(input.of)) refuse('NOTHING_TO_UNDO', { picked: task.picked })
    if (quantity === 0 || quantity > task.picked || (task.state !== 'OPEN' && task.state !== 'PICKED'))
      refuse('NOTHING_TO_UNDO', { picked: task.picked })
    if (quantity > line.picked - line.packed) refuse(line.toPutBack > 0 ? 'NO_LONGER_WANTED' : 'ALREADY_PACKED')
    const after = lines.map((one) =>
      one.id === line.id
        ? {
            ...one,
            reserved: one.reserved + quantity,
            released: one.released + quantity,
            picked: one.picked - quantity,
          }
        : one,
    )
    const moved = advance(ctx, order, lines, after)
    const { warehouseId, productId, binId } = task
    const event: NewEvent = {
      name: 'fulfilment/pick.undone',
      objects: [['order', order.id]],
      payload: { ...asGoods(quantity, line) },
    }
    return tx.conclude(
      { orderId: order.id, ...asGoods(-quantity, line), stage: moved.order.stage, waitsFor: moved.order.waitsFor },
      ...moved.statements,
      ...(input.of ? [forgetKey(ctx, task.id, input.of)] : []),
      ...writeTasks(ctx, [{ ...task, picked: task.picked - quantity, state: 'OPEN' }], input.idempotencyKey),
      moveStock(ctx, [{ warehouseId, productId, reserved: quantity, picked: -quantity }]),
      ...moveBins(ctx, [{ binId, productId, warehouseId, quantity }]),
      recordEvents(ctx, [event, ...moved.events]),
    )
  })
}
