import { procedure } from '@/server/platform/web/trpc'
import { dispatch, dispatchMany } from '../mutations/dispatch'
import { handOver } from '../mutations/hand-over'
import { recall } from '../mutations/recall'
import { dispatchInput, dispatchManyInput, handOverInput, recallInput } from '../schema'

/** The procedures by which a shipment leaves the house or is kept back. */
export const leaving = {
  dispatch: procedure('shipping.dispatch')
    .input(dispatchInput)
    .mutation(({ ctx, input }) => dispatch(ctx, input)),
  dispatchMany: procedure('shipping.dispatch')
    .input(dispatchManyInput)
    .mutation(({ ctx, input }) => dispatchMany(ctx, input)),
  recall: procedure('shipping.dispatch')
    .input(recallInput)
    .mutation(({ ctx, input }) => recall(ctx, input)),
  handOver: procedure('shipping.dispatch')
    .input(handOverInput)
    .mutation(({ ctx, input }) => handOver(ctx, input)),
}
