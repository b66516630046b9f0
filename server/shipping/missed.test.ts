import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeBuyer, makeGoods, makePackedOrder } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { holdCustomer, liftHold } from '@/server/credit/mutations/hold'
import { listWaiting } from '@/server/home/queries/waiting'
import { orderRecord } from '@/server/order/queries/record'
import { lookUp, read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Reaction, RecordedEvent } from '@/server/platform/jobs/functions'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { shippingFunctions } from './functions'
import { dispatch } from './mutations/dispatch'
import { replanAllMissed } from './mutations/missed'
import { plan } from './mutations/plan'
import { replan } from './mutations/replan'
import { listShipments } from './queries/list'
import { shipmentRecord } from './queries/record'

const clock = virtualClock(new Date('2026-12-17T09:00:00Z'))
let made: MadeOrganisation
let cutOff: string
/** The owner's context at a later time in the zone of Dublin, which is UTC in winter. */
const at = (instant: string) => {
  clock.set(new Date(instant))
  return made.ctxOf('owner')
}

beforeAll(async () => {
  made = await makeOrganisation({ clock })
  const [[service]] = await read(
    made.ctx,
    sql<{
      cutOff: string
    }>`SELECT cut_off FROM carrier_service WHERE organisation_id = ${made.ctx.organisationId} AND is_default`,
  )
  cutOff = service?.cutOff as string
})
afterAll(async () => expect(await checkOrganisation(made.ctx)).toEqual([]))

async function packed(customerId?: string) {
  const ctx = made.ctxOf('owner')
  const productId = await makeGoods(ctx, { stock: 5 })
  const orderId = await makePackedOrder(ctx, customerId ?? (await makeBuyer(ctx)), [{ productId, quantity: 1 }])
  const { shipmentId } = await plan(ctx, orderId)
  return { orderId, shipmentId: shipmentId as string }
}

/** The mails about new promises; each event is delivered twice. */
async function mailsOf(orderId: string) {
  const ctx = made.ctxOf('owner')
  const [events] = await read(
    ctx,
    sql<RecordedEvent>`SELECT e.id, e.name, e.payload, jsonb_build_array(jsonb_build_array('order', ${orderId}::text)) AS objects FROM event e
      JOIN event_object x ON x.organisation_id = e.organisation_id AND x.event_id = e.id
      WHERE e.organisation_id = ${ctx.organisationId} AND e.name = 'shipping/promise.moved' AND x.object_id = ${orderId} ORDER BY e.id`,
  )
  const reaction = shippingFunctions.find((fn) => fn.on === 'shipping/promise.moved') as Reaction
  for (const event of [...events, ...events]) await reaction.run(ctx, event)
  const [mails] = await read(
    ctx,
    sql<{
      subject: string
    }>`SELECT subject FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${orderId} AND kind = 'PROMISE_MOVED' ORDER BY created_at`,
  )
  return mails.map((mail) => mail.subject)
}

it('is planned again in the minute after its cut-off and not before, once however many sweeps run; its customer is told once', async () => {
  const { orderId, shipmentId } = await packed()
  expect((await orderRecord(made.ctx, { id: orderId })).order.promisedOn).toBe('2026-12-21')
  expect(await replanAllMissed(at(`2026-12-17T${cutOff}:00Z`))).toEqual({ missed: 0 })
  const ctx = at(`2026-12-17T${cutOff}:01Z`)
  const due = (when: Date) =>
    lookUp(sql<{ id: string }>`SELECT organisation_id AS id FROM due_organisations('cutOff', ${when})`)
  expect((await due(new Date('2026-12-16T23:00:00Z'))).map((row) => row.id)).not.toContain(ctx.organisationId)
  expect((await due(ctx.now)).map((row) => row.id)).toContain(ctx.organisationId)
  const sweeps = await Promise.all(Array.from({ length: 4 }, () => replanAllMissed(ctx)))
  expect(sweeps.reduce((sum, { missed }) => sum + missed, 0)).toBe(1)
  expect(await shipmentRecord(ctx, { shipmentId })).toMatchObject({
    plannedOn: '2026-12-18',
    missedOn: '2026-12-17',
    promisedOn: '2026-12-21',
    movedTo: '2026-12-22',
  })
  expect((await listShipments(ctx, { view: 'MISSED' })).rows.map((row) => row.id)).toEqual([shipmentId])
  expect((await listWaiting(ctx, { kind: 'MISSED' })).rows).toMatchObject([
    { since: new Date(`2026-12-17T${cutOff}:00Z`) },
  ])
  expect(await mailsOf(orderId)).toEqual([expect.stringMatching(/arrives on .*22.*not on .*21/)])
})

