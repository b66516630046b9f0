import { measuresOf } from '@/server/catalog/queries'
import { lockStock, moveBins, recordMovements } from '@/server/inventory/mutations/stock'
import { contentOf } from '@/server/inventory/queries/bins'
import { lockOrders } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { asGoods, type Goods, inUnits, type Units, unitTold } from '@/server/platform/money/quantity'
import { askingFor } from '../queries/moving'
import { follow, followedUnits } from '../rules/moving'
import type { MoveInput } from '../schema/moving'
import { makeTasks, writeTasks } from './write-tasks'

interface Bin {
  id: string
  code: string
  warehouseId: string
  walkOrder: number
}

/** Both bins, kept from being archived meanwhile. Refuses with NOT_FOUND, SAME_BIN, OTHER_WAREHOUSE. */
async function binsOfMove(tx: Tx, { fromBinId, toBinId }: MoveInput): Promise<{ from: Bin; to: Bin }> {
  if (fromBinId === toBinId) refuse('SAME_BIN')
  const [found] = await tx.run(
    sql<Bin>`SELECT id, code, warehouse_id, walk_order FROM bin WHERE organisation_id = ${tx.ctx.organisationId}
      AND id = ANY(${[fromBinId, toBinId]}::uuid[]) AND archived_at IS NULL ORDER BY id FOR SHARE`,
  )
  const from = found.find((bin) => bin.id === fromBinId) ?? notFound('bin')
  const to = found.find((bin) => bin.id === toBinId) ?? notFound('bin')
  if (from.warehouseId !== to.warehouseId) refuse('OTHER_WAREHOUSE')
  return { from, to }
}

/**
 * Moves units of a product from one bin into another of the same warehouse. What can be promised stays the same. Pick
 * tasks that ask for the moved units follow them. Refuses with NOT_FOUND (bin, product), SAME_BIN, OTHER_WAREHOUSE,
 * BIN_HAS_FEWER, BIN_BEING_PICKED (another person picks these units now), LOT_NEEDED_FOR.
 */
export async function move(
  ctx: Ctx,
  input: MoveInput,
): Promise<Goods & { moveId: string; followed: Units; from: string; to: string }> {
  const { productId, quantity, lot = '' } = input
  return transaction(ctx, idempotent('fulfilment.move', input.idempotencyKey, input), async (tx) => {
    const { from, to } = await binsOfMove(tx, input)
    const [before] = await tx.run(askingFor(ctx, from.id, productId, lot))
    const orderIds = [...new Set(before.map((task) => task.orderId))].sort()
    const { warehouseId } = from
    const [[measure], , [level], content, asking] = await tx.run(
      measuresOf(ctx, [productId]),
      lockOrders(ctx, orderIds),
      lockStock(ctx, warehouseId, [productId]),
      contentOf(ctx, warehouseId, [{ binId: from.id, productId, lot }]),
      askingFor(ctx, from.id, productId, lot),
    )
    if (!level || !measure) notFound('product')
    if (measure.tracking !== 'NONE' && !lot) refuse('LOT_NEEDED_FOR', { sku: measure.sku, tracking: measure.tracking })
    // An order that was released after we asked is not locked: the next try sees it.
    if (asking.some((task) => !orderIds.includes(task.orderId))) conflict('STALE')
    const inBin = content[0]?.quantity ?? 0
    if (quantity > inBin)
      refuse('BIN_HAS_FEWER', { left: inUnits(inBin, measure), ...unitTold(measure), bin: from.code })
    const followed = followedUnits(quantity, inBin, asking)
    const { tasks, takes } = follow(asking, followed, { binId: to.id, walkOrder: to.walkOrder })
    const moveId = newId(ctx.now)
    const place = { warehouseId, productId, lot }
    const moved = [
      { ...place, binId: from.id, quantity: -quantity },
      { ...place, binId: to.id, quantity },
    ]
    const followers = [...takes].map(([orderId, own]): NewEvent => {
      const sum = own.reduce((total, take) => total + take.quantity, 0)
      const objects = [['order', orderId] as const, ['product', productId] as const]
      return { name: 'fulfilment/pick.rerouted', objects, payload: { ...asGoods(sum, measure), moved: true } }
    })
    return tx.conclude(
      { moveId, ...asGoods(quantity, measure), followed: inUnits(followed, measure), from: from.code, to: to.code },
      ...writeTasks(ctx, tasks),
      ...[...takes].map(([orderId, own]) => makeTasks(ctx, orderId, own)),
      ...moveBins(ctx, moved),
      recordMovements(
        ctx,
        moved.map((one) => ({ ...one, cause: 'MOVED' as const, objectType: 'move', objectId: moveId })),
      ),
      recordEvents(ctx, [
        {
          name: 'fulfilment/goods.moved',
          objects: [['product', productId]],
          payload: { ...asGoods(quantity, measure), from: from.code, to: to.code },
        },
        ...followers,
      ]),
    )
  })
}
