import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type BackgroundFunction, objectOf, type RecordedEvent } from '@/server/platform/jobs/functions'
import { addressWaiting } from './mutations/address'
import { takeReturned } from './mutations/answer-offer'
import { endApprovals } from './mutations/end-approval'
import { expireReservations } from './mutations/expire'
import { mailAnswer } from './mutations/mail-answer'
import { mailAmendment, mailCancellation, mailConfirmation } from './mutations/mail-order'
import { mailAllocated, mailClosed, mailElsewhere, mailPlanned, mailShort } from './mutations/mail-waiting'
import { planWaiting } from './mutations/plan-waiting'
import { expireQuotes } from './mutations/quote'
import { regate } from './mutations/regate'
import { remindQuotes } from './mutations/remind-quotes'
import { serveWaiting } from './mutations/serve'
import { expireLots } from './mutations/withhold'

/** Gives the stock that an order freed to orders that wait for it. */
async function serveFreed(ctx: Ctx, event: RecordedEvent) {
  const [rows] = await read(
    ctx,
    sql<{
      productId: string
    }>`SELECT DISTINCT l.product_id FROM order_line l JOIN stock_level s ON s.organisation_id = l.organisation_id
        AND s.warehouse_id = l.warehouse_id AND s.product_id = l.product_id
      WHERE l.organisation_id = ${ctx.organisationId} AND l.order_id = ${objectOf(event, 'order')} AND s.backordered > 0
        AND s.on_hand - s.reserved - s.picked - s.blocked > 0`,
  )
  await serveWaiting(
    ctx,
    rows.map((row) => row.productId),
  )
}

/** Serves the lines that wait for the products of an event. */
const serveNamed = (ctx: Ctx, event: RecordedEvent) =>
  serveWaiting(
    ctx,
    event.objects.filter(([type]) => type === 'product').map(([, id]) => id),
  )

/** Computes the days of waiting lines again after a planned receipt or a transfer has changed. */
const planAfter = (ctx: Ctx, event: RecordedEvent) =>
  planWaiting(
    ctx,
    event.objects.filter(([type]) => type === 'product').map(([, id]) => id),
  )

/** Computes the days of an order's waiting lines after it has passed credit or was amended. */
async function planOrder(ctx: Ctx, event: RecordedEvent) {
  const [rows] = await read(
    ctx,
    sql<{ productId: string }>`SELECT DISTINCT product_id FROM order_line
      WHERE organisation_id = ${ctx.organisationId} AND order_id = ${objectOf(event, 'order')} AND backordered > 0 AND planned_on IS NULL`,
  )
  return rows.length > 0
    ? planWaiting(
        ctx,
        rows.map((row) => row.productId),
      )
    : null
}

/** First the days at the other warehouse: only what has none there is told to have none. */
async function planElsewhere(ctx: Ctx, event: RecordedEvent) {
  await planOrder(ctx, event)
  return mailElsewhere(ctx, event)
}

const regatePayer = (ctx: Ctx, event: RecordedEvent) => regate(ctx, objectOf(event, 'customer'))

/** Checks a payer's waiting orders again after another order of the payer needs less credit. */
async function regateOrder(ctx: Ctx, event: RecordedEvent) {
  const [[order]] = await read(
    ctx,
    sql<{
      payerId: string
    }>`SELECT payer_id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${objectOf(event, 'order')}`,
  )
  if (order) await regate(ctx, order.payerId)
}

/** Mails the customer the state of the order: after it was placed, and again when it is released. */
const mailStanding = (ctx: Ctx, event: RecordedEvent) => mailConfirmation(ctx, objectOf(event, 'order'))

/** Gives a new address of the customer to the orders that wait for one. */
async function addressAfterChange(ctx: Ctx, event: RecordedEvent) {
  const fields = Array.isArray(event.payload.fields) ? event.payload.fields.map(String) : []
  if (!fields.some((field) => /^(bill|ship)(Line|City)$/.test(field))) return null
  return addressWaiting(ctx, objectOf(event, 'customer'))
}

