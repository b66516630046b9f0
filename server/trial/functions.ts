import type { Ctx } from '@/server/platform/context/ctx'
import type { BackgroundFunction } from '@/server/platform/jobs/functions'
import { goOn } from './mutations/go-on'

/** How many organisations' pasts grow at once in one process; the others wait for their turn. */
const growAtOnce = 2
const passAtOnce = 4

const run = (ctx: Ctx) => goOn(ctx)

/**
 * What moves the clocks of organisations on trial. Not part of the table of the trade: under the clocks that these move, it is that table
 * which is run. A passage that was interrupted is found by the sweep.
 */
export const trialFunctions: BackgroundFunction[] = [
  { id: 'trial.grow', on: 'platform/organisation.founded', atOnce: growAtOnce, run },
  { id: 'trial.let-pass', on: 'trial/passage.asked', atOnce: passAtOnce, run },
  { id: 'trial.try-again', on: 'trial/passage.retried', atOnce: passAtOnce, run },
  { id: 'trial.go-on', cron: '*/5 * * * *', due: 'passage', run },
]
