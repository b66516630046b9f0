import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { renderDocument } from '@/server/platform/documents/document'
import { frozenDocument } from '@/server/platform/documents/freeze'
import { sellerOf } from '@/server/platform/documents/seller'
import { objectOf, type RecordedEvent } from '@/server/platform/jobs/functions'
import { type MailPaper, queueMail } from '@/server/platform/mail/queue'
import { confirmationPaper, type PrintedOrder, type Standing, standingOf } from '../documents/confirmation'
import { amendmentWords } from '../emails/amendment'
import { cancellationMail } from '../emails/cancellation'
import { amendmentMail, confirmationMail } from '../emails/confirmation'
import { retaxed } from '../queries/offer'
import { type OrderHead, orderHead, proformaOf, type RecordLine, recordLines } from '../queries/record'
import { creditTold } from '../queries/told'
import { waitsForRest } from '../rules/delivery'
import { arrivalOf, destinationOf, promiseClock } from '../rules/promise'

/** An order with everything that its paper contains. */
export async function printedOrder(ctx: Ctx, orderId: string): Promise<PrintedOrder> {
  const head = await orderHead(ctx, orderId)
  const [lines, [seller], [proforma], [told], [quoted], [buyer]] = await read(
    ctx,
    recordLines(ctx, orderId),
    sellerOf(ctx),
    proformaOf(ctx, orderId),
    creditTold(ctx, orderId),
    retaxed(ctx, orderId),
    sql<
      PrintedOrder['buyer']
    >`SELECT b.line AS address_line, b.extra AS address_extra, b.postcode, b.city, b.region, coalesce(b.country, c.country) AS country
      FROM customer c LEFT JOIN customer_address b ON b.organisation_id = c.organisation_id AND b.customer_id = c.id AND b.is_bill_to
      WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${head.customerId}`,
  )
  if (!seller || !buyer || !told) throw new Error('an order without its organisation or customer')
  const waits = proforma?.state === 'OPEN' ? proforma : null
  const partOn = partArrival(ctx, head, lines)
  return { head, lines, seller, buyer, partOn, quoted: quoted ?? null, proforma: waits, told }
}

/** The day on which the available units arrive while the rest waits for stock. A complete order has its promise instead. */
function partArrival(ctx: Ctx, head: OrderHead, lines: readonly RecordLine[]): string | null {
  if (waitsForRest(head.deliveryRule, lines)) return null
  const some = (pick: (line: RecordLine) => number) => lines.some((line) => pick(line) > 0)
  if (!some((line) => line.backordered) || !some((line) => line.reserved + line.picked)) return null
  return arrivalOf({ ...head, ...destinationOf(head.shipTo) }, promiseClock(ctx))
}

const unconfirmed = new Set<Standing>(['CREDIT', 'ASKED', 'ADDRESS'])

/** The paper of an order as it was first made: the confirmation, or the pro forma invoice. The paper of an unconfirmed order is not stored. */
export async function orderPaper(ctx: Ctx, orderId: string): Promise<{ fileName: string; bytes: Buffer }> {
  const order = await printedOrder(ctx, orderId)
  const { key, filename } = paperOf(order)
  const make = () => renderDocument(confirmationPaper(order, ctx.organisation))
  if (unconfirmed.has(standingOf(order))) return { fileName: filename, bytes: Buffer.from(await make()) }
  const kept = await frozenDocument(ctx, key, make)
  return { fileName: filename, bytes: kept.bytes }
}

/** Each pro forma is its own paper, so that the replaced one stays as it was sent. */
function paperOf({ head, proforma }: PrintedOrder) {
  const number = proforma?.number ?? head.number
  const key = proforma
    ? { kind: 'proforma', objectType: 'proforma', objectId: proforma.id, number }
    : { kind: 'orderConfirmation', objectType: 'order', objectId: head.id, number }
  return { key, filename: `${number}.pdf` }
}

/** The stored paper that a mail carries. In a simulation it is made when somebody first opens it. */
export async function attached(ctx: Ctx, order: PrintedOrder): Promise<MailPaper[]> {
  const { key, filename } = paperOf(order)
  if (ctx.gateways.mail === 'SEND')
    await frozenDocument(ctx, key, () => renderDocument(confirmationPaper(order, ctx.organisation)))
  return [{ kind: key.kind, objectId: key.objectId, filename }]
}

