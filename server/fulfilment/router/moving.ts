import { procedure, router } from '@/server/platform/web/trpc'
import { move } from '../mutations/move'
import { listPutAway } from '../queries/moving'
import { moveInput, putAwayListInput } from '../schema/moving'

/** Goods that move within a warehouse. */
export const movingRouter = router({
  move: procedure('stock.receive')
    .input(moveInput)
    .mutation(({ ctx, input }) => move(ctx, input)),
  putAway: procedure('fulfilment.read')
    .input(putAwayListInput)
    .query(({ ctx, input }) => listPutAway(ctx, input)),
})
