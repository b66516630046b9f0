import { moveBins, moveStock, type NewMovement, recordMovements } from '@/server/inventory/mutations/stock'
import { freeStock, type StockLevel, stockKey } from '@/server/inventory/rules'
import { blockedBy, divideByLot, freeOf, lotsByKey } from '@/server/inventory/rules/lots'
import { advance, type OrderChanges } from '@/server/order/mutations/advance'
import { serve } from '@/server/order/mutations/serve'
import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import { refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { withNumber } from '@/server/platform/database/numbers'
import { transaction } from '@/server/platform/database/run'
import { insert, type NewRow, type Statement } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { goodsIn } from '@/server/platform/money/quantity'
import { comeBack } from '../rules/putting-back'
import type { TakeBackInput } from '../schema'
import { type GoodsBack, loadBack } from './load-back'

type Returned = TakeBackInput['lines'][number] & { lot: string }

/** Which lots came back, of lines that are kept by lot. */
function writeLots(
  ctx: Ctx,
  returnId: string,
  lines: readonly OrderLine[],
  came: readonly Returned[],
): Statement<never>[] {
  const sums = new Map<string, NewRow<'goodsReturnLot'>>()
  for (const { orderLineId, lot, quantity } of came) {
    if (lot === '') continue
    const key = `${orderLineId}/${lot}`
    const { productId } = lines.find((line) => line.id === orderLineId) as OrderLine
    sums.set(key, { returnId, orderLineId, lot, productId, quantity: Number(sums.get(key)?.quantity ?? 0) + quantity })
  }
  return sums.size > 0 ? [insert(ctx, 'goodsReturnLot', [...sums.values()])] : []
}

/** Fit goods go into their home bin. The others are written off by two movements, which leave a record but no stock. */
function movementsOf(
  lines: readonly OrderLine[],
  levels: readonly StockLevel[],
  input: Omit<TakeBackInput, 'lines'> & { lines: readonly Returned[] },
  returnId: string,
): (NewMovement & { binId: string | null })[] {
  return input.lines.flatMap(({ orderLineId, quantity, lot }) => {
    const { warehouseId, productId } = lines.find((line) => line.id === orderLineId) as OrderLine
    const homeBinId = levels.find((level) => level.productId === productId)?.homeBinId ?? null
    const binId = input.restock ? (homeBinId ?? refuse('NO_BIN')) : null
    const movement = { warehouseId, productId, binId, lot, objectType: 'return', objectId: returnId }
    const back = { ...movement, quantity, cause: 'RETURNED' as const }
    return input.restock ? [back] : [back, { ...movement, quantity: -quantity, cause: 'DAMAGED' as const }]
  })
}

/**
 * The statements and events of taking goods back, for an order that is loaded. The verb that settles a failed delivery
 * uses them too.
 */
export function takingBack(
  ctx: Ctx,
  loaded: GoodsBack,
  input: TakeBackInput,
  {
    number,
    changes = {},
    anyLot = false,
    shipmentId = null,
  }: { number: string; changes?: OrderChanges; anyLot?: boolean; shipmentId?: string | null },
) {
  const { order, lines, others, othersLines, levels } = loaded
  const returnId = newId(ctx.now)
  const { lines: after, returned } = comeBack(lines, input.lines)
  const moved = advance(ctx, order, lines, after, changes)
  const came = divideByLot(input.lines, loaded.lots, { tracked: (id) => loaded.tracked.has(id), anyLot })
  const movements = movementsOf(lines, levels, { ...input, lines: came }, returnId)
  const shelved = movements.flatMap(({ binId, ...one }) => (binId ? [{ ...one, binId, onHand: one.quantity }] : []))
  const free = freeStock(levels)
  const known = lotsByKey(loaded.lots.map((one) => ({ ...one, number: one.lot })))
  for (const one of freeOf(shelved, known)) free.set(stockKey(one), (free.get(stockKey(one)) ?? 0) + one.quantity)
  const served = shelved.length > 0 ? serve(ctx, [moved.order, ...others], [...after, ...othersLines], free) : null
  const goods = goodsIn(lines, (one) => returned.find((line) => line.orderLineId === one.id)?.quantity ?? 0)
  const { cause, restock, note = null } = input
  const head = {
    id: returnId,
    number,
    orderId: order.id,
    customerId: order.customerId,
    cause,
    restock,
    note,
    shipmentId,
  }
  const event: NewEvent = {
    name: 'fulfilment/goods.returned',
    objects: [
      ['order', order.id],
      ['return', returnId],
      ['customer', order.customerId],
    ],
    payload: { ...goods, restock, cause },
  }
  return {
    returnId,
    order: moved.order,
    statements: [
      ...moved.statements,
      ...(served?.statements ?? []),
      insert(ctx, 'goodsReturn', [{ ...head, receivedAt: ctx.now, receivedBy: ctx.actor.id }]),
      insert(
        ctx,
        'goodsReturnLine',
        returned.map((line) => ({ returnId, ...line })),
      ),
      ...writeLots(ctx, returnId, lines, came),
      moveStock(ctx, [...shelved, ...blockedBy(shelved, known), ...(served?.deltas ?? [])]),
      ...(shelved.length > 0 ? moveBins(ctx, shelved) : []),
      recordMovements(ctx, movements),
    ],
    events: [event, ...moved.events, ...(served?.events ?? [])],
  }
}

/**
 * Takes goods back. Fit goods are on the shelf again and serve waiting backorders at once; the others are written off.
 * The event leads to the credit note. Refuses with NOT_FOUND (order, order line), MORE_THAN_SHIPPED, NO_BIN, LOT_NEEDED,
 * LOT_HAS_FEWER.
 */
export async function takeBack(ctx: Ctx, input: TakeBackInput): Promise<{ returnId: string; number: string }> {
  return withNumber(ctx, ['return', 'RT-'], (number) =>
    transaction(ctx, idempotent('fulfilment.takeBack', input.idempotencyKey, input), async (tx) => {
      const loaded = await loadBack(tx, {
        orderId: input.orderId,
        lineIds: input.lines.map((line) => line.orderLineId),
        serves: input.restock,
      })
      const taken = number()
      const { returnId, statements, events } = takingBack(ctx, loaded, input, { number: taken })
      return tx.conclude({ returnId, number: taken }, ...statements, recordEvents(ctx, events))
    }),
  )
}
