import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { makeServices } from '@/prisma/seed/services'
import { makePlannedShipment, shipmentRow } from '@/prisma/seed/shipment'
import { addService, archiveService } from '@/server/carrier/mutations'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { sql } from '@/server/platform/database/sql'
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
const rows = rowsIn(() => ctx)
const labelled = (id: string) =>
  rows(sql`UPDATE parcel SET labelled_of = 1 WHERE organisation_id = ${ctx.organisationId} AND shipment_id = ${id}`)
const labels = (id: string) =>
  rows(sql`SELECT labelled_of FROM parcel WHERE organisation_id = ${ctx.organisationId} AND shipment_id = ${id}`)
const planned = (quantity = 2) => makePlannedShipment(ctx, customerId, { quantity, weightGrams: 200 })

describe('a plan that a person changes', () => {
  it.each<[string, number, () => object, string]>([
    ['to yesterday', 2, () => ({ plannedOn: '2026-06-08' }), 'DAY_PASSED'],
    ['to tomorrow', 2, () => ({ plannedOn: '2026-06-10' }), 'done'],
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
    const said = { plannedOn: after?.plannedOn, tracked: false }
    expect(await told('shipping/shipment.changed', shipmentId)).toMatchObject(expected === 'done' ? [said] : [])
  })

  it.each<[string, () => object, number]>([
    ['of another service', () => ({ carrierServiceId: express }), 0],
    ['of its own service', () => ({ carrierServiceId: own.id }), 1],
    ['with another number of the carrier', () => ({ trackingNumber: 'T-2' }), 0],
    ['with the number that it has', () => ({ trackingNumber: 'T-1' }), 1],
    ['of another day', () => ({ plannedOn: '2026-06-10' }), 1],
  ])('%s: its labels are printed again only when they name something else', async (_, change, standing) => {
    const { shipmentId } = await planned()
    await replan(ctx, { shipmentId, trackingNumber: 'T-1' })
    await labelled(shipmentId)
    await replan(ctx, { shipmentId, ...change() })
    expect(await labels(shipmentId)).toEqual([{ labelledOf: standing }])
  })

  it('is told when another service takes longer, and a number of the carrier may be entered in the evening', async () => {
    const { shipmentId } = await planned()
    await replan(at('2026-06-09T20:00:00Z'), { shipmentId, trackingNumber: 'T-7' })
    const facts = { kind: 'PARCEL' as const, transitDays: 5, cutOff: '12:00', priceMinor: 300n }
    const slow = await addService(ctx, { carrierId: own.carrierId, name: 'Slow', ...facts })
    await replan(ctx, { shipmentId, carrierServiceId: slow.id })
    const moved = await told('shipping/promise.moved', shipmentId)
    expect(moved).toMatchObject([{ from: '2026-06-11', to: '2026-06-16' }])
    await archiveService(ctx, { id: slow.id })
    await dispatch(ctx, { shipmentId })
    await labelled(shipmentId)
    await replan(ctx, { shipmentId, trackingNumber: 'T-8' })
    expect(await labels(shipmentId)).toEqual([{ labelledOf: 1 }])
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
