import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { rowsIn } from '@/prisma/seed/rows'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { setLimit } from '@/server/credit/mutations/limit'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { flagOverdue } from './flag-overdue'

let made: MadeOrganisation
let ctx: Ctx
beforeAll(async () => {
  made = await makeOrganisation({ clock: virtualClock(new Date('2026-06-09T08:00:00Z')) })
  ctx = made.ctx
  await giveLegalDetails(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const on = (day: string) =>
  mintCtx({ organisation: made.organisation, actor: ctx.actor, clock: virtualClock(new Date(`${day}T08:00:00Z`)) })
const rows = rowsIn(() => ctx)
async function invoiced(customerId: string, by = ctx) {
  const { shipmentId, orderId } = await makeShipped(by, { customerId })
  const { invoiceId } = await issueForShipment(by, shipmentId)
  const [item] = await rows(sql`SELECT id, due_on FROM open_item WHERE organisation_id = ${ctx.organisationId}
    AND document_id = ${invoiceId}`)
  return { orderId, invoiceId, itemId: item?.id as string, dueOn: item?.dueOn as string }
}

it('flags an unpaid invoice once, on the day after its due day, with its order; not a paid one, nor another organisation’s', async () => {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 1_000_000n, reason: 'known' })
  const [late, paid, second] = [await invoiced(customerId), await invoiced(customerId), await invoiced(customerId)]
  const money = { customerId, receivedOn: ctx.today, method: 'BANK' as const }
  await recordReceipt(ctx, { ...money, amountMinor: 12_300n, openItemIds: [paid.itemId] })
  await recordReceipt(ctx, { ...money, amountMinor: 300n, openItemIds: [late.itemId] })
  const after = on(addDays(late.dueOn, 1))
  expect(await flagOverdue(on(late.dueOn))).toEqual({ flagged: 0 })
  const stranger = (await makeOrganisation({ clock: virtualClock(after.now) })).ctx
  expect(await flagOverdue(stranger)).toEqual({ flagged: 0 })
  const sweeps = await Promise.all([flagOverdue(after), flagOverdue(after)])
  expect(sweeps.reduce((sum, { flagged }) => sum + flagged, 0)).toBe(2)
  expect(await flagOverdue(on(addDays(late.dueOn, 9)))).toEqual({ flagged: 0 })
  const items = await rows(sql`SELECT id, overdue_since FROM open_item WHERE organisation_id = ${ctx.organisationId}`)
  const since = Object.fromEntries(items.map((item) => [item.id, item.overdueSince]))
  expect([since[late.itemId], since[second.itemId], since[paid.itemId]]).toEqual([after.today, after.today, null])
  const told =
    await rows(sql`SELECT e.payload, (SELECT array_agg(x.object_type::text ORDER BY x.object_type::text) FROM event_object x
      WHERE x.organisation_id = e.organisation_id AND x.event_id = e.id) AS about FROM event e
    JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id AND o.object_id = ${late.invoiceId}
    WHERE e.organisation_id = ${ctx.organisationId} AND e.name = 'receivable/item.overdue'`)
  expect(told).toHaveLength(1)
  expect(told[0]?.about).toEqual(['customer', 'invoice', 'order'])
  const [{ dueOn, openMinor } = { dueOn: null, openMinor: null }] = told.map(
    ({ payload }) => payload as Record<string, unknown>,
  )
  expect([dueOn, Number(openMinor)]).toEqual([late.dueOn, 12_000])
  const orders = await rows(
    sql`SELECT id, stage FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${[late.orderId, paid.orderId]}::uuid[])`,
  )
  expect(Object.fromEntries(orders.map((order) => [order.id, order.stage]))).toEqual({
    [late.orderId]: 'COLLECTION',
    [paid.orderId]: 'SETTLED',
  })
})

it('flags of one payer only what is due, each invoice on its own day', async () => {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 1_000_000n, reason: 'known' })
  const first = await invoiced(customerId)
  const later = await invoiced(customerId, on(addDays(ctx.today, 7)))
  expect(later.dueOn > addDays(first.dueOn, 1)).toBe(true)
  const since = async () => {
    const items = await rows(
      sql`SELECT id, overdue_since FROM open_item WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}`,
    )
    return [first, later].map(({ itemId }) => items.find((item) => item.id === itemId)?.overdueSince)
  }
  expect(await flagOverdue(on(addDays(first.dueOn, 1)))).toEqual({ flagged: 1 })
  expect(await since()).toEqual([addDays(first.dueOn, 1), null])
  expect(await flagOverdue(on(addDays(later.dueOn, 1)))).toEqual({ flagged: 1 })
  expect(await since()).toEqual([addDays(first.dueOn, 1), addDays(later.dueOn, 1)])
})
