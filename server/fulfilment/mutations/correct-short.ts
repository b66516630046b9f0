import { moveBins, moveStock, recordMovements } from '@/server/inventory/mutations/stock'
import { contentOf } from '@/server/inventory/queries/bins'
import { lotsOf } from '@/server/inventory/queries/lots'
import { available, type FreeStock, stockKey } from '@/server/inventory/rules'
import { advance } from '@/server/order/mutations/advance'
import { serve } from '@/server/order/mutations/serve'
import { serveBackorders } from '@/server/order/rules/quantities'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { asGoods, type Goods, inUnits, pieces, type Units } from '@/server/platform/money/quantity'
import { tasksOf } from '../queries/floor'
import { correctTask } from '../rules/picking'
import type { CorrectShortInput } from '../schema'
import { loadBack } from './load-back'
import { noteFound } from './write-tasks'

/** The bin of a task, and when its short pick was reported; a later count of that bin wins. */
const placeOf = (ctx: Ctx, taskId: string) => sql<{
  orderId: string
  orderLineId: string
  productId: string
  binId: string
  lot: string
  counted: boolean
}>`SELECT t.order_id, t.order_line_id, t.product_id, t.bin_id, t.lot, EXISTS (SELECT 1 FROM stock_movement m WHERE m.organisation_id = t.organisation_id
      AND m.warehouse_id = t.warehouse_id AND m.product_id = t.product_id AND m.bin_id = t.bin_id AND coalesce(m.lot, '') = t.lot AND m.cause = 'COUNTED' AND m.object_type = 'product'
      AND m.recorded_at >= t.ended_at) AS counted
    FROM pick_task t WHERE t.organisation_id = ${ctx.organisationId} AND t.id = ${taskId}`

/**
 * Corrects a short pick that was a mistake: the units that it took off the books are back in their bin. The task's own
 * order gets them first, then other waiting orders. Quantities in the product's smallest unit.
 * Refuses with NOT_FOUND (pick task, bin), NOTHING_TO_CORRECT (not short, or corrected already), COUNTED_SINCE
 * (somebody counted that bin since).
 */
export async function correctShort(
  ctx: Ctx,
  input: CorrectShortInput,
): Promise<Goods & { orderId: string; reserved: Units }> {
  return transaction(ctx, idempotent('fulfilment.correctShort', input.idempotencyKey, input), async (tx) => {
    const [[asked]] = await tx.run(placeOf(ctx, input.taskId))
    if (!asked) notFound('pick task')
    const { orderId, orderLineId, productId, binId, lot } = asked
    const loaded = await loadBack(tx, { orderId, lineIds: [orderLineId], serves: true })
    const { order, lines, others, othersLines, levels } = loaded
    const { warehouseId } = levels[0] ?? notFound('product')
    const [[task], [place], [bin], [kept]] = await tx.run(
      tasksOf(ctx, orderId, [input.taskId]),
      placeOf(ctx, input.taskId),
      contentOf(ctx, warehouseId, [{ binId, productId, lot }]),
      lotsOf(ctx, [productId], [lot]),
    )
    if (!task) notFound('pick task')
    if (!bin) notFound('bin')
    const corrected = correctTask(task, input.quantity)
    const units = corrected.found - task.found
    if (place?.counted) refuse('COUNTED_SINCE')
    // What is found of a lot that nobody may get stays blocked.
    const blocked = kept?.withheld ? units : 0
    const fit = units - blocked
    const key = stockKey({ warehouseId, productId })
    const free: FreeStock = new Map(levels.map((level) => [stockKey(level), available(level) + fit]))
    const own = lines.filter((line) => line.id === orderLineId)
    const measure = own[0] ?? pieces
    const { lines: ownAfter } = serveBackorders(own, new Map([[key, fit]]))
    const after = lines.map((line) => ownAfter.find((one) => one.id === line.id) ?? line)
    const reserved = (ownAfter[0]?.reserved ?? 0) - (own[0]?.reserved ?? 0)
    free.set(key, (free.get(key) ?? 0) - reserved)
    const moved = advance(ctx, order, lines, after)
    const served = serve(ctx, [moved.order, ...others], [...after, ...othersLines], free)
    const back = { warehouseId, productId, binId, lot, quantity: units }
    const event: NewEvent = {
      name: 'fulfilment/short.corrected',
      objects: [
        ['order', orderId],
        ['product', productId],
      ],
      payload: { ...asGoods(units, measure), reserved: inUnits(reserved, measure) },
    }
    return tx.conclude(
      { orderId, ...asGoods(units, measure), reserved: inUnits(reserved, measure) },
      ...moved.statements,
      ...served.statements,
      noteFound(ctx, task, corrected.found),
      moveStock(ctx, [
        { warehouseId, productId, onHand: units, reserved, blocked, backordered: -reserved },
        ...served.deltas,
      ]),
      ...moveBins(ctx, [back]),
      recordMovements(ctx, [{ ...back, cause: 'COUNTED', objectType: 'order', objectId: orderId }]),
      recordEvents(ctx, [event, ...moved.events, ...served.events]),
    )
  })
}
