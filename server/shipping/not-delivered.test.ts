import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer, makeGoods, makePackedOrder, pickAll } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { giveLegalDetails } from '@/prisma/seed/shipment'
import { holdCustomer } from '@/server/credit/mutations/hold'
import { pack } from '@/server/fulfilment/mutations/pack'
import { release } from '@/server/fulfilment/mutations/release'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { floorOrder } from '@/server/fulfilment/queries/order'
import { waitingSummaries } from '@/server/home/queries/waiting'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { creditReturn } from '@/server/invoicing/mutations/issue-credit-note'
import { confirm } from '@/server/order/mutations/confirm'
import { mintCtx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { assumeDelivered, deliver, deliverPart } from './mutations/deliver'
import { dispatch } from './mutations/dispatch'
import { mailDispatch } from './mutations/mail-dispatch'
import { comeBack, failDelivery, noteReturn, sendAgain, takeIn } from './mutations/not-delivered'
import { plan } from './mutations/plan'
import { listShipments } from './queries/list'
import { shipmentRecord } from './queries/record'
import { deliverInput } from './schema'

let made: MadeOrganisation
let customerId: string
const id = () => made.ctx.organisationId

beforeAll(async () => {
  made = await makeOrganisation({ clock: virtualClock(new Date('2026-06-09T08:00:00Z')) })
  await giveLegalDetails(made.ctx)
  customerId = await makeBuyer(made.ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

const at = (instant: string) =>
  mintCtx({ organisation: made.organisation, actor: made.ctx.actor, clock: virtualClock(new Date(instant)) })
const later = () => at('2026-06-15T10:00:00Z')
const one = async (statement: ReturnType<typeof sql<Record<string, unknown>>>) =>
  (await read(made.ctx, statement))[0][0]
const orderOf = (orderId: string) =>
  one(
    sql`SELECT delivered_at, delivery_assumed, stage FROM sales_order WHERE organisation_id = ${id()} AND id = ${orderId}`,
  )
const onHand = async (productId: string) =>
  (await one(sql`SELECT on_hand FROM stock_level WHERE organisation_id = ${id()} AND product_id = ${productId}`))
    ?.onHand
const notDelivered = async () => (await listShipments(made.ctx, { view: 'NOT_DELIVERED' })).rows.map((row) => row.id)

/** Four units of one product that have left the house and are invoiced. */
async function underWay(buyer = customerId) {
  const productId = await makeGoods(made.ctx, { stock: 10, weightGrams: 100 })
  const orderId = await makePackedOrder(made.ctx, buyer, [{ productId, quantity: 4 }])
  const { shipmentId } = (await plan(made.ctx, orderId)) as { shipmentId: string }
  await dispatch(made.ctx, { shipmentId })
  await issueForShipment(made.ctx, shipmentId)
  const { lines } = await shipmentRecord(made.ctx, { shipmentId })
  return { productId, orderId, shipmentId, orderLineId: lines[0]?.orderLineId as string }
}

describe('a delivery that failed', () => {
  it('is never assumed delivered, waits for a person, and can be proven at the given time', async () => {
    const { orderId, shipmentId } = await underWay()
    await failDelivery(made.ctx, { shipmentId, cause: 'NOBODY_THERE' })
    expect(await assumeDelivered(later())).toEqual({ assumed: 0 })
    expect(await notDelivered()).toEqual([shipmentId])
    const { kinds } = await waitingSummaries(made.ctx)
    expect(kinds.find(({ kind }) => kind === 'NOT_DELIVERED')).toMatchObject({
      count: 1,
      first: { recordId: shipmentId },
    })
    expect(await orderOf(orderId)).toMatchObject({ deliveredAt: null })
    await deliver(later(), { shipmentId, receivedByName: 'R. Eceiver', on: '2026-06-11', time: '09:15' })
    expect(await shipmentRecord(made.ctx, { shipmentId })).toMatchObject({
      state: 'DELIVERED',
      proof: 'PROVEN',
      receivedByName: 'R. Eceiver',
      troubleSince: null,
    })
    const { deliveredAt, deliveryAssumed } = (await orderOf(orderId)) ?? {}
    expect([(deliveredAt as Date).toISOString(), deliveryAssumed]).toEqual(['2026-06-11T08:15:00.000Z', false])
    expect(await notDelivered()).toEqual([])
  })

  it('withdraws an assumed delivery, and never a proven one', async () => {
    const { orderId, shipmentId } = await underWay()
    await assumeDelivered(later())
    expect(await orderOf(orderId)).toMatchObject({ deliveryAssumed: true })
    await failDelivery(later(), { shipmentId, cause: 'WRONG_ADDRESS' })
    expect(await orderOf(orderId)).toMatchObject({ deliveredAt: null, deliveryAssumed: false })
    await sendAgain(later(), { shipmentId, trackingNumber: 'AGAIN-1' })
    await deliver(later(), { shipmentId, receivedByName: 'R. Eceiver' })
    await expect(failDelivery(later(), { shipmentId, cause: 'REFUSED' })).rejects.toMatchObject({
      code: 'SHIPMENT_DELIVERED',
    })
    expect(await orderOf(orderId)).toMatchObject({ deliveryAssumed: false })
  })

  it('has come back, and waits for nobody, when everything of it was returned before', async () => {
    const { orderId, shipmentId, orderLineId } = await underWay()
    await assumeDelivered(later())
    await takeBack(later(), { orderId, cause: 'NOT_WANTED', restock: true, lines: [{ orderLineId, quantity: 4 }] })
    await failDelivery(later(), { shipmentId, cause: 'REFUSED' })
    expect(await notDelivered()).toEqual([])
    expect(await shipmentRecord(made.ctx, { shipmentId })).toMatchObject({ state: 'RETURNED', troubleSince: null })
  })

  it('needs a name as proof', () => {
    expect(deliverInput.safeParse({ shipmentId: made.ctx.organisationId }).success).toBe(false)
    expect(deliverInput.safeParse({ shipmentId: made.ctx.organisationId, receivedByName: ' ' }).success).toBe(false)
  })
})

describe('a shipment that came back', () => {
  it('is taken in once: on the shelf and credited, and the order is never delivered', async () => {
    const { productId, orderId, shipmentId } = await underWay()
    await comeBack(made.ctx, { shipmentId, cause: 'REFUSED' })
    expect(await assumeDelivered(later())).toEqual({ assumed: 0 })
    const races = await Promise.allSettled(
      Array.from({ length: 6 }, () => takeIn(made.ctx, { shipmentId, end: 'SHELF' })),
    )
    const taken = races.flatMap((race) => (race.status === 'fulfilled' ? [race.value] : []))
    expect(taken).toMatchObject([{ units: 4 }])
    expect(await onHand(productId)).toBe(10)
    await creditReturn(made.ctx, taken[0]?.returnId as string)
    expect(await orderOf(orderId)).toMatchObject({ deliveredAt: null, stage: 'SETTLED' })
    expect(await shipmentRecord(made.ctx, { shipmentId })).toMatchObject({ state: 'RETURNED', troubleSince: null })
    await expect(sendAgain(made.ctx, { shipmentId })).rejects.toMatchObject({ code: 'NOTHING_OUTSTANDING' })
  })

  it('is sent again with a new day and a mail, without a second invoice or stock movement', async () => {
    const { productId, orderId, shipmentId } = await underWay()
    await mailDispatch(made.ctx, shipmentId)
    await comeBack(made.ctx, { shipmentId })
    expect(await sendAgain(later(), { shipmentId })).toMatchObject({ expectedOn: '2026-06-17' })
    expect(await mailDispatch(later(), shipmentId)).toEqual({ mailed: true })
    expect(await onHand(productId)).toBe(6)
    expect(await shipmentRecord(made.ctx, { shipmentId })).toMatchObject({ state: 'DISPATCHED', attempts: 2 })
    await deliver(at('2026-06-17T12:00:00Z'), { shipmentId, receivedByName: 'R. Eceiver' })
    expect((await orderOf(orderId))?.deliveredAt).toEqual(new Date('2026-06-17T12:00:00Z'))
  })

  it('counts from the day on which the carrier moves, as the first dispatch did', async () => {
    const { shipmentId } = await underWay()
    await comeBack(made.ctx, { shipmentId })
    // A Saturday.
    expect(await sendAgain(at('2026-06-13T09:00:00Z'), { shipmentId })).toMatchObject({ expectedOn: '2026-06-17' })
  })

  it('cannot be sent again while the payer is on hold', async () => {
    const held = await makeBuyer(made.ctx)
    const { shipmentId } = await underWay(held)
    await comeBack(made.ctx, { shipmentId })
    await holdCustomer(made.ctx, { customerId: held, reason: 'asked to' })
    await expect(sendAgain(made.ctx, { shipmentId })).rejects.toMatchObject({ code: 'HELD' })
    const ended = async () => (await listShipments(made.ctx, { view: 'ENDED' })).rows.map((row) => row.id)
    expect(await ended()).not.toContain(shipmentId)
    await takeIn(made.ctx, { shipmentId, end: 'WRITE_OFF' })
    expect(await ended()).toContain(shipmentId)
    expect(await notDelivered()).not.toContain(shipmentId)
  })

  it('waits for nobody once its goods were returned without naming it', async () => {
    const { orderId, orderLineId, shipmentId } = await underWay()
    await comeBack(made.ctx, { shipmentId })
    const lines = [{ orderLineId, quantity: 4 }]
    await takeBack(made.ctx, { orderId, cause: 'OTHER', restock: true, lines })
    expect(await noteReturn(made.ctx, orderId)).toEqual({ returned: 1 })
    expect(await noteReturn(made.ctx, orderId)).toEqual({ returned: 0 })
    expect(await notDelivered()).not.toContain(shipmentId)
  })

  it('counts as returned when its goods are returned without naming it; a part of them is no delivery', async () => {
    const whole = await underWay()
    const part = await underWay()
    const back = ({ orderId, orderLineId }: typeof whole, quantity: number) =>
      takeBack(made.ctx, { orderId, cause: 'CANCELLED', restock: true, lines: [{ orderLineId, quantity }] })
    await back(whole, 4)
    await back(part, 1)
    expect(await noteReturn(made.ctx, whole.orderId)).toEqual({ returned: 1 })
    expect(await noteReturn(made.ctx, part.orderId)).toEqual({ returned: 0 })
    expect(await assumeDelivered(later())).toEqual({ assumed: 0 })
    const { state, troubleSince } = await shipmentRecord(made.ctx, { shipmentId: whole.shipmentId })
    expect([state, troubleSince]).toEqual(['RETURNED', null])
    await comeBack(made.ctx, { shipmentId: part.shipmentId })
    expect(await takeIn(made.ctx, { shipmentId: part.shipmentId, end: 'SHELF' })).toMatchObject({ units: 3 })
    expect(await onHand(part.productId)).toBe(10)
  })
})

describe('a shipment that arrived in part', () => {
  it('leaves the order undelivered until a person says what happened to the rest', async () => {
    const { orderId, shipmentId, orderLineId, productId } = await underWay()
    const part = { shipmentId, receivedByName: 'R. Eceiver', on: '2026-06-11', time: '10:00' }
    const three = [{ orderLineId, quantity: 3 }]
    await expect(deliverPart(later(), { ...part, lines: [{ orderLineId, quantity: 4 }] })).rejects.toMatchObject({
      code: 'NOTHING_MISSING',
    })
    expect(await deliverPart(later(), { ...part, lines: three })).toMatchObject({ missing: 1 })
    expect(await notDelivered()).toEqual([shipmentId])
    expect(await orderOf(orderId)).toMatchObject({ deliveredAt: null })
    await expect(takeIn(later(), { shipmentId, end: 'LOST', lines: three })).rejects.toMatchObject({
      code: 'MORE_THAN_OUTSTANDING',
    })
    expect(await takeIn(later(), { shipmentId, end: 'LOST' })).toMatchObject({ units: 1 })
    expect(await shipmentRecord(made.ctx, { shipmentId })).toMatchObject({
      state: 'PARTLY_DELIVERED',
      troubleSince: null,
      receivedByName: 'R. Eceiver',
      lines: [{ quantity: 4, arrived: 3, cameBack: 1 }],
    })
    expect((await orderOf(orderId))?.deliveredAt).toEqual(new Date('2026-06-11T09:00:00Z'))
    expect(await onHand(productId)).toBe(6)
  })

  it('a return of what arrived takes nothing from another shipment, which still waits for its end', async () => {
    const productId = await makeGoods(made.ctx, { stock: 10, weightGrams: 100 })
    const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 4 }] })
    await release(made.ctx, orderId)
    await pickAll(made.ctx, orderId)
    const { lines } = await floorOrder(made.ctx, { orderId })
    const orderLineId = lines[0]?.id ?? ''
    const sent = async () => {
      await pack(made.ctx, { orderId, parcels: [{ lines: [{ orderLineId, quantity: 2 }] }], finished: true })
      const { shipmentId } = (await plan(made.ctx, orderId)) as { shipmentId: string }
      await dispatch(made.ctx, { shipmentId })
      return shipmentId
    }
    const first = await sent()
    const one = [{ orderLineId, quantity: 1 }]
    await deliverPart(made.ctx, { shipmentId: first, receivedByName: 'R. Eceiver', lines: one })
    await takeIn(made.ctx, { shipmentId: first, end: 'SHELF' })
    await takeBack(made.ctx, { orderId, cause: 'NOT_WANTED', restock: true, lines: one })
    const second = await sent()
    await failDelivery(made.ctx, { shipmentId: second, cause: 'NOBODY_THERE' })
    expect(await takeIn(made.ctx, { shipmentId: second, end: 'SHELF' })).toMatchObject({ units: 2 })
    expect(await notDelivered()).not.toContain(second)
  })

  it('is delivered when the rest arrives with the next attempt', async () => {
    const { orderId, shipmentId, orderLineId } = await underWay()
    await deliverPart(later(), { shipmentId, receivedByName: 'R. Eceiver', lines: [{ orderLineId, quantity: 1 }] })
    await sendAgain(later(), { shipmentId })
    expect(await orderOf(orderId)).toMatchObject({ deliveredAt: null })
    await deliver(at('2026-06-18T09:00:00Z'), { shipmentId, receivedByName: 'R. Eceiver' })
    expect((await orderOf(orderId))?.deliveredAt).toEqual(new Date('2026-06-18T09:00:00Z'))
  })
})
