import { moveBins, moveStock } from '@/server/inventory/mutations/stock'
import { scanOf } from '@/server/inventory/rules/codes'
import { advance, linesOf, lockOrder } from '@/server/order/mutations/advance'
import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { read, transaction } from '@/server/platform/database/run'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { goodsIn, type Units } from '@/server/platform/money/quantity'
import { contentOfTasks, lockStockOfTasks, otherAt, tasksByCode, tasksOf } from '../queries/floor'
import { pickLot, refuseBeyond } from '../rules/lots'
import { mustBeMine, type PickTask, pickLine } from '../rules/picking'
import type { PickByScanInput, PickInput } from '../schema'
import { moveTotes } from './totes'
import { makePicked, writeTasks } from './write-tasks'

export interface Picked {
  orderId: string
  units: Units
  unit?: string
  mixed?: number
  stage: string
  waitsFor: string | null
}

interface Decided {
  lines: OrderLine[]
  tasks: PickTask[]
  /** Tasks of goods of another lot than was asked for. */
  others: PickTask[]
  taken: { orderLineId: string; warehouseId: string; productId: string; binId: string; lot: string; quantity: number }[]
}

/** The lines and tasks after all picks; two picks of one task count together. */
function decide(ctx: Ctx, lines: readonly OrderLine[], tasks: readonly PickTask[], picks: PickInput['picks']): Decided {
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const after = new Map(lines.map((line) => [line.id, line]))
  const others: PickTask[] = []
  const taken: Decided['taken'] = []
  for (const { taskId, quantity, lot: said } of picks) {
    const task = byId.get(taskId) ?? notFound('pick task')
    const line = after.get(task.orderLineId) as OrderLine
    const picked = pickLot(task, quantity, line, said)
    byId.set(taskId, picked.task)
    if (picked.other) others.push({ ...picked.other, id: newId(ctx.now) })
    after.set(line.id, pickLine(line, quantity))
    const { orderLineId, warehouseId, productId, binId } = task
    taken.push({ orderLineId, warehouseId, productId, binId, lot: picked.lot, quantity })
  }
  return { lines: lines.map((line) => after.get(line.id) as OrderLine), tasks: [...byId.values()], others, taken }
}

/** The products of which another lot was taken than was asked for: other orders may have been promised it. */
const otherLots = (tasks: readonly PickTask[], { taken }: Decided, picks: PickInput['picks']): string[] => [
  ...new Set(
    taken.flatMap(({ productId, lot }, index) =>
      tasks.some((task) => task.id === picks[index]?.taskId && task.lot !== lot) ? [productId] : [],
    ),
  ),
]

/**
 * Records the goods taken from bins for one order, for many tasks at once; a task can be picked in parts.
 * Refuses with NOT_FOUND, TASK_ENDED, TASK_OUTDATED (the line was cancelled or lost its stock), MORE_THAN_ASKED,
 * BIN_SHORT (the bin was counted since, and has less), SOMEBODY_IS_ON_IT (somebody else works on the order now),
 * LOT_NOT_HERE, LOT_BLOCKED and LOT_EXPIRED.
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
      otherAt(ctx, input.orderId, taskIds),
    )
    if (!order) notFound('order')
    mustBeMine(other, agoMs)
    const after = decide(ctx, lines, tasks, input.picks)
    const { taken } = after
    refuseBeyond(content, taken, lines, ctx.today)
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
      ...makePicked(ctx, after.others, input.idempotencyKey),
      moveStock(
        ctx,
        taken.map(({ quantity, warehouseId, productId }) => ({
          warehouseId,
          productId,
          reserved: -quantity,
          picked: quantity,
        })),
      ),
      ...moveBins(
        ctx,
        taken.map((one) => ({ ...one, quantity: -one.quantity })),
      ),
      ...moveTotes(ctx, taken),
      recordEvents(ctx, [
        event,
        ...otherLots(tasks, after, input.picks).map(
          (productId): NewEvent => ({
            name: 'fulfilment/lot.exchanged',
            objects: [
              ['order', order.id],
              ['product', productId],
            ],
          }),
        ),
        ...moved.events,
      ]),
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
  const scanned = scanOf(first, input.code)
  const said = first.tracking === 'SERIAL' ? scanned?.serial : scanned?.lot
  const quantity = input.quantity ?? scanned?.quantity ?? 0
  const enough = tasks.filter((one) => one.left >= quantity)
  const task = enough.find((one) => one.lot === said) ?? enough[0] ?? first
  const lot = first.tracking === 'NONE' ? undefined : (said ?? undefined)
  const { orderId, agoMs, idempotencyKey } = input
  const picked = await pick(ctx, { orderId, picks: [{ taskId: task.id, quantity, lot }], agoMs, idempotencyKey })
  return { ...picked, taskId: task.id }
}
