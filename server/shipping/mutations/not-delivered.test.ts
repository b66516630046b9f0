import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { makeServices } from '@/prisma/seed/services'
import { makePlannedShipment, shipmentRow } from '@/prisma/seed/shipment'
import { archiveService } from '@/server/carrier/mutations'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { dispatch } from './dispatch'
import { comeBack, failDelivery, sendAgain, takeIn } from './not-delivered'

let ctx: Ctx
let customerId: string
let express: string
let gone: string
beforeAll(async () => {
  ctx = (await makeOrganisation({ clock: virtualClock(new Date('2026-06-09T08:00:00Z')) })).ctx
  customerId = await makeBuyer(ctx)
  ;({ express, gone } = await makeServices(ctx))
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const rows = rowsIn(() => ctx)
const told = (name: string, objectId: string) => payloadsOf(ctx, name, objectId)
const shipmentOf = (shipmentId: string) => shipmentRow(ctx, shipmentId)
const planned = (quantity = 2) => makePlannedShipment(ctx, customerId, { quantity, weightGrams: 200 })

describe('a shipment that did not arrive', () => {
  it('is sent again with the chosen service, whose price is added', async () => {
    const { shipmentId } = await planned()
    await dispatch(ctx, { shipmentId, trackingNumber: 'FIRST' })
    const before = await shipmentOf(shipmentId)
    expect(await refused(sendAgain(ctx, { shipmentId }))).toBe('SHIPMENT_DISPATCHED')
    await failDelivery(ctx, { shipmentId, cause: 'REFUSED' })
    expect(await told('shipping/delivery.failed', shipmentId)).toMatchObject([{ cause: 'REFUSED' }])
    await comeBack(ctx, { shipmentId })
    expect(await shipmentOf(shipmentId)).toMatchObject({ state: 'RETURNED', troubleCause: 'REFUSED' })
    expect(await refused(sendAgain(ctx, { shipmentId, carrierServiceId: newId(ctx.now) }))).toBe('NOT_FOUND')
    await archiveService(ctx, { id: gone })
    expect(await refused(sendAgain(ctx, { shipmentId, carrierServiceId: gone }))).toBe('NOT_FOUND')
    expect(await sendAgain(ctx, { shipmentId, carrierServiceId: express })).toMatchObject({ expectedOn: '2026-06-10' })
    const again = { attempts: 2, carrierServiceId: express, trackingNumber: 'FIRST', expectedOn: '2026-06-10' }
    expect(await shipmentOf(shipmentId)).toMatchObject({
      ...again,
      freightMinor: (before?.freightMinor as bigint) + 1_200n,
    })
    expect(await told('shipping/shipment.sentAgain', shipmentId)).toMatchObject([
      { attempt: 2, expectedOn: '2026-06-10' },
    ])
    await archiveService(ctx, { id: express })
    for (const carrierServiceId of [undefined, express]) {
      await failDelivery(ctx, { shipmentId, cause: 'NOBODY_THERE' })
      await sendAgain(ctx, { shipmentId, carrierServiceId })
    }
    expect(await shipmentOf(shipmentId)).toMatchObject({ attempts: 4, carrierServiceId: express })
  })

  it.each([
    ['SHELF', 'RETURNED', true, 'NOT_DELIVERED', 'done'],
    ['WRITE_OFF', 'RETURNED', false, 'DAMAGED', 'done'],
    ['LOST', 'LOST', false, 'LOST', 'SHIPMENT_RETURNED'],
  ] as const)('and ends as %s is a return of its kind', async (end, state, restock, cause, whenBack) => {
    const { shipmentId, orderId } = await planned()
    await dispatch(ctx, { shipmentId })
    expect(await refused(takeIn(ctx, { shipmentId, end }))).toBe('SHIPMENT_DISPATCHED')
    await failDelivery(ctx, { shipmentId, cause: 'OTHER' })
    expect(await takeIn(ctx, { shipmentId, end, note: 'so it is' })).toMatchObject({ units: 2 })
    expect(await shipmentOf(shipmentId)).toMatchObject({ state })
    const kept = await rows(
      sql`SELECT restock, cause, note FROM goods_return WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`,
    )
    expect(kept).toEqual([{ restock, cause, note: 'so it is' }])
    expect(await told('shipping/shipment.settled', shipmentId)).toMatchObject([{ units: 2, end }])
    const other = await planned()
    await dispatch(ctx, { shipmentId: other.shipmentId })
    await comeBack(ctx, { shipmentId: other.shipmentId })
    expect(await refused(takeIn(ctx, { shipmentId: other.shipmentId, end }))).toBe(whenBack)
  })
})
