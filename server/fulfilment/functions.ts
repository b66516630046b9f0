import { mailShort } from '@/server/order/mutations/mail-waiting'
import type { Ctx } from '@/server/platform/context/ctx'
import { type BackgroundFunction, objectOf, type RecordedEvent } from '@/server/platform/jobs/functions'
import { findLateTransfers } from './mutations/late-transfer'
import { release, releaseWaiting } from './mutations/release'
import { reroute } from './mutations/reroute'
import { reviseTasks } from './mutations/revise-tasks'

const releaseOrder = (ctx: Ctx, event: RecordedEvent) => release(ctx, objectOf(event, 'order'))
const reviseOrder = (ctx: Ctx, event: RecordedEvent) => reviseTasks(ctx, objectOf(event, 'order'))

/** First removes from the floor what an order lost, then gives it what it gained. */
async function reviseAndRelease(ctx: Ctx, event: RecordedEvent) {
  await reviseOrder(ctx, event)
  await releaseOrder(ctx, event)
}

const rerouteProduct = (ctx: Ctx, event: RecordedEvent) => reroute(ctx, objectOf(event, 'product'))

/** The reactions and sweeps of fulfilment. */
export const fulfilmentFunctions: BackgroundFunction[] = [
  { id: 'fulfilment.release', on: 'order/order.confirmed', run: releaseOrder },
  { id: 'fulfilment.release-allocated', on: 'order/backorder.allocated', run: releaseOrder },
  { id: 'fulfilment.release-credited', on: 'credit/order.released', run: releaseOrder },
  { id: 'fulfilment.release-answered', on: 'order/offer.answered', run: releaseOrder },
  { id: 'fulfilment.release-addressed', on: 'order/order.addressed', run: releaseOrder },
  {
    id: 'fulfilment.release-after-hold',
    on: 'credit/hold.lifted',
    run: (ctx, event) => releaseWaiting(ctx, objectOf(event, 'customer')),
  },
  { id: 'fulfilment.revise-amended', on: 'order/order.amended', run: reviseAndRelease },
  { id: 'fulfilment.revise-cancelled', on: 'order/lines.cancelled', run: reviseAndRelease },
  { id: 'fulfilment.revise-declined', on: 'credit/decision.made', run: reviseOrder },
  { id: 'fulfilment.release-put-back', on: 'fulfilment/goods.putBack', run: releaseOrder },
  { id: 'fulfilment.release-found', on: 'fulfilment/short.corrected', run: releaseOrder },
  { id: 'fulfilment.release-served-from', on: 'fulfilment/order.servedFrom', run: releaseOrder },
  { id: 'fulfilment.revise-lost', on: 'order/reservation.lost', run: reviseOrder },
  { id: 'fulfilment.reroute-counted', on: 'order/stock.counted', run: rerouteProduct },
  { id: 'fulfilment.reroute-blocked', on: 'order/lot.blocked', run: rerouteProduct },
  { id: 'fulfilment.reroute-expired', on: 'order/lot.expired', run: rerouteProduct },
  { id: 'fulfilment.reroute-exchanged', on: 'fulfilment/lot.exchanged', run: rerouteProduct },
  { id: 'fulfilment.mail-short', on: 'fulfilment/pick.short', run: mailShort },
  { id: 'fulfilment.release-waiting', cron: '*/10 * * * *', due: 'release', run: (ctx) => releaseWaiting(ctx) },
  { id: 'fulfilment.find-late-transfers', cron: '11 * * * *', due: 'planned', run: findLateTransfers },
]
