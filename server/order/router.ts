import { procedure, router } from '@/server/platform/web/trpc'
import { completeAddress } from './mutations/address'
import { amend } from './mutations/amend'
import { answerOffer } from './mutations/answer-offer'
import { cancel } from './mutations/cancel'
import { confirm } from './mutations/confirm'
import { decide } from './mutations/decide'
import { receive } from './mutations/receive'
import { lastOrder } from './queries/last'
import { countStages, listOrders } from './queries/list'
import { offerAsked } from './queries/offer'
import { previewOrder } from './queries/preview'
import { orderRecord } from './queries/record'
import { copies } from './router/copy'
import { counts } from './router/count'
import { lots } from './router/lot'
import {
  addressInput,
  amendInput,
  answerOfferInput,
  cancelInput,
  confirmInput,
  decideInput,
  orderListInput,
  previewInput,
  receiveInput,
  recordInput,
} from './schema'
import { lastOrderInput } from './schema/copy'

export const orderRouter = router({
  list: procedure('order.read')
    .input(orderListInput)
    .query(({ ctx, input }) => listOrders(ctx, input)),
  stages: procedure('order.read').query(({ ctx }) => countStages(ctx)),
  get: procedure('order.read')
    .input(recordInput)
    .query(({ ctx, input }) => orderRecord(ctx, input)),
  last: procedure('order.read')
    .input(lastOrderInput)
    .query(({ ctx, input }) => lastOrder(ctx, input)),
  preview: procedure('order.confirm')
    .input(previewInput)
    .query(({ ctx, input }) => previewOrder(ctx, input)),
  confirm: procedure('order.confirm')
    .input(confirmInput)
    .mutation(({ ctx, input }) => confirm(ctx, input)),
  amend: procedure('order.amend')
    .input(amendInput)
    .mutation(({ ctx, input }) => amend(ctx, input)),
  address: procedure('order.amend')
    .input(addressInput)
    .mutation(({ ctx, input }) => completeAddress(ctx, input)),
  offer: procedure('order.amend')
    .input(recordInput)
    .query(({ ctx, input }) => offerAsked(ctx, input)),
  answer: procedure('order.amend')
    .input(answerOfferInput)
    .mutation(({ ctx, input }) => answerOffer(ctx, input)),
  cancel: procedure('order.amend')
    .input(cancelInput)
    .mutation(({ ctx, input }) => cancel(ctx, input)),
  decide: procedure('credit.decide')
    .input(decideInput)
    .mutation(({ ctx, input }) => decide(ctx, input)),
  ...copies,
  ...lots,
  receive: procedure('stock.receive')
    .input(receiveInput)
    .mutation(({ ctx, input }) => receive(ctx, input)),
  ...counts,
})
