import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { makePlannedShipment, shipmentRow } from '@/prisma/seed/shipment'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { handOver } from './hand-over'
import { replanMissed } from './missed'
import { noteLabels } from './note-labels'
import { replan } from './replan'
import { callOff, cancelShipment, unpack } from './unpack'

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

const told = (name: string, objectId: string) => payloadsOf(ctx, name, objectId)
const shipmentOf = (shipmentId: string) => shipmentRow(ctx, shipmentId)
const planned = (quantity = 2) => makePlannedShipment(ctx, customerId, { quantity, weightGrams: 200 })

describe('a parcel or a shipment that has not left', () => {
  it('of another organisation or of none cannot be unpacked, cancelled, planned again or labelled', async () => {
    const { shipmentId, parcelId, orderId } = await planned()
    const unknown = newId(ctx.now)
    for (const [by, shipment, parcel] of [
      [stranger, shipmentId, parcelId],
      [ctx, unknown, unknown],
    ] as const)
      for (const work of [
        () => unpack(by, { parcelId: parcel }),
        () => cancelShipment(by, { shipmentId: shipment, reason: 'mine' }),
        () => replan(by, { shipmentId: shipment, trackingNumber: 'MINE' }),
        () => replanMissed(by, shipment),
        () => noteLabels(by, { shipmentId: shipment, of: 1 }),
      ])
        expect(await refused(work())).toBe('NOT_FOUND')
    expect([await callOff(stranger, orderId), await callOff(ctx, orderId)]).toEqual([
      { cancelled: 0 },
      { cancelled: 0 },
    ])
    expect(await replanMissed(ctx, shipmentId)).toEqual({ plannedOn: null })
    expect(await shipmentOf(shipmentId)).toMatchObject({ state: 'PLANNED' })
  })

  it('that is unpacked or cancelled records it, once under one key', async () => {
    const opened = await planned()
    const input = { parcelId: opened.parcelId, reason: 'wrong box', idempotencyKey: 'open-once' }
    const answer = { orderId: opened.orderId, stage: 'FULFILMENT' }
    expect(await unpack(ctx, input)).toEqual(answer)
    expect(await unpack(ctx, input)).toEqual({ ...answer, repeated: true })
    const { number } = opened
    expect(await told('shipping/parcel.unpacked', opened.parcelId)).toMatchObject([
      { parcels: 1, number, reason: 'wrong box' },
    ])
    expect(await told('shipping/shipment.cancelled', opened.shipmentId)).toMatchObject([{ reason: 'UNPACKED' }])
    const off = await planned()
    const why = 'x'.repeat(200)
    await cancelShipment(ctx, { shipmentId: off.shipmentId, reason: why })
    expect(await told('shipping/shipment.cancelled', off.orderId)).toMatchObject([{ reason: why }])
    expect(await told('shipping/parcel.unpacked', off.parcelId)).toMatchObject([{ parcels: 1, reason: null }])
    expect(await refused(cancelShipment(ctx, { shipmentId: off.shipmentId, reason: why }))).toBe('SHIPMENT_CANCELLED')
    expect(await refused(replan(ctx, { shipmentId: off.shipmentId, trackingNumber: 'T' }))).toBe('SHIPMENT_CANCELLED')
    expect(await refused(handOver(ctx, { shipmentIds: [off.shipmentId] }))).toBe('SHIPMENT_CANCELLED')
  })
})
