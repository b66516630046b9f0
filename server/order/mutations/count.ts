import { measuresOf } from '@/server/catalog/queries'
import { enterLots } from '@/server/inventory/mutations/lots'
import { moveBins, moveStock, recordMovements } from '@/server/inventory/mutations/stock'
import { contentOf } from '@/server/inventory/queries/bins'
import { lotsOf } from '@/server/inventory/queries/lots'
import { available, type StockLevel, stockKey } from '@/server/inventory/rules'
import { blockedBy, lotsByKey } from '@/server/inventory/rules/lots'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import type { Statement } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { inUnits, unitTold } from '@/server/platform/money/quantity'
import type { CountInput } from '../schema'
import { lose, reservingOrders } from './lose'
import { loadOrders, serve } from './serve'

interface Counted {
  onHand: number
  difference: number
  lost: number
}

/** The count of one bin within a transaction that may count others too: what it answers, and the statements that write it. Refuses like `count`. */
export async function countIn(tx: Tx, input: CountInput): Promise<{ answer: Counted; statements: Statement[] }> {
  const { ctx } = tx
  const { productId, warehouseId = null, lot } = input
  const ordersOf = (inner: Ctx) => reservingOrders(inner, [productId], warehouseId)
  const loaded = await loadOrders(tx, [productId], ordersOf, warehouseId)
  const level = loaded.levels[0] as StockLevel
  const binId = input.binId ?? level.homeBinId ?? refuse('NO_BIN')
  const [[bin], [measure], ...known] = await tx.run(
    contentOf(ctx, loaded.warehouseId, [{ binId, productId: input.productId, lot: lot?.number }]),
    measuresOf(ctx, [input.productId]),
    ...(lot ? [lotsOf(ctx, [input.productId], [lot.number])] : []),
  )
  if (!bin) notFound('bin')
  if (!measure) notFound('product')
  const difference = input.quantity - bin.quantity
  if (difference === 0) refuse('NOTHING_CHANGED')
  // Additional units are received; a new lot is entered with them, and asked for: nothing of a product with lots lies without one.
  const entered =
    difference > 0
      ? enterLots(ctx, [measure], [{ productId, quantity: difference, lot }], known.flat())
      : { lots: lotsByKey(known.flat()), statements: [] }
  const movement = { warehouseId: loaded.warehouseId, productId, binId, lot: lot?.number ?? '', quantity: difference }
  const blocked = blockedBy([movement], entered.lots)
  const free = available(level) + (blocked.length > 0 ? 0 : difference)
  const moved =
    free < 0
      ? lose(ctx, loaded, input.productId, -free)
      : serve(ctx, loaded.orders, loaded.lines, new Map([[stockKey(level), free]]))
  const event: NewEvent = {
    name: 'order/stock.counted',
    objects: [['product', input.productId]],
    payload: {
      ...unitTold(measure),
      difference: inUnits(difference, measure),
      quantity: inUnits(input.quantity, measure),
    },
  }
  return {
    answer: { onHand: level.onHand + difference, difference, lost: free < 0 ? -free : 0 },
    statements: [
      ...moved.statements,
      ...entered.statements,
      moveStock(ctx, [{ ...movement, onHand: difference }, ...blocked, ...moved.deltas]),
      ...moveBins(ctx, [movement]),
      recordMovements(ctx, [{ ...movement, cause: 'COUNTED', objectType: 'product', objectId: input.productId }]),
      recordEvents(ctx, [event, ...moved.events]),
    ],
  }
}

/**
 * Sets the counted quantity of a bin, in the default warehouse when none is named. A surplus serves backorders. A shortage turns
 * reservations into backorders with a cause, latest promise first. A count is never refused because of reservations. Refuses with NOT_FOUND
 * (product, bin), NO_BIN, NOTHING_CHANGED, and like `receive` when the lot does not fit.
 */
export async function count(ctx: Ctx, input: CountInput): Promise<Counted> {
  return transaction(ctx, idempotent('order.count', input.idempotencyKey, input), async (tx) => {
    const { answer, statements } = await countIn(tx, input)
    return tx.conclude(answer, ...statements)
  })
}
