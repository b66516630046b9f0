import type { BackgroundFunction } from '@/server/platform/jobs/functions'
import { flagOverdue } from './mutations/flag-overdue'
import { pursueProformas } from './mutations/lapse'
import { remind } from './mutations/remind'

/** The sweeps of receivables. They find due work by state, so that a missed day is made up for. */
export const receivableFunctions: BackgroundFunction[] = [
  { id: 'receivable.flag-overdue', cron: '5 * * * *', due: 'overdue', run: flagOverdue },
  { id: 'receivable.remind', cron: '20 * * * *', due: 'overdue', run: remind },
  { id: 'receivable.pursue-proformas', cron: '35 * * * *', due: 'prepaid', run: pursueProformas },
]
