import { acceptQuote, declineQuote } from '@/server/order/mutations/accept-quote'
import { refuseInPassage } from '@/server/platform/context/passage'
import { publicProcedure, router } from '@/server/platform/web/trpc'
import { portalView } from './queries'
import { enterPortal } from './queries/entry'
import { portalAcceptInput, portalDeclineInput, portalInput } from './schema'

/** The procedures for a customer with a link: they read one record and answer it. */
export const portalRouter = router({
  view: publicProcedure.input(portalInput).query(({ ctx, input }) => portalView(input, ctx.address)),
  accept: publicProcedure.input(portalAcceptInput).mutation(async ({ ctx, input }) => {
    const entry = await enterPortal(input.token, ctx.address)
    refuseInPassage(entry.ctx.organisation)
    const { number } = await acceptQuote(entry.ctx, {
      id: entry.quoteId,
      name: input.name,
      reference: input.reference,
      comment: input.comment,
      version: input.version ?? entry.version.number,
      ticked: input.ticked,
    })
    return { number }
  }),
  decline: publicProcedure.input(portalDeclineInput).mutation(async ({ ctx, input }) => {
    const entry = await enterPortal(input.token, ctx.address)
    refuseInPassage(entry.ctx.organisation)
    const { name, reason, version = entry.version.number } = input
    await declineQuote(entry.ctx, { id: entry.quoteId, name, reason, version })
    return { declined: true }
  }),
})
