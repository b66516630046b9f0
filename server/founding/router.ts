import { personProcedure, router } from '@/server/platform/trpc'
import { found } from './mutations'
import { foundInput } from './schema'

export const foundingRouter = router({
  // Sample trade is grown by programs under their own clock; what is founded in the browser begins empty.
  found: personProcedure.input(foundInput).mutation(async ({ ctx, input }) => {
    const { id, slug } = await found(ctx.person, { ...input, sample: false })
    return { id, slug }
  }),
})
