import type { BackgroundFunction } from '@/server/platform/jobs/functions'
import { keepCash } from './mutations/keep-cash'

/** What reports compute beforehand, because a person would wait too long for it. */
export const reportingFunctions: BackgroundFunction[] = [
  { id: 'reporting.keep-cash', cron: '41 * * * *', due: 'forecast', run: (ctx) => keepCash(ctx) },
]
