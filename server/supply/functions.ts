import type { BackgroundFunction } from '@/server/platform/jobs/functions'
import { findLate } from './mutations/late'

/** The sweeps of what is expected of suppliers. */
export const supplyFunctions: BackgroundFunction[] = [
  { id: 'supply.find-late', cron: '11 * * * *', due: 'planned', run: findLate },
]
