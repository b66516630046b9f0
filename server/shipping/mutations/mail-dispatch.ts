import { orderHead } from '@/server/order/queries/record'
import { waitingLines } from '@/server/order/queries/waiting'
import { deliveries } from '@/server/order/rules/delivery'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { objectOf, type RecordedEvent } from '@/server/platform/jobs/functions'
import { queueMail } from '@/server/platform/mail/queue'
import { dispatchMail } from '../emails/dispatch'
import { movedMail } from '../emails/moved'
import { comingFromElsewhere } from '../queries/load'
import { shipmentRecord } from '../queries/record'

/** Tells the customer once that a shipment has left, with its tracking number; of an order that was moved in, nobody before this program counts. */
export async function mailDispatch(ctx: Ctx, shipmentId: string): Promise<{ mailed: boolean }> {
  const shipment = await shipmentRecord(ctx, { shipmentId })
  const [waits, elsewhere] = await read(ctx, waitingLines(ctx, shipment.orderId), comingFromElsewhere(ctx, shipmentId))
  const { deliveryRule, quiet } = await orderHead(ctx, shipment.orderId)
  if (quiet) return { mailed: false }
  // What is closed now is told in a mail of its own.
  const waiting = deliveries[deliveryRule].rest === 'CLOSED' ? [] : waits
  const [[made]] = await read(
    ctx,
    queueMail(ctx, {
      effectKey: shipment.attempts > 1 ? `dispatch/${shipmentId}/${shipment.attempts}` : `dispatch/${shipmentId}`,
      kind: 'DISPATCH_NOTICE',
      objectType: 'order',
      objectId: shipment.orderId,
      customerId: shipment.customerId,
      ...dispatchMail(ctx.organisation, shipment, waiting, elsewhere),
    }),
  )
  return { mailed: Boolean(made) }
}

/**
 * Tells the customer that another day replaces a promised one; once for an order and day, however many shipments it
 * concerns.
 */
export async function mailMoved(ctx: Ctx, event: RecordedEvent): Promise<{ mailed: boolean }> {
  const head = await orderHead(ctx, objectOf(event, 'order'))
  const [from, to] = [String(event.payload.from), String(event.payload.to)]
  if (head.stage === 'CANCELLED' || head.quiet) return { mailed: false }
  const [[made]] = await read(
    ctx,
    queueMail(ctx, {
      effectKey: `promise-moved/${head.id}/${to}`,
      kind: 'PROMISE_MOVED',
      objectType: 'order',
      objectId: head.id,
      customerId: head.customerId,
      ...movedMail(ctx.organisation, { ...head, orderNumber: head.number, from, to }),
    }),
  )
  return { mailed: Boolean(made) }
}
