import { refuseWithoutState, withPostcode } from '@/server/customer/rules/postcode'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, Refusal, refuse } from '@/server/platform/context/errors'
import { read, transaction } from '@/server/platform/database/run'
import { expectRows, json, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { isWholeAddress } from '@/server/platform/place/place'
import { buyerFacts } from '../queries/facts'
import { destinationOf, shipToOf } from '../rules/promise'
import type { AddressInput, ShipTo } from '../schema'
import { advance, linesOf, lockOrder } from './advance'

/**
 * Sets the address of an order that lacked one, as a person typed it, or as it stands with the customer. The order then gets a promised day and goes to the floor.
 * Refuses with NOT_FOUND, ADDRESS_INCOMPLETE, STATE_MISSING, POSTCODE_WRONG, ADDRESS_KNOWN (the order has an address, which an amendment changes).
 */
export async function completeAddress(
  ctx: Ctx,
  { orderId, shipTo: said }: AddressInput,
  isTyped = true,
): Promise<{ orderId: string; stage: string }> {
  if (said.line.trim() && said.city?.trim()) refuseWithoutState(said)
  if (!isWholeAddress(said)) refuse('ADDRESS_INCOMPLETE')
  return transaction(ctx, {}, async (tx) => {
    const [[order], lines, [before]] = await tx.run(
      lockOrder(ctx, orderId),
      linesOf(ctx, [orderId]),
      sql<{
        shipTo: ShipTo
      }>`SELECT ship_to FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`,
    )
    if (!order) notFound('order')
    if (!order.addressMissing || order.stage === 'CANCELLED') refuse('ADDRESS_KNOWN')
    const shipTo = isTyped ? withPostcode(said, before?.shipTo) : said
    const whole = { ...order, addressMissing: false, ...destinationOf(shipTo) }
    const moved = advance(ctx, whole, lines, lines)
    const event: NewEvent = {
      name: 'order/order.addressed',
      objects: [
        ['order', orderId],
        ['customer', order.customerId],
      ],
    }
    return tx.conclude(
      { orderId, stage: moved.order.stage },
      expectRows(
        1,
        sql`UPDATE sales_order SET ship_to = ${json(shipTo)}::jsonb WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`,
      ),
      ...moved.statements,
      recordEvents(ctx, [event, ...moved.events]),
    )
  })
}

const addressedAtOnce = 200

/** Gives the customer's complete address to the orders that wait for one. Each order keeps the name of its recipient. */
export async function addressWaiting(ctx: Ctx, customerId: string): Promise<{ addressed: number }> {
  const [[buyer], waiting] = await read(
    ctx,
    buyerFacts(ctx, customerId, null),
    sql<{ id: string; shipTo: ShipTo }>`SELECT o.id, o.ship_to FROM sales_order o
      WHERE o.organisation_id = ${ctx.organisationId} AND o.customer_id = ${customerId} AND o.stage IN ('ORDER', 'CREDIT')
        AND lacks_address(o.ship_to, o.state_needed)
      ORDER BY o.ordered_at, o.id LIMIT ${addressedAtOnce}`,
  )
  if (!buyer || !isWholeAddress(shipToOf(buyer))) return { addressed: 0 }
  let addressed = 0
  for (const { id, shipTo } of waiting) {
    try {
      await completeAddress(ctx, { orderId: id, shipTo: { ...shipToOf(buyer), name: shipTo.name } }, false)
      addressed++
    } catch (error) {
      // A person has entered an address on the order meanwhile, or the customer collects the goods.
      if (!(error instanceof Refusal) || error.code !== 'ADDRESS_KNOWN') throw error
    }
  }
  return { addressed }
}
