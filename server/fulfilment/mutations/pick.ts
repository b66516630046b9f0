import { moveBins, moveStock } from '@/server/inventory/mutations/stock'
import { scanOf } from '@/server/inventory/rules'
import { advance, linesOf, lockOrder } from '@/server/order/mutations/advance'
import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { read, transaction } from '@/server/platform/database/run'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { goodsIn, inUnits, pieces, type Units, unitTold } from '@/server/platform/money/quantity'
import { contentOfTasks, lockStockOfTasks, otherAt, tasksByCode, tasksOf } from '../queries/floor'
import { mustBeMine, type PickTask, pickLine, pickTask } from '../rules/picking'
import type { PickByScanInput, PickInput } from '../schema'
import { writeTasks } from './write-tasks'

export interface Picked {
  orderId: string
  units: Units
  unit?: string
  stage: string
  waitsFor: string | null
}

/** The lines and tasks after all picks; two picks of one task count together. */
function decide(lines: readonly OrderLine[], tasks: readonly PickTask[], picks: PickInput['picks']) {
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const after = new Map(lines.map((line) => [line.id, line]))
  for (const { taskId, quantity } of picks) {
    const task = byId.get(taskId) ?? notFound('pick task')
    const line = after.get(task.orderLineId) as OrderLine
    byId.set(taskId, pickTask(task, quantity, line))
    after.set(line.id, pickLine(line, quantity))
  }
  return { lines: lines.map((line) => after.get(line.id) as OrderLine), tasks: [...byId.values()] }
}

/** Refuses to take more than a bin has: a count can find fewer units than its tasks still ask for. */
function refuseBeyond(
  content: readonly { binId: string; productId: string; quantity: number }[],
  taken: readonly { binId: string; productId: string; quantity: number }[],
  lines: readonly OrderLine[],
): void {
  const left = new Map(content.map((one) => [`${one.binId}/${one.productId}`, one.quantity]))
  for (const { binId, productId, quantity } of taken) {
    const place = `${binId}/${productId}`
    const there = left.get(place) ?? 0
    const of = lines.find((line) => line.productId === productId) ?? pieces
    if (quantity > there) refuse('BIN_SHORT', { left: inUnits(there, of), ...unitTold(of) })
    left.set(place, there - quantity)
  }
}

/**
 * Records the goods taken from bins for one order, for many tasks at once; a task can be picked in parts.
 * Refuses with NOT_FOUND, TASK_ENDED, TASK_OUTDATED (the line was cancelled or lost its stock), MORE_THAN_ASKED,
 * BIN_SHORT (the bin was counted since, and has less), SOMEBODY_IS_ON_IT (somebody else works on the order now).
 */
export async function pick(ctx: Ctx, { agoMs, ...input }: PickInput): Promise<Picked> {
  return transaction(ctx, idempotent('fulfilment.pick', input.idempotencyKey, input), async (tx) => {
    const taskIds = [...new Set(input.picks.map((taken) => taken.taskId))]
    const [[order], lines, tasks, , content, [other]] = await tx.run(
      lockOrder(ctx, input.orderId),
      linesOf(ctx, [input.orderId]),
      tasksOf(ctx, input.orderId, taskIds),
      lockStockOfTasks(ctx, taskIds),
      contentOfTasks(ctx, taskIds),
      otherAt(ctx, input.orderId),
    )
    if (!order) notFound('order')
    mustBeMine(other, agoMs)
    const after = decide(lines, tasks, input.picks)
    const taken = input.picks.map(({ taskId, quantity }) => {
      const { warehouseId, productId, binId } = tasks.find((task) => task.id === taskId) as PickTask
      return { warehouseId, productId, binId, quantity }
    })
    refuseBeyond(content, taken, lines)
    const moved = advance(ctx, order, lines, after.lines)
    const goods = goodsIn(
      lines.map((line, index) => ({ ...line, taken: (after.lines[index]?.picked ?? 0) - line.picked })),
      (line) => line.taken,
    )
    const event: NewEvent = {
      name: 'fulfilment/line.picked',
      objects: [['order', order.id]],
      payload: { lines: new Set(tasks.map((task) => task.orderLineId)).size, ...goods },
    }
    return tx.conclude(
      { orderId: order.id, ...goods, stage: moved.order.stage, waitsFor: moved.order.waitsFor },
      ...moved.statements,
      ...writeTasks(ctx, after.tasks, input.idempotencyKey),
      moveStock(
        ctx,
        taken.map(({ quantity, ...place }) => ({ ...place, reserved: -quantity, picked: quantity })),
      ),
      ...moveBins(
        ctx,
        taken.map((one) => ({ ...one, quantity: -one.quantity })),
      ),
      recordEvents(ctx, [event, ...moved.events]),
    )
  })
}

/**
 * Picks by a scanned GTIN or SKU: one unit, what the pack holds, or the given quantity, for the first open task that
 * asks for that product. Refuses with NOT_ON_THIS_ORDER when no open task does, and with every refusal of `pick`.
 */
export async function pickByScan(ctx: Ctx, input: PickByScanInput): Promise<Picked & { taskId: string }> {
  const [tasks] = await read(ctx, tasksByCode(ctx, input.orderId, input.code))
  const [first] = tasks
  if (!first) refuse('NOT_ON_THIS_ORDER', { code: input.code })
  const quantity = input.quantity ?? scanOf(first, input.code)?.quantity ?? 0
  const task = tasks.find((one) => one.left >= quantity) ?? first
  const { orderId, agoMs, idempotencyKey } = input
  const picked = await pick(ctx, { orderId, picks: [{ taskId: task.id, quantity }], agoMs, idempotencyKey })
  return { ...picked, taskId: task.id }
}