it('misses again the next day and the customer is told again; over the holidays the new day is the next that can be kept', async () => {
  const [waiting] = (await listShipments(made.ctxOf('owner'), { view: 'TO_DISPATCH' })).rows
  const ctx = at('2026-12-23T23:00:00Z')
  expect(await replanAllMissed(ctx)).toEqual({ missed: 1 })
  expect(await shipmentRecord(ctx, { shipmentId: waiting?.id as string })).toMatchObject({
    plannedOn: '2026-12-24',
    movedTo: '2026-12-29',
    promisedOn: '2026-12-21',
  })
  expect(await mailsOf(waiting?.orderId as string)).toHaveLength(2)
  expect((await listShipments(ctx, { view: 'MISSED' })).rows).toEqual([])
  await dispatch(ctx, { shipmentId: waiting?.id as string })
})

it('that a hold parks has no day until the hold ends', async () => {
  const ctx = at('2027-01-11T09:00:00Z')
  const customerId = await makeBuyer(ctx)
  const { shipmentId } = await packed(customerId)
  await holdCustomer(ctx, { customerId, reason: 'asked to' })
  const later = at('2027-01-12T09:00:00Z')
  expect(await replanAllMissed(later)).toEqual({ missed: 0 })
  await liftHold(later, { customerId, cause: 'PERSON', reason: 'settled' })
  expect(await replanAllMissed(later)).toEqual({ missed: 1 })
  expect(await shipmentRecord(later, { shipmentId })).toMatchObject({ plannedOn: '2027-01-12', movedTo: '2027-01-14' })
})

it('is also told when a person plans it for a day too late, and not when the day can be kept', async () => {
  const { orderId, shipmentId } = await packed()
  const ctx = made.ctxOf('owner')
  await replan(ctx, { shipmentId, trackingNumber: 'T-1' })
  await replan(ctx, { shipmentId, plannedOn: '2027-01-12' })
  expect(await mailsOf(orderId)).toEqual([])
  await replan(ctx, { shipmentId, plannedOn: '2027-01-15' })
  expect(await mailsOf(orderId)).toHaveLength(1)
  expect((await orderRecord(ctx, { id: orderId })).order.promisedOn).toBe('2027-01-14')
})

it('cannot be planned by hand for a cut-off that has passed, with its own service or another', async () => {
  const { shipmentId } = await packed()
  const evening = at('2027-01-14T20:00:00Z')
  await replanAllMissed(evening)
  const passed = { code: 'CUT_OFF_PASSED', parameters: { cutOff, plannedOn: '2027-01-14' } }
  await expect(replan(evening, { shipmentId, plannedOn: '2027-01-14' })).rejects.toMatchObject(passed)
  await replan(evening, { shipmentId, plannedOn: '2027-01-15' })
  expect(await shipmentRecord(evening, { shipmentId })).toMatchObject({ plannedOn: '2027-01-15' })
})

it('handed over on a Saturday counts from Monday, when the carrier moves', async () => {
  const { shipmentId } = await packed()
  expect(await dispatch(at('2027-01-16T09:00:00Z'), { shipmentId })).toMatchObject({ expectedOn: '2027-01-20' })
})
