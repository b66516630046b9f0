import { procedure, router } from '@/server/platform/web/trpc'
import { deliver, deliverPart } from './mutations/deliver'
import { comeBack, failDelivery, sendAgain, takeIn } from './mutations/not-delivered'
import { noteLabels } from './mutations/note-labels'
import { plan } from './mutations/plan'
import { replan } from './mutations/replan'
import { cancelShipment, unpack } from './mutations/unpack'
import { countShipments, listShipments } from './queries/list'
import { senderKnown } from './queries/papers'
import { shipmentRecord } from './queries/record'
import { leaving } from './router/leaving'
import {
  cancelShipmentInput,
  comeBackInput,
  deliverInput,
  deliverPartInput,
  failInput,
  noteLabelsInput,
  orderIdInput,
  replanInput,
  sendAgainInput,
  shipmentIdInput,
  shipmentListInput,
  takeInInput,
  unpackInput,
} from './schema'

export const shippingRouter = router({
  list: procedure('shipping.read')
    .input(shipmentListInput)
    .query(({ ctx, input }) => listShipments(ctx, input)),
  counts: procedure('shipping.read').query(({ ctx }) => countShipments(ctx)),
  get: procedure('shipping.read')
    .input(shipmentIdInput)
    .query(({ ctx, input }) => shipmentRecord(ctx, input)),
  senderKnown: procedure('shipping.read').query(({ ctx }) => senderKnown(ctx)),
  plan: procedure('shipping.dispatch')
    .input(orderIdInput)
    .mutation(({ ctx, input }) => plan(ctx, input.orderId)),
  replan: procedure('shipping.dispatch')
    .input(replanInput)
    .mutation(({ ctx, input }) => replan(ctx, input)),
  cancel: procedure('shipping.dispatch')
    .input(cancelShipmentInput)
    .mutation(({ ctx, input }) => cancelShipment(ctx, input)),
  unpack: procedure('fulfilment.pack')
    .input(unpackInput)
    .mutation(({ ctx, input }) => unpack(ctx, input)),
  noteLabels: procedure('fulfilment.pack')
    .input(noteLabelsInput)
    .mutation(({ ctx, input }) => noteLabels(ctx, input)),
  ...leaving,
  deliver: procedure('shipping.deliver')
    .input(deliverInput)
    .mutation(({ ctx, input }) => deliver(ctx, input)),
  deliverPart: procedure('shipping.deliver')
    .input(deliverPartInput)
    .mutation(({ ctx, input }) => deliverPart(ctx, input)),
  fail: procedure('shipping.deliver')
    .input(failInput)
    .mutation(({ ctx, input }) => failDelivery(ctx, input)),
  comeBack: procedure('shipping.deliver')
    .input(comeBackInput)
    .mutation(({ ctx, input }) => comeBack(ctx, input)),
  takeIn: procedure('fulfilment.return')
    .input(takeInInput)
    .mutation(({ ctx, input }) => takeIn(ctx, input)),
  sendAgain: procedure('shipping.dispatch')
    .input(sendAgainInput)
    .mutation(({ ctx, input }) => sendAgain(ctx, input)),
})
