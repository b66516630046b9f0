import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer, makeGoods, makePackedOrder } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { rowsIn } from '@/prisma/seed/rows'
import { makeServices } from '@/prisma/seed/services'
import { amend } from '@/server/order/mutations/amend'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { dispatch } from './dispatch'
import { followAmendment } from './follow-amendment'
import { noteLabels } from './note-labels'
import { plan } from './plan'
import { replan } from './replan'

let made: MadeOrganisation
let ctx: Ctx
beforeAll(async () => {
  // A Tuesday morning.
  made = await makeOrganisation({ clock: virtualClock(new Date('2026-06-09T08:00:00Z')) })
  ctx = made.ctx
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const rows = rowsIn(() => ctx)
const evening = () =>
  mintCtx({
    organisation: made.organisation,
    actor: ctx.actor,
    clock: virtualClock(new Date('2026-06-09T18:00:00Z')),
  })
async function planned() {
  const productId = await makeGoods(ctx, { stock: 1, weightGrams: 100 })
  const orderId = await makePackedOrder(ctx, await makeBuyer(ctx), [{ productId, quantity: 1 }])
  const { shipmentId, number } = (await plan(ctx, orderId)) as { shipmentId: string; number: string }
  await noteLabels(ctx, { shipmentId, of: 1 })
  const standing = async () =>
    (
      await rows(
        sql`SELECT s.planned_on AS on, p.labelled_of AS labels FROM shipment s JOIN parcel p ON p.organisation_id = s.organisation_id AND p.shipment_id = s.id
          WHERE s.organisation_id = ${ctx.organisationId} AND s.id = ${shipmentId}`,
      )
    )[0]
  const told = () => payloadsOf(ctx, 'shipping/shipment.changed', shipmentId)
  return { orderId, shipmentId, number, standing, told }
}

it('a shipment leaves for the new day by the way of its own service; its labels stay', async () => {
  const { express } = await makeServices(ctx)
  const [standard, fast] = [await planned(), await planned()]
  await replan(ctx, { shipmentId: fast.shipmentId, carrierServiceId: express })
  const before = (await fast.told()).length
  for (const { orderId } of [standard, fast]) {
    await amend(ctx, { orderId, requestedOn: '2026-06-19' })
    expect(await followAmendment(ctx, orderId, { day: [null, '2026-06-19'] })).toEqual({ followed: 1 })
    expect(await followAmendment(ctx, orderId, { day: [null, '2026-06-19'] })).toEqual({ followed: 0 })
  }
  // The one takes two days, the other one.
  expect(await standard.standing()).toEqual({ on: '2026-06-17', labels: 1 })
  expect(await fast.standing()).toMatchObject({ on: '2026-06-18' })
  const changed = { number: standard.number, plannedOn: '2026-06-17', tracked: false, elsewhere: false }
  expect(await standard.told()).toEqual([changed])
  expect(await fast.told()).toHaveLength(before + 1)
})

it('labels with the old address must be printed again, also when the day stays', async () => {
  const { orderId, number, standing, told } = await planned()
  await amend(ctx, { orderId, shipTo: { name: 'Site 4', line: '1 Lane', city: 'Cork', country: 'IE' } })
  expect(await followAmendment(ctx, orderId, { shipTo: ['IE', 'IE'] })).toEqual({ followed: 1 })
  expect(await standing()).toEqual({ on: '2026-06-09', labels: 0 })
  expect(await told()).toEqual([{ number, plannedOn: '2026-06-09', tracked: false, elsewhere: true }])
})

it('an amendment of neither day nor address moves no shipment, though it could not leave today any more; nor does one that has left', async () => {
  const { orderId, shipmentId, standing } = await planned()
  expect(await followAmendment(evening(), orderId, {})).toEqual({ followed: 0 })
  expect(await standing()).toEqual({ on: '2026-06-09', labels: 1 })
  await dispatch(ctx, { shipmentId })
  expect(await followAmendment(evening(), orderId, { day: [null, null], shipTo: ['IE', 'IE'] })).toEqual({
    followed: 0,
  })
  expect(await standing()).toEqual({ on: '2026-06-09', labels: 1 })
})
