import type { Ctx } from '@/server/platform/context/ctx'
import { type BackgroundFunction, objectOf, type RecordedEvent } from '@/server/platform/jobs/functions'
import { closeLeft } from './mutations/close-left'
import { assumeDelivered, settleDelivery } from './mutations/deliver'
import { followAmendment } from './mutations/follow-amendment'
import { handOverDue } from './mutations/hand-over'
import { mailDispatch, mailMoved } from './mutations/mail-dispatch'
import { replanAllMissed } from './mutations/missed'
import { noteReturn } from './mutations/not-delivered'
import { plan, planForgotten } from './mutations/plan'
import { callOff } from './mutations/unpack'

/** While a packer has more goods to pack, the order's shipment waits. */
const planPacked = async (ctx: Ctx, event: RecordedEvent) =>
  event.payload.finished === false ? null : plan(ctx, objectOf(event, 'order'))
const closeOrder = (ctx: Ctx, event: RecordedEvent) => closeLeft(ctx, objectOf(event, 'order'))
const planOrder = (ctx: Ctx, event: RecordedEvent) => plan(ctx, objectOf(event, 'order'))

/** Plans the other contents of a cancelled shipment again. */
async function callOffOrder(ctx: Ctx, event: RecordedEvent) {
  const orderId = objectOf(event, 'order')
  if ((await callOff(ctx, orderId)).cancelled > 0) await plan(ctx, orderId)
}

const settleOrder = (ctx: Ctx, event: RecordedEvent) => settleDelivery(ctx, objectOf(event, 'order'))

/** The reactions and sweeps of shipping. */
export const shippingFunctions: BackgroundFunction[] = [
  { id: 'shipping.plan', on: 'fulfilment/order.packed', run: planPacked },
  {
    id: 'shipping.mail-dispatch',
    on: 'shipping/shipment.left',
    run: (ctx, event) => mailDispatch(ctx, objectOf(event, 'shipment')),
  },
  ...(
    [
      ['left', 'shipping/shipment.left'],
      ['short', 'fulfilment/pick.short'],
      ['lost', 'order/reservation.lost'],
      ['amended', 'order/order.amended'],
    ] as const
  ).map(([id, on]) => ({ id: `shipping.close-${id}`, on, run: closeOrder })),
  { id: 'shipping.plan-what-remained', on: 'shipping/parcel.unpacked', run: planOrder },
  { id: 'shipping.call-off-cancelled', on: 'order/lines.cancelled', run: callOffOrder },
  { id: 'shipping.call-off-declined', on: 'credit/decision.made', run: callOffOrder },
  {
    id: 'shipping.note-return',
    on: 'fulfilment/goods.returned',
    run: (ctx, event) => noteReturn(ctx, objectOf(event, 'order')),
  },
  {
    id: 'shipping.mail-sent-again',
    on: 'shipping/shipment.sentAgain',
    run: (ctx, event) => mailDispatch(ctx, objectOf(event, 'shipment')),
  },
  { id: 'shipping.settle-cancelled', on: 'order/lines.cancelled', run: settleOrder },
  { id: 'shipping.settle-amended', on: 'order/order.amended', run: settleOrder },
  {
    id: 'shipping.follow-amended',
    on: 'order/order.amended',
    run: (ctx, event) => followAmendment(ctx, objectOf(event, 'order'), event.payload),
  },
  { id: 'shipping.mail-moved', on: 'shipping/promise.moved', run: mailMoved },
  { id: 'shipping.replan-missed', cron: '* * * * *', due: 'cutOff', run: replanAllMissed },
  { id: 'shipping.plan-forgotten', cron: '*/10 * * * *', due: 'packing', run: planForgotten },
  { id: 'shipping.hand-over', cron: '* * * * *', due: 'leaving', run: handOverDue },
  { id: 'shipping.assume-delivered', cron: '20 * * * *', due: 'delivery', run: assumeDelivered },
]
