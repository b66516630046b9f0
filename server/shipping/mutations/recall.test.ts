import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer, makeGoods, makePackedOrder, pickAll } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { giveLegalDetails } from '@/prisma/seed/shipment'
import { pack } from '@/server/fulfilment/mutations/pack'
import { release } from '@/server/fulfilment/mutations/release'
import { functions } from '@/server/functions'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { issueWaiting } from '@/server/invoicing/mutations/issue-waiting'
import { receive } from '@/server/order/mutations/receive'
import { mintCtx } from '@/server/platform/context/ctx'
import { lookUp, read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type RecordedEvent, reactionsTo } from '@/server/platform/jobs/functions'
import { changeOrganisation } from '@/server/platform/organisation/mutations/settings'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { deliver } from './deliver'
import { dispatch } from './dispatch'
import { handOver, handOverDue } from './hand-over'
import { failDelivery } from './not-delivered'
import { plan } from './plan'
import { recall } from './recall'

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

async function planned(quantity = 3) {
  const productId = await makeGoods(made.ctx, { stock: 10 })
  const service = await makeGoods(made.ctx, { kind: 'SERVICE' })
  const orderId = await makePackedOrder(made.ctx, customerId, [
    { productId, quantity },
    { productId: service, quantity: 1 },
  ])
  const { shipmentId } = await plan(made.ctx, orderId)
  return { productId, orderId, shipmentId: shipmentId as string }
}

/** Everything that a dispatch changes. */
async function stands({ productId, orderId, shipmentId }: Awaited<ReturnType<typeof planned>>) {
  const [lines, level, account, order, shipment, costs] = await read(
    made.ctx,
    sql`SELECT position, picked, packed, shipped, open, performed, invoiced FROM order_line WHERE organisation_id = ${id()} AND order_id = ${orderId} ORDER BY position`,
    sql`SELECT on_hand, reserved, picked FROM stock_level WHERE organisation_id = ${id()} AND product_id = ${productId}`,
    sql`SELECT committed_minor, shipped_not_invoiced_minor, open_minor FROM credit_account WHERE organisation_id = ${id()} AND customer_id = ${customerId}`,
    sql`SELECT stage, waits_for, dispatched_at FROM sales_order WHERE organisation_id = ${id()} AND id = ${orderId}`,
    sql`SELECT state, dispatched_at, dispatched_by, expected_on, leaves_at, left_at, parcels FROM shipment WHERE organisation_id = ${id()} AND id = ${shipmentId}`,
    sql`SELECT unit_cost, cost_from FROM shipment_line WHERE organisation_id = ${id()} AND shipment_id = ${shipmentId}`,
  )
  return { lines, level, account, order, shipment, costs }
}

/** Runs all reactions to an order's events, as the executor would; answers the numbers of mails and invoices. */
async function told(orderId: string) {
  const [events] = await read(
    made.ctx,
    sql<RecordedEvent>`SELECT e.id, e.name, e.at, e.payload, (SELECT jsonb_agg(jsonb_build_array(x.object_type, x.object_id)) FROM event_object x
        WHERE x.organisation_id = e.organisation_id AND x.event_id = e.id) AS objects
      FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id AND o.object_type = 'order' AND o.object_id = ${orderId}
      WHERE e.organisation_id = ${id()} AND e.name LIKE 'shipping/%' ORDER BY e.id`,
  )
  for (const event of events)
    for (const reaction of reactionsTo(functions, event.name)) await reaction.run(made.ctx, event)
  const [[counts]] = await read(
    made.ctx,
    sql<{ mails: number; invoices: number; moved: number }>`SELECT
      (SELECT count(*)::int FROM mail WHERE organisation_id = ${id()} AND object_id = ${orderId} AND kind = 'DISPATCH_NOTICE') AS mails,
      (SELECT count(*)::int FROM invoice WHERE organisation_id = ${id()} AND order_id = ${orderId}) AS invoices,
      (SELECT coalesce(sum(m.quantity), 0)::int FROM stock_movement m JOIN shipment s ON s.organisation_id = m.organisation_id AND s.id = m.object_id
        WHERE m.organisation_id = ${id()} AND s.order_id = ${orderId}) AS moved`,
  )
  return counts
}

