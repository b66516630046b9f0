import { pack } from '@/server/fulfilment/mutations/pack'
import { pick } from '@/server/fulfilment/mutations/pick'
import { release } from '@/server/fulfilment/mutations/release'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { dispatch } from '@/server/shipping/mutations/dispatch'
import { handOver } from '@/server/shipping/mutations/hand-over'
import { plan } from '@/server/shipping/mutations/plan'
import { tasksOfOrder } from './floor'
import { makeProduct } from './records'

/** Enters the details that an invoice needs and a new organisation lacks. */
export async function giveLegalDetails(ctx: Ctx): Promise<void> {
  await transaction(ctx, {}, (tx) =>
    tx.commit(sql`UPDATE organisation SET legal_name = 'Trade Limited', address_line = '2 Quay Street', postcode = 'D02', city = 'Dublin',
      tax_number = 'IE1234567T', tax_registered = true, iban = 'IE29AIBK93115212345678' WHERE id = ${ctx.organisationId}`),
  )
}

interface ShippedOrder {
  orderId: string
  shipmentId: string
}

/** An order of one new product that was confirmed and has left the house. */
export async function makeShipped(
  ctx: Ctx,
  order: { customerId: string; quantity?: number; unitPrice?: string },
): Promise<ShippedOrder> {
  const { customerId, quantity = 1, unitPrice = '100' } = order
  const { productId } = await makeProduct(ctx, { stock: quantity, unitPrice })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity }] })
  return { orderId, shipmentId: await ship(ctx, orderId, quantity) }
}

/** Picks this many units of each task of an order, packs and dispatches them; they have left. */
export async function ship(ctx: Ctx, orderId: string, quantity: number): Promise<string> {
  await release(ctx, orderId)
  const open = (await tasksOfOrder(ctx, orderId)).filter((task) => task.state === 'OPEN')
  const picks = open.map((task) => ({ taskId: task.id, quantity: Math.min(quantity, task.quantity - task.picked) }))
  await pick(ctx, { orderId, picks })
  await pack(ctx, { orderId })
  const { shipmentId } = await plan(ctx, orderId)
  if (!shipmentId) throw new Error('nothing to ship')
  await dispatch(ctx, { shipmentId })
  await handOver(ctx, { shipmentIds: [shipmentId] })
  return shipmentId
}
