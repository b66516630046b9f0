'use client'

import { useEffect, useRef, useState } from 'react'

export type SearchState = 'LOADING' | 'READY' | 'FAILED'

interface Answered<O> {
  /** The query that the options answer; null before the first. */
  query: string | null
  options: O[]
  failed: boolean
}

const pauseMs = 140

/**
 * The answers to the typed text. The search is sent after a pause or, when a choice waits for it, at once. The last
 * answer stays until the next one comes, and a late answer is dropped: the state is `READY` only for the current query.
 */
export function useSearch<O>(
  search: (query: string, signal: AbortSignal) => Promise<O[]>,
  query: string,
  open: boolean,
  atOnce: boolean,
) {
  const [answered, setAnswered] = useState<Answered<O>>({ query: null, options: [], failed: false })
  const latest = useRef(search)
  latest.current = search
  useEffect(() => {
    if (!open) return
    const abort = new AbortController()
    const answer = (options: O[], failed: boolean) =>
      !abort.signal.aborted && setAnswered((before) => ({ query, options: failed ? before.options : options, failed }))
    const pause = setTimeout(
      () => {
        setAnswered((before) => (before.failed ? { ...before, query: null, failed: false } : before))
        latest.current(query, abort.signal).then(
          (found) => answer(found, false),
          () => answer([], true),
        )
      },
      query && !atOnce ? pauseMs : 0,
    )
    return () => {
      clearTimeout(pause)
      abort.abort()
      // A query that is sent again later may have other answers by then.
      setAnswered((before) => ({ ...before, query: null }))
    }
  }, [query, open, atOnce])
  const state: SearchState = answered.query !== query ? 'LOADING' : answered.failed ? 'FAILED' : 'READY'
  return { options: answered.options, state }
}
