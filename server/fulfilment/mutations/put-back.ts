import { moveBins, moveStock, recordMovements } from '@/server/inventory/mutations/stock'
import { contentOf } from '@/server/inventory/queries/bins'
import { available } from '@/server/inventory/rules'
import { advance } from '@/server/order/mutations/advance'
import { serve } from '@/server/order/mutations/serve'
import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { goodsIn, type Measure, pieces, type Units, unitsOf } from '@/server/platform/money/quantity'
import { shelve } from '../rules/putting-back'
import type { PutBackInput } from '../schema'
import { type GoodsBack, loadBack } from './load-back'

interface PutBack {
  orderId: string
  units: Units
  unit?: string
  /** The part that is still wanted and must be picked again. */
  again: Units
  stage: string
}

interface Shelved {
  warehouseId: string
  productId: string
  binId: string
  quantity: number
}

/** The bin of each quantity: the named one, which must be in the warehouse, otherwise the product's home bin. */
async function placesOf(tx: Tx, loaded: GoodsBack, input: PutBackInput): Promise<Shelved[]> {
  const { warehouseId, lines, levels } = loaded
  const shelved = input.lines.map(({ orderLineId, quantity, binId }) => {
    const { productId } = lines.find((line) => line.id === orderLineId) ?? notFound('order line')
    const home = levels.find((level) => level.productId === productId)?.homeBinId
    return { warehouseId, productId, binId: binId ?? home ?? refuse('NO_BIN'), quantity }
  })
  const [found] = await tx.run(contentOf(tx.ctx, warehouseId, shelved))
  if (found.length !== shelved.length) notFound('bin')
  return shelved
}

/** The lines after all quantities; two mentions of a line count together. */
function decide(lines: readonly OrderLine[], wanted: PutBackInput['lines']) {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const free = new Map<string, number>()
  const again = new Map<string, number>()
  for (const { orderLineId, quantity } of wanted) {
    const shelved = shelve(byId.get(orderLineId) ?? notFound('order line'), quantity)
    byId.set(orderLineId, shelved.line)
    again.set(orderLineId, (again.get(orderLineId) ?? 0) + shelved.again)
    const { productId } = shelved.line
    free.set(productId, (free.get(productId) ?? 0) + shelved.unwanted)
  }
  return {
    lines: lines.map((line) => byId.get(line.id) as OrderLine),
    free,
    again: unitsOf(lines, (line) => again.get(line.id) ?? 0),
  }
}

/**
 * Puts loose picked goods back into a bin, with stock movements. Units that the order no longer wants become free at
 * once and serve waiting orders. Units that it still wants are reserved for it and go to the floor again.
 * Refuses with NOT_FOUND (order line, bin), MORE_THAN_LOOSE (goods in a parcel must be unpacked first), NO_BIN.
 */
export async function putBack(ctx: Ctx, input: PutBackInput): Promise<PutBack> {
  return transaction(ctx, idempotent('fulfilment.putBack', input.idempotencyKey, input), async (tx) => {
    const lineIds = input.lines.map((line) => line.orderLineId)
    const loaded = await loadBack(tx, { orderId: input.orderId, lineIds, serves: true })
    const { order, lines, others, othersLines, levels } = loaded
    const decided = decide(lines, input.lines)
    const shelved = await placesOf(tx, loaded, input)
    const moved = advance(ctx, order, lines, decided.lines)
    const free = new Map(
      levels.map((level) => [level.productId, available(level) + (decided.free.get(level.productId) ?? 0)]),
    )
    const served = serve(ctx, [moved.order, ...others], [...decided.lines, ...othersLines], free)
    const reserved = new Map<string, number>()
    for (const { productId, quantity } of shelved) reserved.set(productId, (reserved.get(productId) ?? 0) + quantity)
    const deltas = [...reserved].map(([productId, quantity]) => ({
      warehouseId: loaded.warehouseId,
      productId,
      picked: -quantity,
      reserved: quantity - (decided.free.get(productId) ?? 0),
    }))
    const measures = new Map<string, Measure>(lines.map((line) => [line.productId, line]))
    const goods = goodsIn(
      shelved.map(({ productId, quantity }) => ({ ...(measures.get(productId) ?? pieces), quantity })),
      (one) => one.quantity,
    )
    const { again } = decided
    const event: NewEvent = {
      name: 'fulfilment/goods.putBack',
      objects: [['order', order.id]],
      payload: { ...goods, again },
    }
    const movement = { cause: 'PUT_BACK' as const, objectType: 'order', objectId: order.id }
    return tx.conclude(
      { orderId: order.id, ...goods, again, stage: moved.order.stage },
      ...moved.statements,
      ...served.statements,
      moveStock(ctx, [...deltas, ...served.deltas]),
      ...moveBins(ctx, shelved),
      // Two movements, out of the tote and into the bin: the quantity on hand stays the same.
      recordMovements(
        ctx,
        shelved.flatMap((one) => [
          { ...one, ...movement, binId: null, quantity: -one.quantity },
          { ...one, ...movement },
        ]),
      ),
      recordEvents(ctx, [event, ...moved.events, ...served.events]),
    )
  })
}
