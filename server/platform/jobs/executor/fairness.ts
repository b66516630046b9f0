import type { JobInsert } from 'pg-boss'
import { keyOf } from './expressions'
import type { RegisteredFunction, WireEvent } from './wire'

export interface Fairness {
  /** Where a call of a function stands in the queue: the group whose limit it counts to, and its priority. */
  placeOf(fn: RegisteredFunction | undefined, event: WireEvent): Pick<JobInsert, 'group' | 'priority'>
}

/** What one call takes from the share of its key: 50 calls a second are a fair share. */
const costMs = 20
const rankMs = 250
const lowest = -1_000_000

/**
 * Keeps one key (an organisation) with a long backlog from holding up the others. Each call fills its key's bucket,
 * which empties by the passing of time; the fuller the bucket, the further back the call stands. So whoever asks for
 * little is served before the backlog of whoever asks for much, over all functions.
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
