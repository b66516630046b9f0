import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { makePlannedShipment, shipmentRow } from '@/prisma/seed/shipment'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { deliver, deliverPart } from './deliver'
import { dispatch, dispatchMany } from './dispatch'
import { handOver, handOverDue } from './hand-over'
import { comeBack, failDelivery, noteReturn, sendAgain, takeIn } from './not-delivered'
import { recall } from './recall'

let ctx: Ctx
let stranger: Ctx
let customerId: string
beforeAll(async () => {
  ctx = (await makeOrganisation({ clock: virtualClock(new Date('2026-06-09T08:00:00Z')) })).ctx
  stranger = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const rows = rowsIn(() => ctx)
const told = (name: string, objectId: string) => payloadsOf(ctx, name, objectId)
const shipmentOf = (shipmentId: string) => shipmentRow(ctx, shipmentId)
const planned = (quantity = 3) => makePlannedShipment(ctx, customerId, { quantity, weightGrams: 100 })
async function underWay(quantity?: number) {
  const goods = await planned(quantity)
  await dispatch(ctx, { shipmentId: goods.shipmentId })
  return goods
}
const receivedByName = 'R. Eceiver'

describe('a shipment', () => {
  it('of another organisation or of none cannot be dispatched, handed over, taken back, delivered, failed, sent again or settled', async () => {
    const { shipmentId, orderLineId, orderId } = await underWay()
    const lines = [{ orderLineId, quantity: 1 }]
    for (const [by, id] of [
      [stranger, shipmentId],
      [ctx, newId(ctx.now)],
    ] as const)
      for (const work of [
        () => dispatch(by, { shipmentId: id }),
        () => handOver(by, { shipmentIds: [id] }),
        () => recall(by, { shipmentId: id }),
        () => deliver(by, { shipmentId: id, receivedByName }),
        () => deliverPart(by, { shipmentId: id, receivedByName, lines }),
        () => failDelivery(by, { shipmentId: id, cause: 'OTHER' }),
        () => comeBack(by, { shipmentId: id }),
        () => sendAgain(by, { shipmentId: id }),
        () => takeIn(by, { shipmentId: id, end: 'SHELF' }),
      ])
        expect(await refused(work())).toBe('NOT_FOUND')
    expect([await noteReturn(stranger, orderId), await noteReturn(ctx, orderId)]).toEqual([
      { returned: 0 },
      { returned: 0 },
    ])
    expect(await handOverDue(stranger)).toEqual({ left: 0 })
    expect(await shipmentOf(shipmentId)).toMatchObject({ state: 'DISPATCHED', leftAt: null })
  })

  it('that is dispatched names its units and days, and stores the person and the carrier’s number', async () => {
    const { shipmentId, orderId, productId } = await planned(3)
    const input = { shipmentId, trackingNumber: 'T-9', idempotencyKey: 'sent-once' }
    const first = await dispatch(ctx, input)
    expect(first.leavesAt).toEqual(new Date('2026-06-09T08:10:00Z'))
    expect(await dispatch(ctx, input)).toMatchObject({ shipmentId, repeated: true })
    const sent = { trackingNumber: 'T-9', dispatchedBy: ctx.actor.id, leftAt: null, leavesAt: first.leavesAt }
    expect(await shipmentOf(shipmentId)).toMatchObject(sent)
    const promise = await rows(
      sql`SELECT promised_on FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`,
    )
    expect(await told('shipping/shipment.dispatched', shipmentId)).toMatchObject([
      { units: 3, expectedOn: '2026-06-11', ...promise[0] },
    ])
    const moved = () =>
      rows(sql`SELECT quantity, cause FROM stock_movement WHERE organisation_id = ${ctx.organisationId}
      AND product_id = ${productId} AND object_id = ${shipmentId} ORDER BY id`)
    expect(await moved()).toEqual([{ quantity: -3, cause: 'SHIPPED' }])
    await recall(ctx, { shipmentId })
    expect(await told('shipping/shipment.recalled', shipmentId)).toMatchObject([{ units: 3 }])
    await dispatch(ctx, { shipmentId })
    expect(await shipmentOf(shipmentId)).toMatchObject({ trackingNumber: 'T-9' })
    expect((await moved()).map((one) => one.quantity).sort()).toEqual([-3, -3, 3])
  })

  it('stays here as long as nobody knows where it goes', async () => {
    const { shipmentId, orderId } = await planned(1)
    const { organisationId } = ctx
    const [before] = await rows(
      sql<{ text: string }>`UPDATE sales_order SET ship_to = ship_to - 'city'
        WHERE organisation_id = ${organisationId} AND id = ${orderId} RETURNING old.ship_to::text AS text`,
    )
    expect(await refused(dispatch(ctx, { shipmentId }))).toBe('ADDRESS_MISSING')
    expect(await shipmentOf(shipmentId)).toMatchObject({ state: 'PLANNED' })
    await rows(
      sql`UPDATE sales_order SET ship_to = ${before?.text ?? null}::jsonb WHERE organisation_id = ${organisationId} AND id = ${orderId}`,
    )
    expect(await refused(dispatch(ctx, { shipmentId }))).toBe('done')
  })

  it('named twice is dispatched once, and each refusal is listed beside the successes', async () => {
    const [one, two] = [await planned(), await planned()]
    await dispatch(ctx, { shipmentId: two.shipmentId })
    const unknown = newId(ctx.now)
    expect(
      await dispatchMany(ctx, { shipmentIds: [two, one, one].map((it) => it.shipmentId).concat(unknown) }),
    ).toEqual({
      dispatched: [one.shipmentId],
      refused: [
        { shipmentId: two.shipmentId, code: 'SHIPMENT_DISPATCHED' },
        { shipmentId: unknown, code: 'NOT_FOUND' },
      ],
    })
    // What the database does not understand is no answer of the trade, and is not listed as one.
    await expect(dispatchMany(ctx, { shipmentIds: ['no id'] })).rejects.toThrow('uuid')
    const both = [one.shipmentId, one.shipmentId, two.shipmentId]
    expect(await handOver(ctx, { shipmentIds: both })).toEqual({ left: [one.shipmentId, two.shipmentId] })
    expect(await told('shipping/shipment.left', one.shipmentId)).toHaveLength(1)
  })
})
