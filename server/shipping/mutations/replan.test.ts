import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { makeServices } from '@/prisma/seed/services'
import { makePlannedShipment, shipmentRow } from '@/prisma/seed/shipment'
import { archiveService } from '@/server/carrier/mutations'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { dispatch } from './dispatch'
import { replan } from './replan'

let made: MadeOrganisation
let ctx: Ctx
let customerId: string
let own: { id: string; carrierId: string }
let express: string
let gone: string
beforeAll(async () => {
  made = await makeOrganisation({ clock: virtualClock(new Date('2026-06-09T08:00:00Z')) })
  ctx = made.ctx
  customerId = await makeBuyer(ctx)
  ;({ own, express, gone } = await makeServices(ctx))
  await archiveService(ctx, { id: gone })
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const at = (instant: string) =>
  mintCtx({ organisation: made.organisation, actor: ctx.actor, clock: virtualClock(new Date(instant)) })
const told = (name: string, objectId: string) => payloadsOf(ctx, name, objectId)
const shipmentOf = (shipmentId: string) => shipmentRow(ctx, shipmentId)
const planned = (quantity = 2) => makePlannedShipment(ctx, customerId, { quantity, weightGrams: 200 })

describe('a plan that a person changes', () => {
  it.each<[string, number, () => object, string]>([
    ['to yesterday', 2, () => ({ plannedOn: '2026-06-08' }), 'DAY_PASSED'],
    ['to today', 2, () => ({ plannedOn: '2026-06-09' }), 'done'],
    ['to a service that carries it exactly', 2, () => ({ carrierServiceId: express }), 'done'],
    ['to a service for which it is too heavy', 3, () => ({ carrierServiceId: express }), 'PARCEL_TOO_HEAVY'],
    ['to a service that is no longer used', 2, () => ({ carrierServiceId: gone }), 'NOT_FOUND'],
    ['to a service of nobody', 2, () => ({ carrierServiceId: newId(ctx.now) }), 'NOT_FOUND'],
  ])('%s', async (_, quantity, change, expected) => {
    const { shipmentId } = await planned(quantity)
    const before = await shipmentOf(shipmentId)
    expect(await refused(replan(ctx, { shipmentId, ...change() }))).toBe(expected)
    const after = await shipmentOf(shipmentId)
    const to = change() as { carrierServiceId?: string; plannedOn?: string }
    const cost = to.carrierServiceId ? { carrierServiceId: express, freightMinor: 1_200n } : {}
    expect(after).toEqual(expected === 'done' ? { ...before, ...to, ...cost } : before)
    expect(await told('shipping/shipment.changed', shipmentId)).toHaveLength(expected === 'done' ? 1 : 0)
  })

  it('cannot change past the cut-off of the new service, nor once it has left: then only the carrier’s number can', async () => {
    const { shipmentId } = await planned()
    const toExpress = { shipmentId, carrierServiceId: express }
    expect(await refused(replan(at('2026-06-09T11:00:01Z'), toExpress))).toBe('CUT_OFF_PASSED')
    expect(await refused(replan(at('2026-06-09T11:00:00Z'), toExpress))).toBe('done')
    await dispatch(ctx, { shipmentId })
    expect(await refused(replan(ctx, { shipmentId, carrierServiceId: own.id }))).toBe('SHIPMENT_DISPATCHED')
    expect(await refused(replan(ctx, { shipmentId, plannedOn: '2026-06-10' }))).toBe('SHIPMENT_DISPATCHED')
    await replan(ctx, { shipmentId, trackingNumber: 'T-5' })
    expect(await shipmentOf(shipmentId)).toMatchObject({
      trackingNumber: 'T-5',
      carrierServiceId: express,
      freightMinor: 1_200n,
    })
    expect(await told('shipping/shipment.changed', shipmentId)).toEqual(
      expect.arrayContaining([expect.objectContaining({ tracked: false }), expect.objectContaining({ tracked: true })]),
    )
  })
})
