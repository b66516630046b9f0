import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import type { RecordedEvent } from '@/server/platform/jobs/functions'
import { objectOf } from '@/server/platform/jobs/functions'
import { type NewMail, queueMail } from '@/server/platform/mail/queue'
import { toldGoods } from '@/server/platform/money/quantity'
import { allocatedMail, closedMail, plannedMail, shortMail } from '../emails/waiting'
import { type OrderHead, orderHead, recordLines } from '../queries/record'
import { waitingLines } from '../queries/waiting'

/** The subject of each of these mails. Its key is the event, so that one event sends one mail. */
function about(event: RecordedEvent, head: OrderHead): Omit<NewMail, 'kind' | 'subject' | 'text' | 'html'> {
  return {
    effectKey: `${event.name}/${event.id}`,
    objectType: 'order',
    objectId: head.id,
    customerId: head.customerId,
  }
}

/**
 * Tells the customer that units have to wait after a short pick or a count, once for each event. It does not mention units that
 * were reserved again in the meantime.
 */
export async function mailShort(ctx: Ctx, event: RecordedEvent): Promise<{ mailed: boolean }> {
  const { backordered, units, cause } = event.payload
  const lost = Number(backordered ?? units ?? 0)
  if (lost === 0 || cause === 'CREDIT_EXPIRED') return { mailed: false }
  const orderId = objectOf(event, 'order')
  const head = await orderHead(ctx, orderId)
  const [lines] = await read(ctx, waitingLines(ctx, orderId))
  if (lines.length === 0 || head.quiet) return { mailed: false }
  const mail = shortMail(ctx.organisation, head, toldGoods({ ...event.payload, units: lost }), lines)
  const [[made]] = await read(ctx, queueMail(ctx, { ...about(event, head), kind: 'SHORTAGE_NOTICE', ...mail }))
  return { mailed: Boolean(made) }
}

/** Tells the customer the day on which units arrive that waited for stock, once for each event. The day was computed when they were reserved. */
export async function mailAllocated(ctx: Ctx, event: RecordedEvent): Promise<{ mailed: boolean }> {
  const orderId = objectOf(event, 'order')
  const head = await orderHead(ctx, orderId)
  // Null: the order still waits for other units, so that no day is known.
  const day = event.payload.arrivesOn === null ? null : (event.payload.arrivesOn ?? head.promisedOn)
  if (head.stage === 'CANCELLED' || head.quiet || !day) return { mailed: false }
  const [lines] = await read(ctx, waitingLines(ctx, orderId))
  const mail = allocatedMail(ctx.organisation, head, toldGoods(event.payload), String(day), lines)
  const [[made]] = await read(ctx, queueMail(ctx, { ...about(event, head), kind: 'ARRIVAL_NOTICE', ...mail }))
  return { mailed: Boolean(made) }
}

/** Tells the customer which units were taken off because they were missing when the order left, once for each event. Other cancellations have their own mail. */
export async function mailClosed(ctx: Ctx, event: RecordedEvent): Promise<{ mailed: boolean }> {
  const { closed } = event.payload
  if (!Array.isArray(closed)) return { mailed: false }
  const orderId = objectOf(event, 'order')
  const head = await orderHead(ctx, orderId)
  if (head.quiet) return { mailed: false }
  const [all] = await read(ctx, recordLines(ctx, orderId))
  const units = new Map(closed as [position: number, units: number][])
  const lines = all.flatMap((line) =>
    units.has(line.position) ? [{ ...line, quantity: units.get(line.position) ?? 0 }] : [],
  )
  const mail = closedMail(ctx.organisation, head, lines)
  const [[made]] = await read(ctx, queueMail(ctx, { ...about(event, head), kind: 'ORDER_AMENDMENT', ...mail }))
  return { mailed: Boolean(made) }
}

/**
 * Tells the customer that the promised day is gone, after another warehouse serves the order, units have to wait there, and no day is
 * known for them.
 */
export async function mailElsewhere(ctx: Ctx, event: RecordedEvent): Promise<{ mailed: boolean }> {
  if (!event.payload.unkept) return { mailed: false }
  const orderId = objectOf(event, 'order')
  const head = await orderHead(ctx, orderId)
  const from = head.movedOn ?? head.promisedOn
  const [lines] = await read(ctx, waitingLines(ctx, orderId))
  if (head.stage === 'CANCELLED' || head.quiet || !from || lines.every((line) => line.plannedOn))
    return { mailed: false }
  const mail = plannedMail(ctx.organisation, head, { from, to: null }, lines)
  const [[made]] = await read(ctx, queueMail(ctx, { ...about(event, head), kind: 'PROMISE_MOVED', ...mail }))
  return { mailed: Boolean(made) }
}

/** Tells the customer, once for each event, the new day of an order that waits for goods, or that its day is no longer known. */
export async function mailPlanned(ctx: Ctx, event: RecordedEvent): Promise<{ mailed: boolean }> {
  const orderId = objectOf(event, 'order')
  const head = await orderHead(ctx, orderId)
  if (head.stage === 'CANCELLED' || head.quiet) return { mailed: false }
  const [lines] = await read(ctx, waitingLines(ctx, orderId))
  if (lines.length === 0) return { mailed: false }
  const { from, to, open } = event.payload
  const days = { from: from ? String(from) : null, to: to ? String(to) : null }
  const undated = open ? lines.filter((line) => !line.plannedOn) : []
  const mail = plannedMail(ctx.organisation, head, days, lines, undated)
  const kind = days.from === null && days.to !== null ? 'ARRIVAL_NOTICE' : 'PROMISE_MOVED'
  const [[made]] = await read(ctx, queueMail(ctx, { ...about(event, head), kind, ...mail }))
  return { mailed: Boolean(made) }
}
