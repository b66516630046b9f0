import { procedure, router } from '@/server/platform/web/trpc'
import { goOnWithout, tryAgain } from './mutations/after-failure'
import { letPass } from './mutations/let-pass'
import { readTrial } from './queries'
import { letPassInput } from './schema'

export const trialRouter = router({
  view: procedure('home.read').query(({ ctx }) => readTrial(ctx)),
  letPass: procedure('trial.advance')
    .input(letPassInput)
    .mutation(({ ctx, input }) => letPass(ctx, input)),
  tryAgain: procedure('trial.advance', { inPassage: true }).mutation(({ ctx }) => tryAgain(ctx)),
  goOnWithout: procedure('trial.advance', { inPassage: true }).mutation(({ ctx }) => goOnWithout(ctx)),
})
