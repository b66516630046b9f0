import { procedure } from '@/server/platform/web/trpc'
import { blockLot, unblockLot } from '../mutations/withhold'
import { blockLotInput, unblockLotInput } from '../schema/lot'

/** The procedures that take a lot out of what can be promised, and give it back. */
export const lots = {
  blockLot: procedure('stock.receive')
    .input(blockLotInput)
    .mutation(({ ctx, input }) => blockLot(ctx, input)),
  unblockLot: procedure('stock.receive')
    .input(unblockLotInput)
    .mutation(({ ctx, input }) => unblockLot(ctx, input)),
}
