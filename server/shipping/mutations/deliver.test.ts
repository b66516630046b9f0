import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { makePlannedShipment, ship, shipmentRow } from '@/prisma/seed/shipment'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { confirm } from '@/server/order/mutations/confirm'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { deliver, deliverPart } from './deliver'
import { dispatch } from './dispatch'
import { sendAgain, takeIn } from './not-delivered'

let made: MadeOrganisation
let ctx: Ctx
let customerId: string
beforeAll(async () => {
  made = await makeOrganisation({ clock: virtualClock(new Date('2026-06-09T08:00:00Z')) })
  ctx = made.ctx
  customerId = await makeBuyer(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const at = (instant: string) =>
  mintCtx({ organisation: made.organisation, actor: ctx.actor, clock: virtualClock(new Date(instant)) })
const told = (name: string, objectId: string) => payloadsOf(ctx, name, objectId)
const shipmentOf = (shipmentId: string) => shipmentRow(ctx, shipmentId)
const planned = (quantity = 3) => makePlannedShipment(ctx, customerId, { quantity, weightGrams: 100 })
async function underWay(quantity?: number) {
  const goods = await planned(quantity)
  await dispatch(ctx, { shipmentId: goods.shipmentId })
  return goods
}
const receivedByName = 'R. Eceiver'

describe('a delivery', () => {
  const sentAt = '2026-06-09T08:00:30Z'
  it.each([
    ['now, when nothing is said', {}, '2026-06-11T09:00:00Z', '2026-06-11T09:00:00.000Z'],
    [
      'to the minute of the dispatch',
      { at: '2026-06-09T07:59:30Z' },
      '2026-06-11T09:00:00Z',
      '2026-06-09T08:00:30.000Z',
    ],
    ['before that minute', { at: '2026-06-09T07:59:29Z' }, '2026-06-11T09:00:00Z', 'DELIVERY_TIME'],
    ['at this very moment', { at: '2026-06-11T09:00:00Z' }, '2026-06-11T09:00:00Z', '2026-06-11T09:00:00.000Z'],
    ['in the future', { at: '2026-06-11T09:00:01Z' }, '2026-06-11T09:00:00Z', 'DELIVERY_TIME'],
    ['the day before the dispatch', { on: '2026-06-08' }, '2026-06-11T09:00:00Z', 'DELIVERY_TIME'],
    ['some time on the day of the dispatch', { on: '2026-06-09' }, '2026-06-11T09:00:00Z', '2026-06-09T11:00:00.000Z'],
    ['some time today', { on: '2026-06-11' }, '2026-06-11T14:00:00Z', '2026-06-11T11:00:00.000Z'],
    ['tomorrow', { on: '2026-06-12' }, '2026-06-11T09:00:00Z', 'DELIVERY_TIME'],
    ['today at a time to come', { on: '2026-06-11', time: '10:01' }, '2026-06-11T09:00:00Z', 'DELIVERY_TIME'],
    [
      'at the time of the zone',
      { on: '2026-06-10', time: '07:15' },
      '2026-06-11T09:00:00Z',
      '2026-06-10T06:15:00.000Z',
    ],
  ])('is of %s', async (_, { at: instant, ...said }: { at?: string; on?: string; time?: string }, now, expected) => {
    const { shipmentId } = await planned()
    await dispatch(at(sentAt), { shipmentId })
    const when = { ...said, ...(instant ? { at: new Date(instant) } : {}) }
    const code = await refused(deliver(at(now), { shipmentId, receivedByName, ...when }))
    const arrived = (await shipmentOf(shipmentId))?.deliveredAt as Date | null
    expect(arrived?.toISOString() ?? code).toBe(expected)
    if (code === 'done')
      expect(await told('shipping/shipment.delivered', shipmentId)).toMatchObject([{ proof: 'PROVEN', at: expected }])
  })

  it('of the last shipment answers that the order is delivered; that of an order with more to come does not', async () => {
    const whole = await underWay()
    expect(await deliver(ctx, { shipmentId: whole.shipmentId, receivedByName })).toMatchObject({ orderDelivered: true })
    const productId = await makeGoods(ctx, { stock: 1 })
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    const shipmentId = await ship(ctx, orderId, 1)
    expect(await deliver(ctx, { shipmentId, receivedByName })).toMatchObject({ orderDelivered: false })
  })

  it('of a part names what is missing and why, and a delivery of the rest leaves nothing', async () => {
    const { shipmentId, orderId, orderLineId } = await underWay(5)
    const part = { shipmentId, receivedByName, cause: 'DAMAGED' as const, idempotencyKey: 'part-once' }
    const lines = [1, 1].map((quantity) => ({ orderLineId, quantity }))
    const over = [...lines, { orderLineId, quantity: 4 }]
    expect(await refused(deliverPart(ctx, { shipmentId, receivedByName, lines: over }))).toBe('MORE_THAN_OUTSTANDING')
    expect(await deliverPart(ctx, { ...part, lines })).toEqual({ shipmentId, orderId, missing: 3 })
    expect(await deliverPart(ctx, { ...part, lines })).toMatchObject({ missing: 3, repeated: true })
    expect(await told('shipping/shipment.partlyDelivered', orderId)).toMatchObject([
      { units: 2, missing: 3, cause: 'DAMAGED' },
    ])
    const kept = { state: 'PARTLY_DELIVERED', proof: 'PROVEN', receivedByName, troubleCause: 'DAMAGED' }
    expect(await shipmentOf(shipmentId)).toMatchObject({ ...kept, troubleSince: ctx.now })
    expect(await takeIn(ctx, { shipmentId, end: 'WRITE_OFF', lines })).toMatchObject({ units: 2 })
    expect(await shipmentOf(shipmentId)).toMatchObject({ ...kept, troubleSince: ctx.now })
    expect(await takeIn(ctx, { shipmentId, end: 'SHELF' })).toMatchObject({ units: 1 })
    expect(await shipmentOf(shipmentId)).toMatchObject({ ...kept, troubleSince: null })
    expect(await refused(deliver(ctx, { shipmentId, receivedByName }))).toBe('NOTHING_OUTSTANDING')
    expect(await refused(takeIn(ctx, { shipmentId, end: 'SHELF' }))).toBe('NOTHING_OUTSTANDING')
  })
  it('of a part counts what was returned meanwhile as missing no more, and no unit twice', async () => {
    const { shipmentId, orderId, orderLineId } = await underWay(6)
    const some = (quantity: number) => ({ shipmentId, lines: [{ orderLineId, quantity }] })
    expect(await deliverPart(ctx, { ...some(1), receivedByName })).toMatchObject({ missing: 5 })
    await takeIn(ctx, { ...some(2), end: 'SHELF' })
    await sendAgain(ctx, { shipmentId })
    await takeBack(ctx, { orderId, cause: 'NOT_WANTED', restock: true, lines: some(2).lines })
    expect(await deliverPart(ctx, { ...some(2), receivedByName })).toMatchObject({ missing: 0 })
  })
})
