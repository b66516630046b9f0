import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventsOf, payloadsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { reverseReceipt } from '@/server/collection/mutations/reverse-receipt'
import { holdPlaced, placeHold } from '@/server/credit/mutations/account'
import { setLimit } from '@/server/credit/mutations/limit'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { checkOrganisation } from '@/server/simulation/check/check'
import { issueForShipment } from './issue'

let ctx: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const money = (customerId: string, amountMinor: bigint, more: object = {}) =>
  recordReceipt(ctx, { customerId, amountMinor, receivedOn: ctx.today, method: 'BANK', ...more })
const returned = (receiptId: string) =>
  reverseReceipt(ctx, { receiptId, cause: 'RETURNED', reason: 'Insufficient funds' })

async function invoiced(customerId: string, overdue: boolean) {
  const { shipmentId, orderId } = await makeShipped(ctx, { customerId })
  const { invoiceId } = await issueForShipment(ctx, shipmentId)
  if (overdue)
    await read(
      ctx,
      sql`UPDATE open_item SET overdue_since = ${ctx.today}::date WHERE organisation_id = ${ctx.organisationId} AND document_id = ${invoiceId}`,
    )
  const [[item]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND document_id = ${invoiceId}`,
  )
  return { invoiceId, orderId, openItemId: item?.id as string }
}

async function holdsOf(customerId: string) {
  const [rows] = await read(
    ctx,
    sql<{ cause: string }>`SELECT cause FROM credit_hold
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} AND ended_at IS NULL ORDER BY cause`,
  )
  return rows.map(({ cause }) => cause)
}

async function isOverdue(orderId: string) {
  const [[order]] = await read(
    ctx,
    sql<{
      overdue: boolean
    }>`SELECT overdue FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`,
  )
  return order?.overdue
}

/** As what an object is named in the events of this name. */
async function toldAs(name: string, objectId: string) {
  const [rows] = await read(
    ctx,
    sql<{
      as: string
    }>`SELECT o.object_type AS as FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id
      WHERE e.organisation_id = ${ctx.organisationId} AND e.name = ${name} AND o.object_id = ${objectId}`,
  )
  return rows.map((row) => row.as)
}

it('a hold for what is overdue stays until the last of it is paid, whatever is open that is not due', async () => {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 100_000_000n, reason: 'known' })
  const [first, second] = [await invoiced(customerId, true), await invoiced(customerId, true)]
  await invoiced(customerId, false)
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      placeHold(ctx, customerId, 'OVERDUE', 'FINAL_REMINDER'),
      recordEvents(ctx, [holdPlaced(customerId, 'OVERDUE')]),
    ),
  )
  await money(customerId, 12_300n, { openItemIds: [first.openItemId] })
  expect(await holdsOf(customerId)).toEqual(['OVERDUE'])
  await money(customerId, 12_299n, { openItemIds: [second.openItemId] })
  expect(await holdsOf(customerId)).toEqual(['OVERDUE'])
  expect((await eventsOf(ctx, second.invoiceId)).map(({ name }) => name)).not.toContain('collection/item.settled')
  expect([await isOverdue(first.orderId), await isOverdue(second.orderId)]).toEqual([false, true])
  await money(customerId, 1n, { openItemIds: [second.openItemId] })
  expect(await holdsOf(customerId)).toEqual([])
  expect(await payloadsOf(ctx, 'credit/hold.lifted', customerId)).toMatchObject([{ cause: 'OVERDUE' }])
  for (const { invoiceId, orderId } of [first, second]) {
    expect(await payloadsOf(ctx, 'collection/item.settled', invoiceId)).toHaveLength(1)
    expect(await payloadsOf(ctx, 'collection/item.settled', orderId)).toHaveLength(1)
    expect(await toldAs('collection/item.settled', invoiceId)).toEqual(['invoice'])
    expect(await isOverdue(orderId)).toBe(false)
  }
})

it('a hold for a payment that came back stays when a second one comes back, and ends with money', async () => {
  const { customerId } = await makeCustomer(ctx)
  const [first, second] = [await money(customerId, 500n), await money(customerId, 700n)]
  for (const { receiptId } of [first, second]) {
    await returned(receiptId)
    expect(await holdsOf(customerId)).toEqual(['PAYMENT_RETURNED'])
    expect(await payloadsOf(ctx, 'credit/hold.placed', customerId)).toHaveLength(1)
  }
  expect(await payloadsOf(ctx, 'credit/hold.lifted', customerId)).toEqual([])
  await money(customerId, 1_200n)
  expect(await holdsOf(customerId)).toEqual([])
})

it('an invoice that came back unpaid keeps the hold while something else is paid', async () => {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 100_000_000n, reason: 'known' })
  const [first, second] = [await invoiced(customerId, false), await invoiced(customerId, false)]
  await returned((await money(customerId, 12_300n, { openItemIds: [first.openItemId] })).receiptId)
  await money(customerId, 12_300n, { openItemIds: [second.openItemId] })
  expect(await holdsOf(customerId)).toEqual(['PAYMENT_RETURNED'])
  await money(customerId, 12_300n)
  expect(await holdsOf(customerId)).toEqual([])
})

it('an order that is paid beforehand is told as released once, when all of it has come', async () => {
  const { customerId } = await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })
  const { productId } = await makeProduct(ctx, { stock: 5, unitPrice: '10' })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 2 }] })
  const released = () => payloadsOf(ctx, 'credit/order.released', orderId)
  await money(customerId, 2_459n, { orderId })
  expect(await released()).toHaveLength(0)
  await money(customerId, 1n, { orderId })
  expect(await released()).toHaveLength(1)
  await money(customerId, 100n, { orderId })
  expect(await released()).toHaveLength(1)
})
