import type { Ctx } from '@/server/platform/context/ctx'
import { type BackgroundFunction, objectOf, type RecordedEvent } from '@/server/platform/jobs/functions'
import { assumeDelivered, settleDelivery } from './mutations/deliver'
import { mailDispatch } from './mutations/mail-dispatch'
import { plan, planForgotten } from './mutations/plan'

/** While a packer has more to put into boxes, their shipment waits. */
const planPacked = async (ctx: Ctx, event: RecordedEvent) =>
  event.payload.finished === false ? null : plan(ctx, objectOf(event, 'order'))
const settleOrder = (ctx: Ctx, event: RecordedEvent) => settleDelivery(ctx, objectOf(event, 'order'))

/** What shipping does by itself. */
export const shippingFunctions: BackgroundFunction[] = [
  { id: 'shipping.plan', on: 'fulfilment/order.packed', run: planPacked },
  {
    id: 'shipping.mail-dispatch',
    on: 'shipping/shipment.dispatched',
    run: (ctx, event) => mailDispatch(ctx, objectOf(event, 'shipment')),
  },
  { id: 'shipping.settle-cancelled', on: 'order/lines.cancelled', run: settleOrder },
  { id: 'shipping.settle-amended', on: 'order/order.amended', run: settleOrder },
  { id: 'shipping.plan-forgotten', cron: '*/10 * * * *', due: 'packing', run: planForgotten },
  { id: 'shipping.assume-delivered', cron: '20 * * * *', due: 'delivery', run: assumeDelivered },
]
