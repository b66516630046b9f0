import { procedure, router } from '@/server/platform/trpc'
import { attention, firstSteps } from './queries/attention'
import { cashExpected } from './queries/cash'
import { figures } from './queries/figures'
import { stageTimes } from './queries/times'
import { periodInput } from './schema'

const dayMs = 86_400_000

export const reportingRouter = router({
  attention: procedure('home.read').query(({ ctx }) => attention(ctx)),
  firstSteps: procedure('home.read').query(({ ctx }) => firstSteps(ctx)),
  figures: procedure('report.read')
    .input(periodInput)
    .query(({ ctx, input }) => figures(ctx, input.days)),
  cashExpected: procedure('report.read').query(({ ctx }) => cashExpected(ctx)),
  stageTimes: procedure('report.read')
    .input(periodInput)
    .query(({ ctx, input }) => stageTimes(ctx, new Date(ctx.now.getTime() - input.days * dayMs))),
})