describe('a dispatch', () => {
  it('is taken back as if it had never happened, and nobody is told', async () => {
    const goods = await planned()
    const before = await stands(goods)
    await dispatch(made.ctx, { shipmentId: goods.shipmentId })
    expect(await told(goods.orderId)).toEqual({ mails: 0, invoices: 0, moved: -3 })
    expect(await recall(at('2026-06-09T08:09:59Z'), { shipmentId: goods.shipmentId })).toMatchObject({
      stage: 'SHIPPING',
    })
    expect(await stands(goods)).toEqual(before)
    await handOverDue(at('2026-06-09T09:00:00Z'))
    expect(await told(goods.orderId)).toEqual({ mails: 0, invoices: 0, moved: 0 })
  })

  it('leaves when its time is over; then one mail and one invoice are sent, however often it was taken back', async () => {
    const goods = await planned()
    const { shipmentId, orderId } = goods
    await dispatch(made.ctx, { shipmentId })
    await recall(made.ctx, { shipmentId })
    await dispatch(made.ctx, { shipmentId })
    await handOverDue(at('2026-06-09T08:09:59Z'))
    await issueWaiting(at('2026-06-09T08:09:59Z'))
    expect(await told(orderId)).toEqual({ mails: 0, invoices: 0, moved: -3 })
    const due = async (now: string) =>
      (
        await lookUp(
          sql<{ id: string }>`SELECT organisation_id AS id FROM due_organisations('leaving', ${new Date(now)})`,
        )
      ).some((row) => row.id === made.ctx.organisationId)
    expect([await due('2026-06-09T08:09:59Z'), await due('2026-06-09T08:10:00Z')]).toEqual([false, true])
    await handOverDue(at('2026-06-09T08:10:00Z'))
    expect(await due('2026-06-09T08:10:00Z')).toBe(false)
    await handOverDue(at('2026-06-09T08:10:01Z'))
    expect(await told(orderId)).toEqual({ mails: 1, invoices: 1, moved: -3 })
    await expect(recall(made.ctx, { shipmentId })).rejects.toMatchObject({ code: 'SHIPMENT_LEFT' })
  })

  it('leaves at once when a person says so, when it arrives, or where the time is set to zero', async () => {
    const sent = await planned()
    await dispatch(made.ctx, { shipmentId: sent.shipmentId })
    expect(await handOver(made.ctx, { shipmentIds: [sent.shipmentId] })).toEqual({ left: [sent.shipmentId] })
    expect(await handOver(made.ctx, { shipmentIds: [sent.shipmentId] })).toEqual({ left: [] })
    expect(await told(sent.orderId)).toMatchObject({ mails: 1, invoices: 1 })
    const fetched = await planned()
    await expect(handOver(made.ctx, { shipmentIds: [fetched.shipmentId] })).rejects.toMatchObject({
      code: 'SHIPMENT_PLANNED',
    })
    await dispatch(made.ctx, { shipmentId: fetched.shipmentId })
    await deliver(made.ctx, { shipmentId: fetched.shipmentId, receivedByName: 'R. Eceiver' })
    await expect(recall(made.ctx, { shipmentId: fetched.shipmentId })).rejects.toMatchObject({
      code: 'SHIPMENT_DELIVERED',
    })
    expect(await told(fetched.orderId)).toMatchObject({ mails: 1, invoices: 1 })
    const failed = await planned()
    await dispatch(made.ctx, { shipmentId: failed.shipmentId })
    await failDelivery(made.ctx, { shipmentId: failed.shipmentId, cause: 'OTHER' })
    expect(await told(failed.orderId)).toMatchObject({ mails: 1, invoices: 1 })
    const { ctx } = await makeOrganisation({ clock: virtualClock(new Date('2026-06-09T08:00:00Z')) })
    await changeOrganisation(ctx, { dispatchGraceMinutes: 0 })
    const productId = await makeGoods(ctx, { stock: 1 })
    const orderId = await makePackedOrder(ctx, await makeBuyer(ctx), [{ productId, quantity: 1 }])
    const { shipmentId } = await plan(ctx, orderId)
    await dispatch(ctx, { shipmentId: shipmentId as string })
    await expect(recall(ctx, { shipmentId: shipmentId as string })).rejects.toMatchObject({ code: 'SHIPMENT_LEFT' })
  })

  it('cannot be taken back once it is invoiced, after its time, or before it happened', async () => {
    const { shipmentId } = await planned()
    await expect(recall(made.ctx, { shipmentId })).rejects.toMatchObject({ code: 'SHIPMENT_PLANNED' })
    await dispatch(made.ctx, { shipmentId })
    await expect(recall(at('2026-06-09T08:10:00Z'), { shipmentId })).rejects.toMatchObject({ code: 'SHIPMENT_LEFT' })
    await issueForShipment(made.ctx, shipmentId)
    await expect(recall(made.ctx, { shipmentId })).rejects.toMatchObject({ code: 'SHIPMENT_LEFT' })
  })

  it('is taken back or invoiced, never both, whichever is faster', async () => {
    for (let round = 0; round < 8; round++) {
      const { shipmentId, orderId } = await planned(1)
      await dispatch(made.ctx, { shipmentId })
      const races = await Promise.allSettled([
        recall(made.ctx, { shipmentId }),
        issueForShipment(made.ctx, shipmentId),
        handOver(made.ctx, { shipmentIds: [shipmentId] }),
        recall(made.ctx, { shipmentId }),
      ])
      const recalls = [races[0], races[3]].filter((one) => one?.status === 'fulfilled').length
      expect(recalls).toBeLessThan(2)
      const counts = await told(orderId)
      if (recalls === 1) expect(counts).toEqual({ mails: 0, invoices: 0, moved: 0 })
      else expect(counts).toMatchObject({ mails: 1, invoices: 1, moved: -1 })
    }
  })

  /**
   * An order with goods in two shipments and a service; the first is dispatched. Answers how much of the service is
   * performed.
   */
  async function inTwo() {
    const goods = await makeGoods(made.ctx, { stock: 1 })
    const service = await makeGoods(made.ctx, { kind: 'SERVICE' })
    const orderId = await makePackedOrder(made.ctx, customerId, [
      { productId: goods, quantity: 2 },
      { productId: service, quantity: 1 },
    ])
    const first = (await plan(made.ctx, orderId)).shipmentId as string
    await dispatch(made.ctx, { shipmentId: first })
    const dispatchSecond = async () => {
      await receive(made.ctx, { lines: [{ productId: goods, quantity: 1 }] })
      await release(made.ctx, orderId)
      await pickAll(made.ctx, orderId)
      await pack(made.ctx, { orderId })
      const second = (await plan(made.ctx, orderId)).shipmentId as string
      await dispatch(made.ctx, { shipmentId: second })
      return second
    }
    const performed = async () =>
      (
        await read(
          made.ctx,
          sql<{
            performed: number
            open: number
          }>`SELECT performed, open FROM order_line WHERE organisation_id = ${id()} AND order_id = ${orderId} AND kind = 'SERVICE'`,
        )
      )[0][0]
    const dispatchedAt = async () =>
      (
        await read(
          made.ctx,
          sql<{
            dispatchedAt: Date | null
          }>`SELECT dispatched_at FROM sales_order WHERE organisation_id = ${id()} AND id = ${orderId}`,
        )
      )[0][0]?.dispatchedAt
    return { first, dispatchSecond, performed, dispatchedAt }
  }

  it('of one of two shipments leaves the services performed with the other, and the order dispatched', async () => {
    const { first, dispatchSecond, performed, dispatchedAt } = await inTwo()
    const second = await dispatchSecond()
    await recall(made.ctx, { shipmentId: first })
    expect([await performed(), await dispatchedAt()]).toEqual([{ performed: 1, open: 0 }, made.ctx.now])
    await recall(made.ctx, { shipmentId: second })
    expect([await performed(), await dispatchedAt()]).toEqual([{ performed: 0, open: 1 }, null])
  })

  it('of a second shipment is taken back although the services were invoiced with the first', async () => {
    const { first, dispatchSecond, performed } = await inTwo()
    await issueForShipment(made.ctx, first)
    const second = await dispatchSecond()
    expect(await recall(made.ctx, { shipmentId: second })).toMatchObject({ stage: 'SHIPPING' })
    expect(await performed()).toEqual({ performed: 1, open: 0 })
  })
})
