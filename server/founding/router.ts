import { personProcedure, router } from '@/server/platform/web/trpc'
import { foundOnTrial } from './mutations'
import { foundInput } from './schema'

export const foundingRouter = router({
  found: personProcedure.input(foundInput).mutation(async ({ ctx, input }) => {
    const { id, slug } = await foundOnTrial(ctx.person, input)
    return { id, slug }
  }),
})
