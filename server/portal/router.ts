import { acceptQuote, declineQuote } from '@/server/order/mutations/accept-quote'
import { refuseInPassage } from '@/server/platform/context/passage'
import { publicProcedure, router } from '@/server/platform/web/trpc'
import { enterPortal, portalView } from './queries'
import { portalAcceptInput, portalDeclineInput, portalInput } from './schema'

/** The procedures for a customer with a link: they read one record and answer it. */
export const portalRouter = router({
  view: publicProcedure.input(portalInput).query(({ ctx, input }) => portalView(input, ctx.address)),
  accept: publicProcedure.input(portalAcceptInput).mutation(async ({ ctx, input }) => {
    const entry = await enterPortal(input.token, ctx.address)
    refuseInPassage(entry.ctx.organisation)
    const { number } = await acceptQuote(entry.ctx, {
      id: entry.objectId,
      name: input.name,
      reference: input.reference,
    })
    return { number }
  }),
  decline: publicProcedure.input(portalDeclineInput).mutation(async ({ ctx, input }) => {
    const entry = await enterPortal(input.token, ctx.address)
    refuseInPassage(entry.ctx.organisation)
    await declineQuote(entry.ctx, { id: entry.objectId, reason: input.reason })
    return { declined: true }
  }),
})
