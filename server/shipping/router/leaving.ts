import { procedure } from '@/server/platform/web/trpc'
import { dispatch, dispatchMany } from '../mutations/dispatch'
import { handOver } from '../mutations/hand-over'
import { recall } from '../mutations/recall'
import { lotRecord } from '../queries/lots'
import { dispatchInput, dispatchManyInput, handOverInput, lotRef, recallInput } from '../schema'

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
  lot: procedure('shipping.read')
    .input(lotRef)
    .query(({ ctx, input }) => lotRecord(ctx, input.id)),
  handOver: procedure('shipping.dispatch')
    .input(handOverInput)
    .mutation(({ ctx, input }) => handOver(ctx, input)),
}
