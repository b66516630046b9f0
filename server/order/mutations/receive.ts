import { measuresOf } from '@/server/catalog/queries'
import { enterLots } from '@/server/inventory/mutations/lots'
import { moveBins, moveStock, recordMovements } from '@/server/inventory/mutations/stock'
import { contentOf } from '@/server/inventory/queries/bins'
import { lotsOf } from '@/server/inventory/queries/lots'
import { available, type FreeStock, stockKey } from '@/server/inventory/rules'
import { blockedBy, freeOf } from '@/server/inventory/rules/lots'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { transaction } from '@/server/platform/database/run'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { type Goods, goodsIn } from '@/server/platform/money/quantity'
import { type Arrival, arrive, lockArrival } from '@/server/supply/mutations/arrive'
import type { ReceiveInput } from '../schema'
import { loadOrders, serve, type Waiting, waitingOrders } from './serve'

interface Received extends Goods {
  goodsReceiptId: string
  /** The number of waiting order lines that got goods. */
  served: number
  /** The state of the planned receipt, and its lines with more or fewer units than expected. */
  planned: Arrival['answer'] | null
}

type Lines = ReceiveInput['lines']

function byProduct(lines: readonly { productId: string; quantity: number }[]): Map<string, number> {
  const arrived = new Map<string, number>()
  for (const { productId, quantity } of lines) arrived.set(productId, (arrived.get(productId) ?? 0) + quantity)
  return arrived
}

/** The bin of each line: the named one, otherwise the receiving bin, otherwise the home bin. Refuses with NO_BIN. */
function placed({ warehouseId, receivingBinId, levels }: Waiting, lines: Lines) {
  const homes = new Map(levels.map((level) => [level.productId, level.homeBinId]))
  return lines.map(({ productId, quantity, binId, lot }) => ({
    warehouseId,
    productId,
    lot: lot?.number ?? '',
    binId: binId ?? receivingBinId ?? homes.get(productId) ?? refuse('NO_BIN'),
    quantity,
  }))
}

/**
 * Receives goods in the warehouse of the planned receipt, otherwise in the named or the default one, and serves backorders in the same
 * transaction. Goods of a planned receipt are counted on its lines. Fewer or more units than expected may come; the rest stays expected or
 * is closed.
 * Refuses with NOT_FOUND (product without stock, warehouse, bin, planned receipt), NO_BIN, NOT_SET_UP, PLANNED_OVER, PLANNED_ELSEWHERE,
 * and for a wrong lot or serial number: LOT_NEEDED_FOR, NOT_TRACKED, LOT_EXPIRES_OTHERWISE, SERIAL_IS_ONE, SERIAL_TWICE, SERIAL_HERE, SERIAL_OUT.
 */
export async function receive(ctx: Ctx, input: ReceiveInput): Promise<Received> {
  const arrived = byProduct(input.lines)
  const productIds = [...arrived.keys()]
  return transaction(ctx, idempotent('order.receive', input.idempotencyKey, input), async (tx) => {
    const plan = input.plannedReceiptId ? await lockArrival(tx, input.plannedReceiptId) : null
    const place = input.warehouseId ?? plan?.planned.warehouseId ?? null
    if (plan && plan.planned.warehouseId !== place) refuse('PLANNED_ELSEWHERE', { number: plan.planned.number })
    const loaded = await loadOrders(tx, productIds, (inner) => waitingOrders(inner, productIds, place), place)
    const { warehouseId, orders, lines, levels } = loaded
    const named = input.lines.flatMap(({ binId, productId }) => (binId ? [{ binId, productId }] : []))
    const numbers = input.lines.flatMap(({ lot }) => (lot ? [lot.number] : []))
    const [measures, found, ...known] = await tx.run(
      measuresOf(ctx, productIds),
      contentOf(ctx, warehouseId, named),
      ...(numbers.length > 0 ? [lotsOf(ctx, productIds, numbers)] : []),
    )
    if (found.length !== named.length) notFound('bin')
    const goodsReceiptId = newId(ctx.now)
    const goods = placed(loaded, input.lines)
    const entered = enterLots(ctx, measures, input.lines, known.flat())
    const fit = byProduct(freeOf(goods, entered.lots))
    const free: FreeStock = new Map(
      levels.map((level) => [stockKey(level), available(level) + (fit.get(level.productId) ?? 0)]),
    )
    const served = serve(ctx, orders, lines, free)
    const onList = plan && arrive(ctx, plan, goodsReceiptId, arrived, input.rest ?? 'EXPECTED')
    const came = goodsIn(measures, ({ id }) => arrived.get(id) ?? 0)
    const event: NewEvent = {
      name: 'order/goods.received',
      objects: [
        ['goodsReceipt', goodsReceiptId],
        ...(onList?.objects ?? []),
        ...productIds.slice(0, 48).map((id) => ['product', id] as const),
      ],
      payload: { ...came, products: productIds.length, reference: input.reference ?? onList?.answer.number ?? null },
    }
    return tx.conclude(
      { goodsReceiptId, ...came, served: served.deltas.length, planned: onList?.answer ?? null },
      ...(onList?.statements ?? []),
      ...served.statements,
      ...entered.statements,
      moveStock(ctx, [
        ...goods.map((line) => ({ ...line, onHand: line.quantity })),
        ...blockedBy(goods, entered.lots),
        ...served.deltas,
      ]),
      ...moveBins(ctx, goods),
      recordMovements(
        ctx,
        goods.map((line) => ({
          ...line,
          cause: 'RECEIVED' as const,
          objectType: 'goodsReceipt',
          objectId: goodsReceiptId,
        })),
      ),
      recordEvents(ctx, [event, ...(onList?.events ?? []), ...served.events]),
    )
  })
}
