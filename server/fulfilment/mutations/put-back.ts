import { moveBins, moveStock, recordMovements } from '@/server/inventory/mutations/stock'
import { contentOf } from '@/server/inventory/queries/bins'
import { available, type FreeStock, type StockDelta, stockKey } from '@/server/inventory/rules'
import { divideByLot } from '@/server/inventory/rules/lots'
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
import { moveTotes } from './totes'

interface PutBack {
  orderId: string
  units: Units
  unit?: string
  mixed?: number
  /** The part that is still wanted and must be picked again. */
  again: Units
  stage: string
}

interface Shelved {
  warehouseId: string
  productId: string
  binId: string
  lot: string
  quantity: number
}

type Loose = PutBackInput['lines'][number] & { lot: string }

/** The bin of each quantity: the named one, which must be in the warehouse, otherwise the product's home bin. */
async function placesOf(tx: Tx, loaded: GoodsBack, loose: readonly Loose[]): Promise<Shelved[]> {
  const { lines, levels } = loaded
  const shelved = loose.map(({ orderLineId, quantity, binId, lot }) => {
    const { warehouseId, productId } = lines.find((line) => line.id === orderLineId) ?? notFound('order line')
    const home = levels.find((level) => level.productId === productId)?.homeBinId
    return { warehouseId, productId, binId: binId ?? home ?? refuse('NO_BIN'), lot, quantity }
  })
  for (const warehouseId of new Set(shelved.map((one) => one.warehouseId))) {
    const there = shelved.filter((one) => one.warehouseId === warehouseId)
    const [found] = await tx.run(contentOf(tx.ctx, warehouseId, there))
    if (found.length !== there.length) notFound('bin')
  }
  return shelved
}

/**
 * The lines after all quantities; two mentions of a line count together. What is of a lot that nobody may get is not
 * reserved again: the order waits for other goods.
 */
function decide({ lines, lots }: GoodsBack, wanted: readonly Loose[]) {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const free: FreeStock = new Map()
  const again = new Map<string, number>()
  const deltas: StockDelta[] = []
  for (const { orderLineId, quantity, lot } of wanted) {
    const shelved = shelve(byId.get(orderLineId) ?? notFound('order line'), quantity)
    const { warehouseId, productId } = shelved.line
    const withheld = lots.some((one) => one.orderLineId === orderLineId && one.lot === lot && one.withheld)
    const lost = withheld ? shelved.again : 0
    byId.set(orderLineId, {
      ...shelved.line,
      reserved: shelved.line.reserved - lost,
      backordered: shelved.line.backordered + lost,
    })
    again.set(orderLineId, (again.get(orderLineId) ?? 0) + shelved.again)
    if (!withheld) free.set(stockKey(shelved.line), (free.get(stockKey(shelved.line)) ?? 0) + shelved.unwanted)
    deltas.push({
      warehouseId,
      productId,
      picked: -quantity,
      reserved: shelved.again - lost,
      backordered: lost,
      blocked: withheld ? quantity : 0,
    })
  }
  return {
    lines: lines.map((line) => byId.get(line.id) as OrderLine),
    free,
    deltas,
    again: unitsOf(lines, (line) => again.get(line.id) ?? 0),
  }
}

/**
 * Puts loose picked goods back into a bin, with stock movements. Units that the order no longer wants become free at
 * once and serve waiting orders. Units that it still wants are reserved for it and go to the floor again.
 * Refuses with NOT_FOUND (order line, bin), MORE_THAN_LOOSE (goods in a parcel must be unpacked first), NO_BIN,
 * LOT_NEEDED, LOT_HAS_FEWER.
 */
export async function putBack(ctx: Ctx, input: PutBackInput): Promise<PutBack> {
  return transaction(ctx, idempotent('fulfilment.putBack', input.idempotencyKey, input), async (tx) => {
    const lineIds = input.lines.map((line) => line.orderLineId)
    const loaded = await loadBack(tx, { orderId: input.orderId, lineIds, serves: true, from: 'TOTE' })
    const { order, lines, others, othersLines, levels } = loaded
    const loose = divideByLot(input.lines, loaded.lots, { tracked: (id) => loaded.tracked.has(id) })
    const decided = decide(loaded, loose)
    const shelved = await placesOf(tx, loaded, loose)
    const moved = advance(ctx, order, lines, decided.lines)
    const free: FreeStock = new Map(
      levels.map((level) => [stockKey(level), available(level) + (decided.free.get(stockKey(level)) ?? 0)]),
    )
    const served = serve(ctx, [moved.order, ...others], [...decided.lines, ...othersLines], free)
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
      moveStock(ctx, [...decided.deltas, ...served.deltas]),
      ...moveBins(ctx, shelved),
      ...moveTotes(
        ctx,
        loose.map((one, index) => ({ ...one, productId: shelved[index]?.productId ?? '', quantity: -one.quantity })),
      ),
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
