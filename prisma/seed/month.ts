import { closeDispute, raiseDispute } from '@/server/collection/mutations/dispute'
import { makePromise } from '@/server/collection/mutations/promise'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { writeOff } from '@/server/collection/mutations/write-off'
import { setLimit } from '@/server/credit/mutations/limit'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { creditReturn, issueCreditNote } from '@/server/invoicing/mutations/issue-credit-note'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { assumeDelivered, deliver } from '@/server/shipping/mutations/deliver'
import { makeOrganisation } from './organisation'
import { makeCustomer, makeProduct, termsOf } from './records'
import { giveLegalDetails, makeShipped, ship } from './shipment'

/** The days of the trade that `makeMonth` makes. */
export const month = { from: '2026-08-01', to: '2026-08-31' }

interface Item {
  id: string
  documentId: string
  openMinor: bigint
}

async function itemOf(ctx: Ctx, orderId: string): Promise<Item> {
  const [[item]] = await read(
    ctx,
    sql<Item>`SELECT id, document_id, open_minor FROM open_item WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND kind = 'INVOICE' ORDER BY issued_on LIMIT 1`,
  )
  if (!item) throw new Error('not invoiced')
  return item
}

async function lineOf(ctx: Ctx, orderId: string): Promise<string> {
  const [[line]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} LIMIT 1`,
  )
  return line?.id as string
}

async function sold(ctx: Ctx, customerId: string, unitPrice: string) {
  const order = await makeShipped(ctx, { customerId, unitPrice })
  await issueForShipment(ctx, order.shipmentId)
  return order
}

/**
 * An organisation that traded through August, with every way that an order can go: kept, late, in parts, assumed,
 * damaged, prepaid, short.
 */
export async function makeMonth() {
  const clock = virtualClock(new Date('2026-08-03T09:00:00Z'))
  const { ctxOf } = await makeOrganisation({ clock })
  /** The owner's context at a later time. */
  const at = (instant: string): Ctx => {
    clock.set(new Date(instant))
    return ctxOf('owner')
  }

  let ctx = at('2026-08-03T09:00:00Z')
  await giveLegalDetails(ctx)
  const [good, slow, cash] = [
    await makeCustomer(ctx),
    await makeCustomer(ctx),
    await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') }),
  ]
  for (const { customerId } of [good, slow])
    await setLimit(ctx, { customerId, limitMinor: 10_000_000n, reason: 'known' })
  const kept = await sold(ctx, good.customerId, '100')
  const { productId: lamp } = await makeProduct(ctx, { stock: 1, unitPrice: '200' })
  const late = await confirm(ctx, { customerId: slow.customerId, lines: [{ productId: lamp, quantity: 1 }] })
  await sold(ctx, good.customerId, '300')
  const damaged = await sold(ctx, slow.customerId, '400')
  const { productId: vase } = await makeProduct(ctx, { stock: 2, unitPrice: '10' })
  const split = await confirm(ctx, { customerId: good.customerId, lines: [{ productId: vase, quantity: 2 }] })
  const halves = [await ship(ctx, split.orderId, 1), await ship(ctx, split.orderId, 1)]
  for (const shipmentId of halves) await issueForShipment(ctx, shipmentId)
  const { productId } = await makeProduct(ctx, { stock: 2, unitPrice: '50' })
  const parts = await confirm(ctx, { customerId: good.customerId, lines: [{ productId, quantity: 5 }] })
  await issueForShipment(ctx, await ship(ctx, parts.orderId, 2))
  const prepaid = await confirm(ctx, {
    customerId: cash.customerId,
    lines: [{ productId: (await makeProduct(ctx, { stock: 1 })).productId, quantity: 1 }],
  })
  ctx = at('2026-08-05T15:00:00Z')
  for (const shipmentId of [kept.shipmentId, ...halves]) await deliver(ctx, { shipmentId, receivedByName: 'Goods in' })
  await deliver(ctx, { shipmentId: damaged.shipmentId, receivedByName: 'Goods in' })
  await recordReceipt(ctx, {
    customerId: cash.customerId,
    orderId: prepaid.orderId,
    amountMinor: BigInt(prepaid.grossMinor),
    receivedOn: ctx.today,
    method: 'CARD',
  })
  await issueForShipment(ctx, await ship(ctx, prepaid.orderId, 1))
  ctx = at('2026-08-10T10:00:00Z')
  await assumeDelivered(ctx)
  const lateShipment = await ship(ctx, late.orderId, 1)
  await issueForShipment(ctx, lateShipment)
  await receive(ctx, { lines: [{ productId, quantity: 3 }] })
  await issueForShipment(ctx, await ship(ctx, parts.orderId, 3))
  const returned = await takeBack(ctx, {
    orderId: damaged.orderId,
    cause: 'DAMAGED',
    restock: false,
    lines: [{ orderLineId: await lineOf(ctx, damaged.orderId), quantity: 1 }],
  })
  await creditReturn(ctx, returned.returnId)
  ctx = at('2026-08-14T10:00:00Z')
  await deliver(ctx, { shipmentId: lateShipment, receivedByName: 'Goods in' })
  const dispute = await raiseDispute(ctx, { openItemId: (await itemOf(ctx, late.orderId)).id, cause: 'PRICE' })
  await closeDispute(ctx, { disputeId: dispute.disputeId, outcome: 'UPHELD' })
  await issueCreditNote(ctx, {
    invoiceId: (await itemOf(ctx, late.orderId)).documentId,
    netMinor: 5000n,
    reason: 'price',
  })
  ctx = at('2026-08-20T10:00:00Z')
  const paid = await itemOf(ctx, kept.orderId)
  await recordReceipt(ctx, {
    customerId: good.customerId,
    amountMinor: paid.openMinor,
    receivedOn: ctx.today,
    method: 'BANK',
    openItemIds: [paid.id],
  })
  const lost = await itemOf(ctx, late.orderId)
  await recordReceipt(ctx, {
    customerId: slow.customerId,
    amountMinor: lost.openMinor - 700n,
    receivedOn: ctx.today,
    method: 'BANK',
    openItemIds: [lost.id],
  })
  await writeOff(ctx, { openItemId: lost.id, cause: 'SMALL_DIFFERENCE' })
  const spare = await makeCustomer(ctx)
  await recordReceipt(ctx, { customerId: spare.customerId, amountMinor: 1234n, receivedOn: ctx.today, method: 'BANK' })
  const waits = await makeProduct(ctx)
  await confirm(ctx, { customerId: good.customerId, lines: [{ productId: waits.productId, quantity: 1 }] })
  ctx = at('2026-08-20T11:00:00Z')
  await makePromise(ctx, { customerId: good.customerId, amountMinor: 100n, promisedOn: '2026-09-10' })
  at('2026-08-31T20:00:00Z')
  return { clock, ctxOf, at, now: () => at('2026-08-31T20:00:00Z') }
}