/** The mail for each standing of an order. Each is sent only once. */
const standings = {
  CONFIRMED: { effect: 'order', kind: 'ORDER_CONFIRMATION' },
  PAYMENT: { effect: 'order-proforma', kind: 'PROFORMA' },
  CREDIT: { effect: 'order-received', kind: 'ORDER_RECEIVED' },
  ASKED: { effect: 'order-received', kind: 'ORDER_RECEIVED' },
  ADDRESS: { effect: 'order-address', kind: 'ORDER_RECEIVED' },
} as const

/**
 * Tells the customer by mail that an order is confirmed (with the paper and its day), must be prepaid, or is received without a
 * day. Each of these mails is sent once; the first release sends the confirmation.
 */
export async function mailConfirmation(ctx: Ctx, orderId: string): Promise<{ mailed: boolean }> {
  const order = await printedOrder(ctx, orderId)
  if (!order.head.customerEmail || order.head.quiet || order.head.stage === 'CANCELLED') return { mailed: false }
  const standing = standingOf(order)
  const { effect, kind } = standings[standing]
  // When an approval ends, the order waits again. The customer hears of that, and of the release after it.
  const again = order.told.ended > 0 ? `/${order.told.ended}` : ''
  const papers = standing === 'CONFIRMED' || standing === 'PAYMENT' ? await attached(ctx, order) : undefined
  const [[made]] = await read(
    ctx,
    queueMail(ctx, {
      effectKey: `${effect}/${orderId}${again}`,
      kind,
      objectType: 'order',
      objectId: orderId,
      customerId: order.head.customerId,
      ...confirmationMail(ctx.organisation, order),
      papers,
    }),
  )
  return { mailed: Boolean(made) }
}

/** Tells the customer once that an order is cancelled; nothing when the import that made it was taken back. */
export async function mailCancellation(ctx: Ctx, orderId: string, undone = false): Promise<{ mailed: boolean }> {
  const head = await orderHead(ctx, orderId)
  if (!head.customerEmail || head.quiet || undone) return { mailed: false }
  const [[proforma = null]] = await read(ctx, proformaOf(ctx, orderId))
  const [[made]] = await read(
    ctx,
    queueMail(ctx, {
      effectKey: `order-cancelled/${orderId}`,
      kind: 'ORDER_CANCELLED',
      objectType: 'order',
      objectId: orderId,
      customerId: head.customerId,
      ...cancellationMail(ctx.organisation, { head, proforma }),
    }),
  )
  return { mailed: Boolean(made) }
}

/** The lines that an amendment added: they have its time of confirmation. */
async function addedBy(ctx: Ctx, event: RecordedEvent, orderId: string): Promise<number[]> {
  const added = Number(event.payload.added ?? 0)
  if (added === 0) return []
  const [rows] = await read(
    ctx,
    sql<{
      position: number
    }>`SELECT position FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND confirmed_at = ${event.at} ORDER BY position`,
  )
  return rows.map((row) => row.position).slice(-added)
}

/**
 * Tells the customer once what an amendment changed, with the whole order as it is now. An amendment that cancels the order sends the
 * mail of a cancellation. A change of the internal note sends nothing.
 */
export async function mailAmendment(ctx: Ctx, event: RecordedEvent): Promise<{ mailed: boolean }> {
  const orderId = objectOf(event, 'order')
  const order = await printedOrder(ctx, orderId)
  const added = await addedBy(ctx, event, orderId)
  const changes = amendmentWords(ctx.organisation, order, { payload: event.payload, added })
  const { customerEmail, quiet, stage } = order.head
  if (!customerEmail || quiet || stage === 'CANCELLED' || changes.length === 0) return { mailed: false }
  const [[made]] = await read(
    ctx,
    queueMail(ctx, {
      effectKey: `order-amended/${event.id}`,
      kind: 'ORDER_AMENDMENT',
      objectType: 'order',
      objectId: orderId,
      customerId: order.head.customerId,
      ...amendmentMail(ctx.organisation, order, changes),
      papers: order.proforma ? await attached(ctx, order) : undefined,
    }),
  )
  return { mailed: Boolean(made) }
}
