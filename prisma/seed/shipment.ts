import { moveStock, recordMovements } from '@/server/inventory/mutations'
import { advance, linesOf, lockOrder } from '@/server/order/mutations/advance'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/ctx'
import { newId } from '@/server/platform/ids'
import { transaction } from '@/server/platform/run'
import { insert, sql } from '@/server/platform/sql'
import { makeProduct } from './records'

/** What an invoice needs and founding leaves open. */
export async function giveLegalDetails(ctx: Ctx): Promise<void> {
  await transaction(ctx, {}, (tx) =>
    tx.commit(sql`UPDATE organisation SET legal_name = 'Trade Limited', address_line = '2 Quay Street', postcode = 'D02', city = 'Dublin',
      tax_number = 'IE1234567T', tax_registered = true, iban = 'IE29AIBK93115212345678' WHERE id = ${ctx.organisationId}`),
  )
}

export interface ShippedOrder {
  orderId: string
  shipmentId: string
}

/** An order of one new product, confirmed and gone out of the house, without the floor's steps in between. */
export async function makeShipped(
  ctx: Ctx,
  order: { customerId: string; quantity?: number; unitPrice?: string; ship?: number },
): Promise<ShippedOrder> {
  const { customerId, quantity = 1, unitPrice = '100' } = order
  const { productId } = await makeProduct(ctx, { stock: quantity, unitPrice })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity }] })
  return { orderId, shipmentId: await ship(ctx, orderId, order.ship ?? quantity) }
}

/** Sends so many units of each reserved line of an order out of the house. */
export async function ship(ctx: Ctx, orderId: string, quantity: number): Promise<string> {
  const shipmentId = newId(ctx.now)
  await transaction(ctx, {}, async (tx) => {
    const [[row], lines] = await tx.run(lockOrder(ctx, orderId), linesOf(ctx, [orderId]))
    if (!row) throw new Error('no such order')
    const left = lines
      .filter((line) => line.reserved > 0)
      .map((line) => ({ line, quantity: Math.min(quantity, line.reserved) }))
    const gone = new Map(left.map((part) => [part.line.id, part.quantity]))
    const after = lines.map((line) => ({
      ...line,
      reserved: line.reserved - (gone.get(line.id) ?? 0),
      shipped: line.shipped + (gone.get(line.id) ?? 0),
    }))
    const { warehouseId } = row
    await tx.commit(
      ...advance(ctx, row, lines, after, { dispatchedAt: row.dispatchedAt ?? ctx.now }).statements,
      moveStock(
        ctx,
        left.map(({ line, quantity }) => ({
          warehouseId,
          productId: line.productId,
          onHand: -quantity,
          reserved: -quantity,
          picked: 0,
          blocked: 0,
          backordered: 0,
        })),
      ),
      sql`UPDATE bin_stock b SET quantity = b.quantity - ${quantity} WHERE b.organisation_id = ${ctx.organisationId} AND b.product_id = ANY(${left.map(({ line }) => line.productId)}::uuid[])`,
      recordMovements(
        ctx,
        left.map(({ line, quantity }) => ({
          warehouseId,
          productId: line.productId,
          binId: null,
          quantity: -quantity,
          cause: 'SHIPPED',
          objectType: 'shipment',
          objectId: shipmentId,
        })),
      ),
      insert(ctx, 'shipment', [
        {
          id: shipmentId,
          number: `SH-${shipmentId.slice(-8)}`,
          orderId,
          customerId: row.customerId,
          warehouseId,
          carrierServiceId: row.carrierServiceId,
          state: 'DISPATCHED',
          plannedOn: ctx.today,
          dispatchedAt: ctx.now,
          dispatchedOn: ctx.today,
          createdAt: ctx.now,
          weightGrams: 0,
          parcels: 1,
          freightMinor: 0n,
        },
      ]),
      insert(
        ctx,
        'shipmentLine',
        left.map(({ line, quantity }) => ({ shipmentId, orderLineId: line.id, productId: line.productId, quantity })),
      ),
    )
  })
  return shipmentId
}
