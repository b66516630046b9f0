import type { Ctx } from '@/server/platform/context/ctx'
import type { BackgroundFunction } from '@/server/platform/jobs/functions'
import { goOn } from './mutations/go-on'

/** At most this many organisations grow their past at once in one process, so that the others are still served. */
const growAtOnce = 2
const passAtOnce = 4

const run = (ctx: Ctx) => goOn(ctx)

/**
 * Functions that move the clock of an organisation with sample trade. They are not in the trade's own table, because
 * they run that table under the clock that they move. The sweep finds a passage that was interrupted.
 */
export const trialFunctions: BackgroundFunction[] = [
  { id: 'trial.grow', on: 'platform/organisation.founded', atOnce: growAtOnce, run },
  { id: 'trial.let-pass', on: 'trial/passage.asked', atOnce: passAtOnce, run },
  { id: 'trial.try-again', on: 'trial/passage.retried', atOnce: passAtOnce, run },
  { id: 'trial.go-on', cron: '*/5 * * * *', due: 'passage', run },
]
