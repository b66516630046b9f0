import { pack } from '@/server/fulfilment/mutations/pack'
import { pick } from '@/server/fulfilment/mutations/pick'
import { release } from '@/server/fulfilment/mutations/release'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { dispatch } from '@/server/shipping/mutations/dispatch'
import { handOver } from '@/server/shipping/mutations/hand-over'
import { plan } from '@/server/shipping/mutations/plan'
import { makeGoods, makePackedOrder, tasksOfOrder } from './floor'
import { makeProduct } from './records'
import { costs } from './supply'

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
  order: { customerId: string; quantity?: number; unitPrice?: string; unitCost?: string | undefined },
): Promise<ShippedOrder> {
  const { customerId, quantity = 1, unitPrice = '100', unitCost } = order
  const { productId } = await makeProduct(ctx, { stock: quantity, unitPrice })
  if (unitCost) await costs(ctx, productId, unitCost)
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

interface PlannedShipment extends ShippedOrder {
  productId: string
  orderLineId: string
  parcelId: string
  /** The number of the parcel. */
  number: string
}

/** An order of one new product that is packed into one parcel and planned as a shipment. */
export async function makePlannedShipment(
  ctx: Ctx,
  customerId: string,
  { quantity, weightGrams }: { quantity: number; weightGrams: number },
): Promise<PlannedShipment> {
  const productId = await makeGoods(ctx, { stock: 10, weightGrams })
  const orderId = await makePackedOrder(ctx, customerId, [{ productId, quantity }])
  const { shipmentId } = await plan(ctx, orderId)
  const [[made]] = await read(
    ctx,
    sql<
      Pick<PlannedShipment, 'orderLineId' | 'parcelId' | 'number'>
    >`SELECT l.id AS order_line_id, p.id AS parcel_id, p.number
      FROM order_line l JOIN parcel p ON p.organisation_id = l.organisation_id AND p.order_id = l.order_id
      WHERE l.organisation_id = ${ctx.organisationId} AND l.order_id = ${orderId}`,
  )
  if (!shipmentId || !made) throw new Error('nothing to ship')
  return { productId, orderId, shipmentId, ...made }
}

/** The row of a shipment, as far as its verbs change it. */
export async function shipmentRow(ctx: Ctx, shipmentId: string): Promise<Record<string, unknown> | undefined> {
  const [[row]] = await read(
    ctx,
    sql<
      Record<string, unknown>
    >`SELECT state, carrier_service_id, planned_on, freight_minor, tracking_number, attempts, expected_on,
        dispatched_by, leaves_at, left_at, delivered_at, proof, received_by_name, trouble_cause, trouble_since
      FROM shipment WHERE organisation_id = ${ctx.organisationId} AND id = ${shipmentId}`,
  )
  return row
}
