import { procedure, router } from '@/server/platform/web/trpc'
import { discardDraft, saveDraft } from '../mutations/draft'
import { listDrafts, orderDraft } from '../queries/drafts'
import { recordInput } from '../schema'
import { draftListInput, saveDraftInput } from '../schema/draft'

export const draftRouter = router({
  list: procedure('order.confirm')
    .input(draftListInput)
    .query(({ ctx, input }) => listDrafts(ctx, input)),
  get: procedure('order.confirm')
    .input(recordInput)
    .query(({ ctx, input }) => orderDraft(ctx, input)),
  save: procedure('order.confirm')
    .input(saveDraftInput)
    .mutation(({ ctx, input }) => saveDraft(ctx, input)),
  discard: procedure('order.confirm')
    .input(recordInput)
    .mutation(({ ctx, input }) => discardDraft(ctx, input)),
})
