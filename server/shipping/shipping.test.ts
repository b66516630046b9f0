import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer, makeGoods, makePackedOrder, pickAll } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { placeHold } from '@/server/credit/mutations/account'
import { pack } from '@/server/fulfilment/mutations/pack'
import { release } from '@/server/fulfilment/mutations/release'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import { mintCtx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { assumeDelivered, deliver, settleDelivery } from './mutations/deliver'
import { dispatch, dispatchMany } from './mutations/dispatch'
import { plan, planForgotten } from './mutations/plan'
import { shipmentRecord } from './queries/record'

let made: MadeOrganisation
let customerId: string
const id = () => made.ctx.organisationId

beforeAll(async () => {
  // A Tuesday morning, so that cut-offs and weekends do not interfere.
  made = await makeOrganisation({ clock: virtualClock(new Date('2026-06-09T08:00:00Z')) })
  customerId = await makeBuyer(made.ctx)
})

afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

const one = async <Row>(statement: ReturnType<typeof sql<Row>>) => (await read(made.ctx, statement))[0][0] as Row

const shipmentOf = (shipmentId: string) =>
  one(sql<Record<string, unknown>>`SELECT state, planned_on, expected_on, proof, parcels, weight_grams FROM shipment
    WHERE organisation_id = ${id()} AND id = ${shipmentId}`)

const orderOf = (orderId: string) =>
  one(sql<
    Record<string, unknown>
  >`SELECT stage, waits_for, delivered_at IS NOT NULL AS delivered, delivery_assumed, committed_minor, shipped_not_invoiced_minor
    FROM sales_order WHERE organisation_id = ${id()} AND id = ${orderId}`)

const level = (productId: string) =>
  one(
    sql<
      Record<string, number>
    >`SELECT on_hand, reserved, picked, backordered FROM stock_level WHERE organisation_id = ${id()} AND product_id = ${productId}`,
  )

const at = (instant: string) =>
  mintCtx({ organisation: made.organisation, actor: made.ctx.actor, clock: virtualClock(new Date(instant)) })

async function makeShipment(quantity = 2, buyer = customerId) {
  const productId = await makeGoods(made.ctx, { stock: 10, weightGrams: 400 })
  const orderId = await makePackedOrder(made.ctx, buyer, [{ productId, quantity }])
  const { shipmentId } = await plan(made.ctx, orderId)
  return { productId, orderId, shipmentId: shipmentId as string }
}

describe('plan', () => {
  it('plans packed goods once when their event was lost', async () => {
    const { ctx } = await makeOrganisation()
    const productId = await makeGoods(ctx, { stock: 5 })
    const orderId = await makePackedOrder(ctx, await makeBuyer(ctx), [{ productId, quantity: 2 }])
    expect(await planForgotten(ctx)).toEqual({ planned: 1 })
    expect(await planForgotten(ctx)).toEqual({ planned: 0 })
    expect(await plan(ctx, orderId)).toEqual({ shipmentId: null })
  })

  it('makes one shipment of everything packed, for today before the cut-off', async () => {
    const { orderId, shipmentId } = await makeShipment()
    expect(await shipmentOf(shipmentId)).toMatchObject({
      state: 'PLANNED',
      plannedOn: '2026-06-09',
      parcels: 1,
      weightGrams: 800,
    })
    expect(await plan(made.ctx, orderId)).toEqual({ shipmentId: null })
  })

  it('happens once however often it is called', async () => {
    const productId = await makeGoods(made.ctx, { stock: 10 })
    const orderId = await makePackedOrder(made.ctx, customerId, [{ productId, quantity: 1 }])
    const plans = await Promise.all(Array.from({ length: 6 }, () => plan(made.ctx, orderId)))
    expect(plans.filter((one) => one.shipmentId)).toHaveLength(1)
  })
})

describe('dispatch', () => {
  it('takes the goods out of stock and moves the exposure', async () => {
    const { productId, orderId, shipmentId } = await makeShipment(3)
    expect(await dispatch(made.ctx, { shipmentId })).toMatchObject({ expectedOn: '2026-06-11', stage: 'INVOICING' })
    expect(await level(productId)).toEqual({ onHand: 7, reserved: 0, picked: 0, backordered: 0 })
    const order = await orderOf(orderId)
    expect(order).toMatchObject({ stage: 'INVOICING', waitsFor: 'INVOICE', committedMinor: 0n })
    expect(order.shippedNotInvoicedMinor).toBeGreaterThanOrEqual(3000n)
    await expect(dispatch(made.ctx, { shipmentId })).rejects.toMatchObject({ code: 'SHIPMENT_DISPATCHED' })
  })

  it('happens once when two people do it', async () => {
    const { productId, shipmentId } = await makeShipment(4)
    const races = await Promise.allSettled(Array.from({ length: 8 }, () => dispatch(made.ctx, { shipmentId })))
    expect(races.filter((race) => race.status === 'fulfilled')).toHaveLength(1)
    expect(await level(productId)).toMatchObject({ onHand: 6, picked: 0 })
  })

  it('stays parked while the payer is on hold, without stopping other shipments', async () => {
    const held = await makeBuyer(made.ctx)
    const parked = await makeShipment(1, held)
    const free = await makeShipment(1)
    await transaction(made.ctx, {}, (tx) => tx.commit(placeHold(made.ctx, held, 'PERSON', 'a reason')))
    expect(await dispatchMany(made.ctx, { shipmentIds: [parked.shipmentId, free.shipmentId] })).toEqual({
      dispatched: [free.shipmentId],
      refused: [{ shipmentId: parked.shipmentId, code: 'HELD' }],
    })
    expect(await shipmentOf(parked.shipmentId)).toMatchObject({ state: 'PLANNED' })
  })

  it('performs services with the goods', async () => {
    const goods = await makeGoods(made.ctx, { stock: 5 })
    const service = await makeGoods(made.ctx, { kind: 'SERVICE' })
    const orderId = await makePackedOrder(made.ctx, customerId, [
      { productId: goods, quantity: 1 },
      { productId: service, quantity: 2 },
    ])
    const { shipmentId } = await plan(made.ctx, orderId)
    await dispatch(made.ctx, { shipmentId: shipmentId as string })
    expect(await orderOf(orderId)).toMatchObject({ stage: 'INVOICING' })
  })

  it('sends a part first when the rest waits for stock', async () => {
    const productId = await makeGoods(made.ctx, { stock: 2 })
    const orderId = await makePackedOrder(made.ctx, customerId, [{ productId, quantity: 5 }])
    const { shipmentId } = await plan(made.ctx, orderId)
    await dispatch(made.ctx, { shipmentId: shipmentId as string })
    expect(await orderOf(orderId)).toMatchObject({ stage: 'FULFILMENT', waitsFor: 'STOCK' })
    await deliver(made.ctx, { shipmentId: shipmentId as string, receivedByName: 'R. Eceiver' })
    expect(await orderOf(orderId)).toMatchObject({ delivered: false })
    expect(await settleDelivery(made.ctx, orderId)).toEqual({ delivered: false })
    await cancel(made.ctx, { orderId, reason: 'no more of it' })
    expect(await settleDelivery(made.ctx, orderId)).toEqual({ delivered: true })
    expect(await settleDelivery(made.ctx, orderId)).toEqual({ delivered: false })
    expect(await orderOf(orderId)).toMatchObject({ delivered: true })
  })
})

describe('deliver', () => {
  it('is proven by the person who received it', async () => {
    const { orderId, shipmentId } = await makeShipment()
    await expect(deliver(made.ctx, { shipmentId, receivedByName: 'R. Eceiver' })).rejects.toMatchObject({
      code: 'SHIPMENT_PLANNED',
    })
    await dispatch(made.ctx, { shipmentId })
    await expect(
      deliver(made.ctx, { shipmentId, receivedByName: 'R. Eceiver', at: new Date('2027-01-01') }),
    ).rejects.toMatchObject({
      code: 'DELIVERY_TIME',
    })
    const races = await Promise.allSettled(
      Array.from({ length: 4 }, () => deliver(made.ctx, { shipmentId, receivedByName: 'R. Eceiver' })),
    )
    expect(races.filter((race) => race.status === 'fulfilled')).toHaveLength(1)
    expect(await shipmentOf(shipmentId)).toMatchObject({ state: 'DELIVERED', proof: 'PROVEN' })
    expect(await orderOf(orderId)).toMatchObject({ delivered: true, deliveryAssumed: false })
  })

  it.each([
    ['the day of the dispatch', '2026-06-09', '2026-06-09T15:00:00.000Z', '2026-06-10T09:00:00Z'],
    ['today, before noon', '2026-06-10', '2026-06-10T09:00:00.000Z', '2026-06-10T09:00:00Z'],
    ['today, after noon', '2026-06-10', '2026-06-10T11:00:00.000Z', '2026-06-10T14:00:00Z'],
    ['a day between', '2026-06-10', '2026-06-10T11:00:00.000Z', '2026-06-11T09:00:00Z'],
  ])('of a day without a time is some time on that day: %s', async (_, on, deliveredAt, now) => {
    const { shipmentId } = await makeShipment()
    await dispatch(at('2026-06-09T15:00:00Z'), { shipmentId })
    await deliver(at(now), { shipmentId, receivedByName: 'R. Eceiver', on })
    expect((await shipmentRecord(made.ctx, { shipmentId })).deliveredAt?.toISOString()).toBe(deliveredAt)
  })

  it('is assumed after the working day that follows the expected day, and marked as such', async () => {
    const { orderId, shipmentId } = await makeShipment()
    await dispatch(made.ctx, { shipmentId })
    // Expected on Thursday; Friday is the working day that must pass.
    await assumeDelivered(at('2026-06-12T10:00:00Z'))
    expect(await shipmentOf(shipmentId)).toMatchObject({ state: 'DISPATCHED' })
    const nobody = { ...at('2026-06-15T10:00:00Z'), actor: { kind: 'PERSON' as const, id: 'nobody' } }
    await expect(assumeDelivered(nobody)).rejects.toThrow(/uuid/)
    await assumeDelivered(at('2026-06-15T10:00:00Z'))
    expect(await shipmentOf(shipmentId)).toMatchObject({ state: 'DELIVERED', proof: 'ASSUMED' })
    expect(await orderOf(orderId)).toMatchObject({ delivered: true, deliveryAssumed: true })
  })
})

describe('goods that come back', () => {
  it('return to the shelf and serve waiting orders, never more than were shipped', async () => {
    const productId = await makeGoods(made.ctx, { stock: 4 })
    const orderId = await makePackedOrder(made.ctx, customerId, [{ productId, quantity: 4 }])
    const { shipmentId } = await plan(made.ctx, orderId)
    await dispatch(made.ctx, { shipmentId: shipmentId as string })
    const waiting = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    const line = await one(
      sql<{ id: string }>`SELECT id FROM order_line WHERE organisation_id = ${id()} AND order_id = ${orderId}`,
    )
    const back = (quantity: number, restock: boolean) =>
      takeBack(made.ctx, {
        orderId,
        cause: restock ? 'NOT_WANTED' : 'DAMAGED',
        restock,
        lines: [{ orderLineId: line.id, quantity }],
      })
    await back(3, true)
    expect(await level(productId)).toEqual({ onHand: 3, reserved: 2, picked: 0, backordered: 0 })
    expect(await release(made.ctx, waiting.orderId)).toMatchObject({ tasks: 1 })
    await expect(back(2, false)).rejects.toMatchObject({ code: 'MORE_THAN_SHIPPED' })
    const races = await Promise.allSettled(Array.from({ length: 4 }, () => back(1, false)))
    expect(races.filter((race) => race.status === 'fulfilled')).toHaveLength(1)
    expect(await level(productId)).toMatchObject({ onHand: 3 })
  })

  it('serve the same order when it still waits for more', async () => {
    const productId = await makeGoods(made.ctx, { stock: 1 })
    const orderId = await makePackedOrder(made.ctx, customerId, [{ productId, quantity: 3 }])
    const { shipmentId } = await plan(made.ctx, orderId)
    await dispatch(made.ctx, { shipmentId: shipmentId as string })
    const line = await one(
      sql<{ id: string }>`SELECT id FROM order_line WHERE organisation_id = ${id()} AND order_id = ${orderId}`,
    )
    await takeBack(made.ctx, {
      orderId,
      cause: 'WRONG_PRODUCT',
      restock: true,
      lines: [{ orderLineId: line.id, quantity: 1 }],
    })
    expect(await level(productId)).toEqual({ onHand: 1, reserved: 1, picked: 0, backordered: 1 })
    await release(made.ctx, orderId)
    await pickAll(made.ctx, orderId)
    await pack(made.ctx, { orderId })
  })
})
