import { procedure, router } from '@/server/platform/trpc'
import { readTimeline, searchEverything } from './queries'
import { searchInput, timelineInput } from './schema'

export const homeRouter = router({
  search: procedure('home.read')
    .input(searchInput)
    .query(({ ctx, input }) => searchEverything(ctx, input)),
  timeline: procedure('event.read')
    .input(timelineInput)
    .query(({ ctx, input }) => readTimeline(ctx, input)),
})
