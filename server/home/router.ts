import { procedure, router } from '@/server/platform/web/trpc'
import { deskFigures, stepsDone } from './queries/desk'
import { searchEverything } from './queries/search'
import { readTimeline } from './queries/timeline'
import { listWaiting, waitingCounts, waitingSummaries } from './queries/waiting'
import { searchInput, timelineInput, waitingInput } from './schema'

export const homeRouter = router({
  waiting: procedure('home.read').query(({ ctx }) => waitingSummaries(ctx)),
  counts: procedure('home.read').query(({ ctx }) => waitingCounts(ctx)),
  waitingRows: procedure('home.read')
    .input(waitingInput)
    .query(({ ctx, input }) => listWaiting(ctx, input)),
  desk: procedure('home.read').query(({ ctx }) => deskFigures(ctx)),
  firstSteps: procedure('home.read').query(({ ctx }) => stepsDone(ctx)),
  search: procedure('home.read')
    .input(searchInput)
    .query(({ ctx, input }) => searchEverything(ctx, input)),
  timeline: procedure('event.read')
    .input(timelineInput)
    .query(({ ctx, input }) => readTimeline(ctx, input)),
})
