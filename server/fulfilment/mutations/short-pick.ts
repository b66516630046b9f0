import { moveBins, moveStock, recordMovements } from '@/server/inventory/mutations/stock'
import { type BinContent, binsOf } from '@/server/inventory/queries/bins'
import { available, type StockLevel } from '@/server/inventory/rules'
import { isFit, mustBeFit } from '@/server/inventory/rules/lots'
import { advance, linesOf, lockOrder } from '@/server/order/mutations/advance'
import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { transaction } from '@/server/platform/database/run'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { inUnits, unitTold } from '@/server/platform/money/quantity'
import { contentOfTasks, lockStockOfTasks, otherAt, placeOfTask, tasksOf } from '../queries/floor'
import { allocate, leftOf, mustBeMine, type PickTask, shorten, withReleased } from '../rules/picking'
import type { ShortPickInput } from '../schema'
import { moveTotes } from './totes'
import { makeTasks, writeTasks } from './write-tasks'

interface ShortPicked {
  orderId: string
  picked: number
  short: number
  /** Units that are reserved again from other stock; they go to the floor as far as a bin has them. */
  reservedAgain: number
  backordered: number
  stage: string
  waitsFor: string | null
}

function decide(
  line: OrderLine,
  task: PickTask,
  level: StockLevel,
  bins: readonly BinContent[],
  inBin: number,
  { picked, cause }: ShortPickInput,
) {
  if (task.state !== 'OPEN') refuse('TASK_ENDED', { state: task.state })
  const left = leftOf(task)
  if (picked >= left) refuse('NOT_SHORT')
  if (line.released < left) refuse('TASK_OUTDATED', { position: line.position })
  if (picked > inBin) refuse('BIN_SHORT', { left: inUnits(inBin, line), ...unitTold(line) })
  const free = bins.find((bin) => bin.binId === task.binId && bin.lot === task.lot)?.quantity ?? 0
  return shorten(line, { left, picked, inBin, damaged: cause === 'DAMAGED', free, available: available(level) })
}

/**
 * Picks the units that were found and records why the rest is missing. The bin is corrected as by a count (or as
 * damage); the rest is reserved from other stock, otherwise it waits as a backorder. Reservations of other orders stay.
 * Quantities in the product's smallest unit.
 * Refuses with NOT_FOUND, TASK_ENDED, TASK_OUTDATED, NOT_SHORT (all of it was found: pick it), BIN_SHORT (more than the
 * bin has), SOMEBODY_IS_ON_IT.
 */
export async function shortPick(ctx: Ctx, { agoMs, ...input }: ShortPickInput): Promise<ShortPicked> {
  return transaction(ctx, idempotent('fulfilment.shortPick', input.idempotencyKey, input), async (tx) => {
    const [[place]] = await tx.run(placeOfTask(ctx, input.taskId))
    if (!place) notFound('pick task')
    const { orderId, warehouseId, productId, binId } = place
    const [[order], lines, [task], [level], bins, contents, [other]] = await tx.run(
      lockOrder(ctx, orderId),
      linesOf(ctx, [orderId]),
      tasksOf(ctx, orderId, [input.taskId]),
      lockStockOfTasks(ctx, [input.taskId]),
      binsOf(ctx, warehouseId, [productId]),
      contentOfTasks(ctx, [input.taskId]),
      otherAt(ctx, orderId, [input.taskId]),
    )
    const line = lines.find((one) => one.id === task?.orderLineId)
    if (!order || !task || !line || !level) notFound('pick task')
    mustBeMine(other, agoMs)
    const { lot } = task
    const content = contents.find((one) => one.lot === lot)
    if (content && lot && input.picked > 0) mustBeFit({ ...content, number: lot }, ctx.today)
    // Nothing is lost of a lot that nobody may get: it was taken off what can be promised before.
    const inBin = content && isFit(content, ctx.today) ? content.quantity : 0
    const short = decide(line, task, level, bins, inBin, input)
    const elsewhere = input.cause === 'DAMAGED' ? bins : bins.filter((bin) => bin.binId !== binId || bin.lot !== lot)
    const takes = allocate([{ ...short.line, released: short.line.reserved - short.reservedAgain }], elsewhere)
    const [written] = withReleased([short.line], takes) as [OrderLine]
    const moved = advance(
      ctx,
      order,
      lines,
      lines.map((one) => (one.id === line.id ? written : one)),
    )
    const { picked, cause } = input
    const lost = { warehouseId, productId, binId, lot, quantity: -short.missing }
    const event: NewEvent = {
      name: 'fulfilment/pick.short',
      objects: [
        ['order', orderId],
        ['product', productId],
      ],
      payload: {
        quantity: inUnits(short.short, line),
        ...unitTold(line),
        cause,
        reservedAgain: inUnits(short.reservedAgain, line),
        backordered: inUnits(short.backordered, line),
      },
    }
    const { reservedAgain, backordered } = short
    const { stage, waitsFor } = moved.order
    const answer = { orderId, picked, short: short.short, reservedAgain, backordered, stage, waitsFor }
    return tx.conclude(
      answer,
      ...moved.statements,
      ...writeTasks(
        ctx,
        [{ ...task, picked: task.picked + picked, state: 'SHORT', cause, missing: short.missing }],
        input.idempotencyKey,
      ),
      makeTasks(ctx, orderId, takes),
      moveStock(ctx, [{ warehouseId, productId, onHand: -short.missing, picked, ...short.delta }]),
      ...moveBins(ctx, [{ ...lost, quantity: -short.missing - picked }]),
      ...moveTotes(ctx, [{ orderLineId: line.id, productId, lot, quantity: picked }]),
      recordMovements(
        ctx,
        [lost]
          .filter(({ quantity }) => quantity !== 0)
          .map((one) => ({
            ...one,
            cause: cause === 'DAMAGED' ? 'DAMAGED' : 'COUNTED',
            objectType: 'order',
            objectId: orderId,
          })),
      ),
      recordEvents(ctx, [event, ...moved.events]),
    )
  })
}
