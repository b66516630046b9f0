import type { JobInsert } from 'pg-boss'
import { keyOf } from './expressions'
import type { RegisteredFunction, WireEvent } from './wire'

export interface Fairness {
  /** The place of a function's call in the queue: the group whose limit it counts towards, and its priority. */
  placeOf(fn: RegisteredFunction | undefined, event: WireEvent): Pick<JobInsert, 'group' | 'priority'>
}

/** The share that one call takes from its key: 50 calls a second are a fair share. */
const costMs = 20
const rankMs = 250
const lowest = -1_000_000

/**
 * Stops one key (an organisation) with a long backlog from holding up the others. Each call fills its key's bucket,
 * which empties as time passes; the fuller the bucket, the further back the call is placed. So a key with few calls is
 * served before the backlog of a key with many, across all functions.
 */
export function fairness(now: () => number = Date.now): Fairness {
  const fullUntil = new Map<string, number>()
  function rank(key: string): number {
    const at = now()
    if (fullUntil.size > 10_000) {
      for (const [known, until] of fullUntil) if (until <= at) fullUntil.delete(known)
    }
    const until = Math.max(at, fullUntil.get(key) ?? at)
    fullUntil.set(key, until + costMs)
    return Math.max(lowest, 0 - Math.floor((until - at) / rankMs))
  }
  return {
    placeOf(fn, event) {
      if (!fn?.concurrency) return {}
      const key = fn.concurrency.key ? keyOf(fn.concurrency.key, { event }) : ''
      const group = { id: `${fn.id}|${key}`, tier: String(fn.concurrency.limit) }
      return key ? { group, priority: rank(key) } : { group }
    },
  }
}
