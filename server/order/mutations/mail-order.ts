import type { Ctx } from '@/server/platform/ctx'
import { renderDocument } from '@/server/platform/documents/document'
import { frozenDocument } from '@/server/platform/documents/freeze'
import { queueMail } from '@/server/platform/mail/queue'
import { read } from '@/server/platform/run'
import { sql } from '@/server/platform/sql'
import { confirmationPaper, type PrintedOrder, type Seller } from '../documents/confirmation'
import { amendmentMail, cancellationMail, confirmationMail } from '../emails/confirmation'
import { orderHead, recordLines } from '../queries/record'

async function printedOrder(ctx: Ctx, orderId: string): Promise<PrintedOrder> {
  const head = await orderHead(ctx, orderId)
  const [lines, [seller], [proforma]] = await read(
    ctx,
    recordLines(ctx, orderId),
    sql<Seller>`SELECT legal_name, address_line, address_extra, postcode, city, tax_number, iban FROM organisation WHERE id = ${ctx.organisationId}`,
    sql<{
      number: string
      grossMinor: bigint
    }>`SELECT number, gross_minor FROM proforma WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`,
  )
  if (!seller) throw new Error('an order without its organisation')
  return { head, lines, seller, iban: seller.iban, proforma: proforma ?? null }
}

/** The paper of an order as it was first made: the confirmation, or the pro forma invoice of a prepaid order. */
export async function orderPaper(ctx: Ctx, orderId: string): Promise<{ fileName: string; bytes: Buffer }> {
  const order = await printedOrder(ctx, orderId)
  const { key, filename } = paperOf(order)
  const kept = await frozenDocument(ctx, key, () => renderDocument(confirmationPaper(order, ctx.organisation)))
  return { fileName: filename, bytes: kept.bytes }
}

function paperOf({ head, proforma }: PrintedOrder) {
  const kind = proforma ? 'proforma' : 'orderConfirmation'
  const number = proforma?.number ?? head.number
  return { key: { kind, objectType: 'order', objectId: head.id, number }, filename: `${number}.pdf` }
}

/** Confirms an order to its customer by mail with the paper; once for ever. In a simulation the paper is made when first opened. */
export async function mailConfirmation(ctx: Ctx, orderId: string): Promise<{ mailed: boolean }> {
  const order = await printedOrder(ctx, orderId)
  if (!order.head.customerEmail) return { mailed: false }
  const { key, filename } = paperOf(order)
  if (ctx.gateways.mail === 'SEND')
    await frozenDocument(ctx, key, () => renderDocument(confirmationPaper(order, ctx.organisation)))
  const [[made]] = await read(
    ctx,
    queueMail(ctx, {
      effectKey: `order/${orderId}`,
      kind: order.proforma ? 'PROFORMA' : 'ORDER_CONFIRMATION',
      objectType: 'order',
      objectId: orderId,
      customerId: order.head.customerId,
      to: order.head.customerEmail,
      ...confirmationMail(ctx.organisation, order),
      papers: [{ kind: key.kind, objectId: orderId, filename }],
    }),
  )
  return { mailed: Boolean(made) }
}

/** Tells the customer of a cancelled order; once for ever. */
export async function mailCancellation(ctx: Ctx, orderId: string): Promise<{ mailed: boolean }> {
  const head = await orderHead(ctx, orderId)
  if (!head.customerEmail) return { mailed: false }
  const [[made]] = await read(
    ctx,
    queueMail(ctx, {
      effectKey: `order-cancelled/${orderId}`,
      kind: 'ORDER_CANCELLED',
      objectType: 'order',
      objectId: orderId,
      customerId: head.customerId,
      to: head.customerEmail,
      ...cancellationMail(ctx.organisation, { head }),
    }),
  )
  return { mailed: Boolean(made) }
}

/** Tells the customer what an order is after it was amended; once for each change. A cancelled one is told of as cancelled. */
export async function mailAmendment(ctx: Ctx, orderId: string, eventId: string): Promise<{ mailed: boolean }> {
  const order = await printedOrder(ctx, orderId)
  if (!order.head.customerEmail || order.head.stage === 'CANCELLED') return { mailed: false }
  const [[made]] = await read(
    ctx,
    queueMail(ctx, {
      effectKey: `order-amended/${eventId}`,
      kind: 'ORDER_AMENDMENT',
      objectType: 'order',
      objectId: orderId,
      customerId: order.head.customerId,
      to: order.head.customerEmail,
      ...amendmentMail(ctx.organisation, order),
    }),
  )
  return { mailed: Boolean(made) }
}
