import { lockStock, moveBins, moveStock, recordMovements } from '@/server/inventory/mutations/stock'
import { binsOf } from '@/server/inventory/queries/bins'
import { available } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { withNumber } from '@/server/platform/database/numbers'
import { type Tx, transaction } from '@/server/platform/database/run'
import { insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { type Goods, goodsIn, inUnits, unitTold } from '@/server/platform/money/quantity'
import { takeFrom } from '../rules/transfer'
import type { SendTransferInput } from '../schema/transfer'

function byProduct(lines: SendTransferInput['lines']): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { productId, quantity } of lines) sums.set(productId, (sums.get(productId) ?? 0) + quantity)
  return sums
}

/** What can leave, under the lock of its stock. Refuses with NOT_FOUND (warehouse, product), NOT_FREE. */
async function loadFree(tx: Tx, input: SendTransferInput, wanted: ReadonlyMap<string, number>) {
  const { ctx } = tx
  const productIds = [...wanted.keys()]
  const [warehouses, products, levels, bins] = await tx.run(
    sql<{
      id: string
    }>`SELECT id FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${[input.fromWarehouseId, input.toWarehouseId]}::uuid[]) AND archived_at IS NULL ORDER BY id FOR SHARE`,
    sql<{
      id: string
      sku: string
      unit: string
      places: number
    }>`SELECT id, sku, unit, places FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${productIds}::uuid[])`,
    lockStock(ctx, input.fromWarehouseId, productIds),
    binsOf(ctx, input.fromWarehouseId, productIds),
  )
  if (warehouses.length !== 2) notFound('warehouse')
  const known = new Map(products.map((product) => [product.id, product]))
  for (const [id, quantity] of wanted) {
    const level = levels.find((one) => one.productId === id)
    const product = known.get(id)
    if (!level || !product) notFound('product')
    const free = inUnits(Math.max(0, available(level)), product)
    if (available(level) < quantity) refuse('NOT_FREE', { sku: product.sku, free, ...unitTold(product) })
  }
  return {
    taking: takeFrom(input.lines, bins, (id) => known.get(id) ?? notFound('product')),
    sent: goodsIn(products, ({ id }) => wanted.get(id) ?? 0),
  }
}

/**
 * Sends free goods to another warehouse. They leave the stock of this one at once, and are expected at the other one: promises
 * there reckon with the day. Refuses with NOT_FOUND (warehouse, product), SAME_WAREHOUSE, NOT_FREE (reserved, or on pick lists).
 */
export async function sendTransfer(
  ctx: Ctx,
  input: SendTransferInput,
): Promise<Goods & { id: string; number: string }> {
  const { fromWarehouseId, toWarehouseId, expectedOn, note } = input
  if (fromWarehouseId === toWarehouseId) refuse('SAME_WAREHOUSE')
  return withNumber(ctx, ['TRANSFER', 'TR-'], (taken) =>
    transaction(ctx, idempotent('fulfilment.sendTransfer', input.idempotencyKey, input), async (tx) => {
      const wanted = byProduct(input.lines)
      const { taking, sent } = await loadFree(tx, input, wanted)
      const [id, number] = [newId(ctx.now), taken()]
      const goods = taking.map((one) => ({ ...one, warehouseId: fromWarehouseId, quantity: -one.quantity }))
      const by = ctx.actor.kind === 'PERSON' ? ctx.actor.id : null
      return tx.conclude(
        { id, number, ...sent },
        insert(ctx, 'transfer', [
          {
            id,
            number,
            fromWarehouseId,
            toWarehouseId,
            state: 'SENT',
            expectedOn,
            note: note || null,
            sentAt: ctx.now,
            sentBy: by,
          },
        ]),
        insert(
          ctx,
          'transferLine',
          [...wanted].map(([productId, quantity], index) => ({
            id: newId(ctx.now),
            transferId: id,
            position: index + 1,
            productId,
            quantity,
          })),
        ),
        moveStock(
          ctx,
          goods.map((one) => ({ ...one, onHand: one.quantity })),
        ),
        ...moveBins(ctx, goods),
        recordMovements(
          ctx,
          goods.map((one) => ({ ...one, cause: 'SENT' as const, objectType: 'transfer', objectId: id })),
        ),
        recordEvents(ctx, [
          {
            name: 'fulfilment/transfer.sent',
            objects: [['transfer', id], ...[...wanted.keys()].slice(0, 50).map((one) => ['product', one] as const)],
            payload: { number, ...sent, expectedOn },
          },
        ]),
      )
    }),
  )
}
