import { moveBins, moveStock } from '@/server/inventory/mutations/stock'
import { lotsOf } from '@/server/inventory/queries/lots'
import { advance, linesOf, lockOrder } from '@/server/order/mutations/advance'
import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { transaction } from '@/server/platform/database/run'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { asGoods, type Goods } from '@/server/platform/money/quantity'
import { lockStockOfTasks, otherAt, partOfPick, placeOfTask, tasksOf } from '../queries/floor'
import { totesOf } from '../queries/lots'
import { mustBeMine, type PickTask, shrink } from '../rules/picking'
import type { UndoPickInput } from '../schema'
import type { Picked } from './pick'
import { moveTotes } from './totes'
import { forgetKey, noteKey, writeTasks } from './write-tasks'

const undone = (line: OrderLine, quantity: number, lost: number): OrderLine => ({
  ...line,
  reserved: line.reserved + quantity - lost,
  released: line.released + quantity - lost,
  picked: line.picked - quantity,
  backordered: line.backordered + lost,
})

/** The task asks again for what was put back, unless nobody may take it any more. */
function undoneTask(task: PickTask, quantity: number, lost: number): PickTask {
  const picked = task.picked - quantity
  return lost > 0 ? shrink({ ...task, picked }, lost) : { ...task, picked, state: 'OPEN' }
}

const lostTo = (orderId: string, productId: string, goods: Goods): NewEvent => ({
  name: 'order/reservation.lost',
  objects: [
    ['order', orderId],
    ['product', productId],
  ],
  payload: { ...goods, cause: 'BLOCKED' },
})

/**
 * Puts back into the bin what a task took by mistake, as long as it is not packed. With the key of a pick it takes back that one,
 * once, and never what somebody else took since; where it took another lot than was asked for, that lot goes back.
 * Refuses with NOT_FOUND, NOTHING_TO_UNDO, ALREADY_PACKED, NO_LONGER_WANTED (it stands on the list of what is to be put back),
 * SOMEBODY_IS_ON_IT.
 */
export async function undoPick(ctx: Ctx, { agoMs, ...input }: UndoPickInput): Promise<Picked> {
  return transaction(ctx, idempotent('fulfilment.undoPick', input.idempotencyKey, input), async (tx) => {
    const [[place]] = await tx.run(placeOfTask(ctx, input.taskId))
    if (!place) notFound('pick task')
    const [[order], lines, [named], , [other], parts = []] = await tx.run(
      lockOrder(ctx, place.orderId),
      linesOf(ctx, [place.orderId]),
      tasksOf(ctx, place.orderId, [input.taskId]),
      lockStockOfTasks(ctx, [input.taskId]),
      otherAt(ctx, place.orderId, [input.taskId]),
      ...(input.of && place.lot ? [partOfPick(ctx, input.taskId, input.of)] : []),
    )
    const task = parts[0] ?? named
    const line = lines.find((one) => one.id === task?.orderLineId)
    if (!order || !named || !task || !line) notFound('pick task')
    mustBeMine(other, agoMs)
    const quantity = input.quantity ?? task.picked
    if (input.of && !task.told.includes(input.of)) refuse('NOTHING_TO_UNDO', { picked: task.picked })
    if (quantity === 0 || quantity > task.picked || (task.state !== 'OPEN' && task.state !== 'PICKED'))
      refuse('NOTHING_TO_UNDO', { picked: task.picked })
    if (quantity > line.picked - line.packed) refuse(line.toPutBack > 0 ? 'NO_LONGER_WANTED' : 'ALREADY_PACKED')
    const { warehouseId, productId, binId, lot } = task
    const [[kept], totes] = lot ? await tx.run(lotsOf(ctx, [productId], [lot]), totesOf(ctx, [line.id])) : [[], []]
    // Enough may lie in the tote, but of another lot: this one was packed, or put back.
    if (lot && quantity > (totes.find((one) => one.lot === lot)?.quantity ?? 0))
      refuse(line.packed > 0 ? 'ALREADY_PACKED' : 'NOTHING_TO_UNDO', { picked: task.picked })
    // Goods of a lot that nobody may get any more go back to the shelf, but not to this order.
    const lost = kept?.withheld ? quantity : 0
    const after = lines.map((one) => (one.id === line.id ? undone(one, quantity, lost) : one))
    const moved = advance(ctx, order, lines, after)
    const event: NewEvent = {
      name: 'fulfilment/pick.undone',
      objects: [['order', order.id]],
      payload: { ...asGoods(quantity, line) },
    }
    return tx.conclude(
      { orderId: order.id, ...asGoods(-quantity, line), stage: moved.order.stage, waitsFor: moved.order.waitsFor },
      ...moved.statements,
      ...(input.of ? [forgetKey(ctx, [...new Set([task.id, named.id])], input.of)] : []),
      ...(task.id !== named.id && input.idempotencyKey ? [noteKey(ctx, named.id, input.idempotencyKey)] : []),
      ...writeTasks(ctx, [undoneTask(task, quantity, lost)], input.idempotencyKey),
      moveStock(ctx, [
        { warehouseId, productId, reserved: quantity - lost, picked: -quantity, backordered: lost, blocked: lost },
      ]),
      ...moveBins(ctx, [{ binId, productId, warehouseId, lot, quantity }]),
      ...moveTotes(ctx, [{ orderLineId: line.id, productId, lot, quantity: -quantity }]),
      recordEvents(ctx, [
        event,
        ...(lost > 0 ? [lostTo(order.id, productId, asGoods(lost, line))] : []),
        ...moved.events,
      ]),
    )
  })
}
