import type { BackgroundFunction } from '@/server/platform/jobs/functions'
import { matchWaiting } from './mutations/match'
import { matchRefunds } from './mutations/match-refund'
import { judgePromises } from './mutations/promise'

/** The background work of collection. */
export const collectionFunctions: BackgroundFunction[] = [
  { id: 'collection.match', on: 'collection/statement.imported', run: matchWaiting },
  { id: 'collection.match-refunds', on: 'collection/statement.imported', run: matchRefunds },
  { id: 'collection.match-taken-up', on: 'collection/line.takenUp', run: matchWaiting },
  { id: 'collection.match-again', cron: '*/2 * * * *', due: 'matching', run: matchWaiting },
  { id: 'collection.judge-promises', cron: '15 * * * *', due: 'promise', run: judgePromises },
]
