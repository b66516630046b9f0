import { procedure } from '@/server/platform/web/trpc'
import { count } from '../mutations/count'
import { countList, tryCounts } from '../mutations/count-list'
import { countInput } from '../schema'
import { countListInput, tryCountsInput } from '../schema/counts'

/** Counts of bins: one, or a list of them. */
export const counts = {
  count: procedure('stock.receive')
    .input(countInput)
    .mutation(({ ctx, input }) => count(ctx, input)),
  tryCounts: procedure('stock.receive')
    .input(tryCountsInput)
    .query(({ ctx, input }) => tryCounts(ctx, input)),
  countList: procedure('stock.receive')
    .input(countListInput)
    .mutation(({ ctx, input }) => countList(ctx, input)),
}