/** The reactions and sweeps of orders. */
export const orderFunctions: BackgroundFunction[] = [
  { id: 'order.serve-after-cancel', on: 'order/lines.cancelled', run: serveFreed },
  { id: 'order.serve-after-amend', on: 'order/order.amended', run: serveFreed },
  { id: 'order.serve-after-decline', on: 'credit/decision.made', run: serveFreed },
  ...(['planned', 'changed', 'postponed', 'closed', 'cancelled', 'late'] as const).map((change) => ({
    id: `order.plan-after-${change}`,
    on: `supply/receipt.${change}` as const,
    run: planAfter,
  })),
  { id: 'order.plan-after-sent', on: 'fulfilment/transfer.sent', run: planAfter },
  { id: 'order.plan-after-arrived', on: 'fulfilment/transfer.received', run: planAfter },
  { id: 'order.plan-after-transfer-postponed', on: 'fulfilment/transfer.postponed', run: planAfter },
  { id: 'order.plan-after-transfer-late', on: 'fulfilment/transfer.late', run: planAfter },
  { id: 'order.plan-after-served-from', on: 'fulfilment/order.servedFrom', run: planElsewhere },
  { id: 'order.serve-after-served-from', on: 'fulfilment/order.servedFrom', run: serveNamed },
  { id: 'order.plan-after-release', on: 'credit/order.released', run: planOrder },
  { id: 'order.plan-after-amend', on: 'order/order.amended', run: planOrder },
  { id: 'order.plan-waiting', cron: '17 * * * *', due: 'planned', run: (ctx) => planWaiting(ctx, null) },
  { id: 'order.mail-planned', on: 'order/promise.moved', run: mailPlanned },
  { id: 'order.regate-after-ended', on: 'credit/approval.ended', run: regateOrder },
  { id: 'order.serve-after-release', on: 'credit/order.released', run: serveFreed },
  { id: 'order.serve-after-lost', on: 'order/reservation.lost', run: serveFreed },
  { id: 'order.regate-after-lift', on: 'credit/hold.lifted', run: regatePayer },
  { id: 'order.regate-after-limit', on: 'credit/limit.changed', run: regatePayer },
  { id: 'order.regate-after-receipt', on: 'collection/receipt.recorded', run: regatePayer },
  { id: 'order.regate-after-refund-reversed', on: 'collection/refund.reversed', run: regatePayer },
  { id: 'order.regate-after-credit-note', on: 'invoicing/creditNote.issued', run: regatePayer },
  { id: 'order.regate-after-write-off', on: 'collection/item.writtenOff', run: regatePayer },
  { id: 'order.regate-after-item-removed', on: 'exchange/item.removed', run: regatePayer },
  { id: 'order.regate-after-item-changed', on: 'exchange/item.reopened', run: regatePayer },
  { id: 'order.regate-after-cancel', on: 'order/lines.cancelled', run: regateOrder },
  { id: 'order.regate-after-amend', on: 'order/order.amended', run: regateOrder },
  { id: 'order.expire-lots', cron: '*/10 * * * *', due: 'expiry', run: expireLots },
  { id: 'order.end-approvals', cron: '*/10 * * * *', due: 'credit', run: endApprovals },
  { id: 'order.expire-reservations', cron: '*/10 * * * *', due: 'credit', run: expireReservations },
  { id: 'order.address-waiting', on: 'customer/customer.changed', run: addressAfterChange },
  {
    id: 'order.take-returned',
    on: 'customer/customer.restored',
    run: (ctx, event) => takeReturned(ctx, objectOf(event, 'customer')),
  },
  { id: 'order.regate-after-answer', on: 'order/offer.answered', run: regateOrder },
  { id: 'order.mail-answered', on: 'order/offer.answered', run: mailStanding },
  { id: 'order.mail-confirmation', on: 'order/order.confirmed', run: mailStanding },
  { id: 'order.mail-released', on: 'credit/order.released', run: mailStanding },
  { id: 'order.mail-ended', on: 'credit/approval.ended', run: mailStanding },
  { id: 'order.mail-proforma', on: 'order/proforma.issued', run: mailStanding },
  { id: 'order.mail-addressed', on: 'order/order.addressed', run: mailStanding },
  {
    id: 'order.mail-cancellation',
    on: 'order/order.cancelled',
    run: (ctx, event) => mailCancellation(ctx, objectOf(event, 'order'), Boolean(event.payload.undone)),
  },
  { id: 'order.mail-closed', on: 'order/lines.cancelled', run: mailClosed },
  { id: 'order.mail-amendment', on: 'order/order.amended', run: mailAmendment },
  { id: 'order.mail-allocated', on: 'order/backorder.allocated', run: mailAllocated },
  { id: 'order.mail-lost', on: 'order/reservation.lost', run: mailShort },
  { id: 'order.mail-accepted', on: 'order/quote.accepted', run: mailAnswer },
  { id: 'order.mail-declined', on: 'order/quote.declined', run: mailAnswer },
  { id: 'order.expire-quotes', cron: '7 * * * *', due: 'quote', run: expireQuotes },
  { id: 'order.remind-quotes', cron: '37 8-17 * * *', due: 'quote', run: remindQuotes },
]
