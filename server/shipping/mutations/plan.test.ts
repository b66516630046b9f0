import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer, makeGoods, pickAll } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { listServices } from '@/server/carrier/queries'
import { pack } from '@/server/fulfilment/mutations/pack'
import { release } from '@/server/fulfilment/mutations/release'
import { floorOrder } from '@/server/fulfilment/queries/order'
import { confirm } from '@/server/order/mutations/confirm'
import { mintCtx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { look, scan } from '@/server/platform/documents/proof/look'
import { type RecordedEvent, reactionsTo } from '@/server/platform/jobs/functions'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { shippingFunctions } from '../functions'
import { labelFile, labelsFile } from '../queries/papers'
import { shipmentRecord } from '../queries/record'
import { dispatch } from './dispatch'
import { noteLabels } from './note-labels'
import { plan, planForgotten } from './plan'
import { replan } from './replan'
import { unpack } from './unpack'

let made: MadeOrganisation
let customerId: string
const id = () => made.ctx.organisationId

beforeAll(async () => {
  // A Tuesday morning.
  made = await makeOrganisation({ clock: virtualClock(new Date('2026-06-09T08:00:00Z')) })
  customerId = await makeBuyer(made.ctx)
  await transaction(made.ctx, {}, (tx) =>
    tx.commit(sql`UPDATE carrier_service SET price_minor = 590 WHERE organisation_id = ${id()} AND kind = 'PARCEL'`),
  )
})

afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

const at = (instant: string) =>
  mintCtx({ organisation: made.organisation, actor: made.ctx.actor, clock: virtualClock(new Date(instant)) })

/** An order of this many units, 10 kg each by default, picked as far as the stock of `stock` goes. */
async function picked(quantity: number, weightGrams = 10_000, carrierServiceId?: string) {
  const productId = await makeGoods(made.ctx, { stock: quantity, weightGrams })
  const { orderId } = await confirm(made.ctx, { customerId, carrierServiceId, lines: [{ productId, quantity }] })
  await release(made.ctx, orderId)
  await pickAll(made.ctx, orderId)
  const [[line]] = await read(
    made.ctx,
    sql<{ id: string }>`SELECT id FROM order_line WHERE organisation_id = ${id()} AND order_id = ${orderId}`,
  )
  const box = (count: number) => ({ lines: [{ orderLineId: line?.id as string, quantity: count }] })
  return { orderId, productId, box }
}

/** The result of the planning reaction to the packing of an order. */
async function heard(orderId: string) {
  const [events] = await read(
    made.ctx,
    sql<RecordedEvent>`SELECT e.id, e.name, e.at, e.payload, jsonb_build_array(jsonb_build_array('order', ${orderId}::text)) AS objects FROM event e
      JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id AND o.object_type = 'order' AND o.object_id = ${orderId}
      WHERE e.organisation_id = ${id()} AND e.name = 'fulfilment/order.packed' ORDER BY e.id`,
  )
  for (const event of events)
    for (const reaction of reactionsTo(shippingFunctions, event.name)) await reaction.run(made.ctx, event)
}

const shipmentsOf = async (orderId: string) =>
  (
    await read(
      made.ctx,
      sql<{ id: string; parcels: number; weightGrams: number; freightMinor: bigint; units: number; plannedOn: string }>`
        SELECT s.id, s.parcels, s.weight_grams, s.freight_minor, s.planned_on, sum(l.quantity)::int AS units FROM shipment s
        JOIN shipment_line l ON l.organisation_id = s.organisation_id AND l.shipment_id = s.id
        WHERE s.organisation_id = ${id()} AND s.order_id = ${orderId} GROUP BY s.organisation_id, s.id ORDER BY s.created_at, s.id`,
    )
  )[0]

describe('parcels of one order', () => {
  it('wait for each other until the packer is done, and become one shipment at the cost of one', async () => {
    const { orderId, box } = await picked(5)
    expect(await pack(made.ctx, { orderId, parcels: [box(2)] })).toMatchObject({ finished: false })
    await heard(orderId)
    expect(await shipmentsOf(orderId)).toEqual([])
    expect(await pack(made.ctx, { orderId, parcels: [box(1), box(1)], finished: true })).toMatchObject({
      finished: true,
    })
    await heard(orderId)
    expect(await shipmentsOf(orderId)).toMatchObject([
      { parcels: 3, weightGrams: 40_000, freightMinor: 590n, units: 4, plannedOn: '2026-06-09' },
    ])
  })

  it('join the shipment that has not left; each label says which of how many', async () => {
    const { orderId, box } = await picked(4)
    await pack(made.ctx, { orderId, parcels: [box(1)], finished: true })
    const first = await plan(made.ctx, orderId)
    // These are the last picked units, so nobody needs to say that packing is done.
    expect(await pack(made.ctx, { orderId, parcels: [box(3)] })).toMatchObject({ finished: true })
    expect(await plan(made.ctx, orderId)).toEqual({ ...first, joined: true })
    expect(await shipmentsOf(orderId)).toMatchObject([
      { parcels: 2, weightGrams: 40_000, freightMinor: 590n, units: 4 },
    ])
    const { parcelList } = await shipmentRecord(made.ctx, { shipmentId: first.shipmentId as string })
    expect(parcelList).toHaveLength(2)
    const pages = await look((await labelsFile(made.ctx, first.shipmentId as string)).bytes, 203.2)
    expect(await Promise.all(pages.map(scan))).toEqual(parcelList.map(({ number }) => [number]))
    for (const [at, { text }] of pages.entries()) expect(text).toContain(`${at + 1} / 2`)
  })

  it('must have their labels printed again when another joins or their shipment is cancelled; opening a label records nothing', async () => {
    const { orderId, box } = await picked(4)
    await pack(made.ctx, { orderId, parcels: [{ ...box(1), packaging: 'TUBE' }], finished: true })
    const shipmentId = (await plan(made.ctx, orderId)).shipmentId as string
    const labelled = async () => (await floorOrder(made.ctx, { orderId })).parcels.map((parcel) => parcel.labelledOf)
    const [{ id: parcelId } = { id: '' }] = (await shipmentRecord(made.ctx, { shipmentId })).parcelList
    const [page] = await look((await labelFile(made.ctx, parcelId)).bytes, 203.2)
    expect(page?.text).toMatch(/10\s?kg, tube/)
    expect(await labelled()).toEqual([null])
    expect(await noteLabels(made.ctx, { shipmentId, of: 1 })).toMatchObject({ labels: 1 })
    expect(await noteLabels(made.ctx, { shipmentId, of: 1 })).toMatchObject({ labels: 0 })
    await pack(made.ctx, { orderId, parcels: [box(3)] })
    await plan(made.ctx, orderId)
    expect(await labelled()).toEqual([1, null])
    await noteLabels(made.ctx, { shipmentId, of: 2 })
    expect(await labelled()).toEqual([2, 2])
    await replan(made.ctx, { shipmentId, trackingNumber: 'T-1' })
    expect(await labelled()).toEqual([0, 0])
    await noteLabels(made.ctx, { shipmentId, of: 2 })
    await replan(made.ctx, { shipmentId, trackingNumber: 'T-1' })
    expect(await labelled()).toEqual([2, 2])
    await unpack(made.ctx, { parcelId })
    await plan(made.ctx, orderId)
    expect(await labelled()).toEqual([0])
  })

  it('leave the next day after the cut-off, in a separate shipment', async () => {
    const { orderId, box } = await picked(2)
    await pack(made.ctx, { orderId, parcels: [box(1)], finished: true })
    await plan(made.ctx, orderId)
    await pack(made.ctx, { orderId })
    await plan(at('2026-06-09T14:30:00Z'), orderId)
    expect(await shipmentsOf(orderId)).toMatchObject([
      { parcels: 1, plannedOn: '2026-06-09' },
      { parcels: 1, plannedOn: '2026-06-10' },
    ])
  })

  it('do not join a shipment that is just leaving: packed and dispatched at once, each unit is in one shipment', async () => {
    for (let round = 0; round < 6; round++) {
      const { orderId, box } = await picked(3)
      await pack(made.ctx, { orderId, parcels: [box(1)], finished: true })
      const { shipmentId } = await plan(made.ctx, orderId)
      const packAndPlan = async () => {
        await pack(made.ctx, { orderId })
        await plan(made.ctx, orderId)
      }
      await Promise.all([dispatch(made.ctx, { shipmentId: shipmentId as string }), packAndPlan()])
      const shipments = await shipmentsOf(orderId)
      expect(shipments.reduce((sum, one) => sum + one.units, 0)).toBe(3)
      expect(shipments.reduce((sum, one) => sum + one.parcels, 0)).toBe(2)
    }
  })

  it('are packed once by two tablets, and join once', async () => {
    const { orderId, box } = await picked(4)
    const packs = await Promise.allSettled(
      Array.from({ length: 6 }, () => pack(made.ctx, { orderId, parcels: [box(2)], finished: true })),
    )
    expect(packs.filter((one) => one.status === 'fulfilled')).toHaveLength(2)
    await Promise.all(Array.from({ length: 4 }, () => plan(made.ctx, orderId)))
    expect(await shipmentsOf(orderId)).toMatchObject([{ parcels: 2, units: 4 }])
  })

  it('are packed once when the answer is lost and the request is sent again', async () => {
    const { orderId, box } = await picked(2)
    const sent = { orderId, parcels: [box(1)], idempotencyKey: 'lost-answer' }
    const first = await pack(made.ctx, sent)
    expect(await pack(made.ctx, sent)).toEqual({ ...first, repeated: true })
  })

  it('leave when the packer has not continued for two hours', async () => {
    const { orderId, box } = await picked(2)
    await pack(made.ctx, { orderId, parcels: [box(1)] })
    expect(await planForgotten(at('2026-06-09T09:59:00Z'))).toEqual({ planned: 0 })
    expect(await shipmentsOf(orderId)).toEqual([])
    expect((await planForgotten(at('2026-06-09T10:00:00Z'))).planned).toBeGreaterThan(0)
    expect(await shipmentsOf(orderId)).toMatchObject([{ parcels: 1 }])
  })
})

it('an order that the house delivers itself is planned as its own delivery, once, and only by its own organisation', async () => {
  const own = (await listServices(made.ctx)).find((service) => service.kind === 'OWN_DELIVERY')
  const { orderId } = await picked(1, 100, own?.id)
  await pack(made.ctx, { orderId })
  expect(await refused(plan((await makeOrganisation()).ctx, orderId))).toBe('NOT_FOUND')
  expect(await refused(plan(made.ctx, newId(made.ctx.now)))).toBe('NOT_FOUND')
  const { shipmentId, number } = await plan(made.ctx, orderId)
  expect(await shipmentRecord(made.ctx, { shipmentId: shipmentId as string })).toMatchObject({
    serviceName: own?.name,
    trackingNumber: number?.replace('SH-', 'OD-'),
  })
  expect(await plan(made.ctx, orderId)).toEqual({ shipmentId: null })
})

describe('weight beyond what the carrier takes', () => {
  it('is split into parcels that the service carries', async () => {
    const { orderId } = await picked(7)
    const { parcels } = await pack(made.ctx, { orderId })
    expect(parcels.map((one) => one.weightGrams)).toEqual([30_000, 30_000, 10_000])
    expect(new Set(parcels.map((one) => one.number)).size).toBe(3)
  })

  it('is refused when one is heavier, and nothing is packed', async () => {
    const { orderId, box } = await picked(4)
    await expect(pack(made.ctx, { orderId, parcels: [box(4)] })).rejects.toMatchObject({
      code: 'PACKED_TOO_HEAVY',
      parameters: { parcel: 1, weightGrams: 40_000, limitGrams: 31_500 },
    })
    expect((await pack(made.ctx, { orderId })).parcels).toHaveLength(2)
  })

  it('does not leave with a service that cannot carry it', async () => {
    const { orderId } = await picked(1)
    await pack(made.ctx, { orderId })
    const shipmentId = (await plan(made.ctx, orderId)).shipmentId as string
    const limit = (grams: number) =>
      transaction(made.ctx, {}, (tx) =>
        tx.commit(
          sql`UPDATE carrier_service SET max_weight_grams = ${grams} WHERE organisation_id = ${id()} AND kind = 'PARCEL'`,
        ),
      )
    const [[service]] = await read(
      made.ctx,
      sql<{ id: string }>`SELECT id FROM carrier_service WHERE organisation_id = ${id()} AND kind = 'PARCEL'`,
    )
    await limit(9_999)
    const heavy = { code: 'PARCEL_TOO_HEAVY', parameters: { weightGrams: 10_000, limitGrams: 9_999 } }
    await expect(dispatch(made.ctx, { shipmentId })).rejects.toMatchObject(heavy)
    await expect(replan(made.ctx, { shipmentId, carrierServiceId: service?.id as string })).rejects.toMatchObject(heavy)
    await limit(31_500)
    await dispatch(made.ctx, { shipmentId })
  })
})
