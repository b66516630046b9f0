import { advance, linesOf, lockOrder } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { transaction } from '@/server/platform/database/run'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { openTasksOf } from '../queries/floor'
import { revise } from '../rules/picking'
import { writeTasks } from './write-tasks'

/**
 * Makes the open pick tasks of an order ask for exactly the released quantities of its lines, after lines were
 * cancelled, amended or lost their reservation. A second call changes nothing. Refuses with NOT_FOUND.
 */
export async function reviseTasks(ctx: Ctx, orderId: string): Promise<{ orderId: string; changed: number }> {
  return transaction(ctx, {}, async (tx) => {
    const [[order], lines, open] = await tx.run(
      lockOrder(ctx, orderId),
      linesOf(ctx, [orderId]),
      openTasksOf(ctx, orderId),
    )
    if (!order) notFound('order')
    const { lines: after, tasks } = revise(lines, open)
    const given = after.some((line, index) => line.released !== lines[index]?.released)
    if (tasks.length === 0 && !given) return { orderId, changed: 0 }
    const moved = advance(ctx, order, lines, after)
    const event: NewEvent = {
      name: 'fulfilment/pick.revised',
      objects: [['order', orderId]],
      payload: { tasks: tasks.length },
    }
    await tx.commit(...moved.statements, ...writeTasks(ctx, tasks), recordEvents(ctx, [event, ...moved.events]))
    return { orderId, changed: tasks.length }
  })
}
