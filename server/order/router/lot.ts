import { procedure } from '@/server/platform/web/trpc'
import { blockLot, unblockLot } from '../mutations/withhold'
import { blockLotInput, unblockLotInput } from '../schema/lot'

/** Procedures that remove a lot from the available stock, and return it. */
export const lots = {
  blockLot: procedure('stock.receive')
    .input(blockLotInput)
    .mutation(({ ctx, input }) => blockLot(ctx, input)),
  unblockLot: procedure('stock.receive')
    .input(unblockLotInput)
    .mutation(({ ctx, input }) => unblockLot(ctx, input)),
}
